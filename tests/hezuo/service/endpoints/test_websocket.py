"""graphql-transport-ws on a real socket: the protocol's messages and close codes, its bounds, and who is dropped."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from time import monotonic
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin, Subprotocol

from hezuo.service.endpoints.websocket_session import MOST_OPERATIONS, Patience
from hezuo.service.limits.streams import Streams
from hezuo.service.server.connections import SocketConnection
from tests.hezuo.service.front_door import TOKEN, StandIn, open_door
from tests.hezuo.service.running_server import serve_here

pytestmark = pytest.mark.anyio
TICKS = {"query": "subscription Live { ticks }"}
PROTOCOL = Subprotocol("graphql-transport-ws")
WAIT = 10


class Hasty(SocketConnection):
    stall_seconds = 1.0


class Speaker:
    """A client that speaks the protocol message by message."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def say(self, **message: Any) -> None:  # noqa: ANN401 JSON
        await self.socket.send(json.dumps(message))

    async def hear(self) -> Any:  # noqa: ANN401 JSON
        async with asyncio.timeout(WAIT):
            return json.loads(await self.socket.recv())

    async def begin(self, **payload: Any) -> None:  # noqa: ANN401 JSON
        await self.say(type="connection_init", payload=payload)
        assert await self.hear() == {"type": "connection_ack"}

    async def hear_close(self) -> tuple[int, str]:
        with pytest.raises(ConnectionClosed):
            while True:
                await self.hear()
        return self.socket.close_code or 0, self.socket.close_reason or ""


@asynccontextmanager
async def open_socket(
    graph: StandIn | None = None,
    *,
    origin: str | None = None,
    **door: Any,  # noqa: ANN401 fields of the door
) -> AsyncIterator[Speaker]:
    async with serve_here(open_door(graph, **door)) as place:
        wanted = Origin(origin.format(place=place)) if origin else None
        address = f"ws://{place}/graphql"
        async with connect(address, subprotocols=[PROTOCOL], origin=wanted, proxy=None) as socket:
            yield Speaker(socket)


async def test_query_and_mutation_answer_once() -> None:
    async with open_socket() as speaker:
        await speaker.begin(Authorization=f"Bearer {TOKEN}")
        await speaker.say(type="subscribe", id="1", payload={"query": "{ hello }"})
        assert await speaker.hear() == {"id": "1", "type": "next", "payload": {"data": {"hello": "hello nobody"}}}
        assert await speaker.hear() == {"id": "1", "type": "complete"}
        await speaker.say(type="subscribe", id="1", payload={"query": "mutation { touch }"})
        assert (await speaker.hear())["payload"] == {"data": {"touch": True}}


async def test_subscription_tells_until_it_is_completed_by_either_side() -> None:
    graph = StandIn()
    async with open_socket(graph) as speaker:
        await speaker.begin()
        await speaker.say(type="subscribe", id="a", payload=TICKS)
        graph.told.put_nowait(1)
        assert await speaker.hear() == {"id": "a", "type": "next", "payload": {"data": {"ticks": 1}}}
        await speaker.say(type="complete", id="a")
        while graph.listening:  # noqa: ASYNC110 nothing tells
            await asyncio.sleep(0.01)
        await speaker.say(type="subscribe", id="a", payload=TICKS)
        graph.told.put_nowait(None)
        assert await speaker.hear() == {"id": "a", "type": "complete"}


async def test_events_of_one_client_are_a_second_apart_whatever_their_subscription() -> None:
    graph = StandIn()
    async with open_socket(graph) as speaker:
        await speaker.begin()
        for identity in ("a", "b"):
            await speaker.say(type="subscribe", id=identity, payload=TICKS)
        for number in range(3):
            graph.told.put_nowait(number)
        began = monotonic()
        assert [(await speaker.hear())["type"] for _ in range(3)] == ["next"] * 3
        assert 1.9 < monotonic() - began < 5


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"query": "{ nothing }"}, None),
        ({"query": "subscription { nothing }"}, None),
        ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{a" * 50 + "}" * 50}, "QUERY_TOO_COMPLEX"),
        ({"query": 1}, "BAD_USER_INPUT"),
        ({"variables": {}}, "BAD_USER_INPUT"),
        ({"query": "mutation { touch }"}, "UNAUTHENTICATED"),
        ({"query": "{ broken }"}, "INTERNAL"),
        ({"query": "subscription { ticks(fail: true) }"}, "INTERNAL"),
    ],
)
async def test_operation_that_cannot_run_is_an_error_and_the_socket_lives(payload: object, code: str | None) -> None:
    graph = StandIn()
    graph.told.put_nowait(1)
    async with open_socket(graph) as speaker:
        await speaker.begin()
        await speaker.say(type="subscribe", id="1", payload=payload)
        error = await speaker.hear()
        assert (error["id"], error["type"]) == ("1", "error")
        assert error["payload"][0].get("extensions", {}).get("code") == code
        assert "secret cause" not in str(error)
        await speaker.say(type="ping")
        assert await speaker.hear() == {"type": "pong"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("not json", 4400),
        ("[]", 4400),
        ('{"type": "start"}', 4400),
        ('{"type": "subscribe", "payload": {"query": "{ hello }"}}', 4400),
        ('{"type": "subscribe", "id": 1, "payload": {"query": "{ hello }"}}', 4400),
        ('{"type": "subscribe", "id": "1"}', 4400),
        ('{"type": "subscribe", "id": "1", "payload": []}', 4400),
        ('{"type": "connection_init"}', 4429),
        (b"\x00", 4400),
        (json.dumps({"type": "ping", "payload": {"much": "x" * 20_000}}), 1009),
    ],
)
async def test_message_out_of_place_closes_the_socket(text: str | bytes, code: int) -> None:
    async with open_socket() as speaker:
        await speaker.begin()
        await speaker.socket.send(text)
        assert (await speaker.hear_close())[0] == code


