"""Packs what is sent to Neo4j for a question: its text as it stands in `queries/`, composed with others mechanically.

All rows of a question travel in one record, since a record costs more than a row. Questions that go along with it are
answered in the same statement: a round trip costs more than most of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.store import FollowUp, FollowUps, Parameters, RowTerm, Value

STATE = "OPTIONAL MATCH (state:GraphState {id: 'graph'})"
_PARAMETER = re.compile(r"\$(\w+)")


@lru_cache(maxsize=4096)
def pack(text: str, columns: tuple[str, ...], along: tuple[FollowUp, ...] = ()) -> str:
    """A question with all its rows in one record, and with those that go along, two columns each: their ids and rows.

    The version stands before and after them: the server reads what is committed, whatever comes in meanwhile.
    """
    parts, returned = [_collect(text, columns, "", "rows")], ["rows"]
    for number, (one, rows) in enumerate(_numbered(along), 1):
        ids, own = f"ids{number}", f"rows{number}"
        parts += [_list_ids(one, number, rows), _collect(_about(one, number), one.question.columns, ids, own)]
        returned += [ids, own]
    return "\n".join(
        [
            f"CALL () {{ {STATE} RETURN state.version AS before }}",
            *parts,
            STATE,
            f"RETURN before, state.version AS after, {', '.join(returned)}",
        ]
    )


def bind(parameters: Parameters, companions: FollowUps) -> dict[str, Value]:
    """The parameters of a packed question."""
    bound = dict(parameters)
    for number, given in enumerate(companions.given, 1):
        bound[f"first{number}_"] = given.first
        bound |= {f"{name}{number}_": value for name, value in given.parameters.items()}
    return bound


def _numbered(along: tuple[FollowUp, ...]) -> Iterator[tuple[FollowUp, str]]:
    """Each with the name of the rows that it goes along with; those of `then` follow the one that they belong to."""
    counted = 0

    def walk(several: tuple[FollowUp, ...], rows: str) -> Iterator[tuple[FollowUp, str]]:
        nonlocal counted
        for one in several:
            counted += 1
            own = f"rows{counted}"
            yield one, rows
            yield from walk(one.then, own)

    yield from walk(along, "rows")


def _collect(text: str, columns: tuple[str, ...], scope: str, name: str) -> str:
    listed = ", ".join(f"`{column}`" for column in columns)
    return f"CALL ({scope}) {{ CALL ({scope}) {{\n{text}\n}} RETURN collect([{listed}]) AS {name} }}"


def _about(one: FollowUp, number: int) -> str:
    """The text of a question that goes along: the ids are a variable, and its parameters its own."""
    return _PARAMETER.sub(
        lambda found: f"ids{number}" if found[1] == "ids" else f"${found[1]}{number}_", one.question.text
    )


def _list_ids(one: FollowUp, number: int, rows: str) -> str:
    """The nodes that a question is asked about: those of the first rows."""
    first, ids = f"[..$first{number}_]", f"ids{number}"
    if not one.grouped:
        return (
            f"CALL ({rows}) {{ UNWIND {rows}{first} AS row WITH row[{one.ids_column}] AS id "
            f"RETURN collect(DISTINCT id) AS {ids} }}"
        )
    order = ", ".join(_term(term) for term in one.order)
    return (
        f"CALL ({rows}) {{ UNWIND {rows} AS row WITH row ORDER BY {order} "
        f"WITH row[0] AS parent, collect(row[{one.ids_column}]){first} AS few "
        f"UNWIND few AS id RETURN collect(DISTINCT id) AS {ids} }}"
    )


def _term(term: RowTerm) -> str:
    missing = repr(term.missing) if isinstance(term.missing, str) else str(term.missing)
    return f"coalesce(row[{term.column}], {missing}){' DESC' if term.descending else ''}"
