"""Declares how the fields of the API hang on the graph: what a field reads, and the shape of the objects it makes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import cast

from graphql import GraphQLSchema

from graph.model import Label
from graph.store import Value
from queries.nodes.columns import Values
from queries.nodes.relation_pages import By
from queries.nodes.relations import Relation
from schema.request.context import RequestContext
from schema.request.selection import Arguments


@dataclass(frozen=True, slots=True)
class NodeShape:
    """A node: an object of the type named as its label."""

    variable: str


@dataclass(frozen=True, slots=True)
class EdgeShape:
    """A relationship with the nodes that it joins: an object of a type of its own.

    `parts` are fields that hold nodes or further bundles; all other fields are properties of `variable`. Where it has
    a global id, that is made of the keys of the nodes `ends`.
    """

    type_name: str
    variable: str | None
    parts: Mapping[str, Shape]
    ends: tuple[str, ...] = ()


Shape = NodeShape | EdgeShape


class Length(Enum):
    """The number of objects that a field gives."""

    ONE = "one or none"
    LIST = "all of them, to a stated end"
    CONNECTION = "a page"


# From a field's arguments to an order of its own choosing; the node's key is always the last term.
Ordering = Callable[[Arguments], Sequence[By]]

Preparing = Callable[[Arguments, RequestContext], Awaitable[Mapping[str, Value]]]


async def no_parameters(_arguments: Arguments, _context: RequestContext) -> Mapping[str, Value]:
    """Return nothing: for a relation that has no parameters."""
    return {}


def in_order(*terms: By) -> Ordering:
    """An order that no argument changes."""
    return lambda _arguments: terms


BY_KEY: Ordering = in_order()


@dataclass(frozen=True, slots=True)
class Related:
    """A field that follows a relation from the object's node. `key` is the variable whose id tells rows apart.

    `distinct`: a node that is related in several ways is shown once; else once a relationship.
    """

    relation: Relation
    shape: Shape
    length: Length
    order: Ordering = BY_KEY
    parameters: Preparing = no_parameters
    end: int = 200
    key: str = "c"
    distinct: bool = True


@dataclass(frozen=True, slots=True)
class AllNodes:
    """A field that pages through all nodes of a label."""

    label: Label


@dataclass(frozen=True, slots=True)
class Reference:
    """A field for nodes that the object refers to in an attribute: one, or a list of them.

    A reference is the node's key where `label` says what it is, else a pair of label and key. None refers to nothing.
    """

    attribute: str
    label: Label | None = None
    end: int = 1000
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FromObject:
    """A field for objects that the object already holds, and whose own fields may need reading."""

    value: Callable[[object, Arguments, RequestContext], object]


@dataclass(frozen=True, slots=True)
class Computed:
    """A plain field made of properties that are read for it."""

    properties: tuple[str, ...]
    value: Callable[[Values], object]


FieldSource = Related | AllNodes | Reference | FromObject | Computed

FieldSources = Mapping[tuple[str, str], FieldSource]


@dataclass(frozen=True, slots=True)
class Registry:
    """The source of each field, by (type, field); a plain field that is not here is the property of that name.

    `types` are the classes of the objects by the names of their types; `type_names` the other way round.
    """

    types: Mapping[str, type]
    sources: FieldSources
    type_names: Mapping[type, str]


# Where a schema keeps its registry.
_REGISTRY = "registry"


def keep_registry(schema: GraphQLSchema, registry: Registry) -> None:
    """Give a schema the registry of its types and fields, so that whoever reads or completes imports no type."""
    schema.extensions[_REGISTRY] = registry


def registry_of(schema: GraphQLSchema) -> Registry:
    """The registry that `keep_registry` gave."""
    return cast("Registry", schema.extensions[_REGISTRY])


# Sorts after every text of the graph.
LAST = "\uffff"


def by_argument(variable: str) -> Ordering:
    """The order that `orderBy` asks for, on the properties of a variable; by id where it is not given."""

    def order(arguments: Arguments) -> Sequence[By]:
        given = arguments.get("orderBy")
        terms = given if isinstance(given, list) else []
        return [_by(variable, str(term["field"].value), term["direction"].value == "DESC") for term in terms]

    return order


def _by(variable: str, name: str, descending: bool) -> By:
    # What is missing comes last, whichever way the order goes.
    return By(variable, name, descending, "" if descending else LAST)


async def at_day(arguments: Arguments, context: RequestContext) -> Mapping[str, Value]:
    """The day that a field's `asOf` means."""
    return {"day": context.day(arguments.get("asOf"))}


ONE, LIST, CONNECTION = Length.ONE, Length.LIST, Length.CONNECTION

NODE = NodeShape("c")


def edges(type_name: str, variable: str | None = None) -> EdgeShape:
    """The edge type of a connection of nodes; `variable` is the relationship whose properties it shows."""
    return EdgeShape(type_name, variable, {"node": NODE})
