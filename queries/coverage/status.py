"""The status of parties on tasks, from rows that were read: what a clause covers, and what is simply not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from queries.coverage.knowledge.field import can_show_gaps
from queries.coverage.links import DocumentRow, DocumentsByParty, LinkSum, is_examined
from queries.coverage.subjects import Party, Subject


class CoverageStatus(StrEnum):
    """The ways in which a party can stand on a task; the first that fits."""

    COVERED = "COVERED"
    PARTIAL = "PARTIAL"
    INHERITED = "INHERITED"
    NOT_COVERED = "NOT_COVERED"
    UNKNOWN = "UNKNOWN"


class CoverageBasis(StrEnum):
    """The grounds on which coverage can rest; the best of what counts."""

    REVIEWED = "REVIEWED"
    READ = "READ"
    TITLE = "TITLE"


class InheritFrom(StrEnum):
    """The levels from where a document may count for a party below."""

    ZONE = "ZONE"
    PROVINCE = "PROVINCE"
    NATION = "NATION"


class GapKind(StrEnum):
    """The ways in which parties can stand on a task together."""

    SHARED_GAP = "SHARED_GAP"
    ONE_SIDED = "ONE_SIDED"
    COMMON_GROUND = "COMMON_GROUND"
    UNDETERMINED = "UNDETERMINED"


# As the rule of links counts them.
BASIS_OF_RANK = {3: CoverageBasis.REVIEWED, 2: CoverageBasis.READ, 1: CoverageBasis.TITLE}


@dataclass(frozen=True, slots=True)
class Grounds:
    """The grounds of coverage: documents by key, each once, the best score and basis of their links, and how many.

    `verified` says whether a source confirms one of them.
    """

    documents: tuple[str, ...] = ()
    score: float | None = None
    links: int = 0
    basis: CoverageBasis | None = None
    verified: bool = False


NO_GROUNDS = Grounds()


@dataclass(frozen=True, slots=True)
class PartyStatus:
    """A party's status on a task: what its own documents say, and apart from it what it inherits.

    `status` is both in one word. `examined` are the documents whose reading shows that it does not cover the task.
    The counts of members are None but for zones.
    """

    party: Party
    status: CoverageStatus
    own: CoverageStatus
    grounds: Grounds = NO_GROUNDS
    inherited: Grounds = NO_GROUNDS
    inherited_from: frozenset[InheritFrom] = frozenset()
    examined: tuple[str, ...] = ()
    members: int | None = None
    members_covering: int | None = None
    members_unknown: int | None = None

    @property
    def shown(self) -> Grounds:
        """The grounds of the status in one word."""
        return self.inherited if self.status is CoverageStatus.INHERITED else self.grounds


SumsByTask = Mapping[str, Sequence[LinkSum]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """The coverage by party of its documents in force, and those examined on the field, where it has any."""

    covering: Mapping[Party, SumsByTask]
    examined: Mapping[Party, tuple[str, ...]]


def build_holdings(
    documents: DocumentsByParty, sums: Iterable[LinkSum], on_field: Collection[str] = frozenset()
) -> Holdings:
    """Join the documents of parties with what the documents cover; `on_field` are the keys of those on the field."""
    by_document: dict[str, list[LinkSum]] = defaultdict(list)
    for one in sums:
        by_document[one.document].append(one)
    covering = {party: _by_task(held, by_document) for party, held in documents.items()}
    examined = {party: _examined(held, on_field) for party, held in documents.items()}
    return Holdings(covering, {party: keys for party, keys in examined.items() if keys})


def _by_task(held: Mapping[str, DocumentRow], by_document: Mapping[str, Sequence[LinkSum]]) -> SumsByTask:
    found: dict[str, list[LinkSum]] = defaultdict(list)
    for key in sorted(held):
        if held[key].dated:
            for one in by_document.get(key, ()):
                found[one.task].append(one)
    return dict(found)


def _examined(held: Mapping[str, DocumentRow], on_field: Collection[str]) -> tuple[str, ...]:
    """The documents that show what is missing."""
    return tuple(key for key in sorted(held) if can_show_gaps(held[key], on_field) and is_examined(held[key]))


@dataclass(frozen=True, slots=True)
class Stance:
    """A party's standing on all tasks: the keys of those that it covers, that members cover, that others cover for it.

    `known` says whether a document was read whose silence shows that a task is not covered.
    """

    covered: AbstractSet[str]
    partial: AbstractSet[str]
    inherited: AbstractSet[str]
    known: bool

    def own(self, task: str) -> CoverageStatus:
        """Tell what the party's own documents say of a task, or its members'."""
        if task in self.covered:
            return CoverageStatus.COVERED
        if task in self.partial:
            return CoverageStatus.PARTIAL
        return CoverageStatus.NOT_COVERED if self.known else CoverageStatus.UNKNOWN

    def status(self, task: str) -> CoverageStatus:
        """The status in one word: what is inherited shows where nothing of its own covers the task."""
        own = self.own(task)
        if own in (CoverageStatus.NOT_COVERED, CoverageStatus.UNKNOWN) and task in self.inherited:
            return CoverageStatus.INHERITED
        return own


def find_stance(subject: Subject, holdings: Holdings, inherit: Collection[InheritFrom] = tuple(InheritFrom)) -> Stance:
    """Find how a party stands, what it inherits being taken from these levels and from a prefecture above a county."""
    return Stance(
        _tasks(holdings, [subject.party]),
        _tasks(holdings, subject.members),
        _tasks(holdings, [party for party, level in list_givers(subject) if level is None or level in inherit]),
        subject.party in holdings.examined,
    )


def list_givers(subject: Subject) -> list[tuple[Party, InheritFrom | None]]:
    """List whose documents a party inherits, with the level that may be named; a prefecture above a county is none."""
    above = [
        (party, InheritFrom(level) if level in InheritFrom.__members__ else None) for party, level in subject.above
    ]
    return [*above, *((zone, InheritFrom.ZONE) for zone in subject.zones)]


def _tasks(holdings: Holdings, parties: Iterable[Party]) -> AbstractSet[str]:
    return {task for party in parties for task in holdings.covering.get(party, ())}


def find_statuses_of(
    subject: Subject,
    tasks: Iterable[str],
    holdings: Holdings,
    inherit: Collection[InheritFrom] = tuple(InheritFrom),
) -> list[PartyStatus]:
    """A party's status on each task, with what it rests on."""
    stance = find_stance(subject, holdings, inherit)
    return [_find_status(subject, task, holdings, stance) for task in tasks]


