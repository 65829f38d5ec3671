"""Relations: one question for what many nodes are related to, however many they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Label
from graph.store import Statement, Value, plain_row
from queries.nodes.columns import Getters, Kind, Part, Row


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
    """The relation of nodes to others. `where` holds of every match; its parameters stand in `parameters`."""

    name: str
    matches: tuple[Match, ...]
    where: str = ""
    parameters: tuple[str, ...] = ()

    def kinds(self, variable: str) -> tuple[Kind, ...]:
        """List what a variable can stand for, over all matches."""
        found = [kind for match in self.matches for name, kind in match.stands_for if name == variable]
        return tuple(dict.fromkeys(found))

    def constants(self) -> tuple[str, ...]:
        """The names of the texts that its matches add to a row."""
        return tuple(dict.fromkeys(name for match in self.matches for name, _ in match.constants))


# LadybugDB looks an id up only where it is compared with `=`, and follows relationships from there only where they are
# optional: `IN`, and a plain MATCH behind UNWIND, read the whole label, however few the ids.
MANY_NODES = "UNWIND $ids AS i\nMATCH (n:{0})\nWHERE n.id = i"
ONE_NODE = "MATCH (n:{0})\nWHERE n.id = $id"
MANY_START = "UNWIND $ids AS i\nMATCH (p:{0})\nWHERE p.id = i"
ONE_START = "MATCH (p:{0})\nWHERE p.id = $id"
PARENT_NODE = r"\(p:\w+\)"

# Per variable, the properties to read.
Projection = tuple[tuple[str, tuple[str, ...]], ...]
# Where every row says whose it is, and by which match it was found.
PARENT, MATCH = 0, 1


@dataclass(frozen=True, slots=True)
class RowReader:
    """A question whose rows are plain columns, and what gets values of them: by variable, by attribute."""

    question: Statement[Row]
    getters: Mapping[str, Getters]
    matches: tuple[Match, ...] = ()


@lru_cache(maxsize=2048)
def build_relation(relation: Relation, parent: Label, wanted: Projection, *, alone: bool) -> RowReader:
    """The question for a relation and the properties wanted, asked of one node (`alone`) or many, of one label.

    A node that is related to nothing may have rows in which nothing but the parent stands.
    """
    parts = list_parts(relation, wanted)
    matches = matches_from(relation, parent)
    start = ONE_START.format(parent) if alone else MANY_START.format(parent)
    tests = [relation.where] if relation.where else []
    text = "\nUNION ALL\n".join(
        f"{start}\nOPTIONAL MATCH {write_pattern(match)}{write_tests(match, tests)}\n"
        f"RETURN {list_related(match, number, parts)}"
        for number, match in enumerate(matches)
    )
    asked = ("id" if alone else "ids", *relation.parameters)
    columns, getters = related_columns(parts)
    return RowReader(Statement(f"{relation.name} of {parent}", text, asked, columns, plain_row), getters, matches)


def list_parts(relation: Relation, wanted: Projection) -> list[Part]:
    """The variables of a relation with what is wanted of them."""
    return [Part(variable, relation.kinds(variable), properties) for variable, properties in wanted]


def matches_from(relation: Relation, parent: Label) -> tuple[Match, ...]:
    """The ways that begin at nodes of a label; KeyError where there is none."""
    matches = tuple(match for match in relation.matches if f"(p:{parent})" in match.pattern)
    if not matches:
        raise KeyError(f"{relation.name}: no way begins at {parent}")
    return matches


def write_pattern(match: Match) -> str:
    """The pattern of a way from the node `p` that was looked up before."""
    return re.sub(PARENT_NODE, "(p)", match.pattern)


def write_tests(match: Match, tests: Sequence[str]) -> str:
    """Write what a way must fulfil, tested behind it.

    Tested in the MATCH, LadybugDB would first look for all nodes of the label that fulfil it, and then for the ways.
    """
    if not tests:
        return ""
    variables = dict.fromkeys(["p", *(variable for variable, _ in match.stands_for)])
    return f"\nWITH {', '.join(variables)}\nWHERE {' AND '.join(tests)}"


def list_related(match: Match, number: int, parts: Sequence[Part]) -> str:
    """List what a question returns of one way: whose row it is, the number of the way, and the parts."""
    stands_for = dict(match.stands_for)
    listed = (list_columns(part, stands_for[part.variable]) for part in parts)
    return ", ".join(["p.id AS parent", f"{number} AS match", *filter(None, listed)])


def related_columns(parts: Sequence[Part]) -> tuple[tuple[str, ...], Mapping[str, Getters]]:
    """The columns that `list_related` names, and what gets values of them."""
    columns, getters = ["parent", "match"], {}
    for part in parts:
        getters[part.variable] = part.getters(len(columns))
        columns += part.columns()
    return tuple(columns), getters


@lru_cache(maxsize=2048)
def build_nodes_by_id(label: Label, properties: tuple[str, ...], *, alone: bool = False) -> RowReader:
    """The question for nodes of one label by their ids, or one by its `id`; rows in no order. The variable is `n`."""
    part = Part("n", (label,), properties)
    listed = list_columns(part, label)
    start = ONE_NODE.format(label) if alone else MANY_NODES.format(label)
    text = f"{start}\nRETURN {listed}"
    question = Statement(f"{label} by id", text, ("id" if alone else "ids",), part.columns(), plain_row)
    return RowReader(question, {"n": part.getters(0)})


def ids_of(keys: Sequence[str], *, alone: bool) -> dict[str, Value]:
    """The parameter that names the nodes asked about."""
    return {"id": keys[0]} if alone else {"ids": list(keys)}


def list_columns(part: Part, kind: Kind) -> str:
    """List what a question returns of a part."""
    pairs = zip(part.expressions(kind), part.columns(), strict=True)
    return ", ".join(f"{expression} AS {column}" for expression, column in pairs)
