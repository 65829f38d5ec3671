"""A draft that somebody checks: its clauses with what they cover and name, and what it misses."""

from __future__ import annotations

import strawberry

from schema.enums import EntityKind
from schema.fields import argument, needed, plain, related
from schema.results import hold, hold_first, refer
from schema.shapes import Sources
from schema.types_base import Entity
from schema.types_coverage import Evidence
from schema.types_gaps import ModelClause
from schema.types_tasks import Task

DRAFT_ARGUMENTS = (
    needed("text", str, "The text of the draft; nothing of it is stored. 文本"),
    argument("territory", strawberry.ID, "For which region or zone it is; by default as the text says. 地域"),
)


@strawberry.type(description="A task that a clause of a draft covers. 覆盖任务")
class DraftTask:
    task: Task = related("The task. 任务")
    score: float = plain("How sure it is, from 0 to 1. 分值")
    method: str = plain("How it was found. 方法")
    evidence: list[Evidence] = plain("The phrases that made it, at most 20. 依据")


@strawberry.type(description="Something that a clause of a draft names. 提及")
class DraftMention:
    text: str = plain("The words that name it.")
    start: int = plain("Where they begin in the clause's text, in Unicode code points.")
    end: int = plain("Where they end in the clause's text, in Unicode code points.")
    kind: EntityKind = plain("What kind of thing is named. 类型")
    score: float = plain("How sure it is, from 0 to 1. 分值")
    resolved_name: str = plain("The full official name that it stands for. 全称")
    derived: bool = plain("Whether that name was made from a role and the draft's territory. 推得")
    entity: Entity | None = related("The thing, where the graph has it. 实体")


@strawberry.type(description="A clause of a draft. 条款")
class DraftClause:
    path: str = plain("Where it stands in the draft. 位置")
    heading: str | None = plain("The headings above it. 小标题")
    text: str = plain("Its words. 原文")
    start: int = plain("Where it begins in the draft as read, in Unicode code points.")
    end: int = plain("Where it ends in the draft as read, in Unicode code points.")
    tasks: list[DraftTask] = related("The tasks that it covers, best first. 覆盖任务")
    mentions: list[DraftMention] = related("What it names, in the order of the text. 提及")


@strawberry.type(description="A task that a draft does not cover. 未覆盖任务")
class MissingTask:
    task: Task = related("The task. 任务")
    model_clauses: list[ModelClause] = related(
        "Clauses of others that cover it, the nearest parties' first. 可借鉴条款",
        argument("first", int, "How many: 200 at most, 1,000 with a token.", 20),
    )


@strawberry.type(description="What a draft covers and what it misses. 草案检查")
class DraftCheck:
    version: int = plain("The version of the graph that was asked. 版本")
    clauses: list[DraftClause] = related("Its clauses, at most 5,000. 条款")
    covered: list[Task] = related("The tasks that it covers, by number. 已覆盖任务")
    missing: list[MissingTask] = related("The tasks that it does not cover, by number. 未覆盖任务")
    warnings: list[str] = plain("What was unclear about the text. 提示")


SOURCES: Sources = {
    ("DraftTask", "task"): refer("task"),
    ("DraftMention", "entity"): refer("entity"),
    ("DraftClause", "tasks"): hold("tasks"),
    ("DraftClause", "mentions"): hold("mentions"),
    ("MissingTask", "task"): refer("task"),
    ("MissingTask", "modelClauses"): hold_first("model_clauses"),
    ("DraftCheck", "clauses"): hold("clauses"),
    ("DraftCheck", "covered"): refer("covered"),
    ("DraftCheck", "missing"): hold("missing"),
}
