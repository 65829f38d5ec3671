"""Links between clauses and tasks with their evidence, and what clauses mention."""

from __future__ import annotations

import strawberry

from schema.enums import Verdict
from schema.fields import plain, related
from schema.scalars import Instant
from schema.types_base import ITS_SOURCES, VERIFIED, Connection, Edge, Entity, Source
from schema.types_documents import Clause, PolicyDocument
from schema.types_tasks import Task


@strawberry.type(description="A phrase of a clause that made a link. 依据")
class Evidence:
    text: str = plain("The phrase.")
    start: int = plain("Where it begins in the clause's text, in Unicode code points.")
    end: int = plain("Where it ends in the clause's text, in Unicode code points.")


@strawberry.type(description="A link: a clause covers a task, how sure that is, and what says so. 覆盖")
class Coverage:
    task: Task = related("The task. 任务")
    clause: Clause = related("The clause. 条款")
    document: PolicyDocument = related("The document in which the clause stands. 文件")
    score: float = plain("How sure it is, from 0 to 1. 分值")
    method: str = plain("How it was found: curated-title, curated-reading, profile-N, reviewer. 方法")
    verdict: Verdict = plain("What was said of it. 审定")
    suspect: bool = plain("Whether the clause's text changed since it was reviewed. 存疑")
    evidence: list[Evidence] = plain("The phrases that made it, at most 20. 依据")
    evidence_count: int = plain("How many phrases made it. 依据数")
    note: str | None = plain("The reviewer's note. 备注")
    reviewed_by: str | None = plain("Who reviewed it. 审定人")
    reviewed_at: Instant | None = plain("When it was reviewed. 审定时间")
    verified: bool = plain(VERIFIED)
    sources: list[Source] = related(ITS_SOURCES)


@strawberry.type(description="A link in a list.")
class CoverageEdge(Edge):
    node: Coverage = related("The link.")


@strawberry.type(description="Links between clauses and a task.")
class CoverageConnection(Connection[CoverageEdge]):
    pass


@strawberry.type(description="Something that a clause names. 提及")
class Mention:
    entity: Entity = related("What is named. 实体")
    text: str = plain("The words that name it.")
    start: int = plain("Where they begin in the clause's text, in Unicode code points.")
    end: int = plain("Where they end in the clause's text, in Unicode code points.")
    score: float = plain("How sure it is, from 0 to 1. 分值")
    verified: bool = plain(VERIFIED)
    sources: list[Source] = related(ITS_SOURCES)
