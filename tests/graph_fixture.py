"""Graphs for tests, on both engines: an empty one for each test, and one with all of the seed, only to be read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import neo4j

from graph.access import Graph
from graph.apply import apply_batches
from graph.open import open_graph
from graph.place import Place
from loaders.facts import read_seed

ENGINES = ("embedded", "neo4j")


# What a store holds, as far as the tests know.
NOTHING, SEED, UNKNOWN = "nothing", "the seed", "unknown"


@dataclass(slots=True)
class Folder:
    """Where the embedded graph of the seed is kept while the tests run, and what is in it."""

    path: Path
    holds: str = NOTHING


@dataclass(slots=True)
class Server:
    """The one database of the tests' Neo4j, and what the last test left in it."""

    url: str
    holds: str = UNKNOWN

    def wipe(self) -> None:
        """Remove every node."""
        self.holds = NOTHING
        with neo4j.GraphDatabase.driver(self.url) as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


async def open_embedded(folder: Path) -> AsyncIterator[Graph]:
    """A graph on the embedded engine in a folder, closed at the end."""
    graph = await open_graph(Place(url="", file=folder / "graph.lbug", query_timeout=60))
    try:
        yield graph
    finally:
        await graph.close()


async def open_server(server: Server) -> AsyncIterator[Graph]:
    """A graph on Neo4j, closed at the end."""
    graph = await open_graph(Place(url=server.url, file=Path(), query_timeout=60))
    try:
        yield graph
    finally:
        await graph.close()


async def load_seed(graph: Graph, store: Folder | Server) -> None:
    """Put the seed into a graph, unless a test before did: those who get it write nothing."""
    if store.holds != SEED:
        report = await apply_batches(graph.writer, read_seed(), "tests")
        assert not report.skipped, report.skipped[:5]
        store.holds = SEED
