"""Handles every operation, whatever transport brings it: it is parsed, allowed or refused, and answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache

from graphql import FieldNode, GraphQLError, OperationDefinitionNode, OperationType

from graph.telemetry import CURRENT_TRACE, Trace
from hezuo.service.auth.authentication import refuse_forbidden, refuse_unauthenticated
from hezuo.service.http.errors import HttpRefusal, NotExecutable, build_too_complex, refuse_input
from hezuo.service.http.record import Record
from hezuo.service.http.request import GraphQLRequest
from hezuo.service.limits.budgets import LEAST_PRICE, Budgets
from hezuo.service.limits.concurrency import ConcurrencyLimit
from hezuo.service.limits.streams import Streams
from hezuo.service.operations.persisted import Documents
from hezuo.settings import is_loopback
from hezuo.settings_table import default_number
from schema.cost.document_limits import TooComplex
from schema.cost.pricing import TOKEN_TIMES, Pricing
from schema.execution.documents import DocumentMemory
from schema.execution.errors import format_unparsed
from schema.request.operation import Answer, Operation, PreparedDocument, Stream
from schema.request.roles import Role, Unauthenticated, Viewer


def list_roots(operation: OperationDefinitionNode) -> list[str]:
    """The names of the root fields that an operation asks for itself, a few of them."""
    selections = operation.selection_set.selections[:5]
    return [one.name.value[:50] for one in selections if isinstance(one, FieldNode)]


def is_query(operation: OperationDefinitionNode) -> bool:
    """Tell whether the operation only reads, once."""
    return operation.operation is OperationType.QUERY


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of answering: seconds for reading and for writing, and bytes of an answer."""

    read_seconds: float = default_number("HEZUO_REQUEST_TIMEOUT")
    write_seconds: float = default_number("HEZUO_WRITE_TIMEOUT")
    answer_bytes: int = default_number("HEZUO_MAX_ANSWER_BYTES")


