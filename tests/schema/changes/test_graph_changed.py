"""Subscriptions: what changed since a version at once, then whatever changes, until the listener goes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from graphql import parse

from graph.errors import GraphUnavailable
from graph.model import Label
from graph.store import Answer, Graph, Parameters, RowT, Statement
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from schema.build import build_schema
from schema.entities.enums import EntityKind
from schema.execution.execute import Answers
from schema.execution.subscribe import stream_operation
from schema.request.operation import Operation, PreparedDocument
from schema.request.version_watch import VersionWatch
from tests.fixtures.passing_graph import PassingGraph
from tests.schema.asking import Asker, asker_of
from tests.schema.small_graph import KnownNames, node
from tests.schema.test_contract import read_operation

pytestmark = pytest.mark.anyio
LIVE = read_operation("live")


async def change(graph: Graph, key: str) -> None:
    rows = [node(Label.TASK, key, key, number=1)]
    await apply_batches(graph.writer, [Batch(f"tests/{key}", rows)], "tests")


async def listen(asker: Asker, text: str, **variables: Any) -> list[Any]:  # noqa: ANN401 JSON
    """The first event of a subscription, and whatever else it says without waiting."""
    asker.answers.watch.seconds = 0.01
    stream = stream_operation(asker.answers, Operation(PreparedDocument(text, parse(text)), variables))
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


async def test_event_says_its_own_version_whatever_is_written_meanwhile(asker: Asker) -> None:
    graph = asker.graph.graph

    class Moving(PassingGraph):
        """A graph that somebody writes to once an event was read."""

        async def answer(self, question: Statement[RowT], parameters: Parameters) -> Answer[RowT]:
            answer = await super().answer(question, parameters)
            if question.name == "changed_kinds":
                await change(graph, "meanwhile")
            return answer

    moving = Asker(asker.graph, Answers(Moving(graph), KnownNames(), build_schema()))
    (event,) = await listen(moving, "subscription { a: graphChanged(since: 0) { now: version } }")
    assert event == {"data": {"a": {"now": 1}}, "extensions": {"version": 1}}
    assert await graph.reader.version() == 2


async def test_graph_behind_the_version_held_says_at_once_that_all_may_have_changed(asker: Asker) -> None:
    (event,) = await listen(asker, LIVE, since=99999)
    told = event["data"]["graphChanged"]
    assert told["version"] == event["extensions"]["version"] == 1
    assert set(told["kinds"]) == {kind.name for kind in EntityKind}
    changes = await asker.read("{ changes(since: 99999) { resync } graphInfo { loadedAt } }")
    assert changes == {"changes": {"resync": True}, "graphInfo": {"loadedAt": told["at"]}}


async def test_what_changes_after_the_graph_went_back_is_told(asker: Asker) -> None:
    asker.answers.watch.seconds = 0.01
    stream = stream_operation(asker.answers, Operation(PreparedDocument(LIVE, parse(LIVE)), {"since": 7}))
    async with asyncio.timeout(10):
        back = await anext(stream)
        await change(asker.graph.graph, "later")
        later = await anext(stream)
        await stream.aclose()  # type: ignore[attr-defined]
    assert [one["extensions"] for one in (back, later)] == [{"version": 1}, {"version": 2}]
    assert later["data"]["graphChanged"]["kinds"] == ["TASK"]  # type: ignore[index]


async def test_empty_graph_behind_the_version_held_says_so_too(graph: Graph) -> None:
    (event,) = await listen(asker_of(graph), LIVE, since=3)
    assert event["data"]["graphChanged"]["version"] == 0


async def test_older_reading_of_the_version_is_no_graph_that_went_back(asker: Asker) -> None:
    versions = iter([4, 5, 5, 6])

    async def version() -> int:
        return next(versions)

    asker.graph.version = version  # type: ignore[method-assign]
    watch = VersionWatch(asker.graph, seconds=0.01)
    async with asyncio.timeout(10):
        await watch.wait_beyond(5)
    assert not list(versions), "it waited for the sixth"


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
