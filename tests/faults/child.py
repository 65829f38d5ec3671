"""Runs a part of the story in a process of its own, which may be killed; what it comes to is told through a pipe."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import traceback
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from select import select
from time import monotonic
from typing import Any

from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.errors import GraphError
from graph.journal.watching import Watching
from graph.store import Graph
from tests.faults.story import Story, digest_graph

Tell = Callable[[Any], object]
# A whole story takes some seconds on a machine that does nothing else, and on a new Neo4j a minute.
MOST_SECONDS = 1_800.0


@dataclass
class Outcome:
    """What a process told before it ended, and how it ended: its exit status, or minus the signal."""

    told: list[Any] = field(default_factory=list)
    status: int = 0


def run_child(work: Callable[[Tell], Awaitable[None]], kill_after: float | None = None) -> Outcome:
    """Run something in a fork; with `kill_after` it is killed so many seconds later, where it is still there."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    outcome = Outcome()
    for line in _read(reading, child, kill_after):
        outcome.told.append(json.loads(line))
    os.close(reading)
    outcome.status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return outcome


def _work(work: Callable[[Tell], Awaitable[None]], writing: int) -> None:
    status = 1
    try:
        asyncio.run(_tell(work, writing))
        status = 0
    # A fork must not go on as its parent does.
    except BaseException:  # noqa: BLE001
        traceback.print_exc(file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(status)


async def _tell(work: Callable[[Tell], Awaitable[None]], writing: int) -> None:
    await work(lambda value: os.write(writing, json.dumps(value).encode() + b"\n"))


def _read(reading: int, child: int, kill_after: float | None) -> Iterator[bytes]:
    begun = monotonic()
    left = b""
    while True:
        wait = (MOST_SECONDS if kill_after is None else kill_after) - (monotonic() - begun)
        if wait <= 0 or not select([reading], [], [], wait)[0]:
            os.kill(child, signal.SIGKILL)
            kill_after = None
            begun = monotonic()
            continue
        data = os.read(reading, 1 << 16)
        if not data:
            return
        *lines, left = (left + data).split(b"\n")
        yield from lines


def place_of(where: str) -> GraphLocation:
    """An address, or the folder of an embedded graph."""
    at_server = "://" in where
    return GraphLocation(
        where if at_server else "", Path() if at_server else Path(where) / "graph.lbug", query_timeout=60
    )


def tell_story(story: Story, where: str, first: int = 0) -> Callable[[Tell], Awaitable[None]]:
    """Tell the story from a write on; each write that is acknowledged is told."""

    async def work(tell: Tell) -> None:
        try:
            graph = await open_graph(place_of(where))
            await story.tell(graph, first, tell)
        except GraphError as error:
            tell({"refused": str(error)})
            return
        await graph.close()

    return work


def tell_first(story: Story, where: str) -> Callable[[Tell], Awaitable[None]]:
    """Tell the story for the first time: what the graph is before and after each write is told."""

    async def work(tell: Tell) -> None:
        graph = await open_graph(place_of(where))
        tell(await story.tell_first(graph))
        await graph.close()

    return work


def look_after(story: Story, where: str, states: list[str]) -> Callable[[Tell], Awaitable[None]]:
    """Open what a fault left, tell which state it is in, tell the rest of the story, and tell how that ends."""

    async def work(tell: Tell) -> None:
        said: list[str] = []
        begun = monotonic()
        graph = await open_graph(place_of(where), Watching(said.append))
        taken = monotonic() - begun
        state = await digest_graph(graph)
        at = states.index(state) if state in states else None
        tell({"at": at, "version": await graph.reader.version(), "said": said, "seconds": taken})
        if at is not None:
            await _finish(story, graph, at)
            tell({"ends": await digest_graph(graph)})
        await graph.close()

    return work


async def _finish(story: Story, graph: Graph, first: int) -> None:
    # The same write again changes nothing.
    if first in REPEATABLE:
        await story.tell_one(graph, first - 1)
    await story.tell(graph, first, lambda _number: None)


# Loads: a review by the same words, too, is none; a removal or an import is another the second time.
REPEATABLE = {1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 14}
