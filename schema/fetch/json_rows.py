"""Answers made of rows in one step: JSON, a column at a time, where all that is selected is read of rows.

An object between a row and its JSON costs more than reading the row did. What is made so fits the schema: a value that
does not raises Incomplete, and the question is answered once more with objects of the same rows, for the executor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from graphql import GraphQLNonNull, GraphQLObjectType, get_named_type, is_leaf_type

from graph.model import Label
from queries.nodes.columns import DateGetter, Getter, Getters, Row
from queries.nodes.relations import Match, Relation, RowReader
from schema.fetch.output import Incomplete, Json, compile_field, is_text
from schema.fetch.projection import edge_selections
from schema.fetch.records import RowBuilder, Unfilled, attributes_of, compile_shape, label_of, link_id_of
from schema.fetch.sources import Computed, EdgeShape, NodeShape, Reference, Registry, Related, Shape
from schema.request.ids import global_ids
from schema.request.selection import TYPENAME, Selected, Selection

Column = Callable[[Sequence[Row], Unfilled], Iterable[Json]]


@dataclass(frozen=True, slots=True)
class ShownSpot:
    """A spot of JSON objects, each beside the row that it was made of; `question` is the one that gave the rows."""

    selection: Selection
    type_name: str
    question: str
    variable: str
    getters: Getters = field(compare=False)

    def get(self, one: tuple[Row, Json], attribute: str) -> object:
        """An attribute, of the row."""
        return self.getters[attribute](one[0])

    def has(self, one: tuple[Row, Json], response_key: str) -> bool:
        """Whether the JSON object has this field; until then null keeps its place."""
        return one[1][response_key] is not None

    def attach(self, one: tuple[Row, Json], selected: Selected, value: object) -> None:
        """Put the field's value into the JSON object. Raises Incomplete for a null that may not be."""
        if value is None and selected.definition and isinstance(selected.definition.type, GraphQLNonNull):
            raise Incomplete
        one[1][selected.response_key] = value


def compiler(*, shown: bool) -> Callable[[Registry, Shape, Selection, RowReader, Match], RowBuilder]:
    """What compiles what makes JSON objects (`shown`), or objects of the API, of rows that were found by a match."""
    return compile_shown if shown else compile_shape


def compile_shown(
    registry: Registry, shape: Shape, selection: Selection, reading: RowReader, match: Match
) -> RowBuilder:
    """What makes the JSON objects of a shape of rows that were found by this match."""
    is_node = isinstance(shape, NodeShape)
    type_name = str(label_of(shape, match)) if isinstance(shape, NodeShape) else shape.type_name
    parts: Mapping[str, Shape] = {} if isinstance(shape, NodeShape) else shape.parts
    constants = {} if is_node else dict(match.constants)
    getters = reading.getters.get(shape.variable, {}) if shape.variable else {}
    columns: dict[str, Column] = {}
    later = False
    for response_key, selected in selection.shown_of(type_name).items():
        source = registry.sources.get((type_name, selected.name))
        if selected.name in parts:
            columns[response_key] = compile_shown(registry, parts[selected.name], selected.selection, reading, match)
        elif selected.name == TYPENAME:
            columns[response_key] = _always(type_name)
        elif is_node and selected.name == "id":
            columns[response_key] = _ids(Label(type_name), getters["key"])
        elif isinstance(shape, EdgeShape) and selected.name == "id":
            columns[response_key] = _column(selected, link_id_of(shape, reading))
        elif not is_node and selected.name == "cursor":
            columns[response_key] = _always(None)  # A page gives its edges their cursors itself.
        elif source is None or isinstance(source, Computed):
            (get,) = attributes_of(registry, type_name, selected, getters, constants).values()
            columns[response_key] = _column(selected, get)
        else:
            columns[response_key], later = _always(None), True
    spot = ShownSpot(selection, type_name, reading.question.text, shape.variable or "", getters) if later else None
    return _maker(columns, spot)


