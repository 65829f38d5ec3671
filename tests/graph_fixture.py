"""Graphs for tests, on both engines: an empty one for each test, and one with all of the seed, only to be read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import neo4j

from graph.access import Graph
from graph.open import open_graph
from graph.place import Place

ENGINES = ("embedded", "neo4j")


@dataclass(slots=True)
class Server:
    """The one database of the tests' Neo4j, and what the last test left in it."""

    url: str
    holds: str = "unknown"

    def wipe(self) -> None:
        """Remove every node."""
        self.holds = "nothing"
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
