"""A document of the nation, whatever it covers, never changes a kind unless NATION is named; on both engines."""

from __future__ import annotations

import pytest

from graph.store import Graph
from graph.writing.batch import Batch
from queries.coverage.gaps import GapsAsked, find_policy_gaps
from queries.coverage.status import InheritFrom
from tests.queries.coverage.coverage_world import (
    CITY,
    EAST,
    NATION,
    SOUTH,
    TASK_1,
    TASK_2,
    TASK_3,
    TASK_4,
    WEST,
    ZONE,
    covers,
    document,
    load_world,
    region,
    zone,
)

pytestmark = pytest.mark.anyio
PARTIES = (region(EAST), region(WEST), region(SOUTH), region(CITY), zone(ZONE))
LEVELS = [(), (InheritFrom.ZONE,), (InheritFrom.ZONE, InheritFrom.PROVINCE)]


async def read_kinds(graph: Graph, inherit: tuple[InheritFrom, ...]) -> list[tuple[str, ...]]:
    gaps = await find_policy_gaps(graph.reader, GapsAsked(PARTIES, "2014-12-31", inherit=frozenset(inherit)))
    return [(gap.kind, *gap.decision.possible, *(party[1] for party in gap.decision.decided_by)) for gap in gaps.tasks]


async def test_document_of_the_nation_changes_a_kind_only_where_the_nation_is_named(graph: Graph) -> None:
    await load_world(graph)
    before = [await read_kinds(graph, inherit) for inherit in LEVELS]
    law = Batch("tests/law")
    document(law, "everything", region(NATION), held="PART", examined=True)
    for task in (TASK_1, TASK_2, TASK_3, TASK_4):
        covers(law, f"everything#{task}", task)
    await load_world(graph, law)
    assert [await read_kinds(graph, inherit) for inherit in LEVELS] == before
    named = await read_kinds(graph, (InheritFrom.NATION,))
    # The zone alone inherits nothing: of it alone hangs what becomes of a task.
    assert named == [
        ("UNDETERMINED", "ONE_SIDED", "COMMON_GROUND", ZONE),
        ("UNDETERMINED", "COMMON_GROUND", ZONE),
        ("COMMON_GROUND",),
        ("UNDETERMINED", "ONE_SIDED", "COMMON_GROUND", ZONE),
    ]
