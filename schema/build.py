"""Builds the schema out of the types, and gives each field the function that resolves it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import strawberry
from graphql import GraphQLField, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema
from strawberry.types.field import StrawberryField

from schema.call import Call
from schema.context import RequestContext
from schema.fields import RelatedField, RootField, StreamField
from schema.lookahead import look_ahead
from schema.making import RELATED
from schema.registry import REGISTRY
from schema.scalars import build_config
from schema.shapes import keep_registry
from schema.types_mutation import Mutation
from schema.types_query import Query
from schema.types_subscription import Subscription

Resolver = Callable[..., object]


@cache
def build_declared() -> strawberry.Schema:
    """The schema as it is declared; what `schema.graphql` is printed from."""
    named = [kind for _, kind in sorted(REGISTRY.types.items())]
    return strawberry.Schema(Query, Mutation, Subscription, types=named, config=build_config())


def print_declared() -> str:
    """The schema in the language of schemas, as `schema.graphql` holds it."""
    return build_declared().as_str().rstrip() + "\n"


@cache
def build_schema() -> GraphQLSchema:
    """The schema that executes: its fields resolve without Strawberry, which only declares them."""
    schema = build_declared()._schema
    keep_registry(schema, REGISTRY)
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            for field in kind.fields.values():
                field.resolve = _resolver(field) or field.resolve
                field.subscribe = _subscriber(field)
    return schema


def _resolver(field: GraphQLField) -> Resolver | None:
    declared = field.extensions.get("strawberry-definition")
    if isinstance(declared, RootField):
        return _resolve_root(declared)
    if isinstance(declared, StreamField):
        return lambda event, _info, **_arguments: event
    if isinstance(declared, RelatedField):
        return _resolve_related(declared.python_name)
    return _resolve_plain(declared.python_name) if isinstance(declared, StrawberryField) else None


def _subscriber(field: GraphQLField) -> Resolver | None:
    declared = field.extensions.get("strawberry-definition")
    if not isinstance(declared, StreamField):
        return None
    events = declared.events

    def begin(_source: object, info: GraphQLResolveInfo[RequestContext], **_arguments: object) -> object:
        info.context.variables = info.variable_values
        return events(Call(info.context, look_ahead(info)))

    return begin


def _resolve_root(declared: RootField) -> Resolver:
    answer = declared.answer

    def resolve(_source: object, info: GraphQLResolveInfo[RequestContext], **_arguments: object) -> object:
        if (key := str(info.path.key)) in info.context.answered:
            answered = info.context.answered[key]
            if isinstance(answered, Exception):
                raise answered
            return answered
        info.context.variables = info.variable_values
        return answer(Call(info.context, look_ahead(info)))

    return resolve


def _resolve_related(name: str) -> Resolver:
    def resolve(source: object, info: GraphQLResolveInfo[RequestContext], **_arguments: object) -> object:
        # An object that had nothing to be read for holds the value itself.
        attached, key = source.__dict__.get(RELATED), info.path.key
        return attached[key] if attached and key in attached else getattr(source, name)

    return resolve


def _resolve_plain(name: str) -> Resolver:
    def resolve(source: object, _info: object, **_arguments: object) -> object:
        return getattr(source, name)

    return resolve
