"""Writes a GraphQL response as HTTP: JSON bytes, media type, and the status that the media type asks for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import orjson
from starlette.responses import Response

from graph.errors import GraphError
from hezuo.service.http.media_types import GRAPHQL_RESPONSE

VARY = "Accept, Authorization"


def build_response(
    answer: Mapping[str, object] | Sequence[Mapping[str, object]],
    media_type: str,
    status: int,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The response to an operation, or to a list of them; equal answers are equal bytes."""
    given = {"Vary": VARY, **(headers or {})}
    return Response(orjson.dumps(answer), status, given, f"{media_type}; charset=utf-8")


def choose_status(answer: Mapping[str, object], media_type: str) -> int:
    """The status of a well-formed request's answer.

    A request that was not executed has no `data`: 400, but 200 for JSON, whose clients take every other status for
    an intermediary's.
    """
    return 400 if "data" not in answer and media_type == GRAPHQL_RESPONSE else 200


def read_codes(answer: Mapping[str, object]) -> list[str]:
    """The codes of the first few errors of a response."""
    errors = answer.get("errors")
    codes = []
    for error in errors if isinstance(errors, list) else []:
        extensions = error.get("extensions") if isinstance(error, dict) else None
        codes.append(str(extensions.get("code", "")) if isinstance(extensions, dict) else "")
    return codes[:5]


def read_version(answer: Mapping[str, object]) -> int | None:
    """The version of the graph that a response says it is of."""
    extensions = answer.get("extensions")
    version = extensions.get("version") if isinstance(extensions, dict) else None
    return version if isinstance(version, int) else None


# A refusal does not wait longer for an engine that is slow or down; then it goes without.
PATIENCE_SECONDS = 1.0


@dataclass(slots=True)
class VersionTeller:
    """Reads the version with `read`, once for all who are refused meanwhile: refusing costs the engine little."""

    read: Callable[[], Awaitable[int]]
    _reading: asyncio.Task[int | None] | None = None

    async def tell(self, answer: Mapping[str, object]) -> Mapping[str, object]:
        """The answer with the version in its `extensions`; as it is where the version cannot be read."""
        if self._reading is None or self._reading.done():
            self._reading = asyncio.ensure_future(self._read())
        try:
            # Who leaves or gives up does not end the reading of the others.
            version = await asyncio.wait_for(asyncio.shield(self._reading), PATIENCE_SECONDS)
        except TimeoutError:
            return answer
        return answer if version is None else {**answer, "extensions": {"version": version}}

    async def _read(self) -> int | None:
        try:
            return await self.read()
        except GraphError:
            return None
