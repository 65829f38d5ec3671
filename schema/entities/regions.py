"""Regions and economic zones, and what the two have in common as parties to cooperation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import strawberry

from graph.dates import Period
from graph.model import Label
from graph.store import Value
from queries.nodes import relation_table as table
from queries.nodes.relation_pages import By
from queries.rules import ANY_NAME
from schema.entities.base import AS_OF, ITS_SOURCES, MOST_SOURCES, PAGE, VERIFIED, Connection, DatedEdge, Edge, Source
from schema.entities.enums import Direction, MacroRegion, PairingRole, RegionLevel
from schema.entities.filters import ALL, ANY, EQ, IN, NOT, ONLY_VERIFIED, TextFilter
from schema.entities.institutions import InstitutionConnection
from schema.entities.parties import Party, party_sources
from schema.entities.tasks import Indicator, Industry
from schema.entities.zones import MembershipConnection
from schema.fetch.sources import (
    CONNECTION,
    LIST,
    NODE,
    ONE,
    Computed,
    EdgeShape,
    FieldSource,
    FieldSources,
    Related,
    at_day,
    edges,
    in_order,
)
from schema.fields import argument, described, plain, related
from schema.request.context import RequestContext
from schema.request.selection import Arguments


@described("What regions can be ordered by.", CODE="The code. 代码", NAME="The name. 名称")
class RegionOrderField(StrEnum):
    CODE = "id"
    NAME = "name"


@strawberry.input(description="A term of an order of regions.")
class RegionOrder:
    field: RegionOrderField = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


@strawberry.type(description="A division of the country: the nation, a province, a prefecture or a county. 地区")
class Region(Party):
    code: str = plain("Its code of GB/T 2260; the nation is 100000. 行政区划代码")
    short_name: str | None = plain("Its short name. 简称")
    level: RegionLevel = plain("Its level. 级别")
    macro_region: MacroRegion | None = plain("Its macro-region; none for the nation, Hong Kong, Macao, Taiwan. 区域")
    latitude: float | None = plain("Latitude of its centre, degrees north. 纬度")
    longitude: float | None = plain("Longitude of its centre, degrees east. 经度")
    vintages: list[str] = plain("The editions of the code table in which it stands. 区划版本")
    part_of: Region | None = related("The region right above it. 上级")
    parts: RegionConnection = related("The regions right below it, by code. 下级", *PAGE)
    predecessors: list[Region] = related("The regions that it succeeds. 前身")
    successors: list[Region] = related("The regions that succeed it. 后继")
    zones: MembershipConnection = related(
        "The zones of which it is a member at `asOf`: in full where the zone includes it or a region above it, "
        "in part where the zone includes regions below it. 所属区域",
        AS_OF,
        *PAGE,
    )
    pairings: PairingConnection = related("The pairings that it is in at `asOf`. 结对关系", AS_OF, *PAGE)
    institutions: InstitutionConnection = related(
        "The institutions seated in it that exist at `asOf`. 机构", AS_OF, *PAGE
    )
    indicators: list[Measurement] = related(
        "Its figures by indicator and year, {end}; a missing year has none. 指标",
        argument("names", list[str], "The ids or names of the indicators; all by default."),
        argument("from_", int, "The first year."),
        argument("to", int, "The last year."),
        at_most=1_000,
    )
    strengths: list[Strength] = related("Its industries by quotient, the strongest first, {end}. 优势产业", at_most=200)


@strawberry.type(description="A pairing of the region asked about with another. 结对关系")
class PairingEdge(DatedEdge):
    node: Region = related("The other region.")
    role: PairingRole = plain("The asked region's own role. 角色")
    scheme: str | None = plain("Under which scheme they are paired. 机制")
    basis: str | None = plain("On what basis. 依据")
    last_seen: Period | None = plain("When a source last shows the pairing at work. 最近见到")


@strawberry.type(description="The pairings of a region.")
class PairingConnection(Connection[PairingEdge]):
    pass


@strawberry.type(description="A region in a list.")
class RegionEdge(Edge):
    node: Region = related("The region.")


@strawberry.type(description="Regions.")
class RegionConnection(Connection[RegionEdge]):
    pass


@strawberry.type(description="A yearly figure of a region. 指标值")
class Measurement:
    indicator: Indicator = related("What is measured.")
    year: int = plain("The year. 年份")
    value: float = plain("The figure, in the indicator's unit. 数值")
    verified: bool = plain(VERIFIED)
    sources: list[Source] = related(ITS_SOURCES, at_most=MOST_SOURCES)


@strawberry.type(description="How strong an industry is in a region, against the country. 优势产业")
class Strength:
    industry: Industry = related("The industry.")
    year: int = plain("The year of the table. 年份")
    quotient: float = plain("Its location quotient: above 1 means more than its share. 区位熵")
    verified: bool = plain(VERIFIED)
    sources: list[Source] = related(ITS_SOURCES, at_most=MOST_SOURCES)


SINCE = in_order(By("e", "since"))


async def _figures(arguments: Arguments, _context: RequestContext) -> Mapping[str, Value]:
    names = arguments.get("names")
    first, last = arguments.get("from"), arguments.get("to")
    return {
        "names": [str(name) for name in names] if isinstance(names, list) else [ANY_NAME.strip("'")],
        "fromYear": first if isinstance(first, int) else 0,
        "toYear": last if isinstance(last, int) else 9999,
    }


_REGION: dict[str, FieldSource] = {
    "code": Computed(("id",), lambda values: values["key"]),
    "partOf": Related(table.PART_OF, NODE, ONE),
    "parts": Related(table.PARTS, edges("RegionEdge"), CONNECTION),
    "predecessors": Related(table.PREDECESSORS, NODE, LIST),
    "successors": Related(table.SUCCESSORS, NODE, LIST),
    "zones": Related(table.ZONES, edges("MembershipEdge", "e"), CONNECTION, parameters=at_day),
    "pairings": Related(
        table.PAIRINGS, edges("PairingEdge", "e"), CONNECTION, SINCE, parameters=at_day, distinct=False
    ),
    "institutions": Related(table.INSTITUTIONS, edges("InstitutionEdge"), CONNECTION, parameters=at_day),
    "indicators": Related(
        table.MEASURED, EdgeShape("Measurement", "e", {"indicator": NODE}), LIST,
        in_order(By("c", "id"), By("e", "year")), parameters=_figures, distinct=False,
    ),
    "strengths": Related(
        table.STRENGTHS, EdgeShape("Strength", "e", {"industry": NODE}), LIST,
        in_order(By("e", "quotient", descending=True, missing=0.0), By("e", "year")), distinct=False,
    ),
}  # fmt: skip

REGION_SOURCES: FieldSources = {
    **{(Label.REGION.value, name): source for name, source in _REGION.items()},
    **party_sources("Region"),
}


@strawberry.input(description="A test of a value of RegionLevel.")
class RegionLevelFilter:
    eq: RegionLevel | None = strawberry.field(default=None, description=EQ)
    in_: list[RegionLevel] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="A test of a value of MacroRegion.")
class MacroRegionFilter:
    eq: MacroRegion | None = strawberry.field(default=None, description=EQ)
    in_: list[MacroRegion] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="Which regions: all that is given holds.")
class RegionFilter:
    code: TextFilter | None = strawberry.field(default=None, description="The code. 代码")
    name: TextFilter | None = strawberry.field(default=None, description="The name. 名称")
    level: RegionLevelFilter | None = strawberry.field(default=None, description="The level. 级别")
    macro_region: MacroRegionFilter | None = strawberry.field(default=None, description="The macro-region. 区域")
    verified: bool | None = strawberry.field(default=None, description=ONLY_VERIFIED)
    and_: list[RegionFilter] | None = strawberry.field(default=None, name="and", description=ALL)
    or_: list[RegionFilter] | None = strawberry.field(default=None, name="or", description=ANY)
    not_: RegionFilter | None = strawberry.field(default=None, name="not", description=NOT)
