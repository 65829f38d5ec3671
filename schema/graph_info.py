"""Answers `graphInfo`."""

from __future__ import annotations

from queries.graph_counts import count_kinds, read_loaded_at
from schema.call import Call
from schema.reading import present
from schema.results import make
from schema.types_graph import GraphInfo, KindCount


async def read_graph_info(call: Call) -> object:
    """The graph as a whole; one engine call for the counts and one for the time, each only where it is selected."""
    counts = await count_kinds(call.reader) if call.wants("counts") else []
    info = make(
        GraphInfo,
        engine=call.context.engine,
        loaded_at=await read_loaded_at(call.reader) if call.wants("loadedAt") else None,
        counts=[make(KindCount, kind=one.kind.name, count=one.count, unverified=one.unverified) for one in counts],
        version=await call.reader.version(),
    )
    return await present(call, info)
