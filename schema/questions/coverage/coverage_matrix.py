"""The coverage matrix: how many parties stand on many tasks, as a table of cells with its totals."""

from __future__ import annotations

from enum import StrEnum

import strawberry

from graph.dates import Period
from graph.model import Label
from queries.coverage import matrix as question
from queries.coverage.status import CoverageBasis, CoverageStatus, InheritFrom, PartyStatus
from queries.warnings import MOST_WARNINGS, Words
from schema.entities.base import AS_OF
from schema.entities.parties import Party
from schema.entities.tasks import MIN_SCORE, Task, read_min_score
from schema.fetch.sources import FieldSources, FromObject
from schema.fields import SizedBy, argument, described, needed, plain, related
from schema.questions.answer import fill, from_object, make, reference
from schema.questions.arguments import most_parties, read_inherit, read_keys_of, read_parties, read_tasks
from schema.questions.coverage.terms import PARTIES, RESOLVED, TASK_SET, TASKS, THEMES, VERSION
from schema.questions.warnings import MESSAGE_LANG, WARNINGS, QuestionWarning, read_lang, say_value, show_warnings
from schema.request.context import Call
from schema.request.selection import Arguments

MATRIX_ARGUMENTS = (
    PARTIES,
    TASKS,
    THEMES,
    AS_OF,
    MIN_SCORE,
    argument(
        "inherit",
        list[InheritFrom],
        "From which levels coverage shows as INHERITED: from all by default, from none where the list is empty. 继承",
    ),
    TASK_SET,
)

# As the statistics bureau calls its four; a region may have none, and a zone has none.
MACRO_REGIONS = {
    "EAST": Words("东部", "East"),
    "CENTRAL": Words("中部", "Central"),
    "WEST": Words("西部", "West"),
    "NORTHEAST": Words("东北", "Northeast"),
    "": Words("未划区域", "No macro-region"),
    None: Words("经济区", "Zones"),
}


@described(
    "What totals of a matrix are made by. 汇总方式",
    THEME="By the themes of the tasks. 按主题",
    MACRO_REGION="By the macro-regions of the parties; zones stand by themselves. 按区域",
)
class MatrixGroupBy(StrEnum):
    THEME = "THEME"
    MACRO_REGION = "MACRO_REGION"


@strawberry.interface(description="How often each status stands in a part of a matrix. 计数")
class StatusCounts:
    covered: int = plain("How often a party covers a task itself. 已覆盖")
    partial: int = plain("How often some members of a zone do. 部分成员覆盖")
    inherited: int = plain("How often it is covered from above alone. 上级覆盖")
    not_covered: int = plain("How often it is known not to be covered. 未覆盖")
    unknown: int = plain("How often that is not known. 未知")


@strawberry.type(description="How a party stands on a task. 单元格")
class MatrixCell:
    status: CoverageStatus = plain("How it stands. 状态")
    own: CoverageStatus = plain("What its own documents say, or a zone's members. 自身状态")
    basis: CoverageBasis | None = plain("What the status rests on; none where nothing covers the task. 依据类型")
    verified: bool = plain("Whether a source confirms a link behind the status. 已核实")
    score: float | None = plain("The best score of a link behind the status; none where there is no link. 最高分值")
    document_count: int = plain("How many documents are behind the status. 文件数")


@strawberry.type(description="How a party stands on the tasks. 行")
class MatrixRow(StatusCounts):
    party: Party = related("The party. 主体")
    cells: list[MatrixCell] = related("Its cells, in the order of `tasks`. 单元格", at_most=100)


@strawberry.type(description="How the parties stand on a task. 列")
class MatrixColumn(StatusCounts):
    task: Task = related("The task. 任务")


@strawberry.type(description="How parties stand on tasks, of one theme or one macro-region. 汇总")
class MatrixGroup(StatusCounts):
    key: str | None = plain("The theme's key or the macro-region; empty for regions that have none, none for zones. 键")
    label: str = related("What it is called. 名称", MESSAGE_LANG)


