"""The GraphQL endpoint: POST and GET by the letter of GraphQL over HTTP, and a page for browsers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from graphql import DocumentNode, OperationDefinitionNode
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from hezuo.gate import Caller, Gate, refuse_forbidden, refuse_unauthenticated
from hezuo.http_errors import HttpRefusal
from hezuo.http_media import JSON, check_content_type, choose_answer, prefers_page
from hezuo.http_operation import NotExecutable, Operations, find_operation, is_query
from hezuo.http_page import QueryPage
from hezuo.http_record import get_record
from hezuo.http_request import GraphQLRequest, parse_body, parse_query_string, read_body
from hezuo.http_response import build_response, choose_status
from schema.context import Role

# A client that sends its body more slowly than this holds nothing but its own connection.
BODY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One operation to answer: its text and document, who asks, and the id that the log knows the request by."""

    text: str
    document: DocumentNode
    variables: Mapping[str, object]
    operation_name: str | None
    caller: Caller
    request_id: str


# Answers an operation with a GraphQL response; reports its own failures in it.
Answer = Callable[[Asked], Awaitable[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class GraphQLEndpoint:
    """Reads requests, refuses what HTTP or the limits refuse, and hands the rest to `answer`."""

    answer: Answer
    gate: Gate
    page: QueryPage
    max_body_bytes: int
    max_load_bytes: int
    operations: Operations = field(default_factory=Operations)

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        accept = request.headers.get("accept")
        if request.method != "POST" and prefers_page(accept) and "query" not in request.query_params:
            return self.page.respond()
        media_type = JSON
        try:
            media_type = choose_answer(accept)
            answer = await self._respond(request)
        except HttpRefusal as refusal:
            get_record(request.scope).codes.append(refusal.code)
            return build_response(refusal.build_answer(), media_type, refusal.status, refusal.headers)
        except NotExecutable as refusal:
            answer = refusal.answer
        get_record(request.scope).codes.extend(_read_codes(answer))
        return build_response(answer, media_type, choose_status(answer, media_type))

    async def _respond(self, request: Request) -> Mapping[str, object]:
        record = get_record(request.scope)
        caller = await self.gate.identify(request.headers.get("authorization"))
        record.caller = caller.name
        given = await self._read(request, self.max_load_bytes if caller.may(Role.LOADER) else self.max_body_bytes)
        if given.query is None:
            raise HttpRefusal(400, "BAD_USER_INPUT", "The parameter 'query' is missing.")
        document = self.operations.parse(given.query)
        operation = find_operation(document, given.operation_name)
        if operation is not None:
            record.operation = operation.name.value[:100] if operation.name else None
            record.kind = operation.operation.value
            check_allowed(operation, request.method, caller)
        asked = Asked(given.query, document, given.variables, given.operation_name, caller, record.id)
        return await self.answer(asked)

    async def _read(self, request: Request, limit: int) -> GraphQLRequest:
        if request.method != "POST":
            return parse_query_string(request.scope["query_string"])
        check_content_type(request.headers.get("content-type"))
        declared = request.headers.get("content-length")
        try:
            async with asyncio.timeout(BODY_SECONDS):
                return parse_body(await read_body(request.stream(), declared, limit))
        except TimeoutError:
            message = f"The body did not arrive within {BODY_SECONDS:g} seconds."
            raise HttpRefusal(408, "TIMEOUT", message, {"Connection": "close"}) from None
        except ClientDisconnect:
            raise HttpRefusal(400, "BAD_USER_INPUT", "The body ended too early.") from None


def check_allowed(operation: OperationDefinitionNode, method: str, caller: Caller) -> None:
    """Refuse what the method or the caller may not do, before any work. Raises HttpRefusal (405, 401, 403)."""
    if is_query(operation):
        return
    kind = operation.operation.value
    if method != "POST":
        raise HttpRefusal(405, "BAD_USER_INPUT", f"GET is for queries; send this {kind} by POST.", {"Allow": "POST"})
    if kind == "mutation" and not caller.authorised:
        raise refuse_unauthenticated("Writing needs a token: send Authorization: Bearer …")
    # The least that any mutation takes; each knows what it takes itself.
    if kind == "mutation" and not caller.may(Role.REVIEWER):
        raise refuse_forbidden(caller, Role.REVIEWER)


def _read_codes(answer: Mapping[str, object]) -> list[str]:
    errors = answer.get("errors")
    codes = []
    for error in errors if isinstance(errors, list) else []:
        extensions = error.get("extensions") if isinstance(error, dict) else None
        codes.append(str(extensions.get("code", "")) if isinstance(extensions, dict) else "")
    return codes[:5]
