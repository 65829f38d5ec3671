"""A front door over a small schema and a graph that can be told to fail: HTTP is tested apart from the graph."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import httpx
from graphql import ExecutionResult, build_schema, execute, validate
from starlette.applications import Starlette

from graph.bookkeeping import State
from graph.errors import GraphUnavailable
from graph.model import FORMAT
from graph.store import Graph, Parameters, Statement
from graph.telemetry import EngineMetrics
from hezuo.service.app import ServiceConfig, build_app
from hezuo.service.auth.admin_token import Token
from hezuo.service.auth.authentication import Authenticator
from schema.request.operation import Operation

TOKEN = "a-token-for-the-tests"
SCHEMA = build_schema("""
    type Query { hello(name: String, count: Int): String  broken: String  self: Query }
    type Mutation { touch: Boolean }
    type Subscription { ticks(fail: Boolean): Int }
""")


@dataclass
class StandIn:
    """A graph with a version and nothing else; `down` says why it cannot answer."""

    down: str = ""
    engine: str = "stand-in 1"
    changed_at: str | None = None
    figures: EngineMetrics = field(default_factory=lambda: EngineMetrics(4))
    asked: list[Operation] = field(default_factory=list)
    # What subscriptions tell: numbers, one after another, and None for the end.
    told: asyncio.Queue[int | None] = field(default_factory=asyncio.Queue)
    listening: int = 0

    @property
    def reader(self) -> StandIn:
        return self

    async def version(self) -> int:
        if self.down:
            raise GraphUnavailable(self.down)
        return 7

    async def run(self, _question: Statement[State], _parameters: Parameters) -> list[State]:
        return [State(FORMAT, await self.version(), self.changed_at)]

    async def answer(self, asked: Operation) -> Mapping[str, object]:
        self.asked.append(asked)
        if "broken" in asked.prepared.text:
            raise RuntimeError("the secret cause")
        errors = validate(SCHEMA, asked.prepared.document)
        if errors:
            return {"errors": [{**error.formatted} for error in errors]}
        done = execute(
            SCHEMA,
            asked.prepared.document,
            {"hello": lambda _info, name="nobody", count=1: f"hello {name}" * (count or 0), "self": {}, "touch": True},
            variable_values=dict(asked.variables),
            operation_name=asked.operation_name,
        )
        assert isinstance(done, ExecutionResult)
        formatted = {**done.formatted}
        if done.errors and done.data is None:
            del formatted["data"]
        return formatted

    async def stream(self, asked: Operation) -> AsyncIterator[Mapping[str, object]]:
        self.asked.append(asked)
        if errors := validate(SCHEMA, asked.prepared.document):
            yield {"errors": [{**error.formatted} for error in errors]}
            return
        self.listening += 1
        try:
            while (number := await self.told.get()) is not None:
                if "fail" in asked.prepared.text:
                    raise RuntimeError("the secret cause")
                yield {"data": {"ticks": number}}
        finally:
            self.listening -= 1


NOWHERE = Path("nowhere")


def open_door(
    graph: StandIn | None = None,
    *,
    anonymous_read: bool = True,
    max_body_bytes: int = 10_000,
    explorer: Path = NOWHERE,
    **more: Any,  # noqa: ANN401 fields of the door
) -> Starlette:
    standing = graph or StandIn()
    gate = Authenticator(Token(TOKEN), anonymous_read)
    door = ServiceConfig(gate, max_body_bytes, 2 * max_body_bytes, explorer, stream=standing.stream, **more)
    return build_app(cast(Graph, standing), standing.answer, door)


@dataclass(frozen=True)
class Client:
    """Asks the application without a socket, one request at a time."""

    app: Starlette

    def request(self, method: str, path: str, **given: Any) -> httpx.Response:  # noqa: ANN401 what httpx takes
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://hezuo.test") as client:
                return await client.request(method, path, **given)

        return asyncio.run(ask())

    def get(self, path: str, **given: Any) -> httpx.Response:  # noqa: ANN401 what httpx takes
        return self.request("GET", path, **given)

    def post(self, path: str, **given: Any) -> httpx.Response:  # noqa: ANN401 what httpx takes
        return self.request("POST", path, **given)


def open_client(graph: StandIn | None = None, *, anonymous_read: bool = True, max_body_bytes: int = 10_000) -> Client:
    return Client(open_door(graph, anonymous_read=anonymous_read, max_body_bytes=max_body_bytes))
