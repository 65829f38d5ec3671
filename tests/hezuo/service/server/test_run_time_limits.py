"""Limits while operations run: time, places, budget, size; each with its status, and nobody starves the others."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from hezuo.service.http.disconnects import ClientGone, while_connected
from hezuo.service.http.errors import HttpRefusal
from hezuo.service.limits.budgets import LEAST_PRICE, Budgets
from hezuo.service.limits.concurrency import ConcurrencyLimit
from hezuo.service.operations.pipeline import Bounds
from hezuo.settings_table import default_number
from schema.build import build_schema
from schema.cost.pricing import Pricing
from schema.request.operation import Operation
from tests.hezuo.service.front_door import TOKEN, StandIn, open_door

pytestmark = pytest.mark.anyio
HELLO = {"query": "{ hello }"}
FAR, OTHER, NEAR = "192.0.2.1", "192.0.2.2", "127.0.0.1"


@dataclass
class Slow(StandIn):
    """Answers when it is let."""

    let: asyncio.Event = field(default_factory=asyncio.Event)
    under_way: int = 0
    stopped: int = 0

    async def answer(self, asked: Operation) -> Mapping[str, object]:
        self.under_way += 1
        try:
            await self.let.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        else:
            return {"data": {"hello": "at last"}}
        finally:
            self.under_way -= 1


@dataclass
class Clients:
    """Several clients of one door, each from its own address."""

    graph: StandIn
    door: dict[str, Any]

    def __post_init__(self) -> None:
        self.app = open_door(self.graph, **self.door)

    async def ask(self, address: str = FAR, body: object = HELLO, **headers: str) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://hezuo.test") as client:
            return await client.post("/graphql", json=body, headers=headers)


def read_code(response: httpx.Response) -> str:
    return str(response.json()["errors"][0]["extensions"]["code"])


async def wait_until(graph: Slow, under_way: int) -> None:
    async with asyncio.timeout(5):
        while graph.under_way != under_way:  # noqa: ASYNC110 nothing tells
            await asyncio.sleep(0.01)


async def test_operation_over_its_time_is_stopped() -> None:
    graph = Slow()
    answer = await Clients(graph, {"bounds": Bounds(read_seconds=0.05)}).ask()
    assert (answer.status_code, read_code(answer)) == (504, "TIMEOUT")
    assert (graph.under_way, graph.stopped) == (0, 1)


async def test_line_is_bounded_and_who_waits_too_long_is_told_when_to_come_again() -> None:
    graph = Slow()
    clients = Clients(graph, {"admission": ConcurrencyLimit(1, 1, wait_seconds=0.2)})
    running = asyncio.create_task(clients.ask(NEAR))
    await wait_until(graph, 1)
    waiting = asyncio.create_task(clients.ask(NEAR))
    await asyncio.sleep(0.05)
    refused = await clients.ask(NEAR)
    assert (refused.status_code, read_code(refused), refused.headers["retry-after"]) == (503, "UNAVAILABLE", "2")
    assert (await waiting).status_code == 503
    graph.let.set()
    assert (await running).status_code == 200
    assert (await clients.ask(NEAR)).status_code == 200


async def test_client_that_fills_its_share_leaves_room_for_others() -> None:
    graph = Slow()
    clients = Clients(graph, {"admission": ConcurrencyLimit(4, 10, wait_seconds=5)})
    greedy = [asyncio.create_task(clients.ask(FAR)) for _ in range(12)]
    await wait_until(graph, 2)
    other = asyncio.create_task(clients.ask(OTHER))
    await wait_until(graph, 3)
    refused = [task for task in greedy if task.done()]
    assert len(refused) == 12 - 2 - 5
    graph.let.set()
    assert (await other).status_code == 200
    assert sorted([(await task).status_code for task in greedy]) == [200] * 7 + [503] * 5


async def test_place_is_free_again_however_the_wait_ends() -> None:
    admission = ConcurrencyLimit(1, 5, wait_seconds=5)

    async def hold(seconds: float) -> None:
        async with admission.hold(None):
            await asyncio.sleep(seconds)

    tasks = [asyncio.create_task(hold(0.01)) for _ in range(5)]
    await asyncio.sleep(0)
    for task in tasks[1:4]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert (admission.running, admission.waiting) == (0, 0)


async def test_expensive_client_pays_from_its_own_budget() -> None:
    clients = Clients(
        StandIn(),
        {"budgets": Budgets(3 * LEAST_PRICE), "price": Pricing(build_schema(), default_number("HEZUO_MAX_PRICE"))},
    )
    assert [(await clients.ask(FAR)).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = await clients.ask(FAR)
    assert read_code(refused) == "RATE_LIMITED"
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    assert (await clients.ask(OTHER)).status_code == 200
    # A token has ten times as much, and who is on this machine has no budget at all.
    by_token = [(await clients.ask(FAR, authorization=f"Bearer {TOKEN}")).status_code for _ in range(31)]
    assert by_token == [200] * 30 + [429]
    assert {(await clients.ask(NEAR)).status_code for _ in range(40)} == {200}


async def test_budget_comes_back_with_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("hezuo.service.limits.budgets.monotonic", lambda: now)
    budgets = Budgets(6_000)
    assert budgets.spend("a", 5_000) == 1_000
    with pytest.raises(HttpRefusal) as caught:
        budgets.spend("a", 2_000)
    assert (caught.value.status, caught.value.headers["Retry-After"]) == (429, "10")
    now += 10
    assert budgets.spend("a", 2_000) == 0
    # What costs more than a minute's worth takes all of it.
    assert budgets.spend("b", 50_000) == -44_000


async def test_price_above_the_limit_is_refused_with_what_fits() -> None:
    clients = Clients(StandIn(), {"price": Pricing(build_schema(), 100)})
    body = {"query": "query($n: Int) { regions(first: $n) { edges { node { id } } } }", "variables": {"n": 200}}
    refused = (await clients.ask(body=body)).json()["errors"][0]
    assert refused["extensions"] == {
        "code": "QUERY_TOO_COMPLEX", "measure": "price", "limit": 100, "price": 401, "field": "regions", "fits": 49,
    }  # fmt: skip
    assert "With first: 49 at regions it fits." in refused["message"]


async def test_cost_is_told_on_demand() -> None:
    clients = Clients(StandIn(), {"budgets": Budgets(1000), "price": Pricing(build_schema(), 5000)})
    assert "extensions" not in (await clients.ask()).json()
    told = (await clients.ask(body=HELLO | {"extensions": {"cost": True}})).json()
    assert told["extensions"] == {"cost": {"price": 0, "limit": 5000, "left": 800}}


async def test_answer_too_large_is_not_sent() -> None:
    clients = Clients(StandIn(), {"bounds": Bounds(answer_bytes=200)})
    refused = await clients.ask(body={"query": '{ hello(name: "n", count: 100) }'})
    assert read_code(refused) == "QUERY_TOO_COMPLEX"
    assert refused.json()["errors"][0]["extensions"]["measure"] == "bytes of the answer"


async def test_work_ends_when_its_client_leaves() -> None:
    left = asyncio.Event()
    ended: list[str] = []

    async def receive() -> dict[str, str]:
        await left.wait()
        return {"type": "http.disconnect"}

    async def work() -> None:
        try:
            async with while_connected(receive, after=0.01):
                await asyncio.sleep(30)
        except ClientGone:
            ended.append("gone")

    working = asyncio.create_task(work())
    await asyncio.sleep(0.05)
    left.set()
    async with asyncio.timeout(5):
        await working
    assert ended == ["gone"]
    assert working.cancelling() == 0
