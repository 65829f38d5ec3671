"""Opens a graph on the engine that its place asks for."""

from __future__ import annotations

from graph.access import Graph
from graph.place import Place


async def open_graph(place: Place) -> Graph:
    """The open graph; made empty where there is none yet.

    Raises GraphUnavailable, GraphInUse, GraphFormat, GraphPlace.
    """
    # Each driver takes its time to import, and only one of them is needed.
    if place.url:
        from graph.neo4j_engine import open_neo4j  # noqa: PLC0415

        return await open_neo4j(place)
    from graph.ladybug_engine import open_ladybug  # noqa: PLC0415

    return await open_ladybug(place)