def _find_status(subject: Subject, task: str, holdings: Holdings, stance: Stance) -> PartyStatus:
    own = stance.own(task)
    inherited = [(level, sums) for party, level in list_givers(subject) if (sums := _sums(holdings, party, task))]
    covering = [sums for member in subject.members if (sums := _sums(holdings, member, task))]
    missing = own is CoverageStatus.NOT_COVERED
    return PartyStatus(
        subject.party,
        stance.status(task),
        own,
        sum_up(_sums(holdings, subject.party, task) or [one for sums in covering for one in sums]),
        sum_up([one for _, sums in inherited for one in sums]),
        frozenset(level for level, _ in inherited if level),
        holdings.examined[subject.party] if missing else (),
        *(_count_members(subject, task, holdings) if subject.is_zone else ()),
    )


def _count_members(subject: Subject, task: str, holdings: Holdings) -> tuple[int, int, int]:
    """Count the members, those that cover the task, and those of which that is not known."""
    without = [member for member in subject.members if not _sums(holdings, member, task)]
    unknown = sum(member not in holdings.examined for member in without)
    return len(subject.members), len(subject.members) - len(without), unknown


def _sums(holdings: Holdings, party: Party, task: str) -> Sequence[LinkSum]:
    return holdings.covering.get(party, {}).get(task, ())


def sum_up(sums: Sequence[LinkSum]) -> Grounds:
    """Return what these sums come to."""
    if not sums:
        return NO_GROUNDS
    # An agreement reaches a party by several ways; it counts once.
    once = {one.document: one for one in sums}.values()
    return Grounds(
        tuple(sorted(one.document for one in once)),
        max(one.score for one in once),
        sum(one.links for one in once),
        BASIS_OF_RANK[max(one.basis for one in once)],
        any(one.verified for one in once),
    )
