"""What the seed knows of coverage in 2016: cells worked out by hand from what readers found, on each engine."""

from __future__ import annotations

import pytest

from graph.model import Label
from graph.store import Graph
from queries.coverage.gaps import GapsAsked, find_policy_gaps
from queries.coverage.links import read_documents
from queries.coverage.matrix import MatrixAsked, find_coverage_matrix

pytestmark = pytest.mark.anyio
CHONGQING, SHANGHAI, ZHEJIANG = ((Label.REGION, key) for key in ("500000", "310000", "330000"))
SHANDONG, HENAN, BEIJING = ((Label.REGION, key) for key in ("370000", "410000", "110000"))
PARTIES = (CHONGQING, SHANGHAI, ZHEJIANG, SHANDONG, HENAN, BEIJING)
NATION = (Label.REGION, "100000")
DAY = "2016-12-31"


async def test_every_one_of_the_six_has_an_examined_document(seeded: Graph) -> None:
    documents = await read_documents(seeded.reader, PARTIES, DAY)
    for party in PARTIES:
        assert any(row.dated and row.examined for row in documents[party].values()), party


async def test_cells_are_those_worked_out_by_hand(seeded: Graph) -> None:
    matrix = await find_coverage_matrix(seeded.reader, MatrixAsked(PARTIES, DAY))
    cells = {
        (row.party, task.number): (cell.status, cell.shown.score, cell.shown.documents)
        for row in matrix.rows
        for task, cell in zip(matrix.tasks, row.cells, strict=True)
    }
    # 第二十三条: both readers, neither of them sure.
    assert cells[CHONGQING, 1] == ("COVERED", 0.8, ("law-cq",))
    # Both readers are sure of 第十二条 of the patent law; another law of Zhejiang and its work points of 2016 join it.
    assert cells[ZHEJIANG, 29] == ("COVERED", 1.0, ("law-zj", "zhejiang-science-2011", "zj-2016"))
    # One reader saw it in part in three articles.
    assert cells[SHANDONG, 16] == ("COVERED", 0.5, ("law-sd",))
    # Nothing in Shanghai's regulation, nothing above it, and the agreement of the delta is of 2018.
    assert cells[SHANGHAI, 1] == ("NOT_COVERED", None, ())
    # Only the nation's documents speak of trials; readers found nothing in Henan's.
    assert cells[HENAN, 17][0] == "INHERITED"
    statuses = {status for status, _, _ in cells.values()}
    assert {"COVERED", "INHERITED", "NOT_COVERED"} <= statuses


async def test_gaps_of_the_six_are_of_several_kinds(seeded: Graph) -> None:
    gaps = await find_policy_gaps(seeded.reader, GapsAsked(PARTIES, DAY))
    kinds = {gap.task.number: gap.kind for gap in gaps.tasks}
    # All six laws have it: 5 somewhere, 25 nowhere.
    assert kinds[5] == "COMMON_GROUND"
    assert kinds[25] == "SHARED_GAP"
    assert kinds[1] == "ONE_SIDED"


@pytest.mark.parametrize(
    ("party", "document", "within", "outside"),
    [
        (NATION, "work-points-2012", "2012-12-31", "2013-01-01"),  # 2012年
        (NATION, "plan-125", "2015-12-31", "2016-01-01"),  # “十二五”
        (NATION, "nips-2008", "2021-09-21", "2021-09-22"),  # superseded
        (NATION, "demo-rule-2011", "2013-12-31", "2014-01-01"),  # superseded in a year that has no day
        (SHANGHAI, "law-sh-patent", "2002-07-01", "2002-06-30"),  # known by the day that it came into force
        (ZHEJIANG, "law-zj", "2016-01-01", "2015-12-31"),  # issued before it came into force
    ],
)
async def test_document_is_in_force_for_its_time(
    seeded: Graph, party: tuple[Label, str], document: str, within: str, outside: str
) -> None:
    assert document in (await read_documents(seeded.reader, [party], within))[party]
    assert document not in (await read_documents(seeded.reader, [party], outside)).get(party, {})


async def test_undated_documents_count_as_undated(seeded: Graph) -> None:
    documents = await read_documents(seeded.reader, [CHONGQING, NATION], DAY)
    assert [key for key, row in documents[CHONGQING].items() if not row.dated] == ["ag2-12-alliance", "cq-strong"]
    assert {key for key, row in documents[NATION].items() if not row.dated} == {"copyright-demo-rule", "svc-cluster"}
