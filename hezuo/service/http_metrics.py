"""`/metrics`: the figures for Prometheus, for whom the settings let see them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

from graph.access import Graph
from graph.bookkeeping import READ_STATE, State
from graph.errors import GraphError
from hezuo.service.gate import Gate, refuse_unauthenticated
from hezuo.service.http_errors import HttpRefusal
from hezuo.service.http_media import JSON
from hezuo.service.http_record import get_record
from hezuo.service.http_response import build_response
from hezuo.service.metrics import Metrics

# A scrape that takes longer is worth less than its other figures.
STATE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class MetricsEndpoint:
    """The figures; `gate` asks for a token, None lets everybody see them."""

    metrics: Metrics
    graph: Graph
    gate: Gate | None

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
