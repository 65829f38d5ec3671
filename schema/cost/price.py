"""Prices an operation at worst: the objects of its answer, from its text and arguments, before validation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    get_named_type,
)
from graphql.type import SchemaMetaFieldDef, TypeMetaFieldDef

from queries.paging import DEFAULT_FIRST
from schema.cost.list_sizes import NAMED, Composite, find_cost, find_end, is_connection, is_list, size_root
from schema.fields import SizedBy
from schema.request.operation import Operation
from schema.request.roles import Viewer

Instead = tuple[FieldNode | None, int]
AS_ASKED: Instead = (None, 0)
META = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}


@dataclass(frozen=True, slots=True)
class Sized:
    """A field whose number of objects its caller chose: by `argument`, of which there are `count`."""

    path: str
    node: FieldNode
    argument: str
    count: int


@dataclass(slots=True)
class Bill:
    """The price of one operation, worked out field by field; fragments once a root field.

    `instead` counts fields otherwise than their arguments say, to find what would fit.
    """

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    defaults: Mapping[str, ValueNode | None]
    variables: Mapping[str, object]
    viewer: Viewer
    instead: Instead = AS_ASKED
    _root: dict[SizedBy, int] = field(default_factory=dict)
    _known: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def price(self, operation: OperationDefinitionNode) -> int:
        """Compute what the operation may cost."""
        root = self.schema.get_root_type(operation.operation)
        return self._price_set(operation.selection_set, root, 0, is_root=True) if root else 0

    def find_heaviest(self, operation: OperationDefinitionNode) -> tuple[list[Sized], str]:
        """The way to where most of the price is: its fields with a size of the caller's choosing, and its end."""
        found: list[Sized] = []
        kind: Composite | None = self.schema.get_root_type(operation.operation)
        selections, page, path, is_root = operation.selection_set, 0, "", True
        while kind is not None and (parts := self._list_fields(selections, kind)):
            prices = [self._price_field(node, parent, page, is_root=is_root) for node, parent in parts]
            if not max(prices):
                break
            node, parent = parts[prices.index(max(prices))]
            path += ("." if path else "") + (node.alias.value if node.alias else node.name.value)
            if is_root:
                self._enter_root(node)
            found += self._size_of(node, parent, path, is_root=is_root)
            page, kind = self._page_of(node), self._kind_of(node, parent)
            if node.selection_set is None:
                break
            selections, is_root = node.selection_set, False
        return found, path

    def _size_of(self, node: FieldNode, parent: Composite, path: str, *, is_root: bool) -> list[Sized]:
        definition = self._definition(node, parent)
        if definition is None:
            return []
        if is_root and (named := next((name for name in NAMED if name in definition.args), None)):
            return [Sized(path, node, named, self._root[named])]
        if "first" in definition.args:
            by_last = self._integer(node, "last") is not None
            return [Sized(path, node, "last" if by_last else "first", self._page_of(node, definition))]
        return []

    def _list_fields(self, selections: SelectionSetNode, kind: Composite) -> list[tuple[FieldNode, Composite]]:
        found: list[tuple[FieldNode, Composite]] = []
        for one in selections.selections:
            if isinstance(one, FieldNode):
                found.append((one, kind))
            elif isinstance(one, InlineFragmentNode):
                found += self._list_fields(one.selection_set, self._condition(one, kind))
            elif isinstance(one, FragmentSpreadNode) and (fragment := self.fragments.get(one.name.value)):
                found += self._list_fields(fragment.selection_set, self._condition(fragment, kind))
        return found

    def _price_set(self, selections: SelectionSetNode, kind: Composite, page: int, *, is_root: bool = False) -> int:
        total = 0
        for one in selections.selections:
            if isinstance(one, FieldNode):
                total += self._price_field(one, kind, page, is_root=is_root)
            elif isinstance(one, InlineFragmentNode):
                total += self._price_set(one.selection_set, self._condition(one, kind), page, is_root=is_root)
            elif isinstance(one, FragmentSpreadNode):
                total += self._price_fragment(one.name.value, kind, page, is_root=is_root)
        return total

    def _price_fragment(self, name: str, kind: Composite, page: int, *, is_root: bool) -> int:
        fragment = self.fragments.get(name)
        if fragment is None:
            return 0
        key = (name, kind.name, page)
        if is_root or key not in self._known:
            inner = self._condition(fragment, kind)
            price = self._price_set(fragment.selection_set, inner, page, is_root=is_root)
            if is_root:
                return price
            self._known[key] = price
        return self._known[key]

    def _price_field(self, node: FieldNode, parent: Composite, page: int, *, is_root: bool) -> int:
        if is_root:
            self._enter_root(node)
        definition = self._definition(node, parent)
        finding = find_cost(definition)
        if definition is None or node.selection_set is None:
            return finding
        kind = self._kind_of(node, parent)
        if kind is None:
            return finding
        one = 1 + self._price_set(node.selection_set, kind, self._page_of(node))
        return finding + one * self._count(node, definition, parent, page)

    def _count(self, node: FieldNode, definition: GraphQLField, parent: Composite, page: int) -> int:
        if not is_list(definition):
            return 1
        if node.name.value == "edges" and is_connection(parent):
            return page
        if "first" in definition.args:
            return self._page_of(node, definition)
        end = find_end(self.schema, parent, node.name.value)
        return self._root.get(end, 0) if isinstance(end, SizedBy) else end

    def _enter_root(self, node: FieldNode) -> None:
        self._known.clear()
        named = {name: min(self._length(node, name), self.viewer.party_bound) for name in NAMED}
        if self.instead[0] is node:
            named = {name: self.instead[1] if count else 0 for name, count in named.items()}
        self._root = size_root(named, self._page_of(node), self._text(node, "text"))

    def _page_of(self, node: FieldNode, definition: GraphQLField | None = None) -> int:
        stated = definition.args["first"].default_value if definition else None
        default = stated if isinstance(stated, int) else DEFAULT_FIRST
        if self.instead[0] is node:
            return self.instead[1]
        first = self._integer(node, "first")
        last = self._integer(node, "last")
        asked = first if first is not None else last if last is not None else default
        return max(0, min(asked, self.viewer.page_bound))

    def _definition(self, node: FieldNode, parent: Composite) -> GraphQLField | None:
        name = node.name.value
        return META.get(name) or getattr(parent, "fields", {}).get(name)

    def _kind_of(self, node: FieldNode, parent: Composite) -> Composite | None:
        definition = self._definition(node, parent)
        kind = get_named_type(definition.type) if definition else None
        return kind if isinstance(kind, Composite) else None

    def _condition(self, one: InlineFragmentNode | FragmentDefinitionNode, kind: Composite) -> Composite:
        named = self.schema.type_map.get(one.type_condition.name.value) if one.type_condition else None
        return named if isinstance(named, Composite) else kind

    def _value(self, node: FieldNode, name: str) -> object:
        """An argument as Python has it; only integers, texts and lists are told apart."""
        given = next((one.value for one in node.arguments or () if one.name.value == name), None)
        if isinstance(given, VariableNode):
            variable = given.name.value
            if variable in self.variables:
                return self.variables[variable]
            given = self.defaults.get(variable)
        if isinstance(given, IntValueNode):
            return int(given.value)
        if isinstance(given, StringValueNode):
            return given.value
        if isinstance(given, ListValueNode):
            return given.values
        return None if given is None or isinstance(given, NullValueNode) else given

    def _integer(self, node: FieldNode, name: str) -> int | None:
        value = self._value(node, name)
        return value if isinstance(value, int) else None

    def _length(self, node: FieldNode, name: str) -> int:
        value = self._value(node, name)
        return len(value) if isinstance(value, list | tuple) else int(value is not None)

    def _text(self, node: FieldNode, name: str) -> str:
        value = self._value(node, name)
        return value if isinstance(value, str) else ""


def open_bill(
    schema: GraphQLSchema, asked: Operation, operation: OperationDefinitionNode, instead: Instead = AS_ASKED
) -> Bill:
    """Return what prices an operation of a document that keeps the limits of its text."""
    fragments = {
        one.name.value: one for one in asked.prepared.document.definitions if isinstance(one, FragmentDefinitionNode)
    }
    defaults = {one.variable.name.value: one.default_value for one in operation.variable_definitions or ()}
    return Bill(schema, fragments, defaults, asked.variables, asked.viewer, instead)
