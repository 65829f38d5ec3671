"""Connecting paths: the chains between two things, and the ties of which they are made."""

from __future__ import annotations

from enum import StrEnum

import strawberry

from graph.dates import Period
from graph.model import Label, RelationshipType
from queries.errors import BadInput
from queries.paging import DEFAULT_FIRST
from queries.paths.links import PathLink as Link
from queries.paths.paths import DEFAULT_LENGTH, LONGEST, Path, PathsAsked, check_length, find_connecting_paths
from queries.paths.ways import CHAINED
from schema.entities.base import AS_OF, ITS_SOURCES, MOST_SOURCES, VERIFIED, Entity, Source
from schema.fetch.sources import FieldSources
from schema.fields import argument, described, needed, plain, related
from schema.questions.answer import fill, from_object, make, reference
from schema.questions.arguments import read_first
from schema.request.context import Call
from schema.request.gather import side_by_side
from schema.request.ids import parse_global_id, resolve_one


@described(
    "How two things on a chain are tied. 关系类型",
    PAIRED_WITH="A region is paired with another, donor to recipient. 结对",
    INCLUDES="A zone includes a region. 包含",
    HOSTS="A region or zone hosts a programme. 承担",
    SPONSORS="An institution sponsors a programme. 主办",
    SEATED_IN="An institution has its seat in a region. 驻地",
    SUCCEEDS="A region or an institution came after another. 承继",
    AGREED_BY="A document was agreed by a region, a zone or an institution. 签署",
    APPLIES_TO="A document applies to a region or a zone. 适用",
    ISSUED="An institution issued a document. 发布",
    CITES="A document cites another. 引用",
    PART_OF="A region is part of another, below the province. 隶属",
)
class PathLinkType(StrEnum):
    PAIRED_WITH = RelationshipType.PAIRED_WITH
    INCLUDES = RelationshipType.INCLUDES
    HOSTS = RelationshipType.HOSTS
    SPONSORS = RelationshipType.SPONSORS
    SEATED_IN = RelationshipType.SEATED_IN
    SUCCEEDS = RelationshipType.SUCCEEDS
    AGREED_BY = RelationshipType.AGREED_BY
    APPLIES_TO = RelationshipType.APPLIES_TO
    ISSUED = RelationshipType.ISSUED
    CITES = RelationshipType.CITES
    PART_OF = RelationshipType.PART_OF


_END = "region, zone, programme, institution or document, by a global id, a natural key, a name or an alias."

PATHS_ARGUMENTS = (
    needed("from_", strawberry.ID, f"Where the chains begin: a {_END} 起点"),
    needed("to", strawberry.ID, f"Where they end: a {_END} 终点"),
    argument("max_length", int, f"How many links a chain may have: from 1 to {LONGEST}. 最大长度", DEFAULT_LENGTH),
    argument("first", int, "How many chains, the shortest first: 200 at most, 1,000 with a token.", DEFAULT_FIRST),
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
    sources: list[Source] = related(ITS_SOURCES, at_most=MOST_SOURCES)


@strawberry.type(
    description="A chain of ties between two things; of several ties between neighbours one counts. 关联路径"
)
class ConnectingPath:
    length: int = plain("How many links it has; none where both ends are the same. 长度")
    nodes: list[Entity] = related("The things on it, from the one end to the other. 节点", at_most=LONGEST + 1)
    links: list[PathLink] = related("The ties between each of them and the next. 关系", at_most=LONGEST)


SOURCES: FieldSources = {
    ("ConnectingPath", "nodes"): reference("nodes"),
    ("ConnectingPath", "links"): from_object("links"),
    ("PathLink", "from"): reference("start"),
    ("PathLink", "to"): reference("goal"),
}


async def read_connecting_paths(call: Call) -> object:
    """The shortest chains between two things, the shortest first."""
    longest = check_length(call.given("maxLength", int, DEFAULT_LENGTH))
    first = read_first(call.arguments, call.context)
    begin, goal = await side_by_side(_read_end(call, "from"), _read_end(call, "to"))
    paths = await find_connecting_paths(call.reader, PathsAsked(begin, goal, call.day, longest, first))
    return await fill(call, [_show(path) for path in paths])


async def _read_end(call: Call, argument: str) -> tuple[Label, str]:
    text = str(call.arguments[argument])
    meant = parse_global_id(text)
    if meant is not None and meant[0] not in CHAINED:
        kinds = ", ".join(CHAINED)
        raise BadInput(f"`{argument}` is a {meant[0]}; chains run between things of the kinds {kinds}.", argument)
    return (await resolve_one(call.context, text, CHAINED, argument, call.day)).reference


def _show(path: Path) -> object:
    links = [_show_link(link) for link in path.links]
    return make(ConnectingPath, length=len(links), nodes=list(path.nodes), links=links)


def _show_link(link: Link) -> object:
    return make(
        PathLink,
        type=link.type,
        start=link.start,
        goal=link.end,
        since=link.since,
        until=link.until,
        verified=link.verified,
        source_ids=list(link.sources),
    )
