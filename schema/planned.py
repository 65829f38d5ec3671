"""Runs a planned query: its root fields answered side by side, and completed by what was compiled for them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from graphql import GraphQLSchema, OperationDefinitionNode, get_variable_values

from graph.steps import note_step
from schema.call import Call
from schema.completion import Incomplete
from schema.context import RequestContext
from schema.plans import Plan, Planned, find_plan


async def answer_planned(
    schema: GraphQLSchema,
    planned: Planned,
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
    context.answered = await _answer_roots(plan, context)
    try:
        with note_step("graphql.complete"):
            return {key: root.complete(_value(context.answered[key])) for key, root in plan.roots.items()}
    except Incomplete:
        return None


async def _answer_roots(plan: Plan, context: RequestContext) -> dict[str, object]:
    calls = [root.answer(Call(context, root.selected)) for root in plan.roots.values()]
    if len(calls) == 1:
        try:
            return {key: await calls[0] for key in plan.roots}
        except Exception as error:  # noqa: BLE001 whatever it is, the executor reports it in its place
            return dict.fromkeys(plan.roots, error)
    return dict(zip(plan.roots, await asyncio.gather(*calls, return_exceptions=True), strict=True))


def _value(answered: object) -> object:
    if isinstance(answered, BaseException):
        raise Incomplete
    return answered
