"""Connecting paths: the chains between two things, and the ties of which they are made."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from queries.connecting_paths import DEFAULT_LENGTH, LONGEST
from schema.enums_paths import PathLinkType
from schema.fields import argument, needed, plain, related
from schema.results import hold, refer
from schema.shapes import Sources
from schema.types_base import AS_OF, ITS_SOURCES, VERIFIED, Entity, Source

_END = "region, zone, programme, institution or document, by a global id, a natural key, a name or an alias."
PATHS_ARGUMENTS = (
    needed("from_", strawberry.ID, f"Where the chains begin: a {_END} 起点"),
    needed("to", strawberry.ID, f"Where they end: a {_END} 终点"),
    argument("max_length", int, f"How many links a chain may have: from 1 to {LONGEST}. 最大长度", DEFAULT_LENGTH),
    argument("first", int, "How many chains, the shortest first: 200 at most, 1,000 with a token.", 20),
    AS_OF,
)


@strawberry.type(description="A tie between two neighbours on a chain: a relationship as the graph has it. 关系")
class PathLink:
    type: PathLinkType = plain("What kind of tie it is. 关系类型")
    from_: Entity = related("Where the relationship starts; a chain may go along it either way. 起点", name="from")
    to: Entity = related("Where the relationship ends. 终点")
    since: Period | None = plain("Since when, where it is dated. 起始")
    until: Period | None = plain("Until when; not given: still. 截止")
    verified: bool = plain(VERIFIED)
    sources: list[Source] = related(ITS_SOURCES)


@strawberry.type(
    description="A chain of ties between two things; of several ties between neighbours one counts. 关联路径"
)
class ConnectingPath:
    length: int = plain("How many links it has; none where both ends are the same. 长度")
    nodes: list[Entity] = related("The things on it, from the one end to the other. 节点")
    links: list[PathLink] = related("The ties between each of them and the next. 关系")


SOURCES: Sources = {
    ("ConnectingPath", "nodes"): refer("nodes"),
    ("ConnectingPath", "links"): hold("links"),
    ("PathLink", "from"): refer("start"),
    ("PathLink", "to"): refer("goal"),
}
