"""Empties the graph within a transaction that then fills it anew, and says what became of what was there."""

from __future__ import annotations

from collections.abc import Sequence

from graph.access import Question, Value, WriteTransaction
from graph.bookkeeping import Change
from graph.model import Label
from graph.statements import reading

# What was there before: names by label and id.
Names = dict[tuple[str, str], str]


async def clear_graph(transaction: WriteTransaction) -> Names:
    """Remove everything but the version and its record of changes; the names of what is in that record."""
    names: Names = {}
    for label in Label:
        if label is not Label.CLAUSE:
            rows = await transaction.run(_names_of(label), {})
            names |= {(label, str(row["id"])): str(row["name"]) for row in rows}
    for kind in (*Label, "Load"):
        await transaction.execute(f"MATCH (n:{kind}) DETACH DELETE n", {})
    return names


def compare_changes(before: Names, created: Sequence[Change]) -> list[Change]:
    """The record of a graph that was filled anew: what was there before was updated, or removed."""
    changes = [
        Change(one.kind, one.entity, one.name, "UPDATED") if (one.kind, one.entity) in before else one
        for one in created
    ]
    kept = {(one.kind, one.entity) for one in created}
    removed = [Change(kind, key, name, "REMOVED") for (kind, key), name in before.items() if (kind, key) not in kept]
    return changes + removed


def _names_of(label: Label) -> Question[dict[str, Value]]:
    return reading(f"names of {label}", f"MATCH (n:{label}) RETURN n.id AS id, n.name AS name", [], ["id", "name"])
