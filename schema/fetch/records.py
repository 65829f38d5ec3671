"""Objects of the API made of rows: plain attributes now, composite fields by response key when they have been read.

How the objects of a selection are made is worked out once; making one is then a dictionary of what its getters give.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from graph.model import Label
from queries.nodes.columns import Getter, Getters, Row, attribute_of
from queries.nodes.relations import MATCH, Match, RowReader
from schema.fetch.sources import Computed, EdgeShape, NodeShape, Reference, Registry, Shape
from schema.request.ids import global_id, link_id
from schema.request.selection import Selected, Selection

ObjectT = TypeVar("ObjectT")
# Where an object keeps its composite fields by response key: two aliases of one field have different values.
RELATED = "related"


class Spot(Protocol):
    """Where things of one type under one selection have composite fields to be read; how to know one and fill it."""

    @property
    def selection(self) -> Selection:
        """What is selected of them."""

    @property
    def type_name(self) -> str:
        """What they are."""

    def get(self, one: Any, attribute: str) -> object:  # noqa: ANN401 what the maker of this spot added to it
        """An attribute of one of them."""

    def has(self, one: Any, response_key: str) -> bool:  # noqa: ANN401 as above
        """Whether a composite field of it has its value already."""

    def attach(self, one: Any, selected: Selected, value: object) -> None:  # noqa: ANN401 as above
        """Give a composite field of it its value."""


@dataclass(frozen=True, slots=True)
class ObjectSpot:
    """A spot of objects of the API."""

    selection: Selection
    type_name: str

    def get(self, one: object, attribute: str) -> object:
        """An attribute of the object."""
        return getattr(one, attribute)

    def has(self, one: object, response_key: str) -> bool:
        """Whether the object has this field."""
        return response_key in one.__dict__.get(RELATED, ())

    def attach(self, one: object, selected: Selected, value: object) -> None:
        """Give the object this field."""
        _attach(one, selected.response_key, value)


def _attach(one: object, response_key: str, value: object) -> None:
    one.__dict__.setdefault(RELATED, {})[response_key] = value


@dataclass(slots=True)
class Unfilled:
    """What was made together, and is still to be filled."""

    found: dict[Spot, list[object]] = field(default_factory=dict)

    def add(self, spot: Spot, several: Iterable[object]) -> None:
        """Remember what is to be filled."""
        self.found.setdefault(spot, []).extend(several)


RowBuilder = Callable[[Sequence[Row], Unfilled], list[object]]


def build_object(kind: type[ObjectT], values: Mapping[str, object]) -> ObjectT:
    """An object that holds these attributes and no others: a field that nobody selected was not read."""
    made = object.__new__(kind)
    made.__dict__.update(values)
    return made


def list_of(value: object) -> Sequence[object]:
    """A field's value as a list: none, one or several; a pair that begins with a label is one reference."""
    if isinstance(value, list | tuple) and not (value and isinstance(value[0], Label)):
        return value
    return [] if value is None else [value]


def compile_shape(
    registry: Registry, shape: Shape, selection: Selection, reading: RowReader, match: Match
) -> RowBuilder:
    """What makes the objects of a shape of rows that were found by this match."""
    if isinstance(shape, NodeShape):
        return compile_entity(registry, label_of(shape, match), selection, reading.getters[shape.variable])
    return _compile_bundle(registry, shape, selection, reading, match)


def label_of(shape: NodeShape, match: Match) -> Label:
    """What the nodes of a shape are where they were found by this match."""
    label = dict(match.stands_for)[shape.variable]
    if not isinstance(label, Label):
        raise TypeError(f"{shape.variable} is a relationship")
    return label


def compile_entity(registry: Registry, label: Label, selection: Selection, getters: Getters) -> RowBuilder:
    """What makes the objects of nodes."""
    key = getters["key"]
    attributes: dict[str, Getter] = {"key": key}
    fields = selection.fields_of(label)
    for selected in fields.values():
        if selected.name == "id":
            attributes["id"] = lambda row: global_id(label, str(key(row)))
        else:
            attributes.update(attributes_of(registry, label, selected, getters, {}))
    spot = ObjectSpot(selection, label) if is_filled(registry, label, fields.values(), ()) else None
    return _maker(registry.types[label], attributes, {}, spot)


