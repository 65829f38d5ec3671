"""Lets clients and caches keep an answer: a tag of all that it depends on, and who may keep it."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import orjson

from graph.dates import today
from graph.errors import GraphError
from hezuo.service.http.response import read_version
from schema.request.operation import Operation

# Kept, and asked about each time: a client that was told of a change never sees what was before it.
EVERYBODY = "public, max-age=0, must-revalidate"
ONE_CLIENT = "private, max-age=0, must-revalidate"


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tag of an answer, and the version of the graph that it is of."""

    tag: str
    version: int

    def matches(self, header: str | None) -> bool:
        """Tell whether an If-None-Match header names the tag: what the client has is still the answer."""
        if header is None:
            return False
        return any(one.strip().removeprefix("W/") in (self.tag, "*") for one in header.split(","))

    def build_headers(self, asked: Operation) -> dict[str, str]:
        """Build the headers that say how long the answer holds, and for whom."""
        return {"ETag": self.tag, "Cache-Control": ONE_CLIENT if asked.viewer.authenticated else EVERYBODY}

    def is_of(self, answer: Mapping[str, object]) -> bool:
        """Tell whether an answer is whole, and of the version of the tag."""
        return "errors" not in answer and read_version(answer) == self.version


@dataclass(frozen=True, slots=True)
class Tagger:
    """Makes tags; `version` reads the graph's, `schema` tells the program's schema from others."""

    version: Callable[[], Awaitable[int]]
    schema: str

    async def tag(self, asked: Operation, media_type: str) -> Tagged | None:
        """The tag of the answer to a query; None where the version cannot be read, or the answer tells its cost."""
        if asked.tells_cost:
            return None
        try:
            version = await self.version()
        except GraphError:
            return None
        # `asOf` is today where nothing else is asked.
        depends = [
            self.schema, version, today().last, media_type, asked.viewer.role, asked.viewer.authenticated,
            asked.prepared.text, asked.operation_name, asked.variables,
        ]  # fmt: skip
        digest = hashlib.sha256(orjson.dumps(depends, option=orjson.OPT_SORT_KEYS)).hexdigest()
        return Tagged(f'"{digest[:32]}"', version)


def digest_schema(text: str) -> str:
    """Return a digest that tells a schema from others."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
