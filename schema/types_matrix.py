"""The coverage matrix: how many parties stand on many tasks, as a table of cells."""

from __future__ import annotations

import strawberry

from graph.dates import Period
from queries.coverage_status import CoverageStatus
from schema.fields import argument, plain, related
from schema.results import hold, refer
from schema.shapes import Sources
from schema.types_base import AS_OF
from schema.types_gaps import PARTIES, RESOLVED, VERSION, WARNINGS
from schema.types_places import Party
from schema.types_tasks import Task

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
    cells: list[MatrixCell] = related("Its cells, in the order of `tasks`. 单元格")


@strawberry.type(description="How parties stand on tasks, as a table; links count from the score 0.5. 覆盖矩阵")
class CoverageMatrix:
    version: int = plain(VERSION)
    as_of: Period = plain(RESOLVED)
    warnings: list[str] = plain(WARNINGS)
    tasks: list[Task] = related("The tasks: the columns. 任务")
    rows: list[MatrixRow] = related("The parties, in the order asked. 行")


SOURCES: Sources = {
    ("CoverageMatrix", "tasks"): refer("tasks"),
    ("CoverageMatrix", "rows"): hold("rows"),
    ("MatrixRow", "party"): refer("party"),
    ("MatrixRow", "cells"): hold("cells"),
}
