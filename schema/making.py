"""Objects of the API made of what was read: plain attributes, and composite fields by response key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graph.model import Label
from queries.columns import Values, attribute_of
from queries.relations import RelatedRow
from schema.global_ids import global_id
from schema.lookahead import Selection
from schema.shapes import Bundle, Computed, Entity, Registry, Shape

ObjectT = TypeVar("ObjectT")
# Where an object keeps its composite fields by response key: two aliases of one field have different values.
RELATED = "related"


def make_object(kind: type[ObjectT], values: Mapping[str, object]) -> ObjectT:
    """An object that holds these attributes and no others: a field that nobody selected was not read."""
    made = object.__new__(kind)
    made.__dict__.update(values)
    return made


def attach(one: object, response_key: str, value: object) -> None:
    """Give an object the value of one of its composite fields."""
    one.__dict__.setdefault(RELATED, {})[response_key] = value


def is_attached(one: object, response_key: str) -> bool:
    """Whether a composite field has its value already."""
    return response_key in one.__dict__.get(RELATED, ())


def related(one: object, response_key: str) -> object:
    """The value of a composite field; KeyError where it was not read."""
    return one.__dict__[RELATED][response_key]


def key_of(one: object) -> str:
    """The natural key of a node's object."""
    return str(one.__dict__["key"])


@dataclass(slots=True)
class Making:
    """Makes objects of rows, and remembers with which selection each is still to be filled."""

    registry: Registry
    made: dict[int, tuple[Selection, list[object]]] = field(default_factory=dict)

    def make_entity(self, label: Label, values: Values, selection: Selection) -> object:
        """The object of a node."""
        key = str(values["key"])
        known = {**values, "id": global_id(label, key)}
        self._compute(str(label), known, values, selection)
        return self._remember(make_object(self.registry.types[label], known), selection)

    def make_shape(self, shape: Shape, row: RelatedRow, selection: Selection, cursor: str | None = None) -> object:
        """The object of a shape; `cursor` is for the edge of a connection."""
        if isinstance(shape, Entity):
            label = row.kinds[shape.variable]
            if not isinstance(label, Label):
                raise TypeError(f"{shape.variable} is a relationship")
            return self.make_entity(label, row.values[shape.variable], selection)
        return self._make_bundle(shape, row, selection, cursor)

    def _make_bundle(self, shape: Bundle, row: RelatedRow, selection: Selection, cursor: str | None) -> object:
        values = row.values.get(shape.variable, {}) if shape.variable else {}
        known: Values = {**values, **{attribute_of(name): text for name, text in row.constants.items()}}
        if cursor is not None:
            known["cursor"] = cursor
        self._compute(shape.type_name, known, {**values, **row.constants}, selection)
        made: object = make_object(self.registry.types[shape.type_name], known)
        for response_key, selected in selection.fields_of(shape.type_name).items():
            part = shape.parts.get(selected.name)
            if part is not None:
                attach(made, response_key, self.make_shape(part, row, selected.selection))
        return self._remember(made, selection)

    def _compute(self, type_name: str, known: Values, values: Values, selection: Selection) -> None:
        for selected in selection.fields_of(type_name).values():
            source = self.registry.sources.get((type_name, selected.name))
            if isinstance(source, Computed):
                known[attribute_of_field(selected.name)] = source.value(values)

    def _remember(self, made: object, selection: Selection) -> object:
        self.made.setdefault(id(selection), (selection, []))[1].append(made)
        return made


def attribute_of_field(name: str) -> str:
    """The attribute that a plain field reads: `id` stays the global id."""
    return name if name in ("id", "sources") else attribute_of(name)


def list_of(value: object) -> Sequence[object]:
    """A field's value as a list: none, one or several; a pair that begins with a label is one reference."""
    if isinstance(value, list | tuple) and not (value and isinstance(value[0], Label)):
        return value
    return [] if value is None else [value]
