"""The graph itself: its version, its engine, what it holds and where that comes from."""

from __future__ import annotations

import strawberry

from graph.model import Label
from schema.enums import EntityKind
from schema.fields import plain, related
from schema.results import hold
from schema.scalars import Instant
from schema.shapes import Listed, Sources
from schema.types_base import PAGE, Connection, Edge, Source


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
    counts: list[KindCount] = related("How many there are of each kind. 数量")
    sources: SourceConnection = related("The sources on which it rests. 来源", *PAGE)


SOURCES: Sources = {
    ("GraphInfo", "counts"): hold("counts"),
    ("GraphInfo", "sources"): Listed(Label.SOURCE),
}
