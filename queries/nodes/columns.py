"""Tells which columns to read of a node or relationship for the properties asked for, and how to get them of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from graph.dates import Period
from graph.model import (
    DERIVED,
    EDGE_PROPERTIES,
    NODE_PROPERTIES,
    NODES,
    RELATIONSHIPS,
    Label,
    PropertyType,
    RelationshipType,
)
from graph.store import Value

NUMBERS = (PropertyType.INTEGER, PropertyType.FLOAT)

Kind = Label | RelationshipType
Row = Sequence[Value]
# Values of one node or relationship by attribute: `nameEn` is `name_en`, a date is a Period, a missing list is [].
Values = Mapping[str, object]
Getter = Callable[[Row], object]
Getters = Mapping[str, Getter]

# What a column of each type is where its label does not have it: typed, for LadybugDB, and null on both engines.
_ABSENT = {
    PropertyType.STRING: "CASE WHEN false THEN '' END",
    PropertyType.BOOLEAN: "CASE WHEN false THEN true END",
    PropertyType.INTEGER: "CASE WHEN false THEN 0 END",
    PropertyType.FLOAT: "CASE WHEN false THEN 0.0 END",
    PropertyType.STRINGS: "CASE WHEN false THEN ['']  END",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One variable of a question, what it can stand for, and the properties to read of it."""

    variable: str
    kinds: tuple[Kind, ...]
    properties: tuple[str, ...]

    def columns(self) -> tuple[str, ...]:
        """The names of its columns in an answer, dates as two."""
        return tuple(f"{self.variable}_{column}" for column, _ in self._stored())

    def expressions(self, kind: Kind) -> tuple[str, ...]:
        """List what its columns return where the variable stands for this kind."""
        own = properties_of(kind)
        return tuple(
            f"{self.variable}.`{column}`" if _property(column, self.properties) in own else _ABSENT[type_]
            for column, type_ in self._stored()
        )

    def _stored(self) -> list[tuple[str, PropertyType]]:
        return [pair for name in self.properties for pair in _stored(name, property_type(self.kinds, name))]

    def getters(self, start: int) -> Getters:
        """Return by attribute what gets its value of a row in which the columns of this part begin at `start`."""
        found: dict[str, Getter] = {}
        at = start
        for name in self.properties:
            kind = property_type(self.kinds, name)
            found[attribute_of(name)] = _getter(kind, at)
            at += 2 if kind is PropertyType.DATE else 1
        return found


# A node's `id` is its natural key; what the API calls `id` is global. `sources` are ids of Source nodes.
_ATTRIBUTES = {"id": "key", "sources": "source_ids"}


@lru_cache(maxsize=256)
def attribute_of(name: str) -> str:
    """A property's name as an attribute: `nameEn` is `name_en`, `id` is `key`, `sources` is `source_ids`."""
    return _ATTRIBUTES.get(name) or re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


@lru_cache(maxsize=len(Label) + len(RelationshipType))
def properties_of(kind: Kind) -> Mapping[str, PropertyType]:
    """All properties of a label or relationship type, the common ones first."""
    if isinstance(kind, Label):
        return NODE_PROPERTIES | NODES[kind] | DERIVED.get(kind, {})
    return EDGE_PROPERTIES | RELATIONSHIPS[kind].properties


def property_type(kinds: Iterable[Kind], name: str) -> PropertyType:
    """The type of a property that at least one of the kinds has; KeyError where none does."""
    for kind in kinds:
        if name in (own := properties_of(kind)):
            return own[name]
    raise KeyError(name)


def _stored(name: str, kind: PropertyType) -> list[tuple[str, PropertyType]]:
    if kind is PropertyType.DATE:
        return [(f"{name}First", PropertyType.STRING), (f"{name}Last", PropertyType.STRING)]
    return [(name, kind)]


def _property(column: str, names: Sequence[str]) -> str:
    return column if column in names else column.removesuffix("First").removesuffix("Last")


@dataclass(frozen=True, slots=True)
class DateGetter:
    """Gets a date of the two columns that it is stored in."""

    at: int

    def __call__(self, row: Row) -> Period | None:
        """The date; None where there is none."""
        return _period(row[self.at], row[self.at + 1])

    def texts(self, rows: Sequence[Row]) -> list[str | None]:
        """The dates of many rows as the API writes them."""
        return list(map(_date_text, map(itemgetter(self.at), rows), map(itemgetter(self.at + 1), rows)))


def _getter(kind: PropertyType, at: int) -> Getter:
    if kind is PropertyType.DATE:
        return DateGetter(at)
    if kind is PropertyType.STRINGS:
        return lambda row: row[at] or []
    if kind is PropertyType.BOOLEAN:
        return lambda row: bool(row[at])
    return itemgetter(at)


# Periods are values: documents share a few thousand of them.
@lru_cache(maxsize=16_384)
def _period(first: Value, last: Value) -> Period | None:
    return Period(first, last) if isinstance(first, str) and isinstance(last, str) else None


@lru_cache(maxsize=16_384)
def _date_text(first: Value, last: Value) -> str | None:
    period = _period(first, last)
    return None if period is None else str(period)
