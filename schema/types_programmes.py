"""Programmes: pilots, demonstrations and projects that regions and zones host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.dates import Period
from schema.enums import ProgrammeKind
from schema.fields import plain, related
from schema.types_base import AS_OF, PAGE, Connection, DatedEdge, Edge, Entity
from schema.types_institutions import Institution

if TYPE_CHECKING:
    from schema.types_places import HostConnection


@strawberry.type(description="A programme: a pilot, a demonstration, a project. 项目")
class Programme(Entity):
    name_en: str | None = plain("The English name. 英文名")
    aliases: list[str] = plain("Other names. 别名")
    family: str | None = plain("The family to which its batches belong. 系列")
    kind: ProgrammeKind = plain("What kind of programme it is. 类型")
    ip_types: list[str] = plain("Which kinds of intellectual property it is about. 知识产权类型")
    since: Period | None = plain("Since when. 起始")
    until: Period | None = plain("Until when. 截止")
    sponsors: list[Institution] = related("Who sponsors it, at most 200. 主办单位")
    hosts: Annotated[HostConnection, strawberry.lazy("schema.types_places")] = related(
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
