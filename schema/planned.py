"""Runs a planned query: its root fields answered side by side, and completed by what was compiled for them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from graphql import GraphQLSchema, OperationDefinitionNode, get_variable_values

from graph.steps import note_step
from schema.call import Call
from schema.completion import Incomplete
from schema.context import RequestContext
from schema.plans import Planned, RootPlan, find_plan


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
    context.showing, context.reader.kept = True, []
    answered = await _answer_roots(plan.roots, context)
    try:
        with note_step("graphql.complete"):
            return {key: root.complete(_value(answered[key])) for key, root in plan.roots.items()}
    except Incomplete:
        # The executor completes objects, made of the same rows; what failed has failed.
        context.showing, context.reader.again = False, True
        failed = {key: value for key, value in answered.items() if _has_failed(value)}
        rest = {key: root for key, root in plan.roots.items() if key not in failed}
        context.answered = failed | await _answer_roots(rest, context)
        return None


async def _answer_roots(roots: Mapping[str, RootPlan], context: RequestContext) -> dict[str, object]:
    calls = [root.answer(Call(context, root.selected)) for root in roots.values()]
    if len(calls) == 1:
        try:
            return {key: await calls[0] for key in roots}
        except Exception as error:  # noqa: BLE001 whatever it is, the executor reports it in its place
            return dict.fromkeys(roots, error)
    return dict(zip(roots, await asyncio.gather(*calls, return_exceptions=True), strict=True))


def _has_failed(answered: object) -> bool:
    return isinstance(answered, BaseException) and not isinstance(answered, Incomplete)


def _value(answered: object) -> object:
    if isinstance(answered, BaseException):
        raise Incomplete
    return answered
