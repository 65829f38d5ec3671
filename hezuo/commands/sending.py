"""Sends an operation to a running service, as any other client would."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPException
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import orjson

from hezuo.errors import CommandError

# The service ends its own work long before.
SECONDS = 120.0


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
    if token:
        headers["Authorization"] = f"Bearer {token}"
    try:
        with build_opener(_Stay).open(Request(address, body, headers), timeout=SECONDS) as response:
            return _read(address, response.read())
    except HTTPError as error:
        return _read(address, error.read())
    except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise CommandError(f"{address} does not answer: {reason}") from error


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
