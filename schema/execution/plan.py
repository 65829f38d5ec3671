"""Works out once for a document which operation runs, its root fields, and what reads and completes them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    get_operation_ast,
    get_variable_values,
    visit,
)
from graphql.execution.values import VariableValues

from graph.telemetry import note_step
from schema.fetch.output import Complete, compile_field
from schema.fetch.records import Incomplete
from schema.fields import RootField
from schema.request.context import Call, RequestContext
from schema.request.operation import PreparedDocument
from schema.request.selection import Selected, SelectionContext, look_at

Answering = Callable[[Call], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class RootPlan:
    """A root field: what is selected, who answers it, and what completes the answer."""

    selected: Selected
    answer: Answering
    complete: Complete


@dataclass(frozen=True, slots=True)
class OperationPlan:
    """An operation's root fields by response key."""

    roots: Mapping[str, RootPlan]


@dataclass(slots=True)
class DocumentPlan:
    """A document's plans by operation, and by the values of the variables that `@skip` and `@include` ask."""

    document: DocumentNode
    deciding: tuple[str, ...]
    plans: dict[tuple[str | None, tuple[object, ...]], OperationPlan | None] = field(default_factory=dict)


# Directives ask booleans: more than this many combinations of one document are no dashboard's.
MOST_PLANS = 64


def plan_document(prepared: PreparedDocument) -> DocumentPlan:
    """The plans of a document, kept with it; of one that is met for the first time nothing is planned yet."""
    plan = prepared.plan
    if not isinstance(plan, DocumentPlan):
        finder = _Deciding()
        visit(prepared.document, finder)
        plan = prepared.plan = DocumentPlan(prepared.document, tuple(sorted(finder.names)))
    return plan


def find_plan(
    schema: GraphQLSchema, planned: DocumentPlan, name: str | None, variables: VariableValues
) -> OperationPlan | None:
    """The plan of an operation; None for one that is the executor's: no query, or one about the schema."""
    key = (name, tuple(variables.coerced.get(one) for one in planned.deciding))
    if key not in planned.plans:
        if len(planned.plans) >= MOST_PLANS:
            planned.plans.clear()
        planned.plans[key] = _build_plan(schema, planned.document, name, variables)
    return planned.plans[key]


def _build_plan(
    schema: GraphQLSchema, document: DocumentNode, name: str | None, variables: VariableValues
) -> OperationPlan | None:
    operation = get_operation_ast(document, name)
    if operation is None or operation.operation is not OperationType.QUERY or schema.query_type is None:
        return None
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    asking = SelectionContext(schema, fragments, variables)
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
    return OperationPlan(roots)


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


async def answer_planned(
    schema: GraphQLSchema,
    planned: DocumentPlan,
    operation: OperationDefinitionNode,
    given: Mapping[str, object],
    context: RequestContext,
) -> dict[str, object] | None:
    """The data of an operation; None where it is the executor's to complete, with what was read in `answered`.

    The executor's are operations without a plan, variables that do not fit, and every answer with an error.
    """
    variables = get_variable_values(schema, operation.variable_definitions or (), dict(given))
    if isinstance(variables, list):
        return None
    name = operation.name.value if operation.name else None
    plan = find_plan(schema, planned, name, variables)
    if plan is None:
        return None
    context.variables = variables
    context.answered = await _answer_roots(plan.roots, context)
    try:
        with note_step("graphql.complete"):
            return {key: root.complete(_value(context.answered[key])) for key, root in plan.roots.items()}
    except Incomplete:
        return None


async def _answer_roots(roots: Mapping[str, RootPlan], context: RequestContext) -> dict[str, object]:
    calls = [root.answer(Call(context, root.selected)) for root in roots.values()]
    if len(calls) == 1:
        try:
            return {key: await calls[0] for key in roots}
        except Exception as error:  # noqa: BLE001 whatever it is, the executor reports it in its place
            return dict.fromkeys(roots, error)
    return dict(zip(roots, await asyncio.gather(*calls, return_exceptions=True), strict=True))


def _value(answered: object) -> object:
    if isinstance(answered, BaseException):
        raise Incomplete
    return answered
