"""Policy documents and their clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.dates import Period
from schema.enums import DocumentKind, Held
from schema.fields import plain, related
from schema.types_base import PAGE, Connection, Edge, Entity
from schema.types_institutions import Institution

if TYPE_CHECKING:
    from schema.types_coverage import Coverage, Mention
    from schema.types_places import Party


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
    issuers: list[Institution] = related("Who issued it, at most 50. 发文机关")
    applies_to: list[Annotated[Party, strawberry.lazy("schema.types_places")]] = related(
        "The regions and zones where it is in force, at most 50. 适用范围"
    )
    agreed_by: list[Entity] = related("The parties to it where it is an agreement, at most 50. 签署方")
    cites: list[PolicyDocument] = related("The documents that it cites, at most 200. 引用")
    cited_by: list[PolicyDocument] = related("The documents that cite it, at most 200. 被引用")
    supersedes: list[PolicyDocument] = related("The documents that it replaces. 废止")
    superseded_by: list[PolicyDocument] = related("The documents that replace it. 被废止")
    clauses: ClauseConnection = related("Its clauses in their order. 条款", *PAGE)


@strawberry.type(description="A clause of a document: a whole 条, or the lowest numbered heading. 条款")
class Clause(Entity):
    path: str = plain("Where it stands in its document. 位置")
    ordinal: int | None = plain("Its place in the order of the document's clauses. 顺序")
    heading: str | None = plain("Its heading. 小标题")
    text: str | None = plain("Its words; none where only its place is known. 原文")
    start: int | None = plain("Where it begins in the document as read, in Unicode code points.")
    end: int | None = plain("Where it ends in the document as read, in Unicode code points.")
    document: PolicyDocument = related("The document in which it stands. 文件")
    coverage: list[Annotated[Coverage, strawberry.lazy("schema.types_coverage")]] = related(
        "The tasks that it covers with all verdicts, best first, at most 50. 覆盖任务"
    )
    mentions: list[Annotated[Mention, strawberry.lazy("schema.types_coverage")]] = related(
        "What it names, in the order of the text, at most 200. 提及"
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
