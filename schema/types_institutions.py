"""Institutions: who issues documents and sponsors programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.dates import Period
from schema.enums import InstitutionKind
from schema.fields import plain, related
from schema.types_base import PAGE, Connection, Edge, Entity
from schema.types_tasks import Task

if TYPE_CHECKING:
    from schema.types_documents import DocumentConnection
    from schema.types_places import Region
    from schema.types_programmes import Programme


@strawberry.type(description="A body: an office, a court, a government department, an association. 机构")
class Institution(Entity):
    name_en: str | None = plain("The English name. 英文名")
    aliases: list[str] = plain("Other names, short forms included. 别名")
    former_names: list[str] = plain("Names of earlier times. 曾用名")
    kind: InstitutionKind = plain("What kind of body it is. 类型")
    since: Period | None = plain("Since when it exists. 成立")
    until: Period | None = plain("Until when it existed. 撤销")
    derived: bool = plain("Whether its name was made from a role named in a document. 推得")
    role: str | None = plain("What it is there for. 职能")
    seated_in: Annotated[Region, strawberry.lazy("schema.types_places")] | None = related("Where its seat is. 所在地")
    predecessors: list[Institution] = related("The bodies that it succeeds. 前身")
    successors: list[Institution] = related("The bodies that succeed it. 后继")
    sponsored: list[Annotated[Programme, strawberry.lazy("schema.types_programmes")]] = related(
        "The programmes that it sponsors, at most 200. 主办项目"
    )
    issued: Annotated[DocumentConnection, strawberry.lazy("schema.types_documents")] = related(
        "The documents that it issued, the latest first. 发文", *PAGE
    )
    responsible_for: list[Task] = related("The tasks that a source gives to it. 负责任务")


@strawberry.type(description="An institution in a list.")
class InstitutionEdge(Edge):
    node: Institution = related("The institution.")


@strawberry.type(description="Institutions.")
class InstitutionConnection(Connection[InstitutionEdge]):
    pass
