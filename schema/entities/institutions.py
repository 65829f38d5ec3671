"""Institutions: who issues documents and sponsors programmes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.dates import Period
from queries.nodes import relation_table as table
from queries.nodes.relation_pages import By
from schema.entities.base import MOST_NAMES, NAMES, PAGE, Connection, DatedName, Edge, Entity
from schema.entities.enums import Direction, InstitutionKind
from schema.entities.filters import ALL, ANY, EQ, IN, NOT, ONLY_VERIFIED, DateFilter, TextFilter
from schema.entities.tasks import Task
from schema.fetch.sources import CONNECTION, LIST, NODE, ONE, FieldSources, Related, edges, in_order
from schema.fields import described, plain, related

if TYPE_CHECKING:
    from schema.entities.documents import DocumentConnection
    from schema.entities.programmes import Programme
    from schema.entities.regions import Region


@strawberry.type(description="A body: an office, a court, a government department, an association. 机构")
class Institution(Entity):
    name_en: str | None = plain("The English name. 英文名")
    aliases: list[str] = plain("Other names, short forms included. 别名")
    former_names: list[str] = plain("Names of earlier times. 曾用名")
    names: list[DatedName] = plain(
        "What it was called when, the earliest first; none where its name never changed; {end}. 历年名称",
        at_most=MOST_NAMES,
    )
    kind: InstitutionKind = plain("What kind of body it is. 类型")
    since: Period | None = plain("Since when it exists. 成立")
    until: Period | None = plain("Until when it existed. 撤销")
    derived: bool = plain("Whether its name was made from a role named in a document. 推得")
    role: str | None = plain("What it is there for. 职能")
    seated_in: Annotated[Region, strawberry.lazy("schema.entities.regions")] | None = related(
        "Where its seat is. 所在地"
    )
    predecessors: list[Institution] = related("The bodies that it succeeds. 前身")
    successors: list[Institution] = related("The bodies that succeed it. 后继")
    sponsored: list[Annotated[Programme, strawberry.lazy("schema.entities.programmes")]] = related(
        "The programmes that it sponsors, {end}. 主办项目", at_most=200
    )
    issued: Annotated[DocumentConnection, strawberry.lazy("schema.entities.documents")] = related(
        "The documents that it issued, the latest first. 发文", *PAGE
    )
    responsible_for: list[Task] = related("The tasks that a source gives to it. 负责任务")


@strawberry.type(description="An institution in a list.")
class InstitutionEdge(Edge):
    node: Institution = related("The institution.")


@strawberry.type(description="Institutions.")
class InstitutionConnection(Connection[InstitutionEdge]):
    pass


@strawberry.input(description="A test of a value of InstitutionKind.")
class InstitutionKindFilter:
    eq: InstitutionKind | None = strawberry.field(default=None, description=EQ)
    in_: list[InstitutionKind] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="Which institutions: all that is given holds.")
class InstitutionFilter:
    name: TextFilter | None = strawberry.field(default=None, description="The name. 名称")
    kind: InstitutionKindFilter | None = strawberry.field(default=None, description="The kind. 类型")
    since: DateFilter | None = strawberry.field(default=None, description="Since when. 成立")
    until: DateFilter | None = strawberry.field(default=None, description="Until when. 撤销")
    verified: bool | None = strawberry.field(default=None, description=ONLY_VERIFIED)
    and_: list[InstitutionFilter] | None = strawberry.field(default=None, name="and", description=ALL)
    or_: list[InstitutionFilter] | None = strawberry.field(default=None, name="or", description=ANY)
    not_: InstitutionFilter | None = strawberry.field(default=None, name="not", description=NOT)


@described("What institutions can be ordered by.", NAME="The name. 名称", SINCE="Since when; the unknown last. 成立")
class InstitutionOrderField(StrEnum):
    NAME = "name"
    SINCE = "since"


@strawberry.input(description="A term of an order of institutions.")
class InstitutionOrder:
    field: InstitutionOrderField = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


INSTITUTION_SOURCES: FieldSources = {
    ("Institution", "names"): NAMES,
    ("Institution", "seatedIn"): Related(table.SEATED_IN, NODE, ONE),
    ("Institution", "predecessors"): Related(table.EARLIER_BODIES, NODE, LIST),
    ("Institution", "successors"): Related(table.LATER_BODIES, NODE, LIST),
    ("Institution", "sponsored"): Related(table.SPONSORED, NODE, LIST),
    ("Institution", "issued"): Related(
        table.ISSUED, edges("DocumentEdge"), CONNECTION, in_order(By("c", "issued", descending=True))
    ),
    ("Institution", "responsibleFor"): Related(
        table.RESPONSIBLE_FOR, NODE, LIST, in_order(By("c", "number", missing=0))
    ),
}  # fmt: skip
