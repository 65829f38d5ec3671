"""Finds the loads whose relationships go with removed nodes: their next run must state them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.model import RELATIONSHIPS, Label, RelationshipType
from graph.store import Statement, WriteTransaction
from graph.writing.rows import NodeRef


async def find_dangling(transaction: WriteTransaction, removed: Iterable[NodeRef]) -> set[str]:
    """The loads that state relationships of these nodes, which are still there."""
    ids: dict[Label, list[str]] = defaultdict(list)
    for label, key in removed:
        # What hangs on a clause is stated with it.
        if label is not Label.CLAUSE:
            ids[label].append(key)
    loads: set[str] = set()
    for kind, relationship in RELATIONSHIPS.items():
        for start, end in relationship.arrows:
            for name, label in (("a", start), ("b", end)):
                if label in ids:
                    question = _loads_of(kind, start, end, name)
                    rows = await transaction.run(question, {"ids": ids[label]})
                    loads.update(load for row in rows for load in row)
    return loads


def _loads_of(kind: RelationshipType, start: Label, end: Label, removed: str) -> Statement[list[str]]:
    text = (
        f"UNWIND $ids AS i MATCH (a:{start})-[e:{kind}]->(b:{end}) WHERE {removed}.id = i RETURN DISTINCT e.loads AS l"
    )
    return Statement(f"loads of {kind}", text, ("ids",), ("l",), lambda loads: list(loads or ()))