def _compile_bundle(
    registry: Registry, shape: EdgeShape, selection: Selection, reading: RowReader, match: Match
) -> RowBuilder:
    getters = reading.getters.get(shape.variable, {}) if shape.variable else {}
    constants = dict(match.constants)
    fields = selection.fields_of(shape.type_name)
    attributes: dict[str, Getter] = {}
    parts: dict[str, RowBuilder] = {}
    for response_key, selected in fields.items():
        part = shape.parts.get(selected.name)
        if part is not None:
            parts[response_key] = compile_shape(registry, part, selected.selection, reading, match)
        elif selected.name == "id":
            attributes["id"] = link_id_of(shape, reading)
        elif selected.name != "cursor":  # A page gives its edges their cursors itself.
            attributes.update(attributes_of(registry, shape.type_name, selected, getters, constants))
    filled = is_filled(registry, shape.type_name, fields.values(), shape.parts)
    spot = ObjectSpot(selection, shape.type_name) if filled else None
    return _maker(registry.types[shape.type_name], attributes, parts, spot)


def link_id_of(shape: EdgeShape, reading: RowReader) -> Getter:
    """What makes the global id of a link of the keys of the nodes that it joins."""
    clause, task = (reading.getters[variable]["key"] for variable in shape.ends)
    return lambda row: link_id(str(clause(row)), str(task(row)))


def _maker(
    kind: type, attributes: Mapping[str, Getter], parts: Mapping[str, RowBuilder], spot: Spot | None
) -> RowBuilder:
    new, items, pieces = object.__new__, list(attributes.items()), list(parts.items())

    def make(rows: Sequence[Row], made: Unfilled) -> list[object]:
        several: list[object] = []
        for row in rows:
            one: object = new(kind)
            one.__dict__ = {name: get(row) for name, get in items}
            several.append(one)
        for response_key, piece in pieces:
            for one, part in zip(several, piece(rows, made), strict=True):
                _attach(one, response_key, part)
        if spot is not None and several:
            made.add(spot, several)
        return several

    return make


def by_match(makers: Sequence[RowBuilder]) -> RowBuilder:
    """What makes things of rows that were found by several matches: each by the maker of its own."""
    if len(makers) == 1:
        return makers[0]

    def make(rows: Sequence[Row], made: Unfilled) -> list[object]:
        several: list[object] = [None] * len(rows)
        for match, maker in enumerate(makers):
            places = [at for at, row in enumerate(rows) if row[MATCH] == match]
            if places:
                for at, one in zip(places, maker([rows[at] for at in places], made), strict=True):
                    several[at] = one
        return several

    return make


def attributes_of(
    registry: Registry, type_name: str, selected: Selected, getters: Getters, constants: Mapping[str, str]
) -> Mapping[str, Getter]:
    """The attributes behind one selected field, each with what gets it of a row."""
    source = registry.sources.get((type_name, selected.name))
    if isinstance(source, Computed):
        return {attribute_of_field(selected.name): _computed(source, getters, constants)}
    if isinstance(source, Reference):
        return {attribute_of(name): getters[attribute_of(name)] for name in source.properties}
    if source is not None:
        return {}
    if selected.name in constants:
        text = constants[selected.name]
        return {attribute_of(selected.name): lambda _row: text}
    return {attribute_of(selected.name): getters[attribute_of(selected.name)]}


def _computed(source: Computed, getters: Getters, constants: Mapping[str, str]) -> Getter:
    value = source.value
    needed = [(attribute_of(name), getters[attribute_of(name)]) for name in source.properties]
    if len(needed) == 1 and not constants:
        ((name, get),) = needed
        return lambda row: value({name: get(row)})
    return lambda row: value({**{name: get(row) for name, get in needed}, **constants})


def is_filled(registry: Registry, type_name: str, fields: Iterable[Selected], parts: Container[str]) -> bool:
    """Whether any selected field of the type is read after its object was made."""
    for selected in fields:
        source = registry.sources.get((type_name, selected.name))
        if source is not None and not isinstance(source, Computed) and selected.name not in parts:
            return True
    return False


def attribute_of_field(name: str) -> str:
    """The attribute that a plain field reads: `id` stays the global id."""
    return name if name in ("id", "sources") else attribute_of(name)
