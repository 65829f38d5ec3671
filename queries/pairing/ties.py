"""Reads what ties two sides on a day, or has: official pairings, zones with both as full members, shared agreements."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.dates import Period, period_of
from graph.model import Label
from graph.store import Reader
from queries.coverage.subjects import Party
from queries.pairing.sides import Side
from queries.question import question
from queries.warnings import Words, named

# What a tie counts that is not the two parties' own and current: that of the provinces above, and an earlier scheme.
LESS = 0.5
# What the schemes of the seed are called, by their keys; a scheme of other facts is called as these write it.
SCHEMES: Mapping[str, Words] = {
    "east-west-1996": Words("东西部扶贫协作（1996年起）", "East-West cooperation on poverty relief (from 1996)"),
    "east-west-1996-adjusted": Words(
        "东西部扶贫协作（1996年后调整）", "East-West cooperation on poverty relief (adjusted after 1996)"
    ),
    "east-west-2016": Words("东西部扶贫协作（2016年调整）", "East-West cooperation on poverty relief (as of 2016)"),
    "east-west-2021": Words("东西部协作（2021年起）", "East-West cooperation (from 2021)"),
    "guizhou-2013": Words("对口帮扶贵州（2013年起）", "counterpart assistance to Guizhou (from 2013)"),
    "ip-bilateral": Words("双边知识产权合作", "bilateral cooperation on intellectual property"),
    "ip-services-2025": Words(
        "知识产权服务业区域协作帮扶（2025年起）", "regional assistance in intellectual property services (from 2025)"
    ),
    "jiangsu-north-south": Words("江苏省内南北结对", "North-South pairing within Jiangsu"),
    "northeast-2017": Words(
        "东北与东部地区对口合作（2017年起）", "cooperation of the Northeast with the East (from 2017)"
    ),
    "old-revolutionary-2022": Words(
        "革命老区重点城市对口合作（2022年起）", "cooperation with cities of the old revolutionary areas (from 2022)"
    ),
    "qinghai-2010": Words("对口援青（2010年起）", "counterpart assistance to Tibetan areas of Qinghai (from 2010)"),
    "three-gorges": Words("对口支援三峡库区", "counterpart assistance to the Three Gorges reservoir area"),
    "tibet-1994": Words("对口援藏（1994年起）", "counterpart assistance to Tibet (from 1994)"),
    "wanbei-2021": Words("沪苏浙城市结对帮扶皖北（2021年起）", "pairing of cities with northern Anhui (from 2021)"),
    "xinjiang-2010": Words("对口援疆（2010年起）", "counterpart assistance to Xinjiang (from 2010)"),
}


class TieKind(StrEnum):
    """The kinds of tie."""

    PAIRING = "PAIRING"
    ZONE = "ZONE"
    AGREEMENT = "AGREEMENT"


class TieStanding(StrEnum):
    """A tie's standing on a day: there, ended as a source says, or with a derived end after which nothing is known."""

    CURRENT = "CURRENT"
    UNKNOWN_SINCE = "UNKNOWN_SINCE"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class TieRow:
    """The fact that a party is the donor of a pairing with `other`, a full member of a zone, or party to an agreement.

    Where `what` is ABOVE, `other` is the province in which it lies.
    """

    what: str
    kind: str
    party: str
    other: str
    key: str
    name: str | None
    name_en: str | None
    since_first: str | None
    since_last: str | None
    until_first: str | None
    until_last: str | None
    until_derived: bool
    verified: bool
    sources: Sequence[str] | None


