"""How lists may be filtered: tests on single fields, joined by `and`, `or` and `not`."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from schema.enums import DocumentKind, Held, InstitutionKind, MacroRegion, ProgrammeKind, RegionLevel, ZoneKind

EQ, IN, ALL, ANY, NOT = "Equal to this.", "One of these.", "All of these hold.", "One of these holds.", "This does not."
VERIFIED = "Only what a source confirms, or only what none does. 已核实"


@strawberry.input(description="A test of a text.")
class TextFilter:
    eq: str | None = strawberry.field(default=None, description=EQ)
    in_: list[str] | None = strawberry.field(default=None, name="in", description=IN)
    contains: str | None = strawberry.field(default=None, description="Contains this.")


@strawberry.input(description="A test of a date; a date of a year or month is its first day to `gte` and `lt`.")
class DateFilter:
    eq: Period | None = strawberry.field(default=None, description="Within this period.")
    gte: Period | None = strawberry.field(default=None, description="Begins with this period or later.")
    lt: Period | None = strawberry.field(default=None, description="Begins before this period.")


@strawberry.input(description="A test of a value of RegionLevel.")
class RegionLevelFilter:
    eq: RegionLevel | None = strawberry.field(default=None, description=EQ)
    in_: list[RegionLevel] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="A test of a value of MacroRegion.")
class MacroRegionFilter:
    eq: MacroRegion | None = strawberry.field(default=None, description=EQ)
    in_: list[MacroRegion] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="A test of a value of ZoneKind.")
class ZoneKindFilter:
    eq: ZoneKind | None = strawberry.field(default=None, description=EQ)
    in_: list[ZoneKind] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="A test of a value of ProgrammeKind.")
class ProgrammeKindFilter:
    eq: ProgrammeKind | None = strawberry.field(default=None, description=EQ)
    in_: list[ProgrammeKind] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="A test of a value of InstitutionKind.")
class InstitutionKindFilter:
    eq: InstitutionKind | None = strawberry.field(default=None, description=EQ)
    in_: list[InstitutionKind] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="A test of a value of DocumentKind.")
class DocumentKindFilter:
    eq: DocumentKind | None = strawberry.field(default=None, description=EQ)
    in_: list[DocumentKind] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="A test of a value of Held.")
class HeldFilter:
    eq: Held | None = strawberry.field(default=None, description=EQ)
    in_: list[Held] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="Which regions: all that is given holds.")
class RegionFilter:
    code: TextFilter | None = strawberry.field(default=None, description="The code. 代码")
    name: TextFilter | None = strawberry.field(default=None, description="The name. 名称")
    level: RegionLevelFilter | None = strawberry.field(default=None, description="The level. 级别")
    macro_region: MacroRegionFilter | None = strawberry.field(default=None, description="The macro-region. 区域")
    verified: bool | None = strawberry.field(default=None, description=VERIFIED)
    and_: list[RegionFilter] | None = strawberry.field(default=None, name="and", description=ALL)
    or_: list[RegionFilter] | None = strawberry.field(default=None, name="or", description=ANY)
    not_: RegionFilter | None = strawberry.field(default=None, name="not", description=NOT)


@strawberry.input(description="Which zones: all that is given holds.")
class ZoneFilter:
    name: TextFilter | None = strawberry.field(default=None, description="The name. 名称")
    kind: ZoneKindFilter | None = strawberry.field(default=None, description="The kind. 类型")
    since: DateFilter | None = strawberry.field(default=None, description="When it was set up. 设立")
    until: DateFilter | None = strawberry.field(default=None, description="When it ended. 终止")
    verified: bool | None = strawberry.field(default=None, description=VERIFIED)
    and_: list[ZoneFilter] | None = strawberry.field(default=None, name="and", description=ALL)
    or_: list[ZoneFilter] | None = strawberry.field(default=None, name="or", description=ANY)
    not_: ZoneFilter | None = strawberry.field(default=None, name="not", description=NOT)


@strawberry.input(description="Which programmes: all that is given holds.")
class ProgrammeFilter:
    name: TextFilter | None = strawberry.field(default=None, description="The name. 名称")
    kind: ProgrammeKindFilter | None = strawberry.field(default=None, description="The kind. 类型")
    family: TextFilter | None = strawberry.field(default=None, description="The family. 系列")
    since: DateFilter | None = strawberry.field(default=None, description="Since when. 起始")
    until: DateFilter | None = strawberry.field(default=None, description="Until when. 截止")
    verified: bool | None = strawberry.field(default=None, description=VERIFIED)
    and_: list[ProgrammeFilter] | None = strawberry.field(default=None, name="and", description=ALL)
    or_: list[ProgrammeFilter] | None = strawberry.field(default=None, name="or", description=ANY)
    not_: ProgrammeFilter | None = strawberry.field(default=None, name="not", description=NOT)


@strawberry.input(description="Which institutions: all that is given holds.")
class InstitutionFilter:
    name: TextFilter | None = strawberry.field(default=None, description="The name. 名称")
    kind: InstitutionKindFilter | None = strawberry.field(default=None, description="The kind. 类型")
    since: DateFilter | None = strawberry.field(default=None, description="Since when. 成立")
    until: DateFilter | None = strawberry.field(default=None, description="Until when. 撤销")
    verified: bool | None = strawberry.field(default=None, description=VERIFIED)
    and_: list[InstitutionFilter] | None = strawberry.field(default=None, name="and", description=ALL)
    or_: list[InstitutionFilter] | None = strawberry.field(default=None, name="or", description=ANY)
    not_: InstitutionFilter | None = strawberry.field(default=None, name="not", description=NOT)


@strawberry.input(description="Which documents: all that is given holds.")
class DocumentFilter:
    title: TextFilter | None = strawberry.field(default=None, description="The title. 标题")
    number: TextFilter | None = strawberry.field(default=None, description="The number. 文号")
    kind: DocumentKindFilter | None = strawberry.field(default=None, description="The kind. 类型")
    held: HeldFilter | None = strawberry.field(default=None, description="How much of it is held. 收录程度")
    issued: DateFilter | None = strawberry.field(default=None, description="When it was issued. 发布日期")
    in_force_from: DateFilter | None = strawberry.field(default=None, description="From when it is in force. 施行日期")
    in_force_until: DateFilter | None = strawberry.field(
        default=None, description="Until when it is in force. 失效日期"
    )
    verified: bool | None = strawberry.field(default=None, description=VERIFIED)
    and_: list[DocumentFilter] | None = strawberry.field(default=None, name="and", description=ALL)
    or_: list[DocumentFilter] | None = strawberry.field(default=None, name="or", description=ANY)
    not_: DocumentFilter | None = strawberry.field(default=None, name="not", description=NOT)
