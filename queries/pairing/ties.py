"""What ties two sides already: pairings, joint zones, and agreements to which both are party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.dates import Period, period_of
from graph.model import Label
from graph.store import Reader
from queries.coverage.subjects import Party
from queries.pairing.sides import Side
from queries.question import question


class TieKind(StrEnum):
    """What kind of tie it is."""

    PAIRING = "PAIRING"
    ZONE = "ZONE"
    AGREEMENT = "AGREEMENT"


@dataclass(frozen=True, slots=True)
class TieRow:
    """That a party is the donor of a pairing with `other`, a full member of a zone, or party to an agreement."""

    what: str
    kind: str
    party: str
    other: str
    key: str
    name: str | None
    since_first: str | None
    since_last: str | None
    until_first: str | None
    until_last: str | None
    verified: bool
    sources: Sequence[str] | None


TIES = question("pairing/ties", TieRow)


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie: whose it is on the subject's side (a zone's member, or the party itself), and what says so."""

    kind: TieKind
    key: str
    name: str
    since: Period | None
    until: Period | None
    verified: bool
    sources: tuple[str, ...]
    member: Party


@dataclass(frozen=True, slots=True)
class TieFacts:
    """Pairings by their two ends; by party the zones and agreements in which it is."""

    pairings: Mapping[frozenset[Party], Sequence[TieRow]]
    joint: Mapping[Party, Mapping[tuple[TieKind, str], TieRow]]


async def read_ties(reader: Reader, regions: Sequence[str], zones: Sequence[str], day: str) -> TieFacts:
    """What may tie these regions and zones, in one engine call."""
    return group_ties(await reader.run(TIES, {"regions": list(regions), "zones": list(zones), "day": day}))


def group_ties(rows: Iterable[TieRow]) -> TieFacts:
    """The rows by whom they are about; of several memberships in one zone the best known, then the earliest, counts."""
    pairings: dict[frozenset[Party], list[TieRow]] = defaultdict(list)
    joint: dict[Party, dict[tuple[TieKind, str], TieRow]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: (row.key, not row.verified, row.since_first or "")):
        party = (Label(row.kind), row.party)
        if row.what == TieKind.PAIRING:
            pairings[frozenset({party, (Label.REGION, row.other)})].append(row)
        else:
            joint[party].setdefault((TieKind(row.what), row.key), row)
    return TieFacts(pairings, joint)


def find_ties(facts: TieFacts, subject: Side, candidate: Side) -> tuple[Tie, ...]:
    """All ties between two sides, of each of their parties: verified ones first, then by kind, key and member."""
    found = [
        tie
        for one in subject.parties
        for other in candidate.parties
        if one != other
        for tie in _ties_between(facts, one, other)
    ]
    return tuple(sorted(found, key=lambda tie: (not tie.verified, tie.kind, tie.key, tie.member)))


def count_ties(ties: Iterable[Tie]) -> int:
    """How many of them count: what nobody confirmed does not."""
    return sum(tie.verified for tie in ties)


def _ties_between(facts: TieFacts, one: Party, other: Party) -> Iterator[Tie]:
    for row in facts.pairings.get(frozenset({one, other}), ()):
        since, until = _span(row)
        yield Tie(TieKind.PAIRING, row.key, row.name or "", since, until, row.verified, _sources(row), one)
    mine, theirs = facts.joint.get(one, {}), facts.joint.get(other, {})
    for kind, key in mine.keys() & theirs.keys():
        yield _join(kind, mine[kind, key], theirs[kind, key], one)


def _join(kind: TieKind, mine: TieRow, theirs: TieRow, member: Party) -> Tie:
    """The tie that two memberships make: as long as both last, as sure as the less sure."""
    spans = _span(mine), _span(theirs)
    since = max((since for since, _ in spans if since), default=None)
    until = min((until for _, until in spans if until), default=None)
    sources = tuple(sorted({*_sources(mine), *_sources(theirs)}))
    return Tie(kind, mine.key, mine.name or "", since, until, mine.verified and theirs.verified, sources, member)


def _span(row: TieRow) -> tuple[Period | None, Period | None]:
    return period_of(row.since_first, row.since_last), period_of(row.until_first, row.until_last)


def _sources(row: TieRow) -> tuple[str, ...]:
    return tuple(sorted(row.sources or ()))
