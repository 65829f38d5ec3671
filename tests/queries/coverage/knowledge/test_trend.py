"""Coverage year by year on both engines: each point is what the matrix says, each day one on which it changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from graph.store import Graph
from graph.writing.batch import Batch
from queries.coverage.knowledge.trend import MOST_POINTS, MOST_YEARS, TrendAsked, find_coverage_trend
from queries.coverage.matrix import CoverageMatrix, MatrixAsked, find_coverage_matrix
from queries.coverage.status import CoverageBasis
from queries.errors import BadInput
from tests.queries.coverage.coverage_world import (
    CITY,
    EAST,
    EMPTY_ZONE,
    NATION,
    SOUTH,
    TASK_1,
    TASK_4,
    WEST,
    ZONE,
    CountingReader,
    covers,
    document,
    edge,
    load_world,
    region,
    zone,
)

pytestmark = pytest.mark.anyio
PARTIES = (region(EAST), region(WEST), region(SOUTH), region(CITY), zone(ZONE), zone(EMPTY_ZONE), region(NATION))


def build_more() -> Batch:
    """A document known to the day, one that lapses within a year, and a membership that ends."""
    batch = Batch("tests/more")
    document(batch, "city-day", region(CITY), issued="2012-05-06", inForceUntil="2012-09-30")
    covers(batch, "city-day#title", TASK_1, 0.5, "curated-title")
    document(batch, "empty-plan", zone(EMPTY_ZONE), issued="2013-03")
    covers(batch, "empty-plan#1", TASK_4)
    batch.edges.append(edge("INCLUDES", zone(EMPTY_ZONE), region(CITY), since="2012-07-01", until="2013-06-30"))
    return batch


async def read_matrix(graph: Graph, day: str) -> CoverageMatrix:
    return await find_coverage_matrix(graph.reader, MatrixAsked(PARTIES, day))


async def test_points_are_what_the_matrix_says_at_the_end_of_the_year(graph: Graph) -> None:
    await load_world(graph, build_more())
    reader = CountingReader(graph.reader)
    trend = await find_coverage_trend(reader, TrendAsked(PARTIES, 2007, 2017))
    assert len(reader.calls) == 4
    assert [party for party, _ in trend.rows] == list(PARTIES)
    for year in range(2007, 2018):
        matrix = await read_matrix(graph, f"{year}-12-31")
        for (_, points), row in zip(trend.rows, matrix.rows, strict=True):
            point = points[year - 2007]
            assert (point.year, dict(point.counts)) == (year, dict(row.counts))
            assert point.title_only == sum(cell.shown.basis is CoverageBasis.TITLE for cell in row.cells)


async def test_days_are_those_on_which_the_matrix_changed(graph: Graph) -> None:
    await load_world(graph, build_more())
    trend = await find_coverage_trend(graph.reader, TrendAsked(PARTIES, 2012, 2013))
    changed = []
    before = await read_matrix(graph, "2011-12-31")
    for at in range(366 + 365):
        day = (date(2012, 1, 1) + timedelta(days=at)).isoformat()
        # What can change does so on these days and the days after them; a look at the others would only take time.
        if day[8:] not in ("01", "02", "06", "07"):
            continue
        now = await read_matrix(graph, day)
        if [[(c.own, c.status) for c in row.cells] for row in now.rows] != [
            [(c.own, c.status) for c in row.cells] for row in before.rows
        ]:
            changed.append(day)
        before = now
    assert trend.days == tuple(changed)
    assert {"2012-05-06", "2012-10-01", "2013-03-01", "2013-07-01"} <= set(trend.days)


async def test_themes_leave_the_other_tasks_out(graph: Graph) -> None:
    await load_world(graph)
    trend = await find_coverage_trend(graph.reader, TrendAsked((region(EAST),), 2014, 2014, ["ws2012-2"]))
    ((_, (point,)),) = trend.rows
    assert sum(point.counts.values()) == 2


async def test_zone_of_one_member_is_covered_in_part_once_that_covers(graph: Graph) -> None:
    await load_world(graph)
    trend = await find_coverage_trend(graph.reader, TrendAsked((zone(ZONE),), 2011, 2014))
    ((_, points),) = trend.rows
    assert [point.counts.get("PARTIAL", 0) for point in points] == [0, 0, 1, 1]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("first", "last", "parties", "argument"),
    [
        (2014, 2013, (region(EAST),), "from"),
        (1900, 2099, (region(EAST),), "from"),
        (2014, 2014 + MOST_YEARS, (region(EAST),), "from"),
        (0, 5, (region(EAST),), "from"),
        (9990, 9999, (region(EAST),), "from"),
        (2014, 2014, (), "parties"),
        (2000, 2099, tuple(region(str(at)) for at in range(MOST_POINTS // 100 + 1)), "parties"),
    ],
)
async def test_bad_years_are_refused(
    graph: Graph, first: int, last: int, parties: tuple[tuple[object, str], ...], argument: str
) -> None:
    with pytest.raises(BadInput) as refused:
        await find_coverage_trend(graph.reader, TrendAsked(parties, first, last, most_parties=1_000))  # type: ignore[arg-type]
    assert refused.value.argument == argument