TIES = question("pairing/ties", TieRow)


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie: whose it is on the subject's side (a zone's member, or the party itself), and what says so.

    `counts` is what it adds: 1, less for what is past or of the provinces above, 0 for what nobody confirmed.
    """

    kind: TieKind
    key: str
    name: Words
    since: Period | None
    until: Period | None
    until_derived: bool
    standing: TieStanding
    verified: bool
    sources: tuple[str, ...]
    member: Party
    above: bool
    counts: float


JointByParty = Mapping[Party, Mapping[tuple[TieKind, str], TieRow]]


@dataclass(frozen=True, slots=True)
class TieFacts:
    """Pairings by their two ends; by party the zones and agreements in which it is, and the province above it."""

    day: str
    pairings: Mapping[frozenset[Party], Sequence[TieRow]]
    joint: JointByParty
    above: Mapping[Party, Party]

    def top(self, party: Party) -> Party:
        """The province in which a party lies, or the party itself."""
        return self.above.get(party, party)


async def read_ties(reader: Reader, regions: Sequence[str], zones: Sequence[str], day: str) -> TieFacts:
    """Read what may tie these regions and zones, in one engine call."""
    return group_ties(await reader.run(TIES, {"regions": list(regions), "zones": list(zones), "day": day}), day)


def group_ties(rows: Iterable[TieRow], day: str) -> TieFacts:
    """The rows by whom they are about; of several memberships in one zone the best known, then the earliest, counts."""
    pairings: dict[frozenset[Party], list[TieRow]] = defaultdict(list)
    joint: dict[Party, dict[tuple[TieKind, str], TieRow]] = defaultdict(dict)
    above: dict[Party, Party] = {}
    for row in sorted(rows, key=lambda row: (row.key, not row.verified, row.since_first or "")):
        party, other = (Label(row.kind), row.party), (Label.REGION, row.other)
        if row.what == "ABOVE":
            above[party] = other
        elif row.what == TieKind.PAIRING:
            pairings[frozenset({party, other})].append(row)
        else:
            joint[party].setdefault((TieKind(row.what), row.key), row)
    return TieFacts(day, pairings, joint, above)


def find_ties(facts: TieFacts, subject: Side, candidate: Side) -> tuple[Tie, ...]:
    """All ties between two sides, of each of their parties, and of the provinces above these.

    Verified ones first, then current ones, then by kind, key and member. What ties two provinces counts once, however
    many members of a zone lie in them.
    """
    own = [
        tie
        for one in subject.parties
        for other in candidate.parties
        if one != other
        for tie in _ties_between(facts, one, other)
    ]
    joint = {(tie.kind, tie.key) for tie in own if tie.kind is not TieKind.PAIRING}
    found: dict[tuple[object, ...], Tie] = {}
    for one in subject.parties:
        for other in candidate.parties:
            for ends, tie in _ties_above(facts, one, other):
                if (tie.kind, tie.key) not in joint:
                    found.setdefault((tie.kind, tie.key, ends if tie.kind is TieKind.PAIRING else ()), tie)
    every = [*own, *found.values()]
    return tuple(sorted(every, key=lambda tie: (not tie.verified, tie.standing, tie.kind, tie.key, tie.member)))


def name_scheme(key: str) -> Words:
    """The names of a scheme of pairing."""
    return SCHEMES.get(key, Words(key, key))


def weigh_ties(ties: Iterable[Tie]) -> float:
    """Return what ties count together."""
    return math.fsum(tie.counts for tie in ties)


def _ties_between(facts: TieFacts, one: Party, other: Party) -> Iterator[Tie]:
    """The two parties' own ties, earlier schemes too: each of these counts once, and not beside itself renewed."""
    rows = facts.pairings.get(frozenset({one, other}), ())
    ties = sorted((_pair(row, one, facts.day) for row in rows), key=lambda tie: (tie.standing, not tie.verified))
    counted: set[Words] = set()
    for tie in ties:
        yield replace(tie, counts=0.0) if tie.name in counted else tie
        counted |= {tie.name} if tie.counts else set()
    mine, theirs = facts.joint.get(one, {}), facts.joint.get(other, {})
    for kind, key in sorted(mine.keys() & theirs.keys()):
        yield _join(kind, mine[kind, key], theirs[kind, key], one)
    # A zone that includes a city includes whoever lies in a province of it too.
    for city, direct, rest in ((one, mine, _joint_above(facts, other)), (other, theirs, _joint_above(facts, one))):
        for kind, key in sorted(direct.keys() & rest.keys() - (mine.keys() & theirs.keys())):
            if kind is TieKind.ZONE and city in facts.above:
                yield _join(kind, direct[kind, key], rest[kind, key], one)


def _joint_above(facts: TieFacts, party: Party) -> Mapping[tuple[TieKind, str], TieRow]:
    return facts.joint.get(facts.above[party], {}) if party in facts.above else {}


def _ties_above(facts: TieFacts, one: Party, other: Party) -> Iterator[tuple[frozenset[Party], Tie]]:
    """The current ties of the provinces above two parties, or of one party with the province above the other."""
    ends = {(facts.top(one), facts.top(other)), (facts.top(one), other), (one, facts.top(other))} - {(one, other)}
    for high, low in sorted(ends):
        if facts.top(high) == facts.top(low):
            continue
        for tie in _ties_between(facts, high, low):
            if tie.standing is TieStanding.CURRENT:
                yield frozenset({high, low}), replace(tie, member=one, above=True, counts=LESS * tie.counts)


def _pair(row: TieRow, member: Party, day: str) -> Tie:
    since, until = _span(row)
    gone = bool(row.until_last) and str(row.until_last) < day
    past = TieStanding.UNKNOWN_SINCE if row.until_derived else TieStanding.ENDED
    standing = past if gone else TieStanding.CURRENT
    counts = row.verified * (LESS if gone else 1.0)
    return Tie(
        TieKind.PAIRING, row.key, name_scheme(row.name or ""), since, until, row.until_derived, standing, row.verified,
        _sources(row), member, False, counts,
    )  # fmt: skip


def _join(kind: TieKind, mine: TieRow, theirs: TieRow, member: Party) -> Tie:
    """The tie that two memberships make: as long as both last, as sure as the less sure."""
    spans = _span(mine), _span(theirs)
    since = max((since for since, _ in spans if since), default=None)
    until = min((until for _, until in spans if until), default=None)
    sources = tuple(sorted({*_sources(mine), *_sources(theirs)}))
    verified, derived = mine.verified and theirs.verified, mine.until_derived or theirs.until_derived
    return Tie(
        kind, mine.key, named(mine.name or "", mine.name_en), since, until, derived, TieStanding.CURRENT, verified,
        sources, member, False, float(verified),
    )  # fmt: skip


def _span(row: TieRow) -> tuple[Period | None, Period | None]:
    return period_of(row.since_first, row.since_last), period_of(row.until_first, row.until_last)


def _sources(row: TieRow) -> tuple[str, ...]:
    return tuple(sorted(row.sources or ()))
