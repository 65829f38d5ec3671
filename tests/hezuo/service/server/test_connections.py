"""Clients that do not read, do not write, or are gone without a word: each is noticed in time and let go of."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from time import monotonic

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hezuo.service.endpoints.events import EventStream
from hezuo.service.limits.streams import KEEP_ALIVE_SECONDS, Lasting, Pace
from hezuo.service.server.address import STALLED_SECONDS, take_address
from hezuo.service.server.connections import HttpConnection
from tests.hezuo.service.endpoints.test_events import EVENTS
from tests.hezuo.service.front_door import StandIn, open_door
from tests.hezuo.service.running_server import serve_here

pytestmark = pytest.mark.anyio


@dataclass
class Flood:
    """A stream that tells more than a client takes, and how much of it the service took for told."""

    lasting: Lasting
    told: int = 0
    open: int = 0

    def build_app(self, monkeypatch: pytest.MonkeyPatch) -> Starlette:
        monkeypatch.setattr("hezuo.service.endpoints.events.Pace", lambda: Pace(0.0))

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
