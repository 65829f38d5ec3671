"""GraphQL over server-sent events on a real socket: events, errors, the pace, and how a stream ends."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hezuo.connections import HttpConnection
from hezuo.http_errors import HttpRefusal
from hezuo.http_events import EventStream
from hezuo.listening import STALLED_SECONDS, take_address
from hezuo.live_streams import KEEP_ALIVE_SECONDS, Lasting, Pace, Streams
from tests.hezuo.front_door import StandIn, open_door
from tests.http.server import serve_here

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
            raise HttpRefusal(401, "UNAUTHENTICATED", "revoked")

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


@dataclass
class Flood:
    """A stream that tells more than a client takes, and how much of it the service took for told."""

    lasting: Lasting
    told: int = 0
    open: int = 0

    def build_app(self, monkeypatch: pytest.MonkeyPatch) -> Starlette:
        monkeypatch.setattr("hezuo.http_events.Pace", lambda: Pace(0.0))

        async def respond(_request: Request) -> Response:
            return EventStream(self._tell(), self._allow, ExitStack(), asyncio.Event(), self.lasting)

        return Starlette(routes=[Route("/", respond)])

    async def _tell(self) -> AsyncIterator[dict[str, object]]:
        self.open += 1
        try:
            while True:
                yield {"data": "x" * 1000}
                self.told += 1000
                await asyncio.sleep(0)
        finally:
            self.open -= 1

    async def _allow(self) -> None:
        pass


async def test_stream_that_nobody_reads_is_noticed_early_and_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    flood = Flood(Lasting(send_seconds=0.5))
    async with serve_here(flood.build_app(monkeypatch)) as place:
        host, port = place.split(":")
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.setblocking(False)
            await asyncio.get_running_loop().sock_connect(deaf, (host, int(port)))
            deaf.send(b"GET / HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n")
            async with asyncio.timeout(10):
                while not flood.told or flood.open:  # noqa: ASYNC110 nothing tells
                    await asyncio.sleep(0.05)
    # Without a bound the system takes some megabytes for somebody who does not read.
    assert 1_000 <= flood.told < 500_000
    assert not [record for record in caplog.records if record.exc_info]


async def test_stream_ends_after_its_longest_time_and_its_client_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    flood = Flood(Lasting(longest_seconds=0.2))
    async with serve_here(flood.build_app(monkeypatch)) as place, httpx.AsyncClient(trust_env=False) as client:
        ended = await client.get(f"http://{place}/", headers=EVENTS)
        assert ended.text.startswith("event: next")
        # Not completed: the client knows that there is more.
        assert "event: complete" not in ended.text
    assert flood.open == 0


def test_connection_that_died_without_a_word_is_given_up_by_the_system() -> None:
    with closing(take_address("127.0.0.1", 0)) as taken:
        taken.listen()
        with socket.create_connection(taken.getsockname()), closing(taken.accept()[0]) as accepted:
            allowed = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
    # What is sent to it every so often is not acknowledged within this time.
    assert allowed == STALLED_SECONDS * 1000 <= 30_000
    assert KEEP_ALIVE_SECONDS <= 15


class Hasty(HttpConnection):
    stall_seconds = 1.0
    headers_seconds = 0.3
    most_connections = 3


async def test_client_that_does_not_read_is_dropped() -> None:
    graph = StandIn()
    async with serve_here(open_door(graph, max_body_bytes=1_000_000), http=Hasty) as place:
        host, port = place.split(":")
        reader, writer = await asyncio.open_connection(host, int(port), limit=1)
        # Answers as long as their alias, that nobody takes.
        body = json.dumps({"query": f"{{ {'a' * 90_000}: hello }}"}).encode()
        head = f"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        with pytest.raises(ConnectionError):
            async with asyncio.timeout(60):
                while True:
                    writer.write(head.encode() + b"\r\n" + body)
                    await writer.drain()
        writer.transport.abort()
        assert reader is not None


async def test_headers_must_come_in_time_and_fit() -> None:
    async with serve_here(open_door(), http=Hasty) as place:
        host, port = place.split(":")
        for begun in (b"", b"GET /graphql HTTP/1.1\r\nHost: x\r\n"):
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(begun)
            began = monotonic()
            with pytest.raises(ConnectionError):
                assert await reader.read(100) == b""
                raise ConnectionResetError
            assert monotonic() - began < 3
            writer.transport.abort()
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET / HTTP/1.1\r\n")
        for number in range(40):
            writer.write(b"X-Long-%d: " % number + b"x" * 4000 + b"\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 400")
        writer.transport.abort()


async def test_connections_are_bounded() -> None:
    async with serve_here(open_door(), http=Hasty) as place:
        host, port = place.split(":")
        opened = [await asyncio.open_connection(host, int(port)) for _ in range(4)]
        reader, _ = opened[-1]
        with pytest.raises(ConnectionError):
            assert await reader.read(1) == b""
            raise ConnectionResetError
        for _, writer in opened:
            writer.transport.abort()


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
