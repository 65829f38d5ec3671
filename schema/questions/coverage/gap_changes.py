"""Answers what became of gaps between two days."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from graph.model import Label
from queries.coverage import gap_changes as question
from queries.coverage.status import CoverageStatus, GapKind
from queries.warnings import MOST_WARNINGS
from schema.entities.documents import PolicyDocument
from schema.entities.parties import Party
from schema.entities.tasks import MIN_SCORE, Task, read_min_score
from schema.fetch.sources import FieldSources
from schema.fields import SizedBy, argument, needed, plain, related
from schema.questions.answer import fill, from_object, make, reference
from schema.questions.arguments import most_parties, read_inherit, read_keys_of, read_parties, read_tasks
from schema.questions.coverage.terms import INHERIT, PARTIES, TASK_SET, TASKS, THEMES, VERSION
from schema.questions.warnings import WARNINGS, QuestionWarning, show_warnings
from schema.request.context import Call

GAP_CHANGES_ARGUMENTS = (
    PARTIES,
    needed("from_", Period, "The earlier day: the last of this period. 起"),
    argument("to", Period, "The later day: the last of this period; today in Shanghai by default. 止"),
    THEMES,
    TASKS,
    MIN_SCORE,
    INHERIT,
    TASK_SET,
)


@strawberry.type(description="How a party stood on a task, and how it stands. 状态变化")
class StatusChange:
    party: Party = related("The party. 主体")
    before: CoverageStatus = plain("How it stood. 原状态")
    after: CoverageStatus = plain("How it stands. 现状态")
    own_before: CoverageStatus = plain("What its own documents said. 原自身状态")
    own_after: CoverageStatus = plain("What its own documents say. 现自身状态")
    members_covering_before: int | None = plain("How many full members covered the task, where it is a zone.")
    members_covering_after: int | None = plain("How many full members cover the task, where it is a zone.")


@strawberry.type(description="A task on which something changed. 任务变化")
class TaskChange:
    task: Task = related("The task. 任务")
    kind_before: GapKind = plain("How the parties stood together. 原类型")
    kind_after: GapKind = plain("How they stand together. 现类型")
    statuses: list[StatusChange] = related(
        "The parties whose status changed, in the order asked. 状态变化", sized_by=SizedBy.PARTIES
    )
    came: list[PolicyDocument] = related("The documents that cover it now and did not yet apply to the party. 新增文件")
    lapsed: list[PolicyDocument] = related("The documents that covered it and apply to the party no more. 失效文件")


@strawberry.type(description="A document that came into force or lapsed between the two days. 文件变化")
class DocumentChange:
    document: PolicyDocument = related("The document. 文件")
    parties: list[Party] = related(
        "The parties for which it counts: it is their own, or above or within them. 主体", sized_by=SizedBy.PARTIES
    )


@strawberry.type(description="What became of gaps between two days. 缺口变化")
class GapChanges:
    version: int = plain(VERSION)
    from_: Period = strawberry.field(name="from", description="The earlier day. 起")
    to: Period = plain("The later day. 止")
    warnings: list[QuestionWarning] = related(WARNINGS, at_most=MOST_WARNINGS)
    unchanged: int = plain("On how many tasks nothing changed. 未变任务数")
    tasks: list[TaskChange] = related("The tasks on which something changed, by number. 任务变化", at_most=100)
    came: list[DocumentChange] = related("The documents that came into force, {end}. 新增文件", at_most=1_000)
    lapsed: list[DocumentChange] = related("The documents that lapsed, {end}. 失效文件", at_most=1_000)


SOURCES: FieldSources = {
    ("GapChanges", "warnings"): from_object("warnings"),
    ("GapChanges", "tasks"): from_object("tasks"),
    ("GapChanges", "came"): from_object("came"),
    ("GapChanges", "lapsed"): from_object("lapsed"),
    ("TaskChange", "task"): reference("task"),
    ("TaskChange", "statuses"): from_object("statuses"),
    ("TaskChange", "came"): reference("came"),
    ("TaskChange", "lapsed"): reference("lapsed"),
    ("StatusChange", "party"): reference("party"),
    ("DocumentChange", "document"): reference("document"),
    ("DocumentChange", "parties"): reference("parties"),
}


async def read_gap_changes(call: Call) -> object:
    """Read what became of the gaps of parties between `from` and `to`; names mean what they meant at `to`."""
    to = call.context.day(call.arguments.get("to"))
    asked = question.ChangesAsked(
        await read_parties(call, to),
        call.context.day(call.arguments.get("from")),
        to,
        await read_keys_of(call, "themes", Label.THEME, to),
        read_min_score(call.arguments),
        read_inherit(call),
        most_parties(call),
        await read_tasks(call, to),
    )
    found = await question.find_gap_changes(call.reader, asked)
    return await fill(
        call,
        make(
            GapChanges,
            version=await call.reader.version(),
            from_=Period(asked.from_day, asked.from_day),
            to=Period(to, to),
            warnings=show_warnings(found.warnings),
            unchanged=found.unchanged,
            tasks=[_show_task(one) for one in found.tasks],
            came=[_show_document(one) for one in found.came[:1000]],
            lapsed=[_show_document(one) for one in found.lapsed[:1000]],
        ),
    )


def _show_task(change: question.TaskChange) -> object:
    return make(
        TaskChange,
        task=(Label.TASK, change.task.key),
        kind_before=change.kind_before,
        kind_after=change.kind_after,
        statuses=[_show_status(one) for one in change.statuses],
        came=[(Label.POLICY_DOCUMENT, key) for key in change.came],
        lapsed=[(Label.POLICY_DOCUMENT, key) for key in change.lapsed],
    )


def _show_status(change: question.StatusChange) -> object:
    before, after = change.before, change.after
    return make(
        StatusChange,
        party=after.party,
        before=before.status,
        after=after.status,
        own_before=before.own,
        own_after=after.own,
        members_covering_before=before.members_covering,
        members_covering_after=after.members_covering,
    )


def _show_document(change: question.DocumentChange) -> object:
    return make(DocumentChange, document=(Label.POLICY_DOCUMENT, change.document), parties=list(change.parties))
