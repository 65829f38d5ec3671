"""Whether the service lives, and whether it can answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from graph.access import Graph
from graph.errors import GraphError
from hezuo.service.http_media import JSON
from hezuo.service.http_response import build_response

# A probe asks every few seconds and gives up by itself soon after.
READY_SECONDS = 3.0


async def respond_alive(request: Request) -> Response:
    """200 as long as requests are answered at all."""
    return build_response({"status": "alive"}, JSON, 200)


@dataclass(frozen=True, slots=True)
class Readiness:
    """200 with the version when the engine tells it, 503 with the reason otherwise."""

    graph: Graph

    async def __call__(self, request: Request) -> Response:
        """Ask the engine for the version."""
        try:
            async with asyncio.timeout(READY_SECONDS):
                version = await self.graph.reader.version()
        except TimeoutError:
            return _refuse(f"the engine did not answer within {READY_SECONDS:g} seconds")
        except GraphError as error:
            return _refuse(str(error))
        return build_response({"status": "ready", "version": version}, JSON, 200)


def _refuse(reason: str) -> Response:
    return build_response({"status": "not ready", "reason": reason}, JSON, 503, {"Retry-After": "5"})
