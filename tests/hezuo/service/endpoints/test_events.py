"""GraphQL over server-sent events on a real socket: events, errors, the pace, and how a stream ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from time import monotonic
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from hezuo.service.endpoints.events import EventStream
from hezuo.service.http.errors import HttpRefusal
from hezuo.service.limits.streams import Lasting, Streams
from tests.hezuo.service.front_door import StandIn, open_door
from tests.hezuo.service.running_server import serve_here

pytestmark = pytest.mark.anyio
EVENTS = {"accept": "text/event-stream"}
# What urql sends with everything.
EVERYTHING = {
    "accept": "application/graphql-response+json, application/json, text/event-stream, multipart/mixed",
    "content-type": "application/json",
}
TICKS = {"query": "subscription Live { ticks }"}


class Listening:
    """An open stream, event by event."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def hear(self) -> tuple[str, Any]:
        async with asyncio.timeout(10):
            event, data = "", ""
            async for line in self._lines:
                if line.startswith("event: "):
                    event = line.removeprefix("event: ")
                if line.startswith("data: "):
                    data = line.removeprefix("data: ")
                if not line and event:
                    return event, json.loads(data) if data else None
        raise EOFError


@asynccontextmanager
async def listen(
    graph: StandIn | None = None,
    body: object = TICKS,
    headers: dict[str, str] = EVENTS,
    **door: Any,  # noqa: ANN401 fields of the door
) -> AsyncIterator[Listening]:
    async with (
        serve_here(open_door(graph, **door)) as place,
        httpx.AsyncClient(trust_env=False, timeout=10) as client,
        client.stream("POST", f"http://{place}/graphql", json=body, headers=headers) as response,
    ):
        yield Listening(response)


async def test_subscription_tells_until_it_ends() -> None:
    graph = StandIn()
    for number in (1, 2, None):
        graph.told.put_nowait(number)
    async with listen(graph) as listening:
        assert listening.response.status_code == 200
        assert listening.response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert listening.response.headers["cache-control"] == "no-store"
        began = monotonic()
        assert await listening.hear() == ("next", {"data": {"ticks": 1}})
        assert await listening.hear() == ("next", {"data": {"ticks": 2}})
        assert monotonic() - began > 0.9
        assert await listening.hear() == ("complete", None)
        with pytest.raises(EOFError):
            await listening.hear()


async def test_event_source_of_a_browser_subscribes_by_get() -> None:
    graph = StandIn()
    graph.told.put_nowait(5)
    async with serve_here(open_door(graph)) as place, httpx.AsyncClient(trust_env=False) as client:
        url = f"http://{place}/graphql?query={quote(TICKS['query'])}"
        async with client.stream("GET", url, headers=EVENTS) as response:
            assert await Listening(response).hear() == ("next", {"data": {"ticks": 5}})
        refused = await client.get(f"http://{place}/graphql?query=mutation{{touch}}", headers=EVENTS)
        assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


async def test_client_that_leaves_ends_the_subscription() -> None:
    graph = StandIn()
    async with serve_here(open_door(graph)) as place:
        async with httpx.AsyncClient(trust_env=False) as client:
            url = f"http://{place}/graphql"
            async with client.stream("POST", url, json=TICKS, headers=EVENTS):
                while not graph.listening:  # noqa: ASYNC110 nothing tells
                    await asyncio.sleep(0.01)
        async with asyncio.timeout(5):
            while graph.listening:  # noqa: ASYNC110 as above
                await asyncio.sleep(0.01)


@pytest.mark.parametrize("query", ["{ nothing }", "subscription { nothing }", "{", "{a" * 50 + "}" * 50])
async def test_document_that_cannot_run_is_an_event(query: str) -> None:
    async with listen(body={"query": query}) as listening:
        event, told = await listening.hear()
        assert (listening.response.status_code, event, told.keys() - {"extensions"}) == (200, "next", {"errors"})
        assert (await listening.hear())[0] == "complete"


async def test_query_is_one_event() -> None:
    async with listen(body={"query": "{ hello }"}) as listening:
        assert await listening.hear() == ("next", {"data": {"hello": "hello nobody"}})
        assert await listening.hear() == ("complete", None)


async def test_client_that_takes_everything_gets_events_for_subscriptions_only() -> None:
    graph = StandIn()
    graph.told.put_nowait(1)
    async with listen(graph, headers=EVERYTHING) as listening:
        assert (await listening.hear())[0] == "next"
    async with listen(graph, {"query": "{ hello }"}, EVERYTHING) as listening:
        assert listening.response.headers["content-type"].startswith("application/graphql-response+json")


async def test_refusals_are_http() -> None:
    async with listen(anonymous_read=False) as listening:
        assert listening.response.status_code == 401
    async with listen(streams=Streams(5, 0)) as listening:
        assert (listening.response.status_code, listening.response.headers["retry-after"]) == (429, "30")
    async with listen(streams=Streams(0, 5)) as listening:
        assert listening.response.status_code == 503


async def test_place_is_free_again_after_the_stream() -> None:
    graph, streams = StandIn(), Streams(1, 1)
    for _ in range(3):
        graph.told.put_nowait(None)
        async with listen(graph, streams=streams) as listening:
            assert (await listening.hear())[0] == "complete"
    assert len(streams) == 0


async def test_stream_breaks_off_when_the_server_stops() -> None:
    graph, streams = StandIn(), Streams()
    async with listen(graph, streams=streams) as listening:
        streams.ended.set()
        with pytest.raises((EOFError, httpx.RemoteProtocolError)):
            await listening.hear()
    assert graph.listening == 0


async def test_stream_is_kept_alive_and_ends_with_its_token() -> None:
    allowed = [True, True, False]

    async def identify_again() -> None:
        if not allowed.pop(0):
            raise HttpRefusal("UNAUTHENTICATED", "revoked")

    async def never() -> AsyncIterator[dict[str, object]]:
        await asyncio.Event().wait()
        yield {}

    sent: list[Any] = []

    async def send(message: Any) -> None:  # noqa: ANN401 ASGI
        sent.append(message)

    async def receive() -> Any:  # noqa: ANN401 ASGI
        await asyncio.Event().wait()

    stream = EventStream(never(), identify_again, ExitStack(), asyncio.Event(), Lasting(keep_alive_seconds=0.05))
    async with asyncio.timeout(5):
        await stream({"type": "http"}, receive, send)
    assert [message.get("body") for message in sent[1:]] == [b":\n\n", b":\n\n", b""]


async def test_sender_of_20_mb_reads_that_it_is_too_much() -> None:
    async with serve_here(open_door()) as place, httpx.AsyncClient(trust_env=False, timeout=30) as client:
        headers = {"content-type": "application/json"}
        for body in (b"x" * 20_000_000, _in_parts(20)):
            refused = await client.post(f"http://{place}/graphql", content=body, headers=headers)
            assert (refused.status_code, refused.headers["connection"]) == (413, "close")
            assert refused.json()["errors"][0]["extensions"]["code"] == "PAYLOAD_TOO_LARGE"


async def _in_parts(megabytes: int) -> AsyncIterator[bytes]:
    for _ in range(megabytes):
        yield b"x" * 1_000_000
