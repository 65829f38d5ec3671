"""Pages of all nodes of a kind: a filter, an order, and the keyset from which the page goes on.

What an order asks for and a node lacks puts the node last, whichever way the order goes. Such nodes are in no index, so
an order whose first term may be missing is read in two zones, the second only where the first does not fill the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from graph.model import Label, PropertyType
from graph.store import Statement, Value, plain_row
from queries.nodes.columns import NUMBERS, Part, Row, properties_of
from queries.nodes.filters import Filter, build_condition
from queries.nodes.relations import MANY_NODES, RowReader, list_columns
from queries.paging import Key, KeyValue, Page, PageEnds, Slice, build_beyond, check_shape, cut_read


@dataclass(frozen=True, slots=True)
class Term:
    """One term of an order."""

    property: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: of which nodes, which of them, in which order; the id is always the last term."""

    label: Label
    given: Filter
    order: tuple[Term, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Tell whether the list may leave out nodes of its label."""
        return any(value is not None for value in self.given.values())


def shorten_order(terms: Sequence[Term]) -> tuple[Term, ...]:
    """An order without what changes nothing: terms after the id, of which there are no two, and the id itself at last.

    So that to ask for the order that a list has anyway is to ask for nothing.
    """
    ids = next((at for at, term in enumerate(terms) if term.property == "id"), len(terms))
    kept = terms[: ids + 1]
    return tuple(kept if ids == len(terms) or kept[-1].descending else kept[:-1])


class NullPart(Enum):
    """The nodes of a list that are meant: all, those that have the order's first term, or those that lack it."""

    ALL = "all"
    HAVING = "having"
    LACKING = "lacking"


def list_zones(listing: Listing, page: Page) -> list[NullPart]:
    """The zones in which a page may lie, in the order in which they are read."""
    if not listing.order or is_always_there(listing.label, listing.order[0]):
        return [NullPart.ALL]
    zones = [NullPart.HAVING, NullPart.LACKING]
    if page.after is not None and page.after[0] == "":
        zones.remove(NullPart.HAVING)
    if page.before is not None and page.before[0] != "":
        zones.remove(NullPart.LACKING)
    return zones[::-1] if page.backward else zones


def build_list(
    listing: Listing, page: Page, properties: Sequence[str], zone: NullPart = NullPart.ALL, limit: int | None = None
) -> tuple[RowReader, dict[str, Value]]:
    """The question for a page and one row more (or `limit` rows), read from the page's own end, and its parameters.

    Rows begin with their key; the variable is `n`.
    """
    condition, parameters = build_condition(listing.label, listing.given)
    check_cursors(listing, page)
    # Behind a key of the other zone lies the whole of this one.
    after = page.after if _is_in(page.after, zone) else None
    before = page.before if _is_in(page.before, zone) else None
    first = 1 if zone is NullPart.LACKING else 0
    for name, key in (("after", after), ("before", before)):
        if key is not None:
            parameters |= {f"{name}{at}": value for at, value in enumerate(key) if at >= first}
    parameters["limit"] = page.size + 1 if limit is None else limit
    ends = PageEnds(page.backward, after is not None, before is not None)
    text = _ListText(listing.label, listing.order, zone, condition, tuple(properties))
    return _write_list(text, ends, tuple(parameters)), parameters


@dataclass(frozen=True, slots=True)
class _ListText:
    """All that shapes the text of a list's question beside the ends of the page."""

    label: Label
    order: tuple[Term, ...]
    zone: NullPart
    condition: str
    properties: tuple[str, ...]


@lru_cache(maxsize=2048)
def _write_list(wanted: _ListText, ends: PageEnds, parameters: tuple[str, ...]) -> RowReader:
    label, order = wanted.label, wanted.order
    part = Part("n", (label,), wanted.properties)
    keys = [_key_expression(label, term) for term in order] + ["n.id"]
    descending = [term.descending for term in order] + [False]
    tests = [*_index_tests(label, order, keys, wanted.zone), *([f"({wanted.condition})"] if wanted.condition else [])]
    first = 1 if wanted.zone is NullPart.LACKING else 0
    if wanted.zone is NullPart.LACKING:
        keys[0] = "''"
    for name, is_given, later in (("after", ends.after, True), ("before", ends.before, False)):
        if is_given:
            tests.append(build_beyond(keys, [down != (not later) for down in descending], name, first))
    returned = ", ".join([*(f"{key} AS key{at}" for at, key in enumerate(keys)), list_columns(part, label)])
    ordered = ", ".join(f"key{at}{' DESC' if down != ends.backward else ''}" for at, down in enumerate(descending))
    where = f"\nWHERE {' AND '.join(tests)}" if tests else ""
    text = f"MATCH (n:{label}){where}\nRETURN {returned}\nORDER BY {ordered}\nLIMIT $limit"
    columns = (*(f"key{at}" for at in range(len(keys))), *part.columns())
    question = Statement(f"list of {label}", text, parameters, columns, plain_row)
    return RowReader(question, {"n": part.getters(len(keys))})


def check_cursors(listing: Listing, page: Page) -> None:
    """BadInput where a cursor holds no key like those of the list."""
    check_shape(page, (*(_like(listing.label, term) for term in listing.order), ""))


def build_count(listing: Listing) -> tuple[Statement[int], dict[str, Value]]:
    """The question for how many the list has in all, and its parameters."""
    condition, parameters = build_condition(listing.label, listing.given)
    where = f"\nWHERE {condition}" if condition else ""
    text = f"MATCH (n:{listing.label}){where}\nRETURN count(*) AS total"
    return Statement(f"count of {listing.label}", text, tuple(parameters), ("total",), int), parameters


def build_keys(listing: Listing, *, some: bool = False) -> Statement[Key]:
    """The question for the keys of all of a label, or of `some` by their `ids`, in no order; the filter is left out."""
    keys = [_key_expression(listing.label, term) for term in listing.order] + ["n.id"]
    returned = ", ".join(f"{key} AS key{at}" for at, key in enumerate(keys))
    columns = tuple(f"key{at}" for at in range(len(keys)))
    start = MANY_NODES.format(listing.label) if some else f"MATCH (n:{listing.label})"
    asked = ("ids",) if some else ()
    return Statement(
        f"keys of {listing.label}", f"{start} RETURN {returned}", asked, columns, lambda *values: _key(values)
    )


def cut_list(listing: Listing, rows: Sequence[Row], page: Page) -> Slice[Row]:
    """The page of the rows that `build_list` asks for, in the list's order."""
    width = len(listing.order) + 1
    return cut_read(rows, page, lambda row: _key(row[:width]))


def _key(values: Sequence[Value]) -> Key:
    return tuple(value for value in values if isinstance(value, str | int | float))


def _is_in(key: Key | None, zone: NullPart) -> bool:
    return key is not None and (zone is NullPart.ALL or (key[0] == "") == (zone is NullPart.LACKING))


def _like(label: Label, term: Term) -> KeyValue:
    """A value of the type that a term of the order has in keys."""
    return 0 if properties_of(label)[term.property] in NUMBERS else ""


def is_always_there(label: Label, term: Term) -> bool:
    """Tell whether every node of the label has what a term orders by."""
    return term.property in ("id", "name") or properties_of(label)[term.property] in NUMBERS


def _key_expression(label: Label, term: Term) -> str:
    if is_always_there(label, term):
        return f"n.{term.property}"
    return f"coalesce({_column(label, term)}, '')"


def _column(label: Label, term: Term) -> str:
    is_date = properties_of(label)[term.property] is PropertyType.DATE
    return f"n.{term.property}First" if is_date else f"n.{term.property}"


def _index_tests(label: Label, order: tuple[Term, ...], keys: list[str], zone: NullPart) -> list[str]:
    """List tests that let Neo4j walk an index in the list's order: they always hold, of the columns that it is over.

    In the zone that has the first term, its key is the plain column.
    """
    if not order:
        return ["n.id >= ''"]
    if zone is NullPart.LACKING:
        return [f"{_column(label, order[0])} IS NULL"]
    if properties_of(label)[order[0].property] in NUMBERS:
        return []
    keys[0] = _column(label, order[0])
    # A test of the range of ids would make Neo4j walk the index of ids, and sort.
    return [f"{keys[0]} >= ''", "n.id IS NOT NULL"]
