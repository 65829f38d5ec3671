"""Tells how many objects a field gives at most: by its arguments, by the end it states, or by what its root asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)

from schema.fetch.sources import Length, Reference, Related, registry_of
from schema.fields import PlainField, SizedBy

Composite: TypeAlias = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType
# A list that says nothing of its end.
UNSTATED = 200
# The root arguments whose length says how long lists are.
NAMED = (SizedBy.PARTIES, SizedBy.RECIPIENTS)


def size_root(named: Mapping[SizedBy, int], first: int, text: str) -> dict[SizedBy, int]:
    """Read what a root field's arguments say of the lists below it.

    Every clause of a draft begins a line or with 第; what it names has a character of its own in the text.
    """
    clauses = text.count("\n") + text.count("第") + 1
    return {**named, SizedBy.FIRST: first, SizedBy.CLAUSES: clauses, SizedBy.MENTIONS: -(-len(text) // clauses)}


def is_connection(kind: GraphQLNamedType) -> bool:
    """Tell whether a type is a page of a list."""
    return isinstance(kind, GraphQLObjectType) and kind.name.endswith("Connection")


def is_list(field: GraphQLField) -> bool:
    """Tell whether a field gives objects in a list."""
    kind = field.type
    while isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    return isinstance(kind, GraphQLList) and isinstance(get_named_type(kind), Composite)


def find_cost(field: GraphQLField | None) -> int:
    """Return what finding the value of a field costs beside the objects that it holds."""
    declared = field.extensions.get("strawberry-definition") if field else None
    return declared.finding if isinstance(declared, PlainField) else 0


def find_end(schema: GraphQLSchema, parent: Composite, name: str) -> int | SizedBy:
    """Find where a list ends that has no `first`; of an abstract type, the farthest end of its kinds."""
    kinds = [parent] if isinstance(parent, GraphQLObjectType) else schema.get_possible_types(parent)
    ends = [_end_of(schema, kind, name) for kind in kinds]
    words = [end for end in ends if isinstance(end, SizedBy)]
    return words[0] if words else max((end for end in ends if isinstance(end, int)), default=UNSTATED)


def _end_of(schema: GraphQLSchema, kind: GraphQLObjectType, name: str) -> int | SizedBy:
    if kind.name.startswith("__"):
        return _count_of_schema(schema, name)
    declared = kind.fields[name].extensions.get("strawberry-definition") if name in kind.fields else None
    stated = (declared.sized_by or declared.at_most) if isinstance(declared, PlainField) else None
    if stated is not None:
        return stated
    source = registry_of(schema).sources.get((kind.name, name))
    if isinstance(source, Reference) or (isinstance(source, Related) and source.length is Length.LIST):
        return source.end
    return UNSTATED


def _count_of_schema(schema: GraphQLSchema, name: str) -> int:
    """Return how many of something the schema holds at one place at most."""
    objects = [one for one in schema.type_map.values() if isinstance(one, GraphQLObjectType | GraphQLInterfaceType)]
    if name == "types":
        return len(schema.type_map)
    if name == "fields":
        return max(len(one.fields) for one in objects)
    if name == "args":
        return max(len(field.args) for one in objects for field in one.fields.values())
    return max(20, *(len(getattr(one, "values", ())) for one in schema.type_map.values()))
