"""Reads a GraphQL request out of a body or a query string, and says precisely what is wrong with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qsl

import orjson

from hezuo.service.http.errors import HttpRefusal, refuse_input

_PARAMETERS = ("query", "variables", "operationName", "extensions", "documentId")
# A body within the limit can hold lists in lists that no input type of ours has, and that would exhaust the stack.
DEEPEST_VARIABLE = 32
# What is taken of a body that is too large, so that its sender reads why.
DRAIN_BYTES, DRAIN_SECONDS = 64_000_000, 5.0


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """The parameters of a request; absent and null are the same. `query` is absent where only a hash is sent."""

    query: str | None
    variables: Mapping[str, object]
    operation_name: str | None
    extensions: Mapping[str, object]
    document_id: str | None = None


async def read_body(chunks: AsyncIterator[bytes], declared: str | None, limit: int, *, drain: bool = True) -> bytes:
    """The whole body. Raises HttpRefusal (413) for one that is, or says that it will be, longer than `limit` bytes.

    `drain` takes the rest of it, up to a bound, and forgets it: a client that is still sending would not read why.
    """
    parts, size = [], 0
    is_declared = declared is not None and declared.isascii() and declared.isdigit() and int(declared) > limit
    if not is_declared:
        async for chunk in chunks:
            size += len(chunk)
            if size > limit:
                break
            parts.append(chunk)
    if is_declared or size > limit:
        parts.clear()
        if drain:
            await _drain(chunks)
        raise HttpRefusal("PAYLOAD_TOO_LARGE", f"The body is larger than {limit} bytes.", {"Connection": "close"})
    return b"".join(parts)


async def _drain(chunks: AsyncIterator[bytes]) -> None:
    size = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            async for chunk in chunks:
                size += len(chunk)
                if size > DRAIN_BYTES:
                    return


def parse_body(body: bytes, most: int = 0) -> GraphQLRequest | list[GraphQLRequest]:
    """The request in a JSON body, or those of a list of at most so many. Raises HttpRefusal (400, 413)."""
    value = _parse_json(body, "The body", "body")
    if isinstance(value, list):
        return _build_list(value, most)
    if not isinstance(value, dict):
        raise refuse_input(f"The body must be a JSON object, not {_say_type(value)}.", "body")
    return build_request(value)


def _build_list(values: list[object], most: int) -> list[GraphQLRequest]:
    if not most:
        raise refuse_input("The body is a list; send one operation a request.", "body")
    if not values:
        raise refuse_input("The body is a list without operations.", "body")
    if len(values) > most:
        message = f"The body is a list of {len(values)} operations; at most {most} are answered together."
        raise HttpRefusal("PAYLOAD_TOO_LARGE", message, details={"limit": most})
    requests = []
    for number, value in enumerate(values):
        if not isinstance(value, dict):
            message = f"Operation {number + 1} of the list must be a JSON object, not {_say_type(value)}."
            raise refuse_input(message, f"[{number}]")
        try:
            requests.append(build_request(value))
        except HttpRefusal as refusal:
            raise refusal.within(number) from None
    return requests


def parse_query_string(query_string: bytes) -> GraphQLRequest:
    """The request in a URL, where `variables` and `extensions` are JSON texts. Raises HttpRefusal (400)."""
    try:
        pairs = parse_qsl(query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError:
        raise refuse_input("The query string is not percent-encoded UTF-8.", "query") from None
    given: dict[str, object] = {}
    for name, value in pairs:
        if name in _PARAMETERS and name in given:
            raise refuse_input(f"The parameter {name!r} is given twice.", name)
        given[name] = value
    for name in ("variables", "extensions"):
        if given.get(name):
            given[name] = _parse_json(str(given[name]).encode(), f"The parameter {name!r}", name)
        else:
            given.pop(name, None)
    # An empty name is how a form sends none.
    return build_request({**given, "operationName": given.get("operationName") or None})


def build_request(given: Mapping[str, object]) -> GraphQLRequest:
    """The request in a JSON object. Raises HttpRefusal (400)."""
    query, operation_name = _read_text(given, "query"), _read_text(given, "operationName")
    document_id = _read_text(given, "documentId")
    variables = _read_object(given, "variables")
    if _is_deeper(variables, DEEPEST_VARIABLE):
        message = f"The variables are nested more than {DEEPEST_VARIABLE} levels deep."
        raise refuse_input(message, "variables")
    return GraphQLRequest(query, variables, operation_name, _read_object(given, "extensions"), document_id)


def _read_text(given: Mapping[str, object], name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise refuse_input(f"The parameter {name!r} must be a string, not {_say_type(value)}.", name)
    return value


def _read_object(given: Mapping[str, object], name: str) -> dict[str, object]:
    value = given.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise refuse_input(f"The parameter {name!r} must be an object, not {_say_type(value)}.", name)
    return value


def _parse_json(text: bytes, what: str, argument: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise refuse_input(f"{what} is not JSON: {error}.", argument) from None


def _is_deeper(value: object, levels: int) -> bool:
    if isinstance(value, dict):
        return levels == 0 or any(_is_deeper(one, levels - 1) for one in value.values())
    if isinstance(value, list):
        return levels == 0 or any(_is_deeper(one, levels - 1) for one in value)
    return False


def _say_type(value: object) -> str:
    if value is None:
        return "null"
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "an object"}
    return names[type(value)]
