"""One page of what a single node is related to, read from the page's own end, and how many there are in all.

Only for relations whose related nodes look the same whichever way they were found: then the first of the whole are
among the first of each way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Label, PropertyType
from graph.store import Statement, Value, plain_row
from queries.nodes.columns import NUMBERS, Part, property_type
from queries.nodes.relations import (
    ONE_START,
    Match,
    Projection,
    Relation,
    RowReader,
    list_parts,
    list_related,
    matches_from,
    related_columns,
    write_pattern,
    write_tests,
)
from queries.paging import Key, KeyValue, Page, PageEnds, build_beyond


@dataclass(frozen=True, slots=True)
class By:
    """One term of an order: a property of a variable, and what an absent one counts as."""

    variable: str
    property: str
    descending: bool = False
    missing: KeyValue = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A relation in an order. `key` is the variable whose id is the last term.

    `distinct`: a node that is related in several ways stands once; else once a relationship `e`, told apart by its key
    and by the role in which it was found.
    """

    relation: Relation
    order: tuple[By, ...]
    key: str
    distinct: bool


def build_related_page(
    ordered: Ordered, parent: Label, wanted: Projection, page: Page
) -> tuple[RowReader, dict[str, Value]]:
    """The question for a page of what one node `$id` is related to, and a row more of each way; and its parameters.

    Its rows stand in no order.
    """
    ends = PageEnds(page.backward, page.after is not None, page.before is not None)
    parameters: dict[str, Value] = {"limit": page.size + 1}
    for name, key in (("after", page.after), ("before", page.before)):
        parameters |= {f"{name}{at}": value for at, value in enumerate(key or ())}
    return _build_page(ordered, parent, wanted, ends), parameters


@lru_cache(maxsize=2048)
def _build_page(ordered: Ordered, parent: Label, wanted: Projection, ends: PageEnds) -> RowReader:
    relation = ordered.relation
    parts, matches = list_parts(relation, wanted), matches_from(relation, parent)
    start = ONE_START.format(parent)
    branches = [f"{start}\n{_branch(ordered, match, number, parts, ends)}" for number, match in enumerate(matches)]
    text = "\nUNION ALL\n".join(branches)
    length = len(ordered.order) + (1 if ordered.distinct else 3)
    cursors = [name for name, is_there in (("after", ends.after), ("before", ends.before)) if is_there]
    asked = ("id", "limit", *relation.parameters, *(f"{name}{at}" for name in cursors for at in range(length)))
    columns, getters = related_columns(parts)
    return RowReader(
        Statement(f"page of {relation.name} of {parent}", text, asked, columns, plain_row), getters, matches
    )


def _branch(ordered: Ordered, match: Match, number: int, parts: Sequence[Part], ends: PageEnds) -> str:
    keys, descending = _keys(ordered, match)
    tests = [ordered.relation.where] if ordered.relation.where else []
    for name, is_there, later in (("after", ends.after, True), ("before", ends.before, False)):
        if is_there:
            tests.append(build_beyond(keys, [down != (not later) for down in descending], name))
    where = write_tests(match, [f"({test})" for test in tests])
    carried = dict.fromkeys(["p", *(part.variable for part in parts)])
    named = [f"{key} AS key{at}" for at, key in enumerate(keys)]
    order = ", ".join(f"key{at}{' DESC' if down != ends.backward else ''}" for at, down in enumerate(descending))
    only = "DISTINCT " if ordered.distinct else ""
    kept = f"WITH {only}{', '.join([*carried, *named])}\nORDER BY {order}\nLIMIT $limit"
    return f"MATCH {write_pattern(match)}{where}\n{kept}\nRETURN {list_related(match, number, parts)}"


def _keys(ordered: Ordered, match: Match) -> tuple[list[str], list[bool]]:
    """The terms by which rows stand, as Cypher, and which of them go down."""
    keys = [_term(ordered.relation, term) for term in ordered.order] + [f"{ordered.key}.id"]
    if not ordered.distinct:
        keys += ["coalesce(e.`key`, '')", f"'{dict(match.constants).get('role', '')}'"]
    down = [term.descending for term in ordered.order]
    return keys, down + [False] * (len(keys) - len(down))


def key_like(ordered: Ordered) -> Key:
    """A key of the shape of those at which rows stand."""
    types = [property_type(ordered.relation.kinds(term.variable), term.property) for term in ordered.order]
    return (*("" if kind not in NUMBERS else 0 for kind in types), *[""] * (1 if ordered.distinct else 3))


def _term(relation: Relation, term: By) -> str:
    is_date = property_type(relation.kinds(term.variable), term.property) is PropertyType.DATE
    column = f"{term.variable}.`{term.property}{'First' if is_date else ''}`"
    missing = f"'{term.missing}'" if isinstance(term.missing, str) else repr(term.missing)
    return f"coalesce({column}, {missing})"


@lru_cache(maxsize=512)
def build_related_count(ordered: Ordered, parent: Label) -> Statement[int]:
    """The question for how much one node `$id` is related to; its rows are to be added up."""
    relation = ordered.relation
    matches = matches_from(relation, parent)
    tests = [relation.where] if relation.where else []
    # A node found in two ways counts once: the ids of both are needed to tell.
    by_id = ordered.distinct and len(matches) > 1
    only = "DISTINCT " if ordered.distinct else ""
    returned = f"{ordered.key}.id AS found" if by_id else f"count({only}{ordered.key}) AS found"
    text = f"\nUNION{'' if by_id else ' ALL'}\n".join(
        f"{ONE_START.format(parent)}\nMATCH {write_pattern(match)}{write_tests(match, tests)}\nRETURN {returned}"
        for match in matches
    )
    row = _count_id if by_id else int
    return Statement(f"count of {relation.name} of {parent}", text, ("id", *relation.parameters), ("found",), row)


def _count_id(found: Value) -> int:
    return 0 if found is None else 1
