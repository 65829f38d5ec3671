"""Regions and economic zones, and what the two have in common as parties to cooperation."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from schema.enums import MacroRegion, PairingRole, RegionLevel, ZoneKind
from schema.fields import argument, plain, related
from schema.orders import DOCUMENT_ORDER
from schema.types_base import AS_OF, ITS_SOURCES, PAGE, VERIFIED, Connection, DatedEdge, Edge, Entity, Source
from schema.types_documents import DocumentConnection
from schema.types_institutions import InstitutionConnection
from schema.types_programmes import HostedProgrammeConnection
from schema.types_tasks import Indicator, Industry


@strawberry.interface(description="A party to cooperation: a region or an economic zone. 合作主体")
class Party(Entity):
    name_en: str | None = plain("The English name. 英文名")
    aliases: list[str] = plain("Other names, short forms included. 别名")
    former_names: list[str] = plain("Names of earlier times. 曾用名")
    documents: DocumentConnection = related(
        "The documents in force at `asOf` that apply to this party itself, or that it agreed. 文件",
        AS_OF,
        DOCUMENT_ORDER,
        *PAGE,
    )
    programmes: HostedProgrammeConnection = related("The programmes that it hosts at `asOf`. 项目", AS_OF, *PAGE)


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
        "Its figures by indicator and year, at most 1,000; a missing year has none. 指标",
        argument("names", list[str], "The ids or names of the indicators; all by default."),
        argument("from_", int, "The first year."),
        argument("to", int, "The last year."),
    )
    strengths: list[Strength] = related("Its industries by quotient, the strongest first, at most 200. 优势产业")


@strawberry.type(description="An economic zone, demonstration zone, pilot zone or cooperation mechanism. 经济区")
class EconomicZone(Party):
    kind: ZoneKind = plain("What kind of zone it is. 类型")
    since: Period | None = plain("When it was set up. 设立")
    until: Period | None = plain("When it ended. 终止")
    regions: MemberConnection = related("The regions that it includes at `asOf`. 成员", AS_OF, *PAGE)


@strawberry.type(description="A zone of which a region is a member, and since when. 所属区域")
class MembershipEdge(DatedEdge):
    node: EconomicZone = related("The zone.")
    partial: bool = plain("Whether the zone includes the region only in part. 部分纳入")
    derived: bool = plain("Whether this follows from the membership of a region above or below it. 推得")


@strawberry.type(description="The zones of a region.")
class MembershipConnection(Connection[MembershipEdge]):
    pass


@strawberry.type(description="A region that a zone includes, and since when. 成员")
class MemberEdge(DatedEdge):
    node: Region = related("The region.")
    partial: bool = plain("Whether the zone includes only part of it. 部分纳入")


@strawberry.type(description="The regions of a zone.")
class MemberConnection(Connection[MemberEdge]):
    pass


@strawberry.type(description="A pairing of the region asked about with another. 结对关系")
class PairingEdge(DatedEdge):
    node: Region = related("The other region.")
    role: PairingRole = plain("The asked region's own role. 角色")
    scheme: str | None = plain("Under which scheme they are paired. 机制")
    basis: str | None = plain("On what basis. 依据")


@strawberry.type(description="The pairings of a region.")
class PairingConnection(Connection[PairingEdge]):
    pass


@strawberry.type(description="A region in a list.")
class RegionEdge(Edge):
    node: Region = related("The region.")


@strawberry.type(description="Regions.")
class RegionConnection(Connection[RegionEdge]):
    pass


@strawberry.type(description="A zone in a list.")
class ZoneEdge(Edge):
    node: EconomicZone = related("The zone.")


@strawberry.type(description="Zones.")
class ZoneConnection(Connection[ZoneEdge]):
    pass


@strawberry.type(description="A host of a programme. 承担地区")
class HostEdge(DatedEdge):
    node: Party = related("The region or zone.")
    batch: str | None = plain("In which batch. 批次")


@strawberry.type(description="The hosts of a programme.")
class HostConnection(Connection[HostEdge]):
    pass


@strawberry.type(description="A yearly figure of a region. 指标值")
class Measurement:
    indicator: Indicator = related("What is measured.")
    year: int = plain("The year. 年份")
    value: float = plain("The figure, in the indicator's unit. 数值")
    verified: bool = plain(VERIFIED)
    sources: list[Source] = related(ITS_SOURCES)


@strawberry.type(description="How strong an industry is in a region, against the country. 优势产业")
class Strength:
    industry: Industry = related("The industry.")
    year: int = plain("The year of the table. 年份")
    quotient: float = plain("Its location quotient: above 1 means more than its share. 区位熵")
    verified: bool = plain(VERIFIED)
    sources: list[Source] = related(ITS_SOURCES)
