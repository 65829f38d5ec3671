"""Look ahead: the selection under a field as a small tree, before any of its fields resolve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
)
from graphql.execution.values import VariableValues, get_argument_values, get_directive_values
from graphql.type import GraphQLIncludeDirective, GraphQLSkipDirective

Arguments = Mapping[str, object]
ContextT = TypeVar("ContextT")


@dataclass(frozen=True, slots=True)
class Asking:
    """What stays the same throughout an operation: schema, fragments, variables."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: VariableValues


@dataclass(slots=True)
class Selection:
    """What is selected of an object; which fields that means depends on the object's own type."""

    asking: Asking
    sets: list[SelectionSetNode]
    _by_type: dict[str, dict[str, Selected]] = field(default_factory=dict)

    def fields_of(self, type_name: str) -> dict[str, Selected]:
        """The selected fields by response key, for an object of this type; `__typename` is left out."""
        known = self._by_type.get(type_name)
        if known is None:
            known = self._by_type[type_name] = _collect(self, type_name)
        return known

    def names_of(self, type_name: str) -> set[str]:
        """The names of the fields that are selected of this type."""
        return {selected.name for selected in self.fields_of(type_name).values()}

    def child(self, type_name: str, name: str) -> Selection | None:
        """The selection under a field without arguments, whatever its aliases; None where it is not selected."""
        sets = [
            one for selected in self.fields_of(type_name).values() if selected.name == name for one in
            selected.selection.sets
        ]  # fmt: skip
        return Selection(self.asking, sets) if sets else None


@dataclass(frozen=True, slots=True)
class Selected:
    """One selected field: its arguments as the schema coerces them, and what is selected under it."""

    response_key: str
    name: str
    type_name: str
    arguments: Arguments
    selection: Selection


def look_ahead(info: GraphQLResolveInfo[ContextT]) -> Selected:
    """The field that is being resolved, with everything selected under it."""
    asking = Asking(info.schema, info.fragments, info.variable_values)
    return _select(asking, info.parent_type, str(info.path.key), list(info.field_nodes))


def _select(asking: Asking, parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> Selected:
    definition = parent.fields[nodes[0].name.value]
    arguments = get_argument_values(definition, nodes[0], asking.variables)
    sets = [node.selection_set for node in nodes if node.selection_set]
    type_name = get_named_type(definition.type).name
    return Selected(key, nodes[0].name.value, type_name, arguments, Selection(asking, sets))


def _collect(selection: Selection, type_name: str) -> dict[str, Selected]:
    parent = selection.asking.schema.type_map[type_name]
    if not isinstance(parent, GraphQLObjectType):
        raise TypeError(f"{type_name} is not an object type")
    nodes_by_key: dict[str, list[FieldNode]] = {}
    seen: set[str] = set()
    for one in selection.sets:
        for node in _fields(selection.asking, parent, one, seen):
            nodes_by_key.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
    return {
        key: _select(selection.asking, parent, key, nodes)
        for key, nodes in nodes_by_key.items()
        if nodes[0].name.value != "__typename"
    }


def _fields(
    asking: Asking, parent: GraphQLObjectType, selection_set: SelectionSetNode, seen: set[str]
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


def _included(asking: Asking, node: FieldNode | InlineFragmentNode | FragmentSpreadNode | object) -> bool:
    if not isinstance(node, FieldNode | InlineFragmentNode | FragmentSpreadNode) or not node.directives:
        return True
    skip = get_directive_values(GraphQLSkipDirective, node, asking.variables)
    if skip and skip["if"]:
        return False
    include = get_directive_values(GraphQLIncludeDirective, node, asking.variables)
    return include is None or bool(include["if"])


def _applies(asking: Asking, parent: GraphQLObjectType, condition: str) -> bool:
    """Whether a fragment on this type speaks about objects of the parent type."""
    named = asking.schema.type_map.get(condition)
    return named is parent or (isinstance(named, GraphQLInterfaceType) and asking.schema.is_sub_type(named, parent))
