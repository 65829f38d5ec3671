"""Policy documents and their clauses."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.dates import Period
from queries.nodes import relation_table as table
from queries.nodes.relation_pages import By
from schema.entities.base import PAGE, Connection, Edge, Entity
from schema.entities.enums import Direction, DocumentKind, Held
from schema.entities.filters import ALL, ANY, EQ, IN, NOT, ONLY_VERIFIED, DateFilter, TextFilter
from schema.entities.institutions import Institution
from schema.fetch.sources import (
    CONNECTION,
    LIST,
    NODE,
    ONE,
    Computed,
    EdgeShape,
    FieldSources,
    Related,
    edges,
    in_order,
)
from schema.fields import argument, described, plain, related

if TYPE_CHECKING:
    from schema.entities.coverage import Coverage, Mention
    from schema.entities.parties import Party


@strawberry.type(description="A policy document: an outline, a plan, work points, a law, an agreement. 政策文件")
class PolicyDocument(Entity):
    title: str = plain("Its title. 标题")
    name_en: str | None = plain("The English title. 英文标题")
    aliases: list[str] = plain("Other titles. 别名")
    number: str | None = plain("Its number. 文号")
    kind: DocumentKind = plain("What kind of document it is. 类型")
    issued: Period | None = plain("When it was issued. 发布日期")
    in_force_from: Period | None = plain("From when it is in force, where it says so itself. 施行日期")
    in_force_until: Period | None = plain("Until when it is in force, where a source says so. 失效日期")
    held: Held = plain("How much of its text is held. 收录程度")
    examined: bool = plain("Whether its whole text was read: only then what it lacks is known. 已通读")
    issuers: list[Institution] = related("Who issued it, {end}. 发文机关", at_most=50)
    applies_to: list[Annotated[Party, strawberry.lazy("schema.entities.parties")]] = related(
        "The regions and zones where it is in force, {end}. 适用范围", at_most=50
    )
    agreed_by: list[Entity] = related("The parties to it where it is an agreement, {end}. 签署方", at_most=50)
    cites: list[PolicyDocument] = related("The documents that it cites, {end}. 引用", at_most=200)
    cited_by: list[PolicyDocument] = related("The documents that cite it, {end}. 被引用", at_most=200)
    supersedes: list[PolicyDocument] = related("The documents that it replaces. 废止")
    superseded_by: list[PolicyDocument] = related("The documents that replace it. 被废止")
    clauses: ClauseConnection = related("Its clauses in their order. 条款", *PAGE)


@strawberry.type(description="A clause of a document: a whole 条, or the lowest numbered heading. 条款")
class Clause(Entity):
    path: str = plain("Where it stands in its document. 位置")
    is_title: bool = plain("Whether it stands for the title of a document of which the text is not known. 仅标题")
    ordinal: int | None = plain("Its place in the order of the document's clauses. 顺序")
    heading: str | None = plain("Its heading. 小标题")
    text: str | None = plain("Its words; none where only its place is known. 原文")
    start: int | None = plain("Where it begins in the document as read, in Unicode code points.")
    end: int | None = plain("Where it ends in the document as read, in Unicode code points.")
    document: PolicyDocument = related("The document in which it stands. 文件")
    coverage: list[Annotated[Coverage, strawberry.lazy("schema.entities.coverage")]] = related(
        "The tasks that it covers with all verdicts, best first, {end}. 覆盖任务", at_most=50
    )
    mentions: list[Annotated[Mention, strawberry.lazy("schema.entities.coverage")]] = related(
        "What it names, in the order of the text, {end}. 提及", at_most=200
    )


@strawberry.type(description="A document in a list.")
class DocumentEdge(Edge):
    node: PolicyDocument = related("The document.")


@strawberry.type(description="Documents.")
class DocumentConnection(Connection[DocumentEdge]):
    pass


@strawberry.type(description="A clause in a list.")
class ClauseEdge(Edge):
    node: Clause = related("The clause.")


@strawberry.type(description="Clauses.")
class ClauseConnection(Connection[ClauseEdge]):
    pass


DOCUMENT_SOURCES: FieldSources = {
    ("PolicyDocument", "issuers"): Related(table.ISSUERS, NODE, LIST),
    ("PolicyDocument", "appliesTo"): Related(table.APPLIES_TO, NODE, LIST),
    ("PolicyDocument", "agreedBy"): Related(table.AGREED_BY, NODE, LIST),
    ("PolicyDocument", "cites"): Related(table.CITES, NODE, LIST),
    ("PolicyDocument", "citedBy"): Related(table.CITED_BY, NODE, LIST),
    ("PolicyDocument", "supersedes"): Related(table.SUPERSEDES, NODE, LIST),
    ("PolicyDocument", "supersededBy"): Related(table.SUPERSEDED_BY, NODE, LIST),
    ("PolicyDocument", "clauses"): Related(
        table.CLAUSES, edges("ClauseEdge"), CONNECTION, in_order(By("c", "ordinal", missing=0))
    ),
    ("Clause", "isTitle"): Computed(("path",), lambda values: values.get("path") == "title"),
    ("Clause", "document"): Related(table.CLAUSE_DOCUMENT, NODE, ONE),
    ("Clause", "mentions"): Related(
        table.MENTIONS, EdgeShape("Mention", "e", {"entity": NODE}), LIST, in_order(By("e", "start", missing=0)),
        distinct=False,
    ),
}  # fmt: skip


@described(
    "What documents can be ordered by.",
    ISSUED="When it was issued; the undated last. 发布日期",
    TITLE="The title. 标题",
    NUMBER="The number; those without last. 文号",
)
class DocumentOrderField(StrEnum):
    ISSUED = "issued"
    TITLE = "name"
    NUMBER = "number"


@strawberry.input(description="A term of an order of documents.")
class DocumentOrder:
    field: DocumentOrderField = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


DOCUMENT_ORDER = argument("order_by", list[DocumentOrder], "The order, the first term first; by id by default.")


@strawberry.input(description="A test of a value of DocumentKind.")
class DocumentKindFilter:
    eq: DocumentKind | None = strawberry.field(default=None, description=EQ)
    in_: list[DocumentKind] | None = strawberry.field(default=None, name="in", description=IN)


@strawberry.input(description="A test of a value of Held.")
class HeldFilter:
    eq: Held | None = strawberry.field(default=None, description=EQ)
    in_: list[Held] | None = strawberry.field(default=None, name="in", description=IN)


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
    verified: bool | None = strawberry.field(default=None, description=ONLY_VERIFIED)
    and_: list[DocumentFilter] | None = strawberry.field(default=None, name="and", description=ALL)
    or_: list[DocumentFilter] | None = strawberry.field(default=None, name="or", description=ANY)
    not_: DocumentFilter | None = strawberry.field(default=None, name="not", description=NOT)