@dataclass(frozen=True, slots=True)
class OperationPipeline:
    """Receives operations; `answer` answers those that end, `stream` subscriptions. Without `price` all are free."""

    answer: Answer
    stream: Stream | None = None
    streams: Streams = field(default_factory=Streams)
    memory: DocumentMemory = field(default_factory=DocumentMemory)
    documents: Documents = field(default_factory=Documents)
    price: Pricing | None = None
    budgets: Budgets = field(default_factory=Budgets)
    admission: ConcurrencyLimit = field(default_factory=ConcurrencyLimit)
    bounds: Bounds = field(default_factory=Bounds)
    # Whether the steps of operations are noted.
    traced: bool = False

    def receive(
        self, given: GraphQLRequest, viewer: Viewer, record: Record, *, by_get: bool = False, events: bool = False
    ) -> Operation:
        """The operation that a request asks for. Raises HttpRefusal, NotExecutable."""
        if self.traced:
            record.steps = Trace()
            CURRENT_TRACE.set(record.steps)
        text = self.documents.find_text(given, viewer)
        asked = Operation(
            self._prepare(text),
            given.variables,
            given.operation_name,
            viewer,
            record.id,
            tells_cost=given.extensions.get("cost") is True,
        )
        definition = asked.definition
        if definition is not None:
            record.operation = definition.name.value[:100] if definition.name else None
            record.kind = definition.operation.value
            record.fields = list_roots(definition)
            # A subscription changes nothing: browsers' event sources know only GET.
            by_get = by_get and not (events and definition.operation is OperationType.SUBSCRIPTION)
            check_allowed(definition, viewer, by_get=by_get)
        if self.price is not None:
            try:
                asked.price = self.price(asked)
            except TooComplex as error:
                raise NotExecutable(build_too_complex(error)) from None
        return asked

    def _prepare(self, text: str) -> PreparedDocument:
        try:
            return self.memory.prepare(text)
        except (TooComplex, GraphQLError) as error:
            raise NotExecutable({"errors": [format_unparsed(error)]}) from None

    def charge(self, asked: Sequence[Operation]) -> int | None:
        """Take the price of what one viewer asks together, and say what is left of the budget; None for who has none.

        Together it may be as dear as one operation: a list is no way past that limit. Raises NotExecutable where it is
        dearer, HttpRefusal (429).
        """
        prices = [one.price for one in asked if one.price is not None]
        if not prices:
            return None
        price, limit = sum(one.price for one in prices), prices[0].limit
        if len(prices) > 1 and price > limit:
            hint = "Send fewer operations together."
            raise NotExecutable(build_too_complex(TooComplex("price of all together", price, limit, "", hint)))
        viewer = asked[0].viewer
        times = TOKEN_TIMES if viewer.authenticated else 1
        return self.budgets.spend(find_rival(viewer), sum(max(one.price, LEAST_PRICE) for one in prices), times)

    async def respond(self, asked: Operation) -> Mapping[str, object]:
        """The one response to an operation. Raises HttpRefusal (429, 503, 504)."""
        return await self.answer_charged(asked, self.charge([asked]))

    async def answer_charged(self, asked: Operation, left: int | None) -> Mapping[str, object]:
        """The response to an operation that is paid for; `left` is what its answer tells of the budget.

        Raises HttpRefusal (503, 504).
        """
        writes = asked.is_kind(OperationType.MUTATION)
        seconds = self.bounds.write_seconds if writes else self.bounds.read_seconds
        async with self.admission.hold(find_rival(asked.viewer)):
            try:
                async with asyncio.timeout(seconds) as limit:
                    answer = await self.answer(asked)
            except TimeoutError:
                if not limit.expired():
                    raise
                message = f"The operation was stopped after {seconds:g} seconds."
                raise HttpRefusal("TIMEOUT", message) from None
        if not asked.tells_cost or asked.price is None:
            return answer
        cost = {"price": asked.price.price, "limit": asked.price.limit, "left": left}
        extensions = answer.get("extensions")
        return {**answer, "extensions": {**(extensions if isinstance(extensions, dict) else {}), "cost": cost}}

    def check_size(self, size: int) -> None:
        """Refuse an answer that is too large to send. Raises NotExecutable."""
        if size > self.bounds.answer_bytes:
            hint = "Ask for shorter pages, or leave out texts."
            raise NotExecutable(
                build_too_complex(TooComplex("bytes of the answer", size, self.bounds.answer_bytes, "", hint))
            )

    def hold(self, asked: Operation) -> AbstractContextManager[None]:
        """The place that an operation takes as long as it is streamed. Raises HttpRefusal on entering (429, 503)."""
        return self.streams.hold(find_client(asked.viewer)) if is_subscription(asked) else nullcontext()

    async def stream_responses(self, asked: Operation) -> AsyncIterator[Mapping[str, object]]:
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


def find_client(viewer: Viewer) -> str:
    """Name what is counted together: all that comes with one token, or else from one address."""
    return f"token {viewer.name}" if viewer.authenticated else f"address {viewer.address}"


def find_rival(viewer: Viewer) -> str | None:
    """Name the client that must leave something to others; None for who is on this machine."""
    return None if _is_near(viewer.address) else find_client(viewer)


@lru_cache(maxsize=4096)
def _is_near(address: str) -> bool:
    return is_loopback(address)


def is_subscription(asked: Operation) -> bool:
    """Tell whether an operation is answered by events rather than once."""
    return asked.is_kind(OperationType.SUBSCRIPTION)


def check_allowed(operation: OperationDefinitionNode, viewer: Viewer, *, by_get: bool) -> None:
    """Refuse what the method or the viewer may not do, before any work. Raises HttpRefusal (405, 401, 403)."""
    if is_query(operation):
        return
    kind = operation.operation.value
    if by_get:
        message = f"GET is for queries; send this {kind} by POST."
        raise refuse_input(message, "query", {"Allow": "POST"}, status=405)
    if kind == "mutation" and not viewer.authenticated:
        raise refuse_unauthenticated(str(Unauthenticated("Writing")))
    # The least that any mutation takes; each knows what it takes itself.
    if kind == "mutation" and not viewer.may(Role.REVIEWER):
        raise refuse_forbidden(viewer, Role.REVIEWER)
