"""The graph itself: its version, its engine, what it holds and where that comes from."""

from __future__ import annotations

import strawberry

from graph.model import Label
from queries.nodes.graph_info import count_kinds, read_loaded_at
from schema.entities.base import PAGE, Connection, Edge, Source
from schema.entities.enums import EntityKind
from schema.fetch.sources import AllNodes, FieldSources
from schema.fields import Instant, plain, related
from schema.questions.answer import fill, from_object, make
from schema.request.context import Call


@strawberry.type(description="A source in a list.")
class SourceEdge(Edge):
    node: Source = related("The source.")


@strawberry.type(description="Sources.")
class SourceConnection(Connection[SourceEdge]):
    pass


@strawberry.type(description="How many there are of a kind.")
class KindCount:
    kind: EntityKind = plain("The kind. 类型")
    count: int = plain("How many there are. 数量")
    unverified: int = plain("How many of them no source confirms. 未核实")


@strawberry.type(description="What this graph is, how fresh it is, and where it comes from. 图谱概况")
class GraphInfo:
    version: int = plain("How many writes have changed it. 版本")
    engine: str = plain("The engine that holds it. 引擎")
    loaded_at: Instant | None = plain("When it was last changed. 更新时间")
    counts: list[KindCount] = related("How many there are of each kind. 数量", at_most=20)
    sources: SourceConnection = related("The sources on which it rests. 来源", *PAGE)


SOURCES: FieldSources = {
    ("GraphInfo", "counts"): from_object("counts"),
    ("GraphInfo", "sources"): AllNodes(Label.SOURCE),
}


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
    return await fill(call, info)
