"""Which tasks a draft covers, and whose clauses it is offered for the rest."""

from __future__ import annotations

import pytest

from graph.store import Graph
from queries.coverage.draft import DraftAsked, DraftLink, find_draft_coverage, split_tasks
from queries.coverage.subjects import TaskKey
from queries.errors import BadInput
from tests.queries.coverage.coverage_world import TASK_1, TASK_2, TASK_4, WEST, CountingReader, region

TASKS = [TaskKey("t1", 1, "h"), TaskKey("t2", 2, "h"), TaskKey("t3", 3, "h")]


def test_task_is_covered_from_the_score_that_counts() -> None:
    covered, missing = split_tasks(TASKS, [DraftLink("t2", 0.5), DraftLink("t1", 0.49), DraftLink("t2", 0.9)])
    assert [task.key for task in covered] == ["t2"]
    assert [task.key for task in missing] == ["t1", "t3"]


@pytest.mark.anyio
async def test_draft_is_offered_clauses_for_what_it_misses(coverage_world: Graph) -> None:
    reader = CountingReader(coverage_world.reader)
    found = await find_draft_coverage(reader, [DraftLink(TASK_2, 0.8)], DraftAsked(region(WEST), "2014-12-31", 1))
    assert [task.key for task in found.covered] == [TASK_2]
    assert {one.task.key: [model.clause for model in one.models] for one in found.missing} == {
        TASK_1: ["east-rules#1"],
        "ws2012-3": ["zone-plan#1"],
        TASK_4: ["nation-law#5"],
    }
    assert len(reader.calls) == 5


@pytest.mark.anyio
async def test_draft_without_territory_is_offered_regions_then_zones_then_the_nation(coverage_world: Graph) -> None:
    found = await find_draft_coverage(coverage_world.reader, [], DraftAsked(None, "2014-12-31"))
    assert [model.clause for model in found.missing[0].models] == ["east-rules#1", "east-rules#2", "south-loaded#1"]
    assert len(found.missing) == 4


@pytest.mark.anyio
async def test_unknown_territory_is_refused(coverage_world: Graph) -> None:
    with pytest.raises(BadInput):
        await find_draft_coverage(coverage_world.reader, [], DraftAsked(region("999999"), "2014-12-31"))
