"""The order of related rows: which of two comes first, and which of several ways to the same node is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from graph.dates import Period
from queries.nodes.columns import Getter, Row, attribute_of
from queries.nodes.relation_pages import By
from queries.nodes.relations import MATCH, PARENT, RowReader
from queries.paging import Key, KeyValue
from schema.fetch.sources import Related

KeyedRow = tuple[Key, Row]
KeyOf = Callable[[Row], Key]
# Of several relationships with one node, what tells which is shown; whatever of these a relationship has.
TELLING = ("since", "until", "partial", "verified", "key")


def compile_key(reading: RowReader, order: Sequence[By], source: Related) -> KeyOf:
    """Compile what gives the key at which a row stands: the terms of the order, then the id."""
    terms = [_term(reading.getters[one.variable][attribute_of(one.property)], one.missing) for one in order]
    node = reading.getters[source.key]["key"]
    if source.distinct:
        if not terms:
            return lambda row: (str(node(row)),)
        return lambda row: (*(term(row) for term in terms), str(node(row)))
    # Several relationships with one node are told apart by their own key, and by the way they were found.
    edge = reading.getters["e"]["key"]
    roles = [dict(match.constants).get("role", "") for match in reading.matches]
    return lambda row: (*(term(row) for term in terms), str(node(row)), str(edge(row) or ""), roles[_match(row)])


def compile_choice(reading: RowReader, source: Related) -> Callable[[Sequence[Row]], Sequence[Row]]:
    """Compile what leaves a node in once for each it is related to: by the way of lowest rank, then the earliest."""
    if not source.distinct:
        return lambda rows: rows
    node = reading.getters[source.key]["key"]
    kinds = [dict(match.stands_for)[source.key] for match in reading.matches]
    ranks = [match.rank for match in reading.matches]
    edge = reading.getters.get("e", {})
    telling = [edge[attribute_of(name)] for name in TELLING if attribute_of(name) in edge]

    def choose(rows: Sequence[Row]) -> Sequence[Row]:
        if len(rows) < 2:
            return rows
        best: dict[object, Row] = {}
        for row in rows:
            name = (row[PARENT], kinds[_match(row)], node(row))
            other = best.setdefault(name, row)
            if other is not row and standing(row) < standing(other):
                best[name] = row
        return rows if len(best) == len(rows) else list(best.values())

    def standing(row: Row) -> tuple[int, list[str]]:
        return ranks[_match(row)], [str(get(row) or "") for get in telling]

    return choose


def keyed_rows(rows: Sequence[Row], key: KeyOf, order: Sequence[By]) -> list[KeyedRow]:
    """Rows in their order, each with its key."""
    keyed = [(key(row), row) for row in rows]
    if not any(term.descending for term in order):
        keyed.sort(key=itemgetter(0))
        return keyed
    # Sorts are stable, so the last term goes first; what stands after the terms of the order ascends.
    keyed.sort(key=lambda item: item[0][len(order) :])
    for at in range(len(order) - 1, -1, -1):
        keyed.sort(key=lambda item, at=at: item[0][at], reverse=order[at].descending)  # type: ignore[misc]
    return keyed


def is_before(one: Key, other: Key, order: Sequence[By]) -> bool:
    """Tell whether one key comes before another in an order."""
    for at, (left, right) in enumerate(zip(one, other, strict=True)):
        if left != right:
            return _less(left, right) != (at < len(order) and order[at].descending)
    return False


def _match(row: Row) -> int:
    found = row[MATCH]
    assert isinstance(found, int)
    return found


def _term(get: Getter, missing: KeyValue) -> Callable[[Row], KeyValue]:
    def value(row: Row) -> KeyValue:
        found = get(row)
        if isinstance(found, Period):
            return found.first
        return found if isinstance(found, str | int | float) else missing

    return value


def _less(left: KeyValue, right: KeyValue) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return str(left) < str(right)
    return left < right
