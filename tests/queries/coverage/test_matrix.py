"""The matrix of statuses on both engines: it agrees with the gaps, in four engine calls."""

from __future__ import annotations

import pytest

from graph.store import Graph
from queries.coverage.gaps import GapsAsked, find_policy_gaps
from queries.coverage.matrix import MatrixAsked, find_coverage_matrix
from queries.errors import BadInput
from tests.queries.coverage.coverage_world import (
    CITY,
    EAST,
    EMPTY_ZONE,
    NATION,
    SOUTH,
    WEST,
    ZONE,
    CountingReader,
    region,
    zone,
)

pytestmark = pytest.mark.anyio
PARTIES = (region(EAST), region(WEST), region(SOUTH), region(CITY), zone(ZONE), zone(EMPTY_ZONE), region(NATION))


@pytest.mark.parametrize("day", ["1949-12-31", "2011-12-31", "2012-12-31", "2014-12-31", "2100-12-31"])
async def test_matrix_agrees_with_gaps_and_takes_four_calls(coverage_world: Graph, day: str) -> None:
    reader = CountingReader(coverage_world.reader)
    matrix = await find_coverage_matrix(reader, MatrixAsked(PARTIES, day))
    assert len(reader.calls) <= 4
    for evidence in (True, False):
        gaps = await find_policy_gaps(coverage_world.reader, GapsAsked(PARTIES, day, evidence=evidence))
        by_task = [[row.cells[at] for row in matrix.rows] for at in range(len(matrix.tasks))]
        assert by_task == [[one.found for one in gap.statuses] for gap in gaps.tasks]


async def test_cells_stand_in_the_order_of_the_tasks_asked(coverage_world: Graph) -> None:
    asked = MatrixAsked([region(EAST)], "2014-12-31", ["ws2012-4", "ws2012-1", "ws2012-4"])
    matrix = await find_coverage_matrix(coverage_world.reader, asked)
    assert [task.key for task in matrix.tasks] == ["ws2012-4", "ws2012-1"]
    assert [(cell.status, cell.shown.score, len(cell.shown.documents)) for cell in matrix.rows[0].cells] == [
        ("COVERED", 0.5, 1),
        ("COVERED", 1.0, 1),
    ]
    assert matrix.rows[0].counts == {"COVERED": 2}


async def test_unknown_task_is_refused(coverage_world: Graph) -> None:
    with pytest.raises(BadInput, match="ws2012-9") as refused:
        await find_coverage_matrix(coverage_world.reader, MatrixAsked([region(EAST)], "2014-12-31", ["ws2012-9"]))
    assert refused.value.argument == "tasks"
