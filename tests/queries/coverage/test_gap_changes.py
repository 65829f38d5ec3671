"""What became of gaps between two days, on both engines."""

from __future__ import annotations

import pytest

from graph.store import Graph
from graph.writing.batch import Batch
from queries.coverage.gap_changes import ChangesAsked, DocumentChange, find_gap_changes
from queries.errors import BadInput
from tests.queries.coverage.coverage_world import (
    CITY,
    EAST,
    TASK_2,
    TASK_3,
    TASK_4,
    WEST,
    ZONE,
    CountingReader,
    covers,
    document,
    load_world,
    region,
    zone,
)

pytestmark = pytest.mark.anyio
PARTIES = (region(EAST), region(CITY), zone(ZONE))


async def test_changed_tasks_say_what_changed_and_which_documents_did_it(coverage_world: Graph) -> None:
    reader = CountingReader(coverage_world.reader)
    found = await find_gap_changes(reader, ChangesAsked(PARTIES, "2011-12-31", "2014-12-31"))
    changes = {
        change.task.key: [(pair.before.party[1], pair.before.status, pair.after.status) for pair in change.statuses]
        for change in found.tasks
    }
    assert changes == {
        "ws2012-1": [(CITY, "UNKNOWN", "NOT_COVERED")],
        TASK_2: [(CITY, "UNKNOWN", "COVERED"), (ZONE, "UNKNOWN", "PARTIAL")],
        TASK_3: [(CITY, "UNKNOWN", "INHERITED"), (ZONE, "UNKNOWN", "COVERED")],
        # What the nation covers hides nothing: that the city's own plan does not cover it is new.
        TASK_4: [(CITY, "INHERITED", "INHERITED")],
    }
    assert [one.statuses[0].after.own for one in found.tasks if one.task.key == TASK_4] == ["NOT_COVERED"]
    assert [(change.kind_before, change.kind_after) for change in found.tasks] == [
        ("UNDETERMINED", "ONE_SIDED"),
        ("UNDETERMINED", "ONE_SIDED"),
        ("UNDETERMINED", "ONE_SIDED"),
        ("UNDETERMINED", "ONE_SIDED"),
    ]
    assert (found.tasks[1].came, found.tasks[1].lapsed) == (("city-plan",), ())
    assert found.unchanged == 0
    assert found.came == (
        DocumentChange("city-plan", (region(CITY), zone(ZONE))),
        DocumentChange("zone-plan", (region(CITY), zone(ZONE))),
    )
    assert not found.lapsed
    assert len(reader.calls) == 8


async def test_lapsed_document_reopens_what_it_covered(coverage_world: Graph) -> None:
    found = await find_gap_changes(
        coverage_world.reader, ChangesAsked((zone(ZONE),), "2014-12-31", "2016-12-31", ["ws2012-2"])
    )
    assert [(change.task.key, change.lapsed) for change in found.tasks] == [(TASK_3, ("zone-plan",))]
    assert [change.document for change in found.lapsed] == ["zone-plan"]


async def test_document_from_above_that_an_own_one_outranks_has_not_lapsed(graph: Graph) -> None:
    later = Batch("tests/later")
    document(later, "city-later", region(CITY), issued="2014-06")
    covers(later, "city-later#1", TASK_3)
    await load_world(graph, later)
    (change,) = (
        await find_gap_changes(graph.reader, ChangesAsked((region(CITY),), "2013-12-31", "2014-12-31", ["ws2012-2"]))
    ).tasks
    assert [(one.before.status, one.after.status) for one in change.statuses] == [("INHERITED", "COVERED")]
    assert (change.came, change.lapsed) == (("city-later",), ())


async def test_nothing_changes_within_a_day(coverage_world: Graph) -> None:
    found = await find_gap_changes(coverage_world.reader, ChangesAsked((region(WEST),), "2014-12-31", "2014-12-31"))
    assert (found.tasks, found.unchanged, found.came, found.lapsed) == ((), 4, (), ())
    assert TASK_4 not in {change.task.key for change in found.tasks}


async def test_days_in_the_wrong_order_are_refused(graph: Graph) -> None:
    with pytest.raises(BadInput) as refused:
        await find_gap_changes(graph.reader, ChangesAsked(PARTIES, "2014-12-31", "2011-12-31"))
    assert refused.value.argument == "from"
