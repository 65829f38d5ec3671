"""Finds what goes with removed nodes: relationships, and the loads that must be compared again, now or next time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from graph.model import RELATIONSHIPS, Label, RelationshipType
from graph.statements import FROM, TO, edge_columns_text, reading
from graph.store import Statement, WriteTransaction
from graph.writing.batch import Batch, EdgeRow, NodeRow
from graph.writing.rows import EdgeRef, NodeRef, Stored


async def find_dangling(transaction: WriteTransaction, removed: Iterable[NodeRef]) -> dict[EdgeRef, Stored]:
    """The stored relationships of these nodes, which are still there."""
    ids: dict[Label, list[str]] = defaultdict(list)
    for label, key in removed:
        # What hangs on a clause is stated with it.
        if label is not Label.CLAUSE:
            ids[label].append(key)
    found: dict[EdgeRef, Stored] = {}
    for kind, relationship in RELATIONSHIPS.items():
        for start, end in relationship.arrows:
            for name, label in (("a", start), ("b", end)):
                if label in ids:
                    question = _edges_of(kind, start, end, name)
                    for row in await transaction.run(question, {"ids": ids[label]}):
                        found[kind, start, str(row[FROM]), end, str(row[TO]), str(row["key"])] = row
    return found


async def find_resting(transaction: WriteTransaction, removed: Iterable[NodeRef]) -> set[str]:
    """The loads that state rows of which one of these nodes is a source."""
    sources = [key for label, key in removed if label is Label.SOURCE]
    if not sources:
        return set()
    patterns: list[tuple[str, str]] = [(f"(n:{label})", label) for label in Label]
    for kind, relationship in RELATIONSHIPS.items():
        patterns += [(f"(:{start})-[n:{kind}]->(:{end})", kind) for start, end in relationship.arrows]
    loads: set[str] = set()
    for pattern, name in patterns:
        rows = await transaction.run(_loads_resting(pattern, name), {"ids": sources})
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


def _edges_of(kind: RelationshipType, start: Label, end: Label, removed: str) -> Statement[Stored]:
    names, columns = edge_columns_text(kind)
    text = f"UNWIND $ids AS i MATCH (a:{start})-[e:{kind}]->(b:{end}) WHERE {removed}.id = i RETURN {columns}"
    return reading(f"{kind} of removed nodes", text, ["ids"], names)


def _loads_resting(pattern: str, name: str) -> Statement[list[str]]:
    # Not any(): LadybugDB takes no parameter within it.
    text = f"MATCH {pattern} UNWIND n.sources AS s WITH n, s WHERE s IN $ids RETURN DISTINCT n.loads AS l"
    return Statement(f"loads of {name} by source", text, ("ids",), ("l",), lambda loads: list(loads or ()))
