"""Declares what the types of the API share: ids, names, sources, pages."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

import strawberry

from graph.dates import ALWAYS, Period, parse_dated_name
from queries.nodes.columns import Values
from schema.fetch.records import build_object
from schema.fetch.sources import Computed, FieldSource
from schema.fields import argument, plain, related

PAGE = (
    argument("first", int, "How many from the start: 20 by default, 200 at most, 1,000 with a token."),
    argument("after", str, "Only what follows this cursor."),
    argument("last", int, "How many from the end, instead of `first`."),
    argument("before", str, "Only what precedes this cursor."),
)
AS_OF = argument("as_of", Period, "The day asked about: the last of this period; today in Shanghai by default. 时点")
VERIFIED = "Whether a source confirms it; what is not verified is shown as such and never counts as certain. 已核实"
ITS_SOURCES, MOST_SOURCES = "Where it comes from, {end}. 来源", 50

EdgeT = TypeVar("EdgeT")


@strawberry.interface(description="Whatever has a global id.")
class Node:
    id: strawberry.ID = plain("The global id, the same in every answer.")


@strawberry.interface(description="Whatever stands in the graph by a name. 实体")
class Entity(Node):
    name: str = plain("The full official name; of a document its title. 名称")
    verified: bool = plain(VERIFIED)
    sources: list[Annotated[Source, strawberry.lazy("schema.entities.base")]] = related(
        ITS_SOURCES, at_most=MOST_SOURCES
    )


@strawberry.type(description="Where a fact comes from. 来源")
class Source(Entity):
    title: str = plain("What the source is called. 标题")
    url: str | None = plain("Where it is to be found. 网址")
    publisher: str | None = plain("Who published it. 发布者")
    retrieved: Period | None = plain("When it was read. 查阅日期")


@strawberry.type(description="What something was called for a time. 某一时期的名称")
class DatedName:
    name: str = plain("The name. 名称")
    since: Period | None = plain("Since when, as far as known. 起始")
    until: Period | None = plain("Until when; not given: still, or not known. 截止")
    until_derived: bool = plain("Whether no source states the end, and it follows from what came after. 截止为推定")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    has_next_page: bool = plain("Whether more follows the page.")
    has_previous_page: bool = plain("Whether more precedes the page.")
    start_cursor: str | None = plain("The cursor of the page's first edge.")
    end_cursor: str | None = plain("The cursor of the page's last edge.")


@strawberry.interface(description="An item of a page.")
class Edge:
    cursor: str = plain("Where the item stands: for `after` and `before`.")


@strawberry.interface(description="An item of a page that rests on a fact of its own.")
class FactEdge(Edge):
    verified: bool = plain(VERIFIED)
    sources: list[Source] = related(ITS_SOURCES, at_most=MOST_SOURCES)


@strawberry.interface(description="A fact with a beginning and an end, as far as they are known.")
class DatedEdge(FactEdge):
    since: Period | None = plain("Since when; not given: since before anything here. 起始")
    until: Period | None = plain("Until when; not given: still. 截止")
    until_derived: bool = plain(
        "Whether no source states the end, and it follows from what came after: then it is not known. 截止为推定"
    )


@strawberry.type
class Connection(Generic[EdgeT]):
    edges: list[EdgeT] = related("The items of this page.")
    page_info: PageInfo = plain("Where the page stands.")
    total_count: int = plain("How many there are in all; counted only when asked for. 总数", finding=10)


# What a zone or an office was called over time, cut at this many.
MOST_NAMES = 20
_NAME_FIELDS = ("name", "since", "until", "until_derived")


def _read_names(values: Values) -> list[object]:
    stored = values.get("dated_names")
    names = [parse_dated_name(text) for text in stored] if isinstance(stored, list) else []
    ordered = sorted(names, key=lambda one: one.since.first if one.since else ALWAYS)
    # Not asdict: a date is a scalar of the API.
    return [build_object(DatedName, {key: getattr(one, key) for key in _NAME_FIELDS}) for one in ordered[:MOST_NAMES]]


NAMES: FieldSource = Computed(("datedNames",), _read_names)
