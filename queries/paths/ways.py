"""The ways along which chains run, what makes each hold on a day, and the question that goes one step along them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Label, RelationshipType
from graph.store import Statement
from queries.nodes.relation_table import DOCUMENT, INSTITUTION, PROGRAMME, REGION, ZONE
from queries.rules import IN_FORCE, holds

Node = tuple[Label, str]

# Rows of one way in one step; who asks for more has come to something on which everything hangs.
MOST_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which things of two kinds are tied, whichever of them it begins at: what holds on $day of all three.

    A thing's own condition names it {0}; when a relationship holds, its type says.
    """

    one: Label
    types: str
    other: Label
    of_one: str = ""
    of_other: str = ""

    @property
    def kinds(self) -> tuple[RelationshipType, ...]:
        """The types, which stand in `types` with `|` between them."""
        return tuple(map(RelationshipType, self.types.split("|")))

    def turn(self) -> Way:
        """Return the same way from the other thing's side."""
        return Way(self.other, self.types, self.one, self.of_other, self.of_one)

    def follow(self, kinds: Sequence[RelationshipType], pattern: str = "-[e:{0}]-", also: str = "") -> str:
        """Write how to go from each `p` among the ids of a kind in $things along `e` to `o`, or to nothing."""
        # What holds of `p` stands with it: LadybugDB loses rows whose optional part asks for what `p` lacks.
        own = _all_of("p.id = i", self.of_one.format("p"))
        dated = dict.fromkeys(DATED[kind] for kind in kinds if kind in DATED)
        tests = _all_of(*dated, self.of_other.format("o"), also)
        where = f"\nWHERE {tests}" if tests else ""
        return (
            f"UNWIND $things.{self.one} AS i\nMATCH (p:{self.one})\nWHERE {own}\n"
            f"OPTIONAL MATCH (p){pattern.format('|'.join(kinds))}(o:{self.other}){where}"
        )


def _all_of(*tests: str) -> str:
    return " AND ".join(test for test in tests if test)


# What holds on $day of a relationship `e` that has dates.
_HOLDS = holds("e")
DATED = {
    RelationshipType.PAIRED_WITH: _HOLDS,
    RelationshipType.INCLUDES: _HOLDS,
    RelationshipType.HOSTS: _HOLDS,
    RelationshipType.SUCCEEDS: "coalesce(e.onFirst, '0001-01-01') <= $day",
}
# That they belong to one nation gives two provinces nothing in common that others lack.
_NO_NATION = "coalesce({0}.level, '') <> 'NATION'"
_ISSUED = "{0}.effectFrom <= $day"
WAYS = (
    # (:Region)-[:PAIRED_WITH]->(:Region), (:Region)-[:SUCCEEDS]->(:Region), (:Region)-[:PART_OF]->(:Region)
    Way(REGION, "PAIRED_WITH|SUCCEEDS|PART_OF", REGION, _NO_NATION, _NO_NATION),
    # (:EconomicZone)-[:INCLUDES]->(:Region)
    Way(ZONE, "INCLUDES", REGION),
    # (:Region)-[:HOSTS]->(:Programme), (:EconomicZone)-[:HOSTS]->(:Programme)
    Way(REGION, "HOSTS", PROGRAMME),
    Way(ZONE, "HOSTS", PROGRAMME),
    # (:Institution)-[:SPONSORS]->(:Programme)
    Way(INSTITUTION, "SPONSORS", PROGRAMME),
    # (:Institution)-[:SEATED_IN]->(:Region), as long as there is the institution
    Way(INSTITUTION, "SEATED_IN", REGION, holds("{0}")),
    # (:Institution)-[:SUCCEEDS]->(:Institution)
    Way(INSTITUTION, "SUCCEEDS", INSTITUTION),
    # (:PolicyDocument)-[:AGREED_BY|APPLIES_TO]->(:Region|:EconomicZone|:Institution), as long as it is in force
    Way(DOCUMENT, "AGREED_BY|APPLIES_TO", REGION, IN_FORCE),
    Way(DOCUMENT, "AGREED_BY|APPLIES_TO", ZONE, IN_FORCE),
    Way(DOCUMENT, "AGREED_BY", INSTITUTION, IN_FORCE),
    # (:Institution)-[:ISSUED]->(:PolicyDocument), (:PolicyDocument)-[:CITES]->(:PolicyDocument): for ever after
    Way(INSTITUTION, "ISSUED", DOCUMENT, of_other=_ISSUED),
    Way(DOCUMENT, "CITES", DOCUMENT, _ISSUED, _ISSUED),
)
# What stands on chains, and what ties it: of several ties between two things the first is shown.
CHAINED = (REGION, ZONE, PROGRAMME, INSTITUTION, DOCUMENT)
TYPES = tuple(dict.fromkeys(kind for way in WAYS for kind in way.kinds))
# What everything hangs on ties nobody: chains begin and end there, and never pass through.
_BARRED = {REGION: "coalesce(o.level, '') = 'NATION'", ZONE: "coalesce(o.kind, '') = 'MACRO_REGION'"}


@dataclass(frozen=True, slots=True)
class Step:
    """A step from a thing to one that it is tied to; `barred` where chains may not pass through that.

    No `far` where the thing is tied to nothing in this way.
    """

    way: int
    near: Node
    far: Node | None
    barred: bool


@lru_cache(maxsize=64)
def build_steps(labels: tuple[Label, ...]) -> Statement[Step]:
    """One step from many things of these labels in every way that holds. Parameters: day; things, ids by label."""
    both = (*WAYS, *(way.turn() for way in WAYS if way.one is not way.other))
    ways = [way for way in both if way.one in labels]

    def row(number: int, near: str, far: str | None, barred: bool | None) -> Step:
        way = ways[number]
        return Step(number, (way.one, near), None if far is None else (way.other, far), bool(barred))

    text = "\nUNION ALL\n".join(_branch(number, way) for number, way in enumerate(ways))
    return Statement("steps of chains", text, ("day", "things"), ("way", "near", "far", "barred"), row)


def _branch(number: int, way: Way) -> str:
    barred = _BARRED.get(way.other, "false")
    return (
        f"{way.follow(way.kinds)}\n"
        f"RETURN {number} AS way, p.id AS near, o.id AS far, {barred} AS barred\nLIMIT {MOST_STEPS}"
    )
