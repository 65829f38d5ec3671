"""Live changes of a real graph: over both transports, across server processes, and resumed without loss."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect

from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.store import Graph
from hezuo.service.app import ServiceConfig, build_app
from hezuo.service.auth.admin_token import Token
from hezuo.service.auth.authentication import Authenticator
from schema.build import build_schema
from schema.execution.execute import Answers
from schema.execution.subscribe import stream_operation
from tests.hezuo.service.endpoints.test_events import EVENTS, Listening
from tests.hezuo.service.endpoints.test_websocket import PROTOCOL, Speaker
from tests.hezuo.service.front_door import TOKEN
from tests.hezuo.service.running_server import serve_here
from tests.schema.changes.test_graph_changed import change
from tests.schema.small_graph import KnownNames, load_small
from tests.schema.test_contract import read_operation

pytestmark = pytest.mark.anyio
LIVE = read_operation("live")


@asynccontextmanager
async def serve_graph(graph: Graph) -> AsyncIterator[str]:
    answers = Answers(graph, KnownNames(), build_schema())
    door = ServiceConfig(
        Authenticator(Token(TOKEN)), 10_000, 20_000, Path("nowhere"), stream=partial(stream_operation, answers)
    )
    async with serve_here(build_app(graph, answers, door)) as place:
        yield place


@asynccontextmanager
async def open_other(graph: Graph, request: pytest.FixtureRequest) -> AsyncIterator[Graph]:
    """The same graph as another server process has it; the embedded engine lets no other process write."""
    if not graph.engine.startswith("Neo4j"):
        yield graph
        return
    other = await open_graph(GraphLocation(url=request.getfixturevalue("neo4j_url"), file=Path()))
    try:
        yield other
    finally:
        await other.close()


async def test_change_by_another_process_is_told_and_resumed_without_loss(
    graph: Graph, request: pytest.FixtureRequest
) -> None:
    await load_small(graph)
    async with open_other(graph, request) as writing, serve_graph(graph) as place:
        address = f"ws://{place}/graphql"
        async with connect(address, subprotocols=[PROTOCOL], proxy=None) as socket:
            speaker = Speaker(socket)
            await speaker.begin()
            await speaker.say(type="subscribe", id="1", payload={"query": LIVE, "variables": {"since": 1}})
            await change(writing, "first-task")
            told = (await speaker.hear())["payload"]
            assert told["data"]["graphChanged"]["version"] == 2
            assert told["extensions"] == {"version": 2}
        # While nobody listens; two changes come as one.
        await change(writing, "second-task")
        await change(writing, "third-task")
        async with connect(address, subprotocols=[PROTOCOL], proxy=None) as socket:
            speaker = Speaker(socket)
            await speaker.begin()
            await speaker.say(type="subscribe", id="1", payload={"query": LIVE, "variables": {"since": 2}})
            told = (await speaker.hear())["payload"]["data"]["graphChanged"]
            assert (told["version"], told["kinds"]) == (4, ["TASK"])


async def test_change_is_told_as_an_event(graph: Graph) -> None:
    await load_small(graph)
    body = {"query": LIVE, "variables": {"since": 0}}
    async with (
        serve_graph(graph) as place,
        httpx.AsyncClient(trust_env=False) as client,
        client.stream("POST", f"http://{place}/graphql", json=body, headers=EVENTS) as response,
    ):
        listening = Listening(response)
        assert (await listening.hear())[1]["data"]["graphChanged"]["version"] == 1
        await change(graph, "new-task")
        assert (await listening.hear())[1]["data"]["graphChanged"]["version"] == 2
