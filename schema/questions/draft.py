"""A draft that somebody checks: its clauses with what they cover and name, and what it misses."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry

from graph.model import Label
from loaders.document import Clause, Mention, TaskMatch
from loaders.errors import DocumentError
from queries.coverage.draft import DraftAsked, DraftCoverage, DraftLink, find_draft_coverage
from queries.coverage.subjects import DEFAULT_SCORE
from queries.errors import BadInput
from queries.paging import DEFAULT_FIRST
from schema.entities.base import Entity
from schema.entities.coverage import MOST_EVIDENCE, Evidence
from schema.entities.enums import EntityKind
from schema.entities.tasks import Task
from schema.fetch.sources import FieldSources
from schema.fields import SizedBy, argument, needed, plain, related
from schema.questions.answer import fill, first_of, from_object, make, reference
from schema.questions.arguments import read_first
from schema.questions.coverage.policy_gaps import ModelClause, show_model
from schema.request.context import Call
from schema.request.ids import PARTIES, resolve_one
from schema.request.ports import Analysed

DRAFT_ARGUMENTS = (
    needed("text", str, "The text of the draft; nothing of it is stored. 文本"),
    argument("territory", strawberry.ID, "For which region or zone it is; by default as the text says. 地域"),
)
MOST_CLAUSES = 5_000


@strawberry.type(description="A task that a clause of a draft covers. 覆盖任务")
class DraftTask:
    task: Task = related("The task. 任务")
    score: float = plain("How sure it is, from 0 to 1. 分值")
    method: str = plain("How it was found. 方法")
    evidence: list[Evidence] = plain("The phrases that made it, {end}. 依据", at_most=MOST_EVIDENCE)


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
    tasks: list[DraftTask] = related("The tasks that it covers, best first. 覆盖任务", at_most=100)
    mentions: list[DraftMention] = related("What it names, in the order of the text. 提及", sized_by=SizedBy.MENTIONS)


@strawberry.type(description="A task that a draft does not cover. 未覆盖任务")
class MissingTask:
    task: Task = related("The task. 任务")
    model_clauses: list[ModelClause] = related(
        "Clauses of others that cover it, the nearest parties' first. 可借鉴条款",
        argument("first", int, "How many: 200 at most, 1,000 with a token.", DEFAULT_FIRST),
    )


@strawberry.type(description="What a draft covers and what it misses. 草案检查")
class DraftCheck:
    version: int = plain("The version of the graph that was asked. 版本")
    clauses: list[DraftClause] = related("Its clauses, {end}. 条款", at_most=MOST_CLAUSES, sized_by=SizedBy.CLAUSES)
    covered: list[Task] = related("The tasks that it covers, by number. 已覆盖任务", at_most=100)
    missing: list[MissingTask] = related("The tasks that it does not cover, by number. 未覆盖任务", at_most=100)
    warnings: list[str] = plain("What was unclear about the text. 提示")


SOURCES: FieldSources = {
    ("DraftTask", "task"): reference("task"),
    ("DraftMention", "entity"): reference("entity"),
    ("DraftClause", "tasks"): from_object("tasks"),
    ("DraftClause", "mentions"): from_object("mentions"),
    ("MissingTask", "task"): reference("task"),
    ("MissingTask", "modelClauses"): first_of("model_clauses"),
    ("DraftCheck", "clauses"): from_object("clauses"),
    ("DraftCheck", "covered"): reference("covered"),
    ("DraftCheck", "missing"): from_object("missing"),
}


MOST_BYTES = 200_000  # As UTF-8.


async def check_draft(call: Call) -> object:
    """The clauses of a pasted text, the tasks that they cover, and whose clauses could be borrowed for the rest."""
    if call.context.pipeline is None:
        raise BadInput("Drafts are not checked here.", "text")
    given = call.arguments.get("territory")
    territory = None
    if isinstance(given, str):
        territory = (await resolve_one(call.context, given, PARTIES, "territory", call.day)).reference
    text = str(call.arguments["text"])
    if len(text.encode()) > MOST_BYTES:
        raise BadInput(f"`text`: {len(text.encode()):,} bytes are more than {MOST_BYTES:,}; load it instead.", "text")
    try:
        analysed = await call.context.pipeline.analyse(text, territory)
    except DocumentError as error:
        raise BadInput(f"`text`: {error}.", "text") from error
    links = [DraftLink(match.task_id, match.score) for matches in analysed.tasks for match in matches]
    asked = DraftAsked(territory, call.day, _most_models(call))
    coverage = await find_draft_coverage(call.reader, links, asked)
    return await fill(call, _show(analysed, coverage, await call.reader.version()))


def _most_models(call: Call) -> int:
    """The longest `first` under which models are selected; 0 where they are not."""
    missing = [one for one in call.selected.selection.fields_of("DraftCheck").values() if one.name == "missing"]
    fields = [one for each in missing for one in each.selection.fields_of("MissingTask").values()]
    models = [one for one in fields if one.name == "modelClauses"]
    return max((read_first(call.context.arguments(one), call.context) for one in models), default=0)


def _show(analysed: Analysed, coverage: DraftCoverage, version: int) -> object:
    each = zip(analysed.document.clauses[:MOST_CLAUSES], analysed.tasks, analysed.mentions, strict=False)
    missing = [
        make(
            MissingTask,
            task=(Label.TASK, one.task.key),
            model_clauses=[show_model(model) for model in one.models],
        )
        for one in coverage.missing
    ]
    return make(
        DraftCheck,
        version=version,
        clauses=[_show_clause(clause, tasks, mentions) for clause, tasks, mentions in each],
        covered=[(Label.TASK, task.key) for task in coverage.covered],
        missing=missing,
        warnings=list(analysed.notes),
    )


def _show_clause(clause: Clause, tasks: Sequence[TaskMatch], mentions: Sequence[Mention]) -> object:
    return make(
        DraftClause,
        path=clause.path,
        heading=clause.heading or None,
        text=clause.text,
        start=clause.start,
        end=clause.end,
        tasks=[_show_task(match) for match in tasks if match.score >= DEFAULT_SCORE],
        mentions=[_show_mention(mention) for mention in mentions],
    )


def _show_task(match: TaskMatch) -> object:
    phrases = match.evidence[:MOST_EVIDENCE]
    return make(
        DraftTask,
        task=(Label.TASK, match.task_id),
        score=match.score,
        method=match.method,
        evidence=[make(Evidence, text=one.text, start=one.start, end=one.end) for one in phrases],
    )


def _show_mention(mention: Mention) -> object:
    return make(
        DraftMention,
        text=mention.text,
        start=mention.start,
        end=mention.end,
        kind=mention.kind.name,
        score=mention.score,
        resolved_name=mention.name,
        derived=mention.derived,
        entity=(mention.kind, mention.entity_id) if mention.entity_id else None,
    )
