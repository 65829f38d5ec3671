"""Writes a GraphQL response as HTTP: JSON bytes, media type, and the status that the media type asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson
from starlette.responses import Response

from hezuo.service.http_media import GRAPHQL_RESPONSE

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
