"""Tells whether the service lives, and whether it can answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

from graph.bookkeeping import READ_STATE, State
from graph.errors import GraphError
from graph.store import Graph
from hezuo.service.auth.authentication import Authenticator, refuse_unauthenticated
from hezuo.service.http.errors import HttpRefusal
from hezuo.service.http.media_types import JSON
from hezuo.service.http.record import get_record
from hezuo.service.http.response import build_response
from hezuo.service.telemetry.metrics import Metrics

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


# A scrape that takes longer is worth less than its other figures.
STATE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class MetricsEndpoint:
    """The figures; `gate` asks for a token, None lets everybody see them."""

    metrics: Metrics
    graph: Graph
    gate: Authenticator | None

    async def __call__(self, request: Request) -> Response:
        """All figures of this process."""
        try:
            if self.gate is not None:
                viewer = await self.gate.identify(request.headers.get("authorization"))
                if not viewer.authenticated:
                    raise refuse_unauthenticated("The figures need a token: send Authorization: Bearer …")
        except HttpRefusal as refusal:
            get_record(request.scope).codes.append(refusal.code)
            return build_response(refusal.build_answer(), JSON, refusal.status, refusal.headers)
        return Response(self.metrics.write(await self._read_state()), 200, media_type=CONTENT_TYPE_LATEST)

    async def _read_state(self) -> State | None:
        try:
            async with asyncio.timeout(STATE_SECONDS):
                states = await self.graph.reader.run(READ_STATE, {})
        except (TimeoutError, GraphError):
            return None
        return states[0] if states else None
