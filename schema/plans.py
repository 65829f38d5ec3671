"""What is worked out once for a document: which operation runs, its root fields, and what reads and completes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationType,
    VariableNode,
    Visitor,
    get_operation_ast,
    visit,
)
from graphql.execution.values import VariableValues

from schema.call import Call
from schema.completion import Complete, Incomplete, compile_field
from schema.fields import RootField
from schema.lookahead import Asking, Selected, look_at

Answering = Callable[[Call], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class RootPlan:
    """A root field: what is selected, who answers it, and what completes the answer."""

    selected: Selected
    answer: Answering
    complete: Complete


@dataclass(frozen=True, slots=True)
class Plan:
    """An operation's root fields by response key."""

    roots: Mapping[str, RootPlan]


@dataclass(slots=True)
class Planned:
    """A document's plans by operation, and by the values of the variables that `@skip` and `@include` ask."""

    document: DocumentNode
    deciding: tuple[str, ...]
    plans: dict[tuple[str | None, tuple[object, ...]], Plan | None] = field(default_factory=dict)


# Directives ask booleans: more than this many combinations of one document are no dashboard's.
MOST_PLANS = 64


def read_document(document: DocumentNode) -> Planned:
    """A document of which nothing is planned yet."""
    finder = _Deciding()
    visit(document, finder)
    return Planned(document, tuple(sorted(finder.names)))


def find_plan(schema: GraphQLSchema, planned: Planned, name: str | None, variables: VariableValues) -> Plan | None:
    """The plan of an operation; None for one that is the executor's: no query, or one about the schema."""
    key = (name, tuple(variables.coerced.get(one) for one in planned.deciding))
    if key not in planned.plans:
        if len(planned.plans) >= MOST_PLANS:
            planned.plans.clear()
        planned.plans[key] = _build_plan(schema, planned.document, name, variables)
    return planned.plans[key]


def _build_plan(
    schema: GraphQLSchema, document: DocumentNode, name: str | None, variables: VariableValues
) -> Plan | None:
    operation = get_operation_ast(document, name)
    if operation is None or operation.operation is not OperationType.QUERY or schema.query_type is None:
        return None
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    asking = Asking(schema, fragments, variables)
    roots: dict[str, RootPlan] = {}
    try:
        for key, selected in look_at(asking, schema.query_type, operation.selection_set).items():
            declared = selected.definition.extensions.get("strawberry-definition") if selected.definition else None
            if not isinstance(declared, RootField):
                return None
            roots[key] = RootPlan(selected, declared.answer, compile_field(selected))
    except (KeyError, GraphQLError, Incomplete):
        # `__schema` and `__type` are no fields of ours; directives may be given null where they need a value.
        return None
    return Plan(roots)


class _Deciding(Visitor):
    """Collects the variables that stand in directives."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self._inside = 0

    def enter_directive(self, *_more: object) -> None:
        self._inside += 1

    def leave_directive(self, *_more: object) -> None:
        self._inside -= 1

    def enter_variable(self, node: VariableNode, *_more: object) -> None:
        if self._inside:
            self.names.add(node.name.value)
