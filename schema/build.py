"""Builds the schema out of the types, and gives each field the function that resolves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import strawberry
from graphql import GraphQLField, GraphQLInterfaceType, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from graph.model import Label
from schema.changes import changes, graph_changed, loading, reviews
from schema.entities import base, coverage, documents, institutions, parties, programmes, regions, tasks, zones
from schema.entities.coverage import COVERAGE_SOURCES
from schema.entities.documents import DOCUMENT_SOURCES
from schema.entities.institutions import INSTITUTION_SOURCES
from schema.entities.programmes import PROGRAMME_SOURCES
from schema.entities.regions import REGION_SOURCES
from schema.entities.tasks import TASK_SOURCES
from schema.entities.zones import ZONE_SOURCES
from schema.fetch.records import RELATED, Record
from schema.fetch.sources import FieldSource, FieldSources, Reference, Registry, Related, keep_registry
from schema.fields import PlainField, RelatedField, RootField, StreamField, build_config
from schema.questions import (
    connecting_paths,
    draft,
    graph_info,
    pairing_plan,
    pairing_types,
    search,
    vocabulary,
    warnings,
)
from schema.questions.coverage import coverage_matrix, coverage_trend, gap_changes, policy_gaps, read_next
from schema.request.context import Call, RequestContext
from schema.request.selection import look_ahead, nodes_key
from schema.roots import Mutation, Query, Subscription

MODULES = (
    base, parties, regions, zones, programmes, institutions, documents, coverage, tasks,
    graph_info, policy_gaps, gap_changes, coverage_matrix, search, draft, connecting_paths, pairing_types, pairing_plan,
    changes, graph_changed, loading, reviews,
    warnings, coverage_trend, read_next, vocabulary,
)  # fmt: skip


def _definition(one: object) -> StrawberryObjectDefinition | None:
    definition = getattr(one, "__strawberry_definition__", None)
    return definition if isinstance(definition, StrawberryObjectDefinition) else None


def _list_types() -> dict[str, type]:
    found = {}
    for module in MODULES:
        for one in vars(module).values():
            definition = _definition(one)
            if isinstance(one, type) and definition and not definition.is_input and not definition.is_graphql_generic:
                found[definition.name] = one
    return found


def _sources_of(types: dict[str, type]) -> FieldSources:
    """The `sources` of everything that has them: labels and relationships alike keep ids of Source nodes."""
    referred: FieldSource = Reference("source_ids", Label.SOURCE, properties=("sources",))
    return {
        (name, "sources"): referred
        for name, one in types.items()
        if (definition := _definition(one)) and any(own.name == "sources" for own in definition.fields)
    }


def _end_of(kind: type, field: str) -> int | None:
    """Find where the list of a field ends, as the field says."""
    definition = _definition(kind)
    found = (one for one in (definition.fields if definition else ()) if isinstance(one, PlainField))
    return next((one.at_most for one in found if field == (one.graphql_name or to_camel_case(one.python_name))), None)


def build_registry() -> Registry:
    """The registry of all types and fields."""
    types = _list_types()
    sources = {**_sources_of(types), **REGION_SOURCES, **ZONE_SOURCES, **PROGRAMME_SOURCES, **INSTITUTION_SOURCES}
    sources |= {**DOCUMENT_SOURCES, **COVERAGE_SOURCES, **TASK_SOURCES}
    for module in MODULES:
        sources |= getattr(module, "SOURCES", {})
    for (name, field), source in sources.items():
        end = _end_of(types[name], field)
        if end is not None and isinstance(source, Related | Reference):
            sources[name, field] = replace(source, end=end)
    return Registry(types, sources, {one: name for name, one in types.items()})


REGISTRY = build_registry()

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
        if isinstance(kind, GraphQLInterfaceType):
            kind.resolve_type = _find_type
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            kind.is_type_of = None
            for field in kind.fields.values():
                field.resolve = _resolver(field) or field.resolve
                field.subscribe = _subscriber(field)
    return schema


def _find_type(value: object, _info: object, _kind: object) -> str | None:
    """The name of the type of what stands for an interface."""
    return value.bucket.plan.type_name if isinstance(value, Record) else REGISTRY.type_names.get(type(value))


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
        if isinstance(source, Record):
            return source.get(str(info.path.key), name)
        # An object that had nothing to be read for holds the value itself.
        attached, key = source.__dict__.get(RELATED), nodes_key(info.field_nodes)
        return attached[key] if attached and key in attached else getattr(source, name)

    return resolve


def _resolve_plain(name: str) -> Resolver:
    def resolve(source: object, info: GraphQLResolveInfo[RequestContext], **_arguments: object) -> object:
        return source.get(str(info.path.key), name) if isinstance(source, Record) else getattr(source, name)

    return resolve
