"""The order of related rows: which of two comes first, and which of several ways to the same node is shown."""

from __future__ import annotations

from collections.abc import Sequence

from graph.dates import Period
from queries.columns import attribute_of
from queries.paging import Key, KeyValue
from queries.relations import RelatedRow
from schema.shapes import By, Related

KeyedRow = tuple[Key, RelatedRow]


def keyed_rows(rows: Sequence[RelatedRow], order: Sequence[By], source: Related) -> list[KeyedRow]:
    """Rows in their order, each with the key it stands at: the terms of the order, then the id."""
    chosen = _distinct(rows, source) if source.distinct else list(rows)
    keyed = [(_key(row, order, source), row) for row in chosen]
    # Sorts are stable, so the last term goes first; what stands after the terms of the order ascends.
    for at in range(len(keyed[0][0]) - 1 if keyed else -1, -1, -1):
        keyed.sort(key=lambda item, at=at: item[0][at], reverse=at < len(order) and order[at].descending)  # type: ignore[misc]
    return keyed


def is_before(one: Key, other: Key, order: Sequence[By]) -> bool:
    """Whether one key comes before another in an order."""
    for at, (left, right) in enumerate(zip(one, other, strict=True)):
        if left != right:
            return _less(left, right) != (at < len(order) and order[at].descending)
    return False


def _distinct(rows: Sequence[RelatedRow], source: Related) -> list[RelatedRow]:
    """Of several ways to the same node the one of lowest rank, then the first by its dates and other values."""
    best: dict[tuple[object, ...], tuple[tuple[int, str], RelatedRow]] = {}
    for row in rows:
        name = (row.kinds[source.key], row.values[source.key]["key"])
        standing = (row.rank, repr(row.values.get("e")))
        if name not in best or standing < best[name][0]:
            best[name] = (standing, row)
    return [row for _, row in best.values()]


def _key(row: RelatedRow, order: Sequence[By], source: Related) -> Key:
    terms = [_key_value(row.values[term.variable][attribute_of(term.property)], term.missing) for term in order]
    key = str(row.values[source.key]["key"])
    if source.distinct:
        return (*terms, key)
    # Several relationships with one node are told apart by their own key, and by the way it was found.
    return (*terms, key, str(row.values.get("e", {}).get("key", "")), row.constants.get("role", ""))


def _key_value(value: object, missing: KeyValue) -> KeyValue:
    if isinstance(value, Period):
        return value.first
    return value if isinstance(value, str | int | float) else missing


def _less(left: KeyValue, right: KeyValue) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return str(left) < str(right)
    return left < right
