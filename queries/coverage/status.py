"""The status of parties on tasks, from rows that were read: what a clause covers, and what is simply not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from queries.coverage.links import DocumentRow, DocumentsByParty, LinkSum, is_examined
from queries.coverage.subjects import Party, Subject


class CoverageStatus(StrEnum):
    """How a party stands on a task; the first that fits."""

    COVERED = "COVERED"
    PARTIAL = "PARTIAL"
    INHERITED = "INHERITED"
    NOT_COVERED = "NOT_COVERED"
    UNKNOWN = "UNKNOWN"


class InheritFrom(StrEnum):
    """From where a document may count for a party below."""

    ZONE = "ZONE"
    PROVINCE = "PROVINCE"
    NATION = "NATION"


class GapKind(StrEnum):
    """How parties stand on a task together."""

    SHARED_GAP = "SHARED_GAP"
    ONE_SIDED = "ONE_SIDED"
    COMMON_GROUND = "COMMON_GROUND"
    UNDETERMINED = "UNDETERMINED"


@dataclass(frozen=True, slots=True)
class PartyStatus:
    """A party's status on a task, with the documents that make it: by key, each once.

    `members` and `members_covering` are None but for zones; `inherited_from` is empty but for INHERITED.
    """

    party: Party
    status: CoverageStatus
    documents: tuple[str, ...]
    score: float | None
    links: int
    members: int | None = None
    members_covering: int | None = None
    inherited_from: frozenset[InheritFrom] = frozenset()


SumsByTask = Mapping[str, Sequence[LinkSum]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """By party what its documents in force cover, and which parties have an examined one."""

    covering: Mapping[Party, SumsByTask]
    examined: frozenset[Party]


def build_holdings(documents: DocumentsByParty, sums: Iterable[LinkSum]) -> Holdings:
    """Join the documents of parties with what the documents cover."""
    by_document: dict[str, list[LinkSum]] = defaultdict(list)
    for one in sums:
        by_document[one.document].append(one)
    covering = {party: _by_task(held, by_document) for party, held in documents.items()}
    examined = {
        party for party, held in documents.items() if any(row.dated and is_examined(row) for row in held.values())
    }
    return Holdings(covering, frozenset(examined))


def _by_task(held: Mapping[str, DocumentRow], by_document: Mapping[str, Sequence[LinkSum]]) -> SumsByTask:
    found: dict[str, list[LinkSum]] = defaultdict(list)
    for key in sorted(held):
        if held[key].dated:
            for one in by_document.get(key, ()):
                found[one.task].append(one)
    return dict(found)


def find_status(subject: Subject, task: str, holdings: Holdings) -> PartyStatus:
    """The first status that fits."""
    own = _sums(holdings, subject.party, task)
    covering = [sums for member in subject.members if (sums := _sums(holdings, member, task))]
    counts = (len(subject.members), len(covering)) if subject.is_zone else (None, None)
    if own:
        return _made(subject.party, CoverageStatus.COVERED, own, counts)
    if covering:
        return _made(subject.party, CoverageStatus.PARTIAL, [one for sums in covering for one in sums], counts)
    inherited, levels = _inherited(subject, task, holdings)
    if inherited:
        return _made(subject.party, CoverageStatus.INHERITED, inherited, counts, levels)
    known = subject.party in holdings.examined
    return _made(subject.party, CoverageStatus.NOT_COVERED if known else CoverageStatus.UNKNOWN, (), counts)


def _inherited(subject: Subject, task: str, holdings: Holdings) -> tuple[list[LinkSum], frozenset[InheritFrom]]:
    found: list[LinkSum] = []
    levels: set[InheritFrom] = set()
    for party, level in subject.above:
        if sums := _sums(holdings, party, task):
            found += sums
            # A prefecture above a county is none of the levels that may be named.
            levels |= {InheritFrom(level)} if level in InheritFrom.__members__ else set()
    for zone in subject.zones:
        if sums := _sums(holdings, zone, task):
            found += sums
            levels.add(InheritFrom.ZONE)
    return found, frozenset(levels)


def _sums(holdings: Holdings, party: Party, task: str) -> Sequence[LinkSum]:
    return holdings.covering.get(party, {}).get(task, ())


def _made(
    party: Party,
    status: CoverageStatus,
    sums: Sequence[LinkSum],
    counts: tuple[int | None, int | None],
    levels: frozenset[InheritFrom] = frozenset(),
) -> PartyStatus:
    # An agreement reaches a party by several ways; it counts once.
    once = {one.document: one for one in sums}
    score = max((one.score for one in once.values()), default=None)
    links = sum(one.links for one in once.values())
    return PartyStatus(party, status, tuple(sorted(once)), score, links, *counts, levels)


def counts_as_covering(status: PartyStatus, inherit: frozenset[InheritFrom]) -> bool:
    """Whether a status counts where these levels are inherited from."""
    return status.status is CoverageStatus.COVERED or bool(status.inherited_from & inherit)


def find_kind(statuses: Sequence[PartyStatus], inherit: frozenset[InheritFrom]) -> GapKind:
    """How parties stand on a task together."""
    covering = [counts_as_covering(status, inherit) for status in statuses]
    missing = [status.status is CoverageStatus.NOT_COVERED for status in statuses]
    if all(covering):
        return GapKind.COMMON_GROUND
    if all(missing):
        return GapKind.SHARED_GAP
    if any(covering) and any(missing):
        return GapKind.ONE_SIDED
    return GapKind.UNDETERMINED
