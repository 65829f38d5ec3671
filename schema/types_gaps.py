"""Gaps: how parties stand on tasks, what is known of their documents, and whose clauses could be borrowed."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from queries.coverage_status import CoverageStatus, GapKind, InheritFrom
from schema import enums_gaps  # noqa: F401 describes the enums
from schema.fields import argument, needed, plain, related
from schema.results import hold, hold_first, refer
from schema.shapes import Sources
from schema.types_base import AS_OF
from schema.types_coverage import Coverage
from schema.types_documents import Clause, PolicyDocument
from schema.types_places import Party
from schema.types_tasks import MIN_SCORE, Task

PARTIES = needed(
    "parties",
    list[strawberry.ID],
    "Regions and zones: 100 at most, 1,000 with a token; one that is named twice counts once. 合作主体",
)
THEMES = argument("themes", list[strawberry.ID], "Only tasks of these themes; all by default. 主题")
INHERIT = argument(
    "inherit", list[InheritFrom], "What of the coverage from above counts as a party's own; nothing by default. 继承"
)
GAPS_ARGUMENTS = (PARTIES, THEMES, AS_OF, MIN_SCORE, INHERIT)

VERSION = "The version of the graph that was asked. 版本"
RESOLVED = "The day that was asked about. 时点"
WARNINGS = "Which of the parties overlap. 提示"


@strawberry.type(description="What is known of a party's own documents at the day asked. 文件知悉范围")
class PartyScope:
    party: Party = related("The party. 主体")
    documents: int = plain("How many are in force. 生效文件数")
    examined: int = plain("How many of these were read in full: only they show what is missing. 已通读")
    titles_only: int = plain("How many of these are known by their title alone. 仅知标题")
    undated: int = plain("How many more have no date, and so count in nothing. 无日期")


@strawberry.type(description="How many tasks there are of each kind. 计数")
class GapCounts:
    shared_gap: int = plain("Shared gaps. 共同缺口")
    one_sided: int = plain("One-sided ones. 单方覆盖")
    common_ground: int = plain("Common ground. 共同覆盖")
    undetermined: int = plain("Undetermined ones. 待定")


@strawberry.type(description="How a party stands on a task, and by which links. 状态")
class PartyStatus:
    party: Party = related("The party. 主体")
    status: CoverageStatus = plain("How it stands. 状态")
    members: int | None = plain("How many full members it has, where it is a zone. 成员数")
    members_covering: int | None = plain("How many of them cover the task. 覆盖成员数")
    score: float | None = plain("The best score of a link behind the status. 最高分值")
    evidence: list[Coverage] = related("The links behind the status, best first, at most 20. 依据")
    evidence_count: int = plain("How many links there are. 依据数")


@strawberry.type(description="A clause of another party's document that could be borrowed. 可借鉴条款")
class ModelClause:
    parties: list[Party] = related("The parties of its document: regions, then zones. 主体")
    document: PolicyDocument = related("Its document. 文件")
    clause: Clause = related("The clause. 条款")
    score: float = plain("How sure it is that it covers the task. 分值")


@strawberry.type(description="How the parties stand on one task. 任务缺口")
class TaskGap:
    task: Task = related("The task. 任务")
    kind: GapKind = plain("How they stand together. 类型")
    statuses: list[PartyStatus] = related("How each stands, in the order asked. 状态")
    model_clauses: list[ModelClause] = related(
        "Where not all cover it: clauses of others that do, those of the same level and macro-region first, then of "
        "the same level, of other regions, of zones, of the nation; within each the best first. 可借鉴条款",
        argument("first", int, "How many: 200 at most, 1,000 with a token.", 20),
    )


@strawberry.type(description="Which tasks parties leave uncovered, and what is not known. 政策缺口")
class PolicyGaps:
    version: int = plain(VERSION)
    as_of: Period = plain(RESOLVED)
    warnings: list[str] = plain(WARNINGS)
    parties: list[PartyScope] = related("The parties, and what is known of their documents. 主体")
    counts: GapCounts = related("How many tasks there are of each kind. 计数")
    tasks: list[TaskGap] = related("The tasks, by number. 任务")


SOURCES: Sources = {
    ("PartyScope", "party"): refer("party"),
    ("PolicyGaps", "parties"): hold("parties"),
    ("PolicyGaps", "counts"): hold("counts"),
    ("PolicyGaps", "tasks"): hold("tasks"),
    ("TaskGap", "task"): refer("task"),
    ("TaskGap", "statuses"): hold("statuses"),
    ("TaskGap", "modelClauses"): hold_first("model_clauses"),
    ("PartyStatus", "party"): refer("party"),
    ("PartyStatus", "evidence"): hold("evidence"),
    ("ModelClause", "parties"): refer("parties"),
    ("ModelClause", "document"): refer("document"),
    ("ModelClause", "clause"): refer("clause"),
}
