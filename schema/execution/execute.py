"""Answers operations: validates them once a text, reads within one version of the graph, and says which it was."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationType,
    execute,
    validate,
)

from graph.errors import GraphError
from graph.store import BatchingReader, Graph
from graph.telemetry import note_step
from queries.errors import BadInput
from queries.nodes.sorted_keys import SortedKeys
from queries.search.clauses import ClauseTexts
from schema.execution.errors import format_errors, format_failure, format_invalid, is_outage
from schema.execution.plan import answer_planned, plan_document
from schema.request.context import RequestContext, VersionedReader
from schema.request.operation import Operation, PreparedDocument
from schema.request.ports import Documents, Names, Pipeline
from schema.request.version_watch import VersionWatch

MOST_VALIDATION_ERRORS = 10
# A graph that changes under a question is read once more; one that changes faster is answered as it was read.
ATTEMPTS = 2


@dataclass(slots=True)
class Answers:
    """Answers operations from one open graph."""

    graph: Graph
    names: Names
    schema: GraphQLSchema
    catalogue: SortedKeys | None = None
    pipeline: Pipeline | None = None
    documents: Documents | None = None
    # Without, the executor completes everything: tests hold the two against each other.
    compiled: bool = True
    together: BatchingReader | None = field(init=False)
    watch: VersionWatch = field(init=False)
    clauses: ClauseTexts = field(init=False)

    def __post_init__(self) -> None:
        """All who watch this graph read its version together; all who search its clauses share their words."""
        self.watch = VersionWatch(self.graph.reader)
        self.together = self.graph.reader if isinstance(self.graph.reader, BatchingReader) else None
        self.clauses = ClauseTexts(self.graph.reader)

    async def __call__(self, asked: Operation) -> Mapping[str, object]:
        """The GraphQL response; its own failures are in it."""
        refused = await self.refuse(asked)
        if refused is not None:
            return refused
        try:
            return await self._answer(asked)
        except GraphError as error:
            return {"data": None, "errors": [format_failure(error, asked.request_id)]}

    async def refuse(self, asked: Operation) -> Mapping[str, object] | None:
        """The response to a document that does not fit the schema; None for one that does."""
        invalid = self._validate(asked.prepared)
        return {"errors": invalid, **await self.extensions()} if invalid else None

    def _validate(self, prepared: PreparedDocument) -> Sequence[Mapping[str, object]]:
        """Say why a document does not fit the schema; worked out once."""
        if prepared.invalid is None:
            with note_step("graphql.validate"):
                errors = validate(self.schema, prepared.document, max_errors=MOST_VALIDATION_ERRORS)
            prepared.invalid = format_invalid(errors, prepared.document)
        return prepared.invalid

    async def extensions(self) -> Mapping[str, object]:
        """The version of the graph, for a response that no question was asked for; nothing where the engine is down."""
        try:
            return {"extensions": {"version": await self.graph.reader.version()}}
        except GraphError:
            return {}

    async def _answer(self, asked: Operation) -> Mapping[str, object]:
        if asked.is_kind(OperationType.SUBSCRIPTION):
            message = "A subscription is answered as a stream: ask for text/event-stream, or use a WebSocket."
            failure = format_failure(BadInput(message, "query"), asked.request_id)
            return {"errors": [failure], **await self.extensions()}
        writes = asked.is_kind(OperationType.MUTATION)
        for attempt in range(1, ATTEMPTS + 1):
            reader = VersionedReader(self.graph.reader, self.together)
            result = await self._execute(asked, reader)
            # An answer that is of two versions is an answer of none; but no change is made twice.
            if reader.is_steady or writes or attempt == ATTEMPTS or _is_outage(result):
                break
        if _is_outage(result) and not reader.versions:
            return build_response(result, asked, None)
        # A reader says which version it read first, and a change has led to a later one.
        version = await (self.graph.reader if writes else reader).version()
        return build_response(result, asked, version)

    async def _execute(self, asked: Operation, reader: VersionedReader) -> ExecutionResult:
        context = RequestContext(
            reader,
            self.graph.engine,
            self.names,
            self.clauses,
            asked.viewer,
            asked.request_id,
            self.catalogue,
            self.pipeline,
            self.documents,
        )
        if self.compiled and asked.definition is not None:
            data = await answer_planned(
                self.schema, plan_document(asked.prepared), asked.definition, asked.variables, context
            )
            if data is not None:
                return ExecutionResult(data, None)
        with note_step("graphql.execute"):
            result = execute(
                self.schema,
                asked.prepared.document,
                context_value=context,
                variable_values=dict(asked.variables),
                operation_name=asked.operation_name,
            )
            done = await result if inspect.isawaitable(result) else result
        if not isinstance(done, ExecutionResult):
            raise TypeError("an operation that is answered in parts has no place here")
        return done


def _is_outage(result: ExecutionResult) -> bool:
    return any(is_outage(error) for error in result.errors or ())


def build_response(result: ExecutionResult, asked: Operation, version: int | None) -> Mapping[str, object]:
    """The response as the contract has it: data, errors with their codes, and the version where it is known."""
    response: dict[str, object] = {}
    # Without `data`, nothing was executed: the variables or the operation's name do not fit.
    if result.data is not None or not result.errors or any(error.path for error in result.errors):
        response["data"] = result.data
    if result.errors:
        response["errors"] = format_errors(_in_order(result.errors), asked.prepared.document, asked.request_id)
    if version is not None:
        response["extensions"] = {"version": version}
    return response


def _in_order(errors: list[GraphQLError]) -> list[GraphQLError]:
    """Fields fail in the order in which the engine answers; a response lists them by their place."""
    return sorted(errors, key=lambda error: [str(part) for part in error.path or ()])
