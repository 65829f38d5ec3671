"""Compiled completion: what turns the objects of a selection into the answer, worked out once a selection.

It knows what a right answer looks like and nothing of errors: whatever does not fit (a null where none may be, a value
that its scalar refuses, a field that was not read) raises Incomplete, and graphql-core's executor completes the same
objects again, so that errors and nulls are exactly GraphQL's.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLString,
)

from graph.dates import Period
from schema.fetch.records import RELATED, Incomplete, Json, Record
from schema.fetch.sources import registry_of
from schema.fields import RelatedField
from schema.request.selection import TYPENAME, Selected, Selection, nodes_key

Complete = Callable[[Any], Json]

SMALLEST_INT, LARGEST_INT = -(2**31), 2**31 - 1


def compile_field(selected: Selected) -> Complete:
    """Compile what completes the value of a field; remembered with its selection."""
    known = selected.selection.compiled.get("field")
    if known is None:
        assert selected.definition is not None
        known = selected.selection.compiled["field"] = _compile(selected.definition.type, selected.selection)
    return known  # type: ignore[return-value]


def _compile(kind: GraphQLOutputType, selection: Selection) -> Complete:
    if isinstance(kind, GraphQLNonNull):
        return _needed(_compile_nullable(kind.of_type, selection))
    return _nullable(_compile_nullable(kind, selection))


def _needed(complete: Complete) -> Complete:
    def needed(value: object) -> Json:
        if value is None:
            raise Incomplete
        return complete(value)

    return needed


def _nullable(complete: Complete) -> Complete:
    return lambda value: None if value is None else complete(value)


def _compile_nullable(kind: object, selection: Selection) -> Complete:
    """Compile what completes a value that is not null."""
    if isinstance(kind, GraphQLList):
        return _list(_compile(kind.of_type, selection))
    if isinstance(kind, GraphQLObjectType):
        return _remembered_object(kind, selection)
    if isinstance(kind, GraphQLInterfaceType):
        return _interface(kind, selection)
    if isinstance(kind, GraphQLEnumType):
        return _enum(kind)
    if isinstance(kind, GraphQLScalarType):
        return SCALARS.get(kind.name) or _scalar(kind)
    raise Incomplete  # A union: there is none in the schema.


def _list(complete: Complete) -> Complete:
    def items(value: object) -> Json:
        if not isinstance(value, list | tuple):
            raise Incomplete
        return [complete(item) for item in value]

    return items


def _interface(kind: GraphQLInterfaceType, selection: Selection) -> Complete:
    types = registry_of(selection.asking.schema).types
    complete_by_class = {
        types[one.name]: _remembered_object(one, selection) for one in selection.asking.schema.get_possible_types(kind)
    }

    def complete(value: object) -> Json:
        if value.__class__ is Record:
            return value.write()
        known = complete_by_class.get(value.__class__)
        if known is None:
            raise Incomplete
        return known(value)

    return complete


def _remembered_object(kind: GraphQLObjectType, selection: Selection) -> Complete:
    key = ("completion", kind.name)
    known = selection.compiled.get(key)
    if known is None:
        known = selection.compiled[key] = _object(kind, selection)
    return known  # type: ignore[return-value]


def _object(kind: GraphQLObjectType, selection: Selection) -> Complete:
    own_class = registry_of(selection.asking.schema).types.get(kind.name)
    if own_class is None:
        raise Incomplete
    getters = [(key, _getter(kind, selected)) for key, selected in selection.with_typename(kind.name).items()]

    def complete(value: Any) -> Json:  # noqa: ANN401 an object of the API
        if value.__class__ is not own_class:
            if value.__class__ is Record:
                return value.write()
            raise Incomplete
        values = value.__dict__
        return {key: get(values) for key, get in getters}

    return complete


def _getter(kind: GraphQLObjectType, selected: Selected) -> Complete:
    """Compile what completes a field, of the attributes of the object that has it."""
    if selected.name == TYPENAME:
        return lambda _values: kind.name
    definition = kind.fields[selected.name]
    declared = definition.extensions.get("strawberry-definition")
    attribute: str = getattr(declared, "python_name", selected.name)
    complete = _compile(definition.type, selected.selection)
    key = nodes_key(selected.nodes)
    if isinstance(declared, RelatedField):

        def related(values: dict[str, Any]) -> Json:
            attached = values.get(RELATED)
            try:
                return complete(attached[key] if attached and key in attached else values[attribute])
            except KeyError:
                raise Incomplete from None

        return related
    return _plain(definition, attribute, complete)


def _plain(definition: GraphQLField, attribute: str, complete: Complete) -> Complete:
    if is_text(definition.type):
        # The most common field, and nothing to do for it but look.
        optional = not isinstance(definition.type, GraphQLNonNull)

        def text(values: dict[str, Any]) -> Json:
            value = values.get(attribute, _plain)
            if value.__class__ is str or (value is None and optional):
                return value
            return _text(value)

        return text

    def plain(values: dict[str, Any]) -> Json:
        if attribute not in values:
            raise Incomplete
        return complete(values[attribute])

    return plain


def is_text(kind: GraphQLOutputType) -> bool:
    """Tell whether a field is a text or an id, null or not."""
    scalar = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return scalar is GraphQLString or scalar is GraphQLID


def _text(value: object) -> Json:
    if isinstance(value, str):
        return str(value)
    raise Incomplete


def _integer(value: object) -> Json:
    if value.__class__ is int and SMALLEST_INT <= value <= LARGEST_INT:
        return value
    raise Incomplete


def _number(value: object) -> Json:
    if value.__class__ is float and math.isfinite(value):
        return value
    if value.__class__ is int:
        return float(value)
    raise Incomplete


def _boolean(value: object) -> Json:
    if value.__class__ is bool:
        return value
    raise Incomplete


def _date(value: object) -> Json:
    if value.__class__ is Period:
        return str(value)
    raise Incomplete


def _enum(kind: GraphQLEnumType) -> Complete:
    # Values of the graph are the texts that the members of our enums are.
    names: dict[str, str] = {}
    for name, one in kind.values.items():
        value = getattr(one.value, "value", one.value)
        names[str(value)] = name

    def complete(value: object) -> Json:
        found = names.get(value) if isinstance(value, str) else None
        if found is None:
            raise Incomplete
        return found

    return complete


def _scalar(kind: GraphQLScalarType) -> Complete:
    def complete(value: object) -> Json:
        try:
            return kind.serialize(value)
        except (GraphQLError, TypeError, ValueError):
            raise Incomplete from None

    return complete


SCALARS: dict[str, Complete] = {
    GraphQLString.name: _text,
    GraphQLID.name: _text,
    GraphQLInt.name: _integer,
    GraphQLFloat.name: _number,
    GraphQLBoolean.name: _boolean,
    "Date": _date,
}
