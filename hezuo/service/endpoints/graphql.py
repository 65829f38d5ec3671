"""The GraphQL endpoint: POST and GET by the letter of GraphQL over HTTP, and a page for browsers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from graphql import OperationType
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from hezuo.service.auth.authentication import Authenticator
from hezuo.service.endpoints.caching import Tagged, Tagger
from hezuo.service.endpoints.events import EventStream
from hezuo.service.endpoints.page import QueryPage
from hezuo.service.http.disconnects import GONE, ClientGone, while_connected
from hezuo.service.http.errors import HttpRefusal, NotExecutable, refuse_input
from hezuo.service.http.media_types import JSON, Events, check_content_type, choose_answer, choose_events, prefers_page
from hezuo.service.http.record import Record, get_record
from hezuo.service.http.request import GraphQLRequest, parse_body, parse_query_string, read_body
from hezuo.service.http.response import VARY, VersionTeller, build_response, choose_status, read_codes, read_version
from hezuo.service.operations.batching import Batches, choose_batch_status
from hezuo.service.operations.pipeline import OperationPipeline, is_subscription
from schema.request.operation import Operation
from schema.request.roles import Role, Viewer

# A client that sends its body more slowly than this holds nothing but its own connection.
BODY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class GraphQLEndpoint:
    """Reads requests, refuses what HTTP refuses, and hands the rest to the reception."""

    reception: OperationPipeline
    gate: Authenticator
    page: QueryPage
    version: VersionTeller
    max_body_bytes: int
    max_load_bytes: int
    batches: Batches
    # How many operations a body may hold as a list.
    most_in_batch: int = 0
    tagger: Tagger | None = None

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        accept = request.headers.get("accept")
        if request.method != "POST" and prefers_page(accept) and "query" not in request.query_params:
            return self.page.respond()
        record = get_record(request.scope)
        record.is_operation = True
        record.address = request.client.host if request.client else None
        media_type, events = JSON, choose_events(accept)
        try:
            media_type = JSON if events is Events.ONLY else choose_answer(accept)
            return await self._answer(request, record, media_type, events)
        except HttpRefusal as refusal:
            record.codes.append(refusal.code)
            answer = await self.version.tell(refusal.build_answer())
            return build_response(answer, media_type, refusal.status, refusal.headers)
        except ClientGone:
            record.codes.append("CLIENT_GONE")
            return Response(None, GONE)
        except NotExecutable as refusal:
            answer = await self.version.tell(refusal.answer)
        record.codes.extend(read_codes(answer))
        if events is Events.ONLY:
            # An event source takes any status but 200 for the network's trouble.
            return EventStream(_give_once(answer), _allow, ExitStack(), self.reception.streams.ended)
        return build_response(answer, media_type, choose_status(answer, media_type))

    async def _answer(self, request: Request, record: Record, media_type: str, events: Events) -> Response:
        viewer = await self._admit(request, record)
        given = await self._read(request, viewer)
        if isinstance(given, list):
            if events is Events.ONLY:
                raise refuse_input("A list of operations is not answered by events.", "body")
            return await self._answer_batch(request, given, viewer, media_type)
        by_get, takes_events = request.method != "POST", events is not Events.NONE
        asked = self.reception.receive(given, viewer, record, by_get=by_get, events=takes_events)
        if events is Events.ONLY or (events is Events.ALSO and is_subscription(asked)):
            return self._stream(request, asked)
        tagged = await self._tag(request, asked, media_type)
        if tagged is not None and tagged.matches(request.headers.get("if-none-match")):
            return Response(None, 304, {"Vary": VARY, **tagged.build_headers(asked)})
        answer = await self._respond(request, asked)
        headers = tagged.build_headers(asked) if tagged is not None and tagged.is_of(answer) else None
        response = build_response(answer, media_type, choose_status(answer, media_type), headers)
        self.reception.check_size(len(response.body))
        record.codes.extend(read_codes(answer))
        record.version = read_version(answer)
        return response

    async def _answer_batch(
        self, request: Request, given: list[GraphQLRequest], viewer: Viewer, media_type: str
    ) -> Response:
        """The answers to a list of queries, as a list."""
        async with while_connected(request.receive):
            entries = await self.batches.answer(given, viewer, get_record(request.scope), media_type)
        status, headers = choose_batch_status(entries)
        response = build_response([entry.answer for entry in entries], media_type, status, headers)
        self.reception.check_size(len(response.body))
        return response

    async def _tag(self, request: Request, asked: Operation, media_type: str) -> Tagged | None:
        """The tag of a query by GET; what is sent by POST no cache keeps."""
        if self.tagger is None or request.method == "POST" or not asked.is_kind(OperationType.QUERY):
            return None
        return await self.tagger.tag(asked, media_type)

    async def _respond(self, request: Request, asked: Operation) -> Mapping[str, object]:
        """The answer; a read ends with its client, a write does not."""
        if asked.is_kind(OperationType.MUTATION):
            return await self.reception.respond(asked)
        async with while_connected(request.receive):
            return await self.reception.respond(asked)

    def _stream(self, request: Request, asked: Operation) -> Response:
        held = ExitStack()
        held.enter_context(self.reception.hold(asked))

        async def identify_again() -> None:
            await self.gate.identify(request.headers.get("authorization"))

        responses = self.reception.stream_responses(asked)
        return EventStream(responses, identify_again, held, self.reception.streams.ended)

    async def _admit(self, request: Request, record: Record) -> Viewer:
        viewer = await self.gate.identify(request.headers.get("authorization"), record.address or "")
        record.caller, record.role = viewer.name, viewer.role.value
        return viewer

    async def _read(self, request: Request, viewer: Viewer) -> GraphQLRequest | list[GraphQLRequest]:
        if request.method != "POST":
            return parse_query_string(request.scope["query_string"])
        limit = self.max_load_bytes if viewer.may(Role.LOADER) else self.max_body_bytes
        check_content_type(request.headers.get("content-type"))
        declared = request.headers.get("content-length")
        # Whoever asks first whether the body is wanted has not begun to send it.
        waits = "expect" in request.headers
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await read_body(request.stream(), declared, limit, drain=not waits)
        except TimeoutError:
            message = f"The body did not arrive within {BODY_SECONDS:g} seconds."
            raise HttpRefusal("TIMEOUT", message, {"Connection": "close"}, status=408) from None
        except ClientDisconnect:
            raise refuse_input("The body ended too early.", "body") from None
        return parse_body(body, self.most_in_batch)


async def _allow() -> None:
    """A single event is sent to whoever asked for it."""


async def _give_once(answer: Mapping[str, object]) -> AsyncIterator[Mapping[str, object]]:
    yield answer
