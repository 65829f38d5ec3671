"""Opens a graph on the engine that its place asks for."""

from __future__ import annotations

from graph.engines.location import GraphLocation
from graph.journal.watching import NOBODY, Watching
from graph.store import Graph


async def open_graph(place: GraphLocation, watching: Watching = NOBODY) -> Graph:
    """The open graph; made empty where there is none yet, mended from its journal where it is broken.

    `watching` hears of what is mended. Raises GraphUnavailable, GraphInUse, GraphFormat, GraphPlace.
    """
    # Each driver takes its time to import, and only one of them is needed.
    if place.url:
        from graph.engines.neo4j import open_neo4j  # noqa: PLC0415

        return await open_neo4j(place)
    from graph.journal.opening import open_kept  # noqa: PLC0415

    return await open_kept(place, watching)
