"""Finds the loads whose rows go with removed nodes: they must be compared again, in this run or in their next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from graph.model import RELATIONSHIPS, Label, RelationshipType
from graph.store import Statement, WriteTransaction
from graph.writing.batch import Batch, EdgeRow, NodeRow
from graph.writing.rows import NodeRef


async def find_dangling(transaction: WriteTransaction, removed: Iterable[NodeRef]) -> set[str]:
    """The loads that state relationships of these nodes, or rows that have one as a source, and are still there."""
    ids: dict[Label, list[str]] = defaultdict(list)
    for label, key in removed:
        # What hangs on a clause is stated with it.
        if label is not Label.CLAUSE:
            ids[label].append(key)
    loads: set[str] = set()
    if sources := ids.get(Label.SOURCE):
        for label in Label:
            question = _loads_resting(f"(n:{label})", label)
            loads.update(load for row in await transaction.run(question, {"ids": sources}) for load in row)
    for kind, relationship in RELATIONSHIPS.items():
        for start, end in relationship.arrows:
            if sources:
                question = _loads_resting(f"(:{start})-[n:{kind}]->(:{end})", kind)
                loads.update(load for row in await transaction.run(question, {"ids": sources}) for load in row)
            for name, label in (("a", start), ("b", end)):
                if label in ids:
                    question = _loads_of(kind, start, end, name)
                    rows = await transaction.run(question, {"ids": ids[label]})
                    loads.update(load for row in rows for load in row)
    return loads


def find_shaken(batches: Iterable[Batch], removed: Iterable[NodeRef]) -> set[str]:
    """The loads among these batches of which a row points at a removed node, or has it as a source."""
    gone = set(removed)
    sources = {key for label, key in gone if label is Label.SOURCE}
    if not gone:
        return set()
    return {
        batch.load
        for batch in batches
        if any(edge.start in gone or edge.end in gone for edge in batch.edges)
        or any(not sources.isdisjoint(row.sources) for row in chain[NodeRow | EdgeRow](batch.nodes, batch.edges))
    }


def _loads_of(kind: RelationshipType, start: Label, end: Label, removed: str) -> Statement[list[str]]:
    text = (
        f"UNWIND $ids AS i MATCH (a:{start})-[e:{kind}]->(b:{end}) WHERE {removed}.id = i RETURN DISTINCT e.loads AS l"
    )
    return Statement(f"loads of {kind}", text, ("ids",), ("l",), lambda loads: list(loads or ()))


def _loads_resting(pattern: str, kind: str) -> Statement[list[str]]:
    # Not any(): LadybugDB takes no parameter within it.
    text = f"MATCH {pattern} UNWIND n.sources AS s WITH n, s WHERE s IN $ids RETURN DISTINCT n.loads AS l"
    return Statement(f"loads of {kind} by source", text, ("ids",), ("l",), lambda loads: list(loads or ()))