@strawberry.type(description="How parties stand on tasks, as a table. 覆盖矩阵")
class CoverageMatrix:
    version: int = plain(VERSION)
    as_of: Period = plain(RESOLVED)
    warnings: list[QuestionWarning] = related(WARNINGS, at_most=MOST_WARNINGS)
    tasks: list[Task] = related("The tasks: the columns. 任务", at_most=100)
    rows: list[MatrixRow] = related("The parties, in the order asked. 行", sized_by=SizedBy.PARTIES)
    columns: list[MatrixColumn] = related("The totals of the columns, in the order of `tasks`. 列合计", at_most=100)
    groups: list[MatrixGroup] = related(
        "The totals by theme, in the order of the tasks, or by macro-region, in that of the parties. 分组合计",
        needed("by", MatrixGroupBy, "By what. 方式"),
        at_most=20,
    )


def say_macro_region(key: str | None) -> Words:
    """Say what a macro-region is called."""
    return MACRO_REGIONS[key]


def _groups(one: object, arguments: Arguments, _context: object) -> object:
    return one.__dict__["by_theme" if arguments["by"] == MatrixGroupBy.THEME else "by_macro_region"]


SOURCES: FieldSources = {
    ("CoverageMatrix", "warnings"): from_object("warnings"),
    ("CoverageMatrix", "tasks"): reference("tasks"),
    ("CoverageMatrix", "rows"): from_object("rows"),
    ("CoverageMatrix", "columns"): from_object("columns"),
    ("CoverageMatrix", "groups"): FromObject(_groups),
    ("MatrixRow", "party"): reference("party"),
    ("MatrixRow", "cells"): from_object("cells"),
    ("MatrixColumn", "task"): reference("task"),
    ("MatrixGroup", "label"): FromObject(
        lambda one, given, _context: say_value(one.__dict__["words"], read_lang(given))
    ),
}


async def read_coverage_matrix(call: Call) -> object:
    """The statuses of all parties on all tasks asked, and their totals."""
    asked = question.MatrixAsked(
        await read_parties(call, call.day),
        call.day,
        await read_tasks(call, call.day),
        await read_keys_of(call, "themes", Label.THEME, call.day),
        read_min_score(call.arguments),
        None if call.arguments.get("inherit") is None else read_inherit(call),
        most_parties(call),
    )
    found = await question.find_coverage_matrix(call.reader, asked)
    return await fill(call, _show(found, await call.reader.version(), call.day))


def _show(found: question.CoverageMatrix, version: int, day: str) -> object:
    columns = zip(found.tasks, found.count_columns(), strict=True)
    return make(
        CoverageMatrix,
        version=version,
        as_of=Period(day, day),
        warnings=show_warnings(found.warnings),
        tasks=[(Label.TASK, task.key) for task in found.tasks],
        rows=[_show_row(row) for row in found.rows],
        columns=[make(MatrixColumn, task=(Label.TASK, task.key), **_counts(counts)) for task, counts in columns],
        by_theme=[
            make(MatrixGroup, key=key, words=found.themes[key], **_counts(counts))
            for key, counts in found.count_themes().items()
        ],
        by_macro_region=[
            make(MatrixGroup, key=key, words=say_macro_region(key), **_counts(counts))
            for key, counts in found.count_macro_regions().items()
        ],
    )


def _counts(counts: question.Counts) -> dict[str, int]:
    return {status.lower(): counts.get(status, 0) for status in CoverageStatus}


def _show_row(row: question.MatrixRow) -> object:
    cells = [_show_cell(cell) for cell in row.cells]
    return make(MatrixRow, party=row.party, cells=cells, **_counts(row.counts))


def _show_cell(cell: PartyStatus) -> object:
    return make(
        MatrixCell,
        status=cell.status,
        own=cell.own,
        basis=cell.shown.basis,
        verified=cell.shown.verified,
        score=cell.shown.score,
        document_count=len(cell.shown.documents),
    )
