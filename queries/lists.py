"""Pages of all nodes of a kind: a filter, an order, and the keyset from which the page goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.access import Question, Value
from graph.model import Label, PropertyType
from queries.columns import Part, Row, properties_of
from queries.filters import Filter, build_condition
from queries.paging import KeyValue, Page, Slice, check_shape
from queries.relations import Reading, list_columns, plain_row


@dataclass(frozen=True, slots=True)
class Term:
    """One term of an order. Missing texts and dates come first ascending, as empty texts."""

    property: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: of which nodes, which of them, in which order; the id is always the last term."""

    label: Label
    given: Filter
    order: tuple[Term, ...] = ()


def build_list(listing: Listing, page: Page, properties: Sequence[str]) -> tuple[Reading, dict[str, Value]]:
    """The question for a page and one row more, read from the page's own end, and its parameters.

    Rows begin with their key; the variable is `n`.
    """
    part = Part("n", (listing.label,), tuple(properties))
    condition, parameters = build_condition(listing.label, listing.given)
    keys = [_key_expression(listing.label, term) for term in listing.order] + ["n.id"]
    descending = [term.descending for term in listing.order] + [False]
    check_shape(page, (*(_like(listing.label, term) for term in listing.order), ""))
    tests = [condition] if condition else []
    for name, key, later in (("after", page.after, True), ("before", page.before, False)):
        if key is not None:
            tests.append(_beyond(keys, [down != (not later) for down in descending], name))
            parameters |= {f"{name}{at}": value for at, value in enumerate(key)}
    parameters["limit"] = page.size + 1
    returned = ", ".join([*(f"{key} AS key{at}" for at, key in enumerate(keys)), list_columns(part, listing.label)])
    order = ", ".join(f"key{at}{' DESC' if down != page.backward else ''}" for at, down in enumerate(descending))
    where = f"\nWHERE {' AND '.join(f'({test})' for test in tests)}" if tests else ""
    text = f"MATCH (n:{listing.label}){where}\nRETURN {returned}\nORDER BY {order}\nLIMIT $limit"
    columns = (*(f"key{at}" for at in range(len(keys))), *part.columns())
    question = Question(f"list of {listing.label}", text, tuple(parameters), columns, plain_row)
    return Reading(question, {"n": part.getters(len(keys))}), parameters


def build_count(listing: Listing) -> tuple[Question[int], dict[str, Value]]:
    """The question for how many the list has in all, and its parameters."""
    condition, parameters = build_condition(listing.label, listing.given)
    where = f"\nWHERE {condition}" if condition else ""
    text = f"MATCH (n:{listing.label}){where}\nRETURN count(*) AS total"
    return Question(f"count of {listing.label}", text, tuple(parameters), ("total",), int), parameters


def cut_list(listing: Listing, rows: Sequence[Row], page: Page) -> Slice[Row]:
    """The page of the rows that `build_list` asks for, in the list's order."""
    more = len(rows) > page.size
    width = len(listing.order) + 1
    items = [(tuple(_key_value(value) for value in row[:width]), row) for row in rows[: page.size]]
    if page.backward:
        return Slice(items[::-1], more, page.before is not None)
    return Slice(items, page.after is not None, more)


def _like(label: Label, term: Term) -> KeyValue:
    """A value of the type that a term of the order has in keys."""
    numbers = (PropertyType.INTEGER, PropertyType.FLOAT)
    return 0 if properties_of(label)[term.property] in numbers else ""


def _key_expression(label: Label, term: Term) -> str:
    kind = properties_of(label)[term.property]
    if term.property in ("id", "name") or kind in (PropertyType.INTEGER, PropertyType.FLOAT):
        return f"n.{term.property}"  # Always there, and an index can give its order.
    column = f"{term.property}First" if kind is PropertyType.DATE else term.property
    return f"coalesce(n.{column}, '')"


def _beyond(keys: Sequence[str], descending: Sequence[bool], name: str) -> str:
    """That a row lies beyond a key: further in the first term that differs."""
    choices = []
    for at, key in enumerate(keys):
        same = [f"{earlier} = ${name}{number}" for number, earlier in enumerate(keys[:at])]
        choices.append(" AND ".join([*same, f"{key} {'<' if descending[at] else '>'} ${name}{at}"]))
    return " OR ".join(f"({choice})" for choice in choices)


def _key_value(value: Value) -> KeyValue:
    if not isinstance(value, str | int | float):
        raise TypeError(f"no key: {value!r}")
    return value
