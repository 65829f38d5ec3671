"""Answers subscriptions: one response an event, in the form of every other response."""

from __future__ import annotations

import inspect
from collections.abc import AsyncGenerator, AsyncIterator, Mapping

from graphql import ExecutionResult, subscribe

from schema.execution.errors import format_failure
from schema.execution.execute import Answers, build_response
from schema.request.context import RequestContext, VersionedReader
from schema.request.operation import Operation


async def stream_operation(answers: Answers, asked: Operation) -> AsyncIterator[Mapping[str, object]]:
    """The responses of a subscription as its events come; one response with errors where it cannot begin.

    Closing the iterator ends it.
    """
    refused = await answers.refuse(asked)
    if refused is not None:
        yield refused
        return
    reader = VersionedReader(answers.graph.reader)
    context = RequestContext(
        reader, answers.graph.engine, answers.names, answers.clauses, asked.viewer, asked.request_id
    )
    context.watch = answers.watch
    started = subscribe(
        answers.schema,
        asked.prepared.document,
        context_value=context,
        variable_values=dict(asked.variables),
        operation_name=asked.operation_name,
    )
    events = await started if inspect.isawaitable(started) else started
    if isinstance(events, ExecutionResult):
        yield {**build_response(events, asked, None), **await answers.extensions()}
        return
    try:
        async for event in events:
            yield build_response(event, asked, context.event_version)
    except Exception as error:  # noqa: BLE001 whatever ends the events is the last of them
        failure = format_failure(error, asked.request_id)
        yield {"data": None, "errors": [failure], **await answers.extensions()}
    finally:
        if isinstance(events, AsyncGenerator):
            await events.aclose()
