"""Kills whoever writes to a Neo4j: the database is the home there, and keeps or drops each write whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from time import monotonic

from tests.faults.child import Outcome, look_after, run_child, tell_first, tell_story
from tests.faults.scene import Report, Scene, last_acknowledged
from tests.faults.story import Story
from tests.fixtures.graphs import Server
from tests.fixtures.neo4j_server import Neo4jMissing, open_neo4j, read_wish


def kill_clients(scene: Scene, times: int) -> Iterator[Report]:
    """`kill -9` of a client whenever it comes; nothing where there is no Neo4j to be had."""
    try:
        with open_neo4j(read_wish(os.environ), scene.place()) as url:
            yield from _kill(scene, times, Server(url))
    except Neo4jMissing:
        return


def _kill(scene: Scene, times: int, server: Server) -> Iterator[Report]:
    story = Story(scene.folder / "archive-of-neo4j")
    _wipe(server)
    states: list[str] = run_child(tell_first(story, server.url)).told[0]
    _wipe(server)
    begun = monotonic()
    run_child(tell_story(story, server.url))
    seconds = monotonic() - begun
    for _ in range(times):
        _wipe(server)
        after = scene.chance.uniform(0, seconds)
        acknowledged = last_acknowledged(run_child(tell_story(story, server.url), after))
        found: Outcome = run_child(look_after(story, server.url, states))
        yield Report(f"client of Neo4j killed after {after:.2f} s", acknowledged, found, states[-1])


def _wipe(server: Server) -> None:
    # In a process of its own: a driver's threads would not be there after a fork.
    async def work(_tell: object) -> None:
        server.wipe()

    run_child(work)
