"""Programmes: pilots, demonstrations and projects that regions and zones host."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.dates import Period
from queries.nodes import relation_table as table
from schema.entities.base import AS_OF, PAGE, Connection, DatedEdge, Edge, Entity
from schema.entities.enums import Direction, ProgrammeKind
from schema.entities.filters import ALL, ANY, EQ, IN, NOT, ONLY_VERIFIED, DateFilter, TextFilter
from schema.entities.institutions import Institution
from schema.fetch.sources import CONNECTION, LIST, NODE, FieldSources, Related, at_day, edges
from schema.fields import described, plain, related

if TYPE_CHECKING:
    from schema.entities.parties import HostConnection


@strawberry.type(description="A programme: a pilot, a demonstration, a project. 项目")
class Programme(Entity):
    name_en: str | None = plain("The English name. 英文名")
    aliases: list[str] = plain("Other names. 别名")
    family: str | None = plain("The family to which its batches belong. 系列")
    kind: ProgrammeKind = plain("What kind of programme it is. 类型")
    ip_types: list[str] = plain("Which kinds of intellectual property it is about. 知识产权类型")
    since: Period | None = plain("Since when. 起始")
    until: Period | None = plain("Until when. 截止")
    sponsors: list[Institution] = related("Who sponsors it, {end}. 主办单位", at_most=200)
    hosts: Annotated[HostConnection, strawberry.lazy("schema.entities.parties")] = related(
        "The regions and zones that host it at `asOf`. 承担地区", AS_OF, *PAGE
    )


@strawberry.type(description="A programme in a list.")
class ProgrammeEdge(Edge):
    node: Programme = related("The programme.")


@strawberry.type(description="Programmes.")
class ProgrammeConnection(Connection[ProgrammeEdge]):
    pass


@strawberry.type(description="A programme that a party hosts, and since when. 承担项目")
class HostedProgrammeEdge(DatedEdge):
    node: Programme = related("The programme.")
    batch: str | None = plain("In which batch. 批次")


@strawberry.type(description="The programmes of a party.")
class HostedProgrammeConnection(Connection[HostedProgrammeEdge]):
    pass


@strawberry.input(description="A test of a value of ProgrammeKind.")
class ProgrammeKindFilter:
    eq: ProgrammeKind | None = strawberry.field(default=None, description=EQ)
    in_: list[ProgrammeKind] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="Which programmes: all that is given holds.")
class ProgrammeFilter:
    name: TextFilter | None = strawberry.field(default=None, description="The name. 名称")
    kind: ProgrammeKindFilter | None = strawberry.field(default=None, description="The kind. 类型")
    family: TextFilter | None = strawberry.field(default=None, description="The family. 系列")
    since: DateFilter | None = strawberry.field(default=None, description="Since when. 起始")
    until: DateFilter | None = strawberry.field(default=None, description="Until when. 截止")
    verified: bool | None = strawberry.field(default=None, description=ONLY_VERIFIED)
    and_: list[ProgrammeFilter] | None = strawberry.field(default=None, name="and", description=ALL)
    or_: list[ProgrammeFilter] | None = strawberry.field(default=None, name="or", description=ANY)
    not_: ProgrammeFilter | None = strawberry.field(default=None, name="not", description=NOT)


@described(
    "What programmes can be ordered by.",
    NAME="The name. 名称",
    FAMILY="The family; those without last. 系列",
    SINCE="Since when; the unknown last. 起始",
)
class ProgrammeOrderField(StrEnum):
    NAME = "name"
    FAMILY = "family"
    SINCE = "since"


@strawberry.input(description="A term of an order of programmes.")
class ProgrammeOrder:
    field: ProgrammeOrderField = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


PROGRAMME_SOURCES: FieldSources = {
    ("Programme", "sponsors"): Related(table.SPONSORS, NODE, LIST),
    ("Programme", "hosts"): Related(
        table.HOSTS, edges("HostEdge", "e"), CONNECTION, parameters=at_day, distinct=False
    ),
}  # fmt: skip
