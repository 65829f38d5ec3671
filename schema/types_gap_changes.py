"""What became of gaps between two days."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from queries.coverage_status import CoverageStatus, GapKind
from schema.fields import argument, needed, plain, related
from schema.results import hold, refer
from schema.shapes import Sources
from schema.types_documents import PolicyDocument
from schema.types_gaps import INHERIT, PARTIES, THEMES, VERSION, WARNINGS
from schema.types_places import Party
from schema.types_tasks import MIN_SCORE, Task

GAP_CHANGES_ARGUMENTS = (
    PARTIES,
    needed("from_", Period, "The earlier day: the last of this period. 起"),
    argument("to", Period, "The later day: the last of this period; today in Shanghai by default. 止"),
    THEMES,
    MIN_SCORE,
    INHERIT,
)


@strawberry.type(description="How a party stood on a task, and how it stands. 状态变化")
class StatusChange:
    party: Party = related("The party. 主体")
    before: CoverageStatus = plain("How it stood. 原状态")
    after: CoverageStatus = plain("How it stands. 现状态")
    members_covering_before: int | None = plain("How many full members covered the task, where it is a zone.")
    members_covering_after: int | None = plain("How many full members cover the task, where it is a zone.")


@strawberry.type(description="A task on which something changed. 任务变化")
class TaskChange:
    task: Task = related("The task. 任务")
    kind_before: GapKind = plain("How the parties stood together. 原类型")
    kind_after: GapKind = plain("How they stand together. 现类型")
    statuses: list[StatusChange] = related("The parties whose status changed, in the order asked. 状态变化")
    came: list[PolicyDocument] = related("The documents that cover it now and did not yet apply to the party. 新增文件")
    lapsed: list[PolicyDocument] = related("The documents that covered it and apply to the party no more. 失效文件")


@strawberry.type(description="A document that came into force or lapsed between the two days. 文件变化")
class DocumentChange:
    document: PolicyDocument = related("The document. 文件")
    parties: list[Party] = related("The parties for which it counts: it is their own, or above or within them. 主体")


@strawberry.type(description="What became of gaps between two days. 缺口变化")
class GapChanges:
    version: int = plain(VERSION)
    from_: Period = strawberry.field(name="from", description="The earlier day. 起")
    to: Period = plain("The later day. 止")
    warnings: list[str] = plain(WARNINGS)
    unchanged: int = plain("On how many tasks nothing changed. 未变任务数")
    tasks: list[TaskChange] = related("The tasks on which something changed, by number. 任务变化")
    came: list[DocumentChange] = related("The documents that came into force, at most 1,000. 新增文件")
    lapsed: list[DocumentChange] = related("The documents that lapsed, at most 1,000. 失效文件")


SOURCES: Sources = {
    ("GapChanges", "tasks"): hold("tasks"),
    ("GapChanges", "came"): hold("came"),
    ("GapChanges", "lapsed"): hold("lapsed"),
    ("TaskChange", "task"): refer("task"),
    ("TaskChange", "statuses"): hold("statuses"),
    ("TaskChange", "came"): refer("came"),
    ("TaskChange", "lapsed"): refer("lapsed"),
    ("StatusChange", "party"): refer("party"),
    ("DocumentChange", "document"): refer("document"),
    ("DocumentChange", "parties"): refer("parties"),
}
