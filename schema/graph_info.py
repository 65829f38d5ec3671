"""Answers `graphInfo`."""

from __future__ import annotations

from queries.graph_counts import count_kinds, read_loaded_at
from schema.call import Call
from schema.making import make_object
from schema.reading import present
from schema.types_graph import GraphInfo, KindCount


async def read_graph_info(call: Call) -> object:
    """The graph as a whole; one engine call for the counts and one for the time, each only where it is selected."""
    names = call.selected.selection.names_of("GraphInfo")
    counts = await count_kinds(call.reader) if "counts" in names else []
    shown: list[object] = [
        make_object(KindCount, {"kind": one.kind.name, "count": one.count, "unverified": one.unverified})
        for one in counts
    ]
    values = {
        "version": await call.reader.version(),
        "engine": call.context.engine,
        "loaded_at": await read_loaded_at(call.reader) if "loadedAt" in names else None,
        "counts": shown,
    }
    info: object = make_object(GraphInfo, values)
    return await present(call, info)