def _maker(columns: Mapping[str, Column], spot: ShownSpot | None) -> RowBuilder:
    keys, making = tuple(columns), tuple(columns.values())

    def make(rows: Sequence[Row], made: Unfilled) -> list[object]:
        if not rows:
            return []
        columns = [one(rows, made) for one in making]
        # Where nothing is selected there is no column to tell how many rows there are.
        several = _objects(keys, columns) if keys else [{} for _ in rows]
        if spot is not None:
            made.add(spot, zip(rows, several, strict=True))
        return list(several)

    return make


def _objects(keys: Sequence[str], columns: Sequence[Iterable[Json]]) -> list[dict[str, Json]]:
    if len(keys) == 1:
        (key,), (values,) = keys, columns
        return [{key: value} for value in values]
    # A comprehension of dictionaries takes twice as long.
    return list(map(dict, map(zip, repeat(keys), zip(*columns, strict=True))))


def _always(value: Json) -> Column:
    return lambda rows, _made: [value] * len(rows)


def _ids(label: Label, key: Getter) -> Column:
    return lambda rows, _made: global_ids(label, map(str, map(key, rows)))


def _column(selected: Selected, get: Getter) -> Column:
    assert selected.definition is not None
    kind = selected.definition.type
    if is_text(kind):
        # The most common field, and nothing to do for it but look.
        allowed = {str} if isinstance(kind, GraphQLNonNull) else {str, type(None)}

        def texts(rows: Sequence[Row], _made: Unfilled) -> list[Json]:
            values = list(map(get, rows))
            if not allowed.issuperset(map(type, values)):
                raise Incomplete
            return values

        return texts
    if isinstance(get, DateGetter) and not isinstance(kind, GraphQLNonNull):
        return lambda rows, _made: get.texts(rows)
    complete = compile_field(selected)
    return lambda rows, _made: [complete(get(row)) for row in rows]


def can_show(registry: Registry, type_name: str, selection: Selection) -> bool:
    """Whether all that is selected of a type is read of rows, all levels down; worked out once a selection."""
    known = selection.compiled.get(("can show", type_name))
    if known is None:
        known = all(
            _can_show_field(registry, type_name, selected) for selected in selection.fields_of(type_name).values()
        )
        selection.compiled["can show", type_name] = known
    return bool(known)


def can_show_related(registry: Registry, source: Related, selected: Selected) -> bool:
    """The same for a field that follows a relation."""
    selections = edge_selections(source, selected).values()
    return all(_can_show_shape(registry, source.relation, source.shape, one) for one in selections)


def can_show_named(registry: Registry, selected: Selected, *labels: Label) -> bool:
    """The same for a field that refers to nodes of these labels, or of any that it allows."""
    definition = selected.definition
    if not labels and definition is not None:
        schema, kind = selected.selection.asking.schema, get_named_type(definition.type)
        possible = [kind] if isinstance(kind, GraphQLObjectType) else schema.get_possible_types(kind)  # type: ignore[arg-type]  # a node's type is an object's or an interface
        labels = tuple(Label(one.name) for one in possible)
    return all(can_show(registry, label, selected.selection) for label in labels)


def _can_show_field(registry: Registry, type_name: str, selected: Selected) -> bool:
    source = registry.sources.get((type_name, selected.name))
    if isinstance(source, Related):
        return can_show_related(registry, source, selected)
    if isinstance(source, Reference):
        return can_show_named(registry, selected, *([source.label] if source.label else []))
    if isinstance(source, Computed):
        return True
    return source is None and selected.definition is not None and is_leaf_type(get_named_type(selected.definition.type))


def _can_show_shape(registry: Registry, relation: Relation, shape: Shape, selection: Selection) -> bool:
    if isinstance(shape, NodeShape):
        return all(can_show(registry, str(label), selection) for label in relation.kinds(shape.variable))
    for selected in selection.fields_of(shape.type_name).values():
        part = shape.parts.get(selected.name)
        if part is None:
            if not _can_show_field(registry, shape.type_name, selected):
                return False
        elif not _can_show_shape(registry, relation, part, selected.selection):
            return False
    return True
