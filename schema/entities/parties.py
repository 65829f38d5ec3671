"""Regions and economic zones, and what the two have in common as parties to cooperation."""

from __future__ import annotations

import strawberry

from queries.nodes import relation_table as table
from schema.entities.base import AS_OF, PAGE, Connection, DatedEdge, Entity
from schema.entities.documents import DOCUMENT_ORDER, DocumentConnection
from schema.entities.programmes import HostedProgrammeConnection
from schema.fetch.sources import CONNECTION, FieldSources, Related, at_day, by_argument, edges
from schema.fields import plain, related


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


@strawberry.type(description="A host of a programme. 承担地区")
class HostEdge(DatedEdge):
    node: Party = related("The region or zone.")
    batch: str | None = plain("In which batch. 批次")


@strawberry.type(description="The hosts of a programme.")
class HostConnection(Connection[HostEdge]):
    pass


def party_sources(type_name: str) -> FieldSources:
    """Return what the fields read that regions and zones have in common."""
    documents = Related(table.DOCUMENTS, edges("DocumentEdge"), CONNECTION, by_argument("c"), parameters=at_day)
    programmes = Related(
        table.PROGRAMMES, edges("HostedProgrammeEdge", "e"), CONNECTION, parameters=at_day, distinct=False
    )
    return {(type_name, "documents"): documents, (type_name, "programmes"): programmes}
