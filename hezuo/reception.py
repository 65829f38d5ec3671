"""What happens to every operation, whatever transport brings it: it is parsed, allowed or refused, and answered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from graphql import OperationDefinitionNode, OperationType

from hezuo.asked import Answer, Asked, Stream
from hezuo.gate import Caller, refuse_forbidden, refuse_unauthenticated
from hezuo.http_errors import HttpRefusal
from hezuo.http_operation import Operations, find_operation, is_query
from hezuo.http_record import Record
from hezuo.http_request import GraphQLRequest
from hezuo.live_streams import Streams
from schema.context import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who brings an operation: a caller, from an address."""

    caller: Caller
    address: str

    @property
    def key(self) -> str:
        """What is counted together: all that comes with one token, or else from one address."""
        return f"token {self.caller.name}" if self.caller.authorised else f"address {self.address}"


@dataclass(frozen=True, slots=True)
class Reception:
    """Receives operations; `answer` answers those that end, `stream` subscriptions."""

    answer: Answer
    stream: Stream | None = None
    streams: Streams = field(default_factory=Streams)
    operations: Operations = field(default_factory=Operations)

    def receive(
        self, given: GraphQLRequest, visitor: Visitor, record: Record, *, by_get: bool = False, events: bool = False
    ) -> Asked:
        """The operation that a request asks for. Raises HttpRefusal, NotExecutable."""
        if given.query is None:
            raise HttpRefusal(400, "BAD_USER_INPUT", "The parameter 'query' is missing.")
        document = self.operations.parse(given.query)
        operation = find_operation(document, given.operation_name)
        if operation is not None:
            record.operation = operation.name.value[:100] if operation.name else None
            record.kind = operation.operation.value
            # A subscription changes nothing: browsers' event sources know only GET.
            by_get = by_get and not (events and operation.operation is OperationType.SUBSCRIPTION)
            check_allowed(operation, visitor.caller, by_get=by_get)
        return Asked(given.query, document, given.variables, given.operation_name, visitor.caller, record.id)

    async def respond(self, asked: Asked) -> Mapping[str, object]:
        """The one response to an operation."""
        return await self.answer(asked)

    def hold(self, asked: Asked, visitor: Visitor) -> AbstractContextManager[None]:
        """The place that an operation takes as long as it is streamed. Raises HttpRefusal on entering (429, 503)."""
        return self.streams.hold(visitor.key) if is_subscription(asked) else nullcontext()

    async def stream_responses(self, asked: Asked) -> AsyncIterator[Mapping[str, object]]:
        """The responses to an operation, of which only a subscription has more than one."""
        if self.stream is None or not is_subscription(asked):
            yield await self.respond(asked)
            return
        responses = self.stream(asked)
        try:
            async for response in responses:
                yield response
        finally:
            # Who stops listening in the middle leaves nothing that goes on reading.
            await responses.aclose()  # type: ignore[attr-defined]


def is_subscription(asked: Asked) -> bool:
    """Whether an operation is answered by events rather than once."""
    operation = find_operation(asked.document, asked.operation_name)
    return operation is not None and operation.operation is OperationType.SUBSCRIPTION


def check_allowed(operation: OperationDefinitionNode, caller: Caller, *, by_get: bool) -> None:
    """Refuse what the method or the caller may not do, before any work. Raises HttpRefusal (405, 401, 403)."""
    if is_query(operation):
        return
    kind = operation.operation.value
    if by_get:
        raise HttpRefusal(405, "BAD_USER_INPUT", f"GET is for queries; send this {kind} by POST.", {"Allow": "POST"})
    if kind == "mutation" and not caller.authorised:
        raise refuse_unauthenticated("Writing needs a token: send Authorization: Bearer …")
    # The least that any mutation takes; each knows what it takes itself.
    if kind == "mutation" and not caller.may(Role.REVIEWER):
        raise refuse_forbidden(caller, Role.REVIEWER)
