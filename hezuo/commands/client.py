"""Asks operations for commands: of the graph that the settings name, or of a running service as any client would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager
from http.client import HTTPException
from typing import IO, Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import orjson

from hezuo.errors import CommandError
from hezuo.settings import Settings

# The service ends its own work long before.
SECONDS = 120.0


class Ask(Protocol):
    """Answers operations."""

    async def __call__(self, text: str, variables: Mapping[str, object], name: str | None = None) -> Mapping[str, Any]:
        """The GraphQL response; its failures are in it."""


@asynccontextmanager
async def open_client(settings: Settings, url: str | None, at_version: int | None = None) -> AsyncIterator[Ask]:
    """Open what answers: the service at the address, else the graph, or what it was. Raises CommandError."""
    if url and at_version is not None:
        raise CommandError("an earlier version is built from the journal beside a graph: it cannot be asked by --to")
    if url:

        async def ask_service(
            text: str, variables: Mapping[str, object], name: str | None = None
        ) -> Mapping[str, object]:
            return await asyncio.to_thread(send, url, settings.token, text, variables, name)

        yield ask_service
        return
    # Who asks a service needs neither an engine nor the schema, which take a second to import.
    from hezuo.commands.graph import name_service, open_at_version, open_for_command
    from hezuo.executor import answer_text, build_answers

    opening = (
        open_for_command(settings, f", or ask the service that does: add --to {name_service(settings)}")
        if at_version is None
        else open_at_version(settings, at_version)
    )
    async with opening as graph:
        answers = build_answers(graph, settings)

        async def ask_graph(
            text: str, variables: Mapping[str, object], name: str | None = None
        ) -> Mapping[str, object]:
            return await answer_text(answers, text, variables, name)

        yield ask_graph


class _Stay(HTTPRedirectHandler):
    """Follows nowhere: a token is for the address that it was given for."""

    def redirect_request(  # noqa: PLR0913, PLR0917 as urllib has it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> None:
        return None


def send(url: str, token: str, text: str, variables: Mapping[str, object], name: str | None) -> Mapping[str, object]:
    """The GraphQL response, whose errors are in it. Raises CommandError where the address gives none."""
    address = _check(url)
    body = orjson.dumps({"query": text, "variables": variables, "operationName": name})
    headers = {"Content-Type": "application/json", "Accept": "application/graphql-response+json"}
    try:
        with open_address(Request(address, body, headers), token, SECONDS) as response:
            return _read(address, response.read())
    except HTTPError as error:
        return _read(address, error.read())
    except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise CommandError(f"{address} does not answer: {reason}") from error


def open_address(asked: Request, token: str, seconds: float) -> AbstractContextManager[IO[bytes]]:
    """The response to a request with a token, where there is one."""
    if token:
        asked.add_header("Authorization", f"Bearer {token}")
    response: AbstractContextManager[IO[bytes]] = build_opener(_Stay).open(asked, timeout=seconds)
    return response


def address_of(url: str, path: str) -> str:
    """Write the URL of a service's path; the address may name that of GraphQL. Raises CommandError for what is none."""
    parts = urlsplit(_check(url))
    return f"{parts.scheme}://{parts.netloc}{path}"


def _check(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise CommandError(f"{url!r} is no address of a service; one is http://127.0.0.1:8000")
    return url if parts.path.strip("/") else f"{parts.scheme}://{parts.netloc}/graphql"


def _read(address: str, body: bytes) -> Mapping[str, object]:
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        answer = None
    if not isinstance(answer, dict) or not answer.keys() & {"data", "errors"}:
        raise CommandError(f"{address} does not answer as a service of Hezuo does")
    return answer
