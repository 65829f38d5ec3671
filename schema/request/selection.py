"""Look ahead: the selection under a field as a small tree, before any of its fields resolve.

A tree serves every request with the same document, whatever its variables; only where `@skip` or `@include` ask a
variable, there is a tree for each of its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    get_named_type,
    visit,
)
from graphql.execution.values import VariableValues, get_argument_values, get_directive_values
from graphql.type import GraphQLIncludeDirective, GraphQLSkipDirective

Arguments = Mapping[str, object]
ContextT = TypeVar("ContextT")
TYPENAME = "__typename"


@dataclass(frozen=True, slots=True)
class SelectionContext:
    """All that stays the same throughout an operation: schema, fragments, and the variables that directives ask."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: VariableValues


@dataclass(slots=True, eq=False)
class Selection:
    """The selection of an object; which fields that means depends on the object's own type.

    `compiled` keeps what others worked out for it once: how its rows are read and written.
    """

    asking: SelectionContext
    sets: list[SelectionSetNode]
    compiled: dict[object, object] = field(default_factory=dict)
    _by_type: dict[str, dict[str, Selected]] = field(default_factory=dict)

    def with_typename(self, type_name: str) -> dict[str, Selected]:
        """The selected fields by response key, for an object of this type, in their order."""
        known = self._by_type.get(type_name)
        if known is None:
            known = self._by_type[type_name] = _collect(self, type_name)
        return known

    def fields_of(self, type_name: str) -> dict[str, Selected]:
        """Return the fields as `with_typename` does, but without `__typename`."""
        return {key: one for key, one in self.with_typename(type_name).items() if one.name != TYPENAME}

    def names_of(self, type_name: str) -> set[str]:
        """The names of the fields that are selected of this type."""
        return {selected.name for selected in self.fields_of(type_name).values()}

    def child(self, type_name: str, name: str) -> Selection | None:
        """The selection under a field, whatever its aliases; None where it is not selected."""
        found = [selected for selected in self.fields_of(type_name).values() if selected.name == name]
        return Selection(self.asking, [one for each in found for one in each.selection.sets]) if found else None


@dataclass(frozen=True, slots=True, eq=False)
class Selected:
    """One selected field, and what is selected under it. `__typename` has no definition."""

    response_key: str
    name: str
    type_name: str
    nodes: tuple[FieldNode, ...]
    definition: GraphQLField | None
    selection: Selection
    # The arguments, where they ask no variable.
    constant: Arguments | None

    def arguments(self, variables: VariableValues | None) -> Arguments:
        """The arguments as the schema coerces them, under the names that they have in the API."""
        if self.constant is not None:
            return self.constant
        assert self.definition is not None
        return get_argument_values(self.definition, self.nodes[0], variables)


def nodes_key(nodes: Iterable[FieldNode]) -> frozenset[int]:
    """Return what tells one selected field from all others of a document: the places where it is written.

    The response key does not: one object may stand under two aliases, with different selections.
    """
    return frozenset(map(id, nodes))


def look_ahead(info: GraphQLResolveInfo[ContextT]) -> Selected:
    """The field that is being resolved, with everything selected under it."""
    asking = SelectionContext(info.schema, info.fragments, info.variable_values)
    return _select(asking, info.parent_type, str(info.path.key), list(info.field_nodes))


def look_at(asking: SelectionContext, root: GraphQLObjectType, selection_set: SelectionSetNode) -> dict[str, Selected]:
    """The root fields of an operation by response key."""
    return Selection(asking, [selection_set]).with_typename(root.name)


def _select(asking: SelectionContext, parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> Selected:
    name = nodes[0].name.value
    sets = [node.selection_set for node in nodes if node.selection_set]
    selection = Selection(asking, sets)
    if name == TYPENAME:
        return Selected(key, name, "String", tuple(nodes), None, selection, {})
    definition = parent.fields[name]
    constant = None if _asks_variable(nodes[0]) else get_argument_values(definition, nodes[0], asking.variables)
    return Selected(key, name, get_named_type(definition.type).name, tuple(nodes), definition, selection, constant)


class _Variables(Visitor):
    """Notes whether a variable is met."""

    def __init__(self) -> None:
        super().__init__()
        self.met = False

    def enter_variable(self, _node: VariableNode, *_more: object) -> None:
        self.met = True


def _asks_variable(node: FieldNode) -> bool:
    finder = _Variables()
    for argument in node.arguments or ():
        visit(argument, finder)
    return finder.met


def _collect(selection: Selection, type_name: str) -> dict[str, Selected]:
    parent = selection.asking.schema.type_map[type_name]
    if not isinstance(parent, GraphQLObjectType):
        raise TypeError(f"{type_name} is not an object type")
    nodes_by_key: dict[str, list[FieldNode]] = {}
    seen: set[str] = set()
    for one in selection.sets:
        for node in _fields(selection.asking, parent, one, seen):
            nodes_by_key.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
    return {key: _select(selection.asking, parent, key, nodes) for key, nodes in nodes_by_key.items()}


def _fields(
    asking: SelectionContext, parent: GraphQLObjectType, selection_set: SelectionSetNode, seen: set[str]
) -> Iterator[FieldNode]:
    """The field nodes that apply to an object of the parent type, through its fragments, each fragment once."""
    for node in selection_set.selections:
        if not _included(asking, node):
            continue
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            if node.type_condition is None or _applies(asking, parent, node.type_condition.name.value):
                yield from _fields(asking, parent, node.selection_set, seen)
        elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
            seen.add(node.name.value)
            fragment = asking.fragments[node.name.value]
            if _applies(asking, parent, fragment.type_condition.name.value):
                yield from _fields(asking, parent, fragment.selection_set, seen)


def _included(asking: SelectionContext, node: FieldNode | InlineFragmentNode | FragmentSpreadNode | object) -> bool:
    if not isinstance(node, FieldNode | InlineFragmentNode | FragmentSpreadNode) or not node.directives:
        return True
    skip = get_directive_values(GraphQLSkipDirective, node, asking.variables)
    if skip and skip["if"]:
        return False
    include = get_directive_values(GraphQLIncludeDirective, node, asking.variables)
    return include is None or bool(include["if"])


def _applies(asking: SelectionContext, parent: GraphQLObjectType, condition: str) -> bool:
    """Tell whether a fragment on this type speaks about objects of the parent type."""
    named = asking.schema.type_map.get(condition)
    return named is parent or (isinstance(named, GraphQLInterfaceType) and asking.schema.is_sub_type(named, parent))
