"""Declares the zones of the API: their lists, how these are filtered and ordered, and their ties to regions."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.dates import Period
from queries.nodes import relation_table as table
from queries.nodes.columns import Values
from schema.entities.base import AS_OF, MOST_NAMES, NAMES, PAGE, Connection, DatedEdge, DatedName, Edge
from schema.entities.enums import Direction, ZoneKind
from schema.entities.filters import ALL, ANY, EQ, IN, NOT, ONLY_VERIFIED, DateFilter, TextFilter
from schema.entities.parties import Party, party_sources
from schema.fetch.sources import CONNECTION, Computed, FieldSources, Related, at_day, edges
from schema.fields import described, plain, related

if TYPE_CHECKING:
    from schema.entities.regions import Region


@strawberry.input(description="A test of a value of ZoneKind.")
class ZoneKindFilter:
    eq: ZoneKind | None = strawberry.field(default=None, description=EQ)
    in_: list[ZoneKind] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="Which zones: all that is given holds.")
class ZoneFilter:
    name: TextFilter | None = strawberry.field(default=None, description="The name. 名称")
    kind: ZoneKindFilter | None = strawberry.field(default=None, description="The kind. 类型")
    since: DateFilter | None = strawberry.field(default=None, description="When it was set up. 设立")
    until: DateFilter | None = strawberry.field(default=None, description="When it ended. 终止")
    verified: bool | None = strawberry.field(default=None, description=ONLY_VERIFIED)
    and_: list[ZoneFilter] | None = strawberry.field(default=None, name="and", description=ALL)
    or_: list[ZoneFilter] | None = strawberry.field(default=None, name="or", description=ANY)
    not_: ZoneFilter | None = strawberry.field(default=None, name="not", description=NOT)


@described("What zones can be ordered by.", NAME="The name. 名称", SINCE="When it was set up; the unknown last. 设立")
class ZoneOrderField(StrEnum):
    NAME = "name"
    SINCE = "since"


@strawberry.input(description="A term of an order of zones.")
class ZoneOrder:
    field: ZoneOrderField = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


@strawberry.type(description="An economic zone, demonstration zone, pilot zone or cooperation mechanism. 经济区")
class EconomicZone(Party):
    kind: ZoneKind = plain("What kind of zone it is. 类型")
    names: list[DatedName] = plain(
        "What it was called when, the earliest first; none where its name never changed; {end}. 历年名称",
        at_most=MOST_NAMES,
    )
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
    node: Annotated[Region, strawberry.lazy("schema.entities.regions")] = related("The region.")
    partial: bool = plain("Whether the zone includes only part of it. 部分纳入")


@strawberry.type(description="The regions of a zone.")
class MemberConnection(Connection[MemberEdge]):
    pass


@strawberry.type(description="A zone in a list.")
class ZoneEdge(Edge):
    node: EconomicZone = related("The zone.")


@strawberry.type(description="Zones.")
class ZoneConnection(Connection[ZoneEdge]):
    pass


def _is_partial(values: Values) -> bool:
    return bool(values.get("partial")) or values.get("part") == "yes"


ZONE_SOURCES: FieldSources = {
    ("EconomicZone", "names"): NAMES,
    **party_sources("EconomicZone"),
    ("EconomicZone", "regions"): Related(table.MEMBERS, edges("MemberEdge", "e"), CONNECTION, parameters=at_day),
    ("MembershipEdge", "partial"): Computed(("partial",), _is_partial),
    ("MembershipEdge", "derived"): Computed((), lambda values: values.get("derived") == "yes"),
}
