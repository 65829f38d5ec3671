"""Names the argument that an error is about, from the document: that of a literal, or that which a variable fills."""

from __future__ import annotations

from typing import TypeVar

from graphql import ArgumentNode, DocumentNode, Node, VariableDefinitionNode, VariableNode, Visitor, visit

NodeT = TypeVar("NodeT", bound=Node)


def name_argument(document: DocumentNode, about: Node) -> str | None:
    """The first argument in which a literal stands, or to which a variable is given; for one given to none, its name.

    None for a node that is about no argument.
    """
    if isinstance(about, VariableDefinitionNode):
        variable = about.variable.name.value
        given = (
            argument.name.value
            for argument in _list_within(document, ArgumentNode)
            if any(use.name.value == variable for use in _list_within(argument.value, VariableNode))
        )
        return next(given, variable)
    for argument in _list_within(document, ArgumentNode):
        if _holds(argument, about):
            return argument.name.value
    defaulted = (one for one in _list_within(document, VariableDefinitionNode) if _holds(one, about))
    definition = next(defaulted, None)
    return name_argument(document, definition) if definition else None


def _holds(whole: Node, part: Node) -> bool:
    return any(one is part for one in _list_within(whole, Node))


def _list_within(root: Node, kind: type[NodeT]) -> list[NodeT]:
    """The nodes of a kind from a node on, itself among them."""
    found: list[NodeT] = []

    class Collecting(Visitor):
        def enter(self, node: Node, *_: object) -> None:
            if isinstance(node, kind):
                found.append(node)

    visit(root, Collecting())
    return found
