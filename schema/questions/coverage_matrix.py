"""The coverage matrix: how many parties stand on many tasks, as a table of cells."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from graph.model import Label
from queries.coverage import matrix as question
from queries.coverage.status import CoverageStatus, PartyStatus
from queries.warnings import MOST_WARNINGS
from schema.entities.base import AS_OF
from schema.entities.parties import Party
from schema.entities.tasks import Task
from schema.fetch.sources import FieldSources
from schema.fields import SizedBy, argument, plain, related
from schema.questions.answer import fill, from_object, make, reference
from schema.questions.arguments import most_parties, read_keys_of, read_parties
from schema.questions.policy_gaps import PARTIES, RESOLVED, VERSION
from schema.questions.warnings import WARNINGS, QuestionWarning, show_warnings
from schema.request.context import Call

MATRIX_ARGUMENTS = (
    PARTIES,
    argument("tasks", list[strawberry.ID], "The tasks, in this order; all by number by default. 任务"),
    AS_OF,
)


@strawberry.type(description="How a party stands on a task. 单元格")
class MatrixCell:
    status: CoverageStatus = plain("How it stands. 状态")
    score: float | None = plain("The best score of a link behind the status; none where there is no link. 最高分值")
    document_count: int = plain("How many documents are behind the status. 文件数")


@strawberry.type(description="How a party stands on the tasks. 行")
class MatrixRow:
    party: Party = related("The party. 主体")
    covered: int = plain("How many tasks it covers. 已覆盖")
    partial: int = plain("How many its members cover in part. 部分成员覆盖")
    inherited: int = plain("How many are covered from above alone. 上级覆盖")
    not_covered: int = plain("How many it is known not to cover. 未覆盖")
    unknown: int = plain("Of how many nothing is known. 未知")
    cells: list[MatrixCell] = related("Its cells, in the order of `tasks`. 单元格", at_most=100)


@strawberry.type(description="How parties stand on tasks, as a table; links count from the score 0.5. 覆盖矩阵")
class CoverageMatrix:
    version: int = plain(VERSION)
    as_of: Period = plain(RESOLVED)
    warnings: list[QuestionWarning] = related(WARNINGS, at_most=MOST_WARNINGS)
    tasks: list[Task] = related("The tasks: the columns. 任务", at_most=100)
    rows: list[MatrixRow] = related("The parties, in the order asked. 行", sized_by=SizedBy.PARTIES)


SOURCES: FieldSources = {
    ("CoverageMatrix", "warnings"): from_object("warnings"),
    ("CoverageMatrix", "tasks"): reference("tasks"),
    ("CoverageMatrix", "rows"): from_object("rows"),
    ("MatrixRow", "party"): reference("party"),
    ("MatrixRow", "cells"): from_object("cells"),
}


async def read_coverage_matrix(call: Call) -> object:
    """The statuses of all parties on all tasks asked."""
    parties = await read_parties(call, call.day)
    tasks = await read_keys_of(call, "tasks", Label.TASK, call.day)
    found = await question.find_coverage_matrix(call.reader, parties, tasks, call.day, most_parties(call))
    return await fill(
        call,
        make(
            CoverageMatrix,
            version=await call.reader.version(),
            as_of=Period(call.day, call.day),
            warnings=show_warnings(found.warnings),
            tasks=[(Label.TASK, task.key) for task in found.tasks],
            rows=[_show_row(row) for row in found.rows],
        ),
    )


def _show_row(row: question.MatrixRow) -> object:
    counts = {status.lower(): row.counts.get(status, 0) for status in CoverageStatus}
    return make(MatrixRow, party=row.party, cells=[_show_cell(cell) for cell in row.cells], **counts)


def _show_cell(cell: PartyStatus) -> object:
    return make(MatrixCell, status=cell.status, score=cell.score, document_count=len(cell.documents))
