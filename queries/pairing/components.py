"""What speaks for a pair, component by component, each from 0 to 1 or None where the data for it is missing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from queries.pairing.facts import Facts, SideFacts
from queries.pairing.sides import Centre, Side
from queries.pairing.ties import Tie, count_ties, find_ties

EARTH_RADIUS_KM = 6371.0088
# The distance over which proximity falls to 1/e.
REACH_KM = 1000.0


class PairingComponent(StrEnum):
    """What a score is made of, in the order in which it is shown."""

    POLICY_TRANSFER = "POLICY_TRANSFER"
    SHARED_AGENDA = "SHARED_AGENDA"
    PROGRAMME_EXPERIENCE = "PROGRAMME_EXPERIENCE"
    INDUSTRY_FIT = "INDUSTRY_FIT"
    CAPACITY_LEAD = "CAPACITY_LEAD"
    EXISTING_TIES = "EXISTING_TIES"
    PROXIMITY = "PROXIMITY"


Values = Mapping[PairingComponent, float | None]


@dataclass(frozen=True, slots=True)
class Shares:
    """Things that the stronger side alone has, both have, and the weaker side alone has; by key."""

    stronger: tuple[str, ...]
    both: tuple[str, ...]
    weaker: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskShares:
    """The tasks that the sides are seen to cover, and those that neither is; `known` if both have documents."""

    known: bool
    covered: Shares
    uncovered: int

    @property
    def transfer(self) -> float | None:
        """The share of what the weaker side is not seen to cover that the stronger covers."""
        if not self.known:
            return None
        missing = len(self.covered.stronger) + self.uncovered
        return len(self.covered.stronger) / missing if missing else 0.0

    @property
    def agenda(self) -> float | None:
        """Of the tasks that either covers, the share that both cover."""
        either = len(self.covered.stronger) + len(self.covered.both) + len(self.covered.weaker)
        return len(self.covered.both) / either if self.known and either else None


@dataclass(frozen=True, slots=True)
class IndustryShares:
    """In which industries of one year's table the sides stand above the country's average, and how alike they are."""

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
    """Two sides with everything that their components are made of. The stronger is the one in the East."""

    stronger: SideFacts
    weaker: SideFacts
    tasks: TaskShares
    families: Shares
    industries: IndustryShares | None
    ties: tuple[Tie, ...]
    way: Distance | None

    @property
    def values(self) -> Values:
        """The value of each component."""
        known = len(self.families.stronger) + len(self.families.both)
        return {
            PairingComponent.POLICY_TRANSFER: self.tasks.transfer,
            PairingComponent.SHARED_AGENDA: self.tasks.agenda,
            PairingComponent.PROGRAMME_EXPERIENCE: len(self.families.stronger) / known if known else None,
            PairingComponent.INDUSTRY_FIT: self.industries.fit if self.industries else None,
            PairingComponent.CAPACITY_LEAD: lead_in_capacity(self.stronger.capacity, self.weaker.capacity),
            PairingComponent.EXISTING_TIES: 1 - math.exp(-count_ties(self.ties)),
            PairingComponent.PROXIMITY: math.exp(-self.way.kilometres / REACH_KM) if self.way else None,
        }


def compare(facts: Facts, subject: Side, candidate: Side, stronger: Side, tasks: int) -> Comparison:
    """The comparison of two sides of which one is the `stronger`; there are so many `tasks`."""
    east, other = facts.of(stronger), facts.of(candidate if stronger is subject else subject)
    return Comparison(
        east,
        other,
        compare_tasks(east, other, tasks),
        share(frozenset(east.programmes), frozenset(other.programmes)),
        compare_industries(east, other),
        find_ties(facts.ties, subject, candidate),
        find_way(subject, candidate),
    )


def share(stronger: frozenset[str], weaker: frozenset[str]) -> Shares:
    """What is whose, each by key."""
    return Shares(tuple(sorted(stronger - weaker)), tuple(sorted(stronger & weaker)), tuple(sorted(weaker - stronger)))


def compare_tasks(stronger: SideFacts, weaker: SideFacts, tasks: int) -> TaskShares:
    """Which of so many tasks the sides cover; without documents on both sides nothing is compared."""
    if not (stronger.documents and weaker.documents):
        return TaskShares(False, Shares((), (), ()), 0)
    return TaskShares(True, share(stronger.tasks, weaker.tasks), tasks - len(stronger.tasks | weaker.tasks))


def compare_industries(stronger: SideFacts, weaker: SideFacts) -> IndustryShares | None:
    """How alike the industries are by the latest table that has both sides; None where none has."""
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


def lead_in_capacity(stronger: float | None, weaker: float | None) -> float | None:
    """How far the stronger side leads, from 0 (not at all) to 1; None where a figure is missing."""
    if stronger is None or weaker is None:
        return None
    both = stronger + weaker
    return max(0.0, (stronger - weaker) / both) if both > 0 else 0.0


def find_way(one: Side, other: Side) -> Distance | None:
    """The shortest way between any region of one side and any of the other; None where no centre is known."""
    ways = (Distance(measure(start, end), start, end) for start in one.spots for end in other.spots)
    return min(ways, key=lambda way: way.kilometres, default=None)


def measure(one: Centre, other: Centre) -> float:
    """The great-circle distance in kilometres (haversine)."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * (
        math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
