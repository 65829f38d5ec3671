"""Relations: one question for what many nodes are related to, however many they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.access import Question, Value
from graph.model import Label
from queries.columns import Kind, Part, Values


@dataclass(frozen=True, slots=True)
class Match:
    """One way to be related: a pattern from `(p:Label)`, and what its variables stand for there.

    `rank` tells which way wins where the same node is related in several: the lowest.
    `constants` are texts that hold of every row found this way, such as the role in a pairing.
    """

    pattern: str
    stands_for: tuple[tuple[str, Kind], ...]
    rank: int = 0
    constants: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How nodes are related to others. `where` holds of every match; its parameters stand in `parameters`."""

    name: str
    matches: tuple[Match, ...]
    where: str = ""
    parameters: tuple[str, ...] = ()

    def kinds(self, variable: str) -> tuple[Kind, ...]:
        """What a variable can stand for, over all matches."""
        found = [kind for match in self.matches for name, kind in match.stands_for if name == variable]
        return tuple(dict.fromkeys(found))

    def constants(self) -> tuple[str, ...]:
        """The names of the texts that its matches add to a row."""
        return tuple(dict.fromkeys(name for match in self.matches for name, _ in match.constants))


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """One related node: whose it is, and by variable what it is and the values read of it."""

    parent: str
    rank: int
    constants: Mapping[str, str]
    kinds: Mapping[str, Kind]
    values: Mapping[str, Values]


# Per variable, the properties to read.
Wanted = tuple[tuple[str, tuple[str, ...]], ...]

HOLDS = "coalesce({0}.sinceFirst, '0001-01-01') <= $day AND coalesce({0}.untilLast, '9999-12-31') >= $day"


def holds(variable: str) -> str:
    """The condition that a dated node or relationship holds on `$day`."""
    return HOLDS.format(variable)


@lru_cache(maxsize=1024)
def build_relation(relation: Relation, parent: Label | None, wanted: Wanted) -> Question[RelatedRow]:
    """The question for a relation and the properties wanted, asked of nodes with one label (None: any it knows)."""
    parts = [Part(variable, relation.kinds(variable), properties) for variable, properties in wanted]
    matches = [match for match in relation.matches if parent is None or f"(p:{parent})" in match.pattern]
    if not matches:
        raise KeyError(f"{relation.name}: no way begins at {parent}")
    text = "\nUNION ALL\n".join(_branch(relation, matches, number, parts) for number in range(len(matches)))
    columns = ("parent", "match", *(column for part in parts for column in part.columns()))
    name = f"{relation.name} of {parent or 'anything'}"
    return Question(name, text, ("ids", *relation.parameters), columns, _row(matches, parts))


def _branch(relation: Relation, matches: list[Match], number: int, parts: list[Part]) -> str:
    match = matches[number]
    stands_for = dict(match.stands_for)
    returned = [("p.id", "parent"), (str(number), "match")]
    for part in parts:
        returned += zip(part.expressions(stands_for[part.variable]), part.columns(), strict=True)
    conditions = ["p.id IN $ids", *([f"({relation.where})"] if relation.where else [])]
    listed = ", ".join(f"{expression} AS {column}" for expression, column in returned)
    return f"MATCH {match.pattern}\nWHERE {' AND '.join(conditions)}\nRETURN {listed}"


def _row(matches: list[Match], parts: list[Part]) -> Callable[..., RelatedRow]:
    fixed = [(match.rank, dict(match.constants), dict(match.stands_for)) for match in matches]
    readers: list[tuple[str, Callable[..., Values], int, int]] = []
    at = 0
    for part in parts:
        readers.append((part.variable, part.reader(), at, at + len(part.columns())))
        at += len(part.columns())

    def build(parent: str, match: int, *columns: Value) -> RelatedRow:
        rank, constants, kinds = fixed[match]
        values = {variable: read(columns[start:end]) for variable, read, start, end in readers}
        return RelatedRow(parent, rank, constants, kinds, values)

    return build


@lru_cache(maxsize=1024)
def build_nodes_by_id(label: Label, properties: tuple[str, ...]) -> Question[Values]:
    """The question for nodes of one label by their ids; rows in no order, absent ids have none."""
    part = Part("n", (label,), properties)
    listed = ", ".join(
        f"{expression} AS {column}" for expression, column in zip(part.expressions(label), part.columns(), strict=True)
    )
    read = part.reader()
    # Unwound ids are looked up in the index; LadybugDB would test every node of the label against a list of them.
    text = f"UNWIND $ids AS i\nMATCH (n:{label} {{id: i}})\nRETURN {listed}"
    return Question(f"{label} by id", text, ("ids",), part.columns(), lambda *columns: read(columns))
