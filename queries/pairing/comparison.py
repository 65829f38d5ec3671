"""Two sides of a pairing held against each other: what one has and the other has not, and what both have."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from queries.pairing.facts import Facts, SideFacts
from queries.pairing.sides import Centre, Side
from queries.pairing.ties import Tie, find_ties

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Shares:
    """Things that the stronger side alone has, both have, and the weaker side alone has; by key."""

    stronger: tuple[str, ...]
    both: tuple[str, ...]
    weaker: tuple[str, ...]

    @property
    def either(self) -> int:
        """The number of them in all."""
        return len(self.stronger) + len(self.both) + len(self.weaker)


NONE = Shares((), (), ())


@dataclass(frozen=True, slots=True)
class IndustryShares:
    """The industries of a year's table in which the sides stand above the country's average, and how alike they are."""

    year: int
    strong: Shares
    fit: float | None


@dataclass(frozen=True, slots=True)
class Distance:
    """The shortest way between two sides, along the earth, between the centres of two regions."""

    kilometres: float
    start: Centre
    end: Centre


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides with everything that their components are made of.

    The stronger side is the one in the East. Between peers none is: the candidate stands in its place, the subject in
    that of the weaker side, and what either alone has counts.
    """

    stronger: SideFacts
    weaker: SideFacts
    is_stronger: bool
    peers: bool
    # How many tasks and families of programmes there are to share.
    tasks_known: int
    families_known: int
    tasks: Shares
    families: Shares
    industries: IndustryShares | None
    ties: tuple[Tie, ...]
    way: Distance | None

    @property
    def has_documents(self) -> bool:
        """Tell whether either side has a document in force, so that their tasks can be compared."""
        return bool(self.stronger.documents and self.weaker.documents)

    def passing(self, shares: Shares) -> tuple[str, ...]:
        """List what may pass between the two: from the stronger side, or between peers both ways."""
        return tuple(sorted((*shares.stronger, *shares.weaker))) if self.peers else shares.stronger


def compare(facts: Facts, subject: Side, candidate: Side, stronger: Side, *, peers: bool = False) -> Comparison:
    """The comparison of a subject with a candidate, of which one counts as the stronger."""
    tasks = facts.terms.tasks.keys()
    is_stronger = stronger is subject
    high, low = facts.of(stronger), facts.of(candidate if is_stronger else subject)
    has_documents = high.documents and low.documents
    return Comparison(
        high,
        low,
        is_stronger,
        peers,
        len(tasks),
        facts.families,
        share(high.tasks & tasks, low.tasks & tasks) if has_documents else NONE,
        share(frozenset(high.programmes), frozenset(low.programmes)),
        compare_industries(high, low),
        find_ties(facts.ties, subject, candidate),
        find_way(subject, candidate),
    )


def share(stronger: frozenset[str], weaker: frozenset[str]) -> Shares:
    """Tell what is whose, each by key."""
    return Shares(tuple(sorted(stronger - weaker)), tuple(sorted(stronger & weaker)), tuple(sorted(weaker - stronger)))


def compare_industries(stronger: SideFacts, weaker: SideFacts) -> IndustryShares | None:
    """Compare the industries by the latest table that has both sides; None where none has."""
    years = stronger.leads.keys() & weaker.leads.keys()
    if not years:
        return None
    year = max(years)
    mine, theirs = stronger.leads[year], weaker.leads[year]
    pairs = [(mine.get(key, 0.0), theirs.get(key, 0.0)) for key in sorted(mine.keys() | theirs.keys())]
    most = math.fsum(max(pair) for pair in pairs)
    fit = math.fsum(min(pair) for pair in pairs) / most if most else None
    return IndustryShares(year, share(_above(mine), _above(theirs)), fit)


def _above(leads: Mapping[str, float]) -> frozenset[str]:
    return frozenset(key for key, lead in leads.items() if lead > 0)


def find_way(one: Side, other: Side) -> Distance | None:
    """The shortest way between any region of one side and any of the other; None where no centre is known."""
    ways = (Distance(measure_distance(start, end), start, end) for start in one.spots for end in other.spots)
    return min(ways, key=lambda way: way.kilometres, default=None)


def measure_distance(one: Centre, other: Centre) -> float:
    """The great-circle distance in kilometres (haversine)."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * (
        math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
