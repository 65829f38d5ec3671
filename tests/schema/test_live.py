"""Subscriptions: what changed since a version at once, then whatever changes, until the listener goes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from graphql import parse

from graph.access import Graph
from graph.apply import apply_batches
from graph.batch import Batch
from graph.errors import GraphUnavailable
from graph.model import Label
from schema.subscribing import stream_operation
from schema.watching import VersionWatch
from tests.schema.asking import Asker, Posted
from tests.schema.small_graph import node
from tests.schema.test_contract import read_operation

pytestmark = pytest.mark.anyio
LIVE = read_operation("live")


async def change(graph: Graph, key: str) -> None:
    rows = [node(Label.TASK, key, key, number=1)]
    await apply_batches(graph.writer, [Batch(f"tests/{key}", rows)], "tests")


async def listen(asker: Asker, text: str, **variables: Any) -> list[Any]:  # noqa: ANN401 JSON
    """The first event of a subscription, and whatever else it says without waiting."""
    asker.answers.watch.seconds = 0.01
    stream = stream_operation(asker.answers, Posted(text, parse(text), variables))
    try:
        async with asyncio.timeout(10):
            return [await anext(stream)]
    finally:
        await stream.aclose()  # type: ignore[attr-defined]


async def test_what_changed_since_a_version_is_told_at_once(asker: Asker) -> None:
    (event,) = await listen(asker, LIVE, since=0)
    told = event["data"]["graphChanged"]
    assert told["version"] == 1
    assert {"REGION", "TASK", "POLICY_DOCUMENT"} <= set(told["kinds"])
    assert event["extensions"] == {"version": 1}


async def test_what_changes_later_is_told_then(asker: Asker) -> None:
    listening = asyncio.create_task(listen(asker, LIVE))
    await asyncio.sleep(0.1)
    assert not listening.done()
    await change(asker.graph.graph, "new-task")
    (event,) = await listening
    assert event["data"]["graphChanged"]["kinds"] == ["TASK"]
    assert event["data"]["graphChanged"]["version"] == 2


async def test_subscription_that_does_not_fit_is_refused(asker: Asker) -> None:
    (invalid,) = await listen(asker, "subscription { nothing }")
    assert invalid["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    (negative,) = await listen(asker, LIVE, since=-1)
    assert negative["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert (await asker.ask(LIVE))["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_all_who_wait_read_the_version_together(asker: Asker) -> None:
    reads = 0

    async def version() -> int:
        nonlocal reads
        reads += 1
        if reads < 3:
            raise GraphUnavailable("not yet")
        return 5

    asker.graph.version = version  # type: ignore[method-assign]
    watch = VersionWatch(asker.graph, seconds=0.05)
    async with asyncio.timeout(10):
        await asyncio.gather(*(watch.wait_beyond(4) for _ in range(50)))
    assert reads == 3