async def test_operation_before_the_first_message_closes_the_socket() -> None:
    async with open_socket() as speaker:
        await speaker.say(type="subscribe", id="1", payload=TICKS)
        assert (await speaker.hear_close())[0] == 4401


async def test_second_subscriber_of_one_id_closes_the_socket() -> None:
    graph = StandIn()
    async with open_socket(graph) as speaker:
        await speaker.begin()
        for _ in range(2):
            await speaker.say(type="subscribe", id="1", payload=TICKS)
        assert await speaker.hear_close() == (4409, "Subscriber for 1 already exists")
    assert graph.listening == 0


async def test_silence_at_the_beginning_closes_the_socket() -> None:
    async with open_socket(patience=Patience(init_seconds=0.1)) as speaker:
        assert await speaker.hear_close() == (4408, "Connection initialisation timeout")


async def test_client_is_pinged_and_dropped_when_it_never_answers() -> None:
    async with open_socket(patience=Patience(ping_seconds=0.2)) as speaker:
        await speaker.begin()
        for _ in range(5):
            assert await speaker.hear() == {"type": "ping"}
            await speaker.say(type="pong")
        began = monotonic()
        assert (await speaker.hear_close())[0] == 4499
        assert monotonic() - began < 2


async def test_client_that_does_not_read_is_dropped() -> None:
    graph = StandIn()
    async with (
        serve_here(open_door(graph, patience=Patience(ping_seconds=60, send_seconds=0.3)), ws=Hasty) as place,
        connect(
            f"ws://{place}/graphql", subprotocols=[PROTOCOL], max_queue=1, ping_interval=None, proxy=None
        ) as socket,
    ):
        speaker = Speaker(socket)
        await speaker.begin()
        await speaker.say(type="subscribe", id="s", payload=TICKS)
        while not graph.listening:  # noqa: ASYNC110 nothing tells
            await asyncio.sleep(0.01)
        # Every answer is as long as its alias, and the client takes none of them.
        query = f"{{ {'a' * 9_000}: hello }}"
        with pytest.raises(ConnectionClosed):
            async with asyncio.timeout(60):
                for number in count():
                    await speaker.say(type="subscribe", id=str(number), payload={"query": query})
                    if number % 20 == 0:
                        await asyncio.sleep(0.01)
    assert graph.listening == 0


async def test_subscriptions_are_bounded_by_client_and_in_all() -> None:
    async with open_socket(streams=Streams(2, 1)) as speaker:
        await speaker.begin()
        for identity in ("a", "b"):
            await speaker.say(type="subscribe", id=identity, payload=TICKS)
        refused = await speaker.hear()
        assert (refused["id"], refused["payload"][0]["extensions"]["code"]) == ("b", "RATE_LIMITED")
    async with open_socket(streams=Streams(0, 1)) as speaker:
        await speaker.begin()
        await speaker.say(type="subscribe", id="a", payload=TICKS)
        assert (await speaker.hear())["payload"][0]["extensions"]["code"] == "UNAVAILABLE"


async def test_operations_of_one_socket_are_bounded() -> None:
    async with open_socket(streams=Streams(1000, 1000)) as speaker:
        await speaker.begin()
        for number in range(MOST_OPERATIONS + 1):
            await speaker.say(type="subscribe", id=str(number), payload=TICKS)
        refused = await speaker.hear()
        assert (refused["id"], refused["payload"][0]["extensions"]["code"]) == (str(MOST_OPERATIONS), "RATE_LIMITED")


async def test_token_comes_in_the_first_message_and_a_wrong_one_closes() -> None:
    async with open_socket(anonymous_read=False) as speaker:
        await speaker.begin(authorization=f"Bearer {TOKEN}")
    async with open_socket(anonymous_read=False) as speaker:
        await speaker.say(type="connection_init")
        assert (await speaker.hear_close())[0] == 4403
    async with open_socket() as speaker:
        await speaker.say(type="connection_init", payload={"Authorization": "Bearer wrong"})
        assert await speaker.hear_close() == (4403, "The token is not valid.")


async def test_pages_of_other_origins_are_kept_out() -> None:
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1"):
        with pytest.raises(InvalidStatus) as caught:
            async with open_socket(origin=origin):
                pass
        assert caught.value.response.status_code == 403
    async with open_socket(origin="http://{place}") as speaker:
        await speaker.begin()
    async with open_socket(origin="https://dashboard.example", origins=("https://dashboard.example",)) as speaker:
        await speaker.begin()


async def test_other_protocol_is_closed() -> None:
    async with serve_here(open_door()) as place, connect(f"ws://{place}/graphql", proxy=None) as socket:
        assert (await Speaker(socket).hear_close())[0] == 4406


async def test_log_has_one_line_an_operation_without_variables_or_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "hezuo")
    async with open_socket() as speaker:
        await speaker.begin(Authorization=f"Bearer {TOKEN}")
        query = "query Ask($n: String) { hello(name: $n) }"
        await speaker.say(type="subscribe", id="1", payload={"query": query, "variables": {"n": "私密"}})
        assert (await speaker.hear())["type"] == "next"
        assert (await speaker.hear())["type"] == "complete"
    lines = [record for record in caplog.records if record.name == "hezuo.access"]
    (line,) = [record.args for record in lines]
    assert isinstance(line, dict)
    assert (line["operation"], line["kind"], line["caller"], line["responses"]) == ("Ask", "query", "token", 1)
    assert "私密" not in str(line)
    assert TOKEN not in str(line)
