"""A page of what one thing is related to: the pages make up the whole, and cost no more rows than they show."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import Label
from graph.store import Answer, Graph, Parameters, RowT, Statement
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow
from tests.schema.asking import Asker, asker_of
from tests.schema.small_graph import edge, node

pytestmark = pytest.mark.anyio

DOCUMENTS = """query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [DocumentOrder!]) {
  region(id: "310000") {
    documents(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy, asOf: "2020") {
      totalCount
      edges { cursor node { id title } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}"""
ORDERS: list[list[dict[str, str]] | None] = [
    None,
    [{"field": "ISSUED", "direction": "DESC"}],
    [{"field": "ISSUED", "direction": "ASC"}],
    [{"field": "NUMBER", "direction": "ASC"}, {"field": "TITLE", "direction": "DESC"}],
]
COUNT = 23


def build_documents() -> Batch:
    """Documents of Shanghai: some applied to it, some agreed by it, some both; some without a number or of one day."""
    nodes: list[NodeRow] = []
    edges: list[EdgeRow] = []
    for at in range(COUNT):
        number = f"沪〔2010〕{at % 5}号" if at % 3 else ""
        document = (Label.POLICY_DOCUMENT, f"d{at:02}")
        nodes.append(node(*document, f"文件{at % 4}", issued=f"20{5 + at % 7:02}-03", number=number))
        if at % 5 != 1:
            edges.append(edge("APPLIES_TO", document, (Label.REGION, "310000")))
        if at % 5 < 2:
            edges.append(edge("AGREED_BY", document, (Label.REGION, "310000")))
    return Batch("tests/documents", nodes, edges)


@pytest.fixture
async def shanghai(small_graph: Graph) -> Asker:
    await apply_batches(small_graph.writer, [build_documents()], "tests")
    return asker_of(small_graph)


async def read_page(asker: Asker, **variables: Any) -> dict[str, Any]:  # noqa: ANN401 JSON
    found: dict[str, Any] = (await asker.read(DOCUMENTS, **variables))["region"]["documents"]
    return found


def ids(page: dict[str, Any]) -> list[str]:
    return [one["node"]["id"] for one in page["edges"]]


@pytest.mark.parametrize("order", ORDERS, ids=str)
async def test_pages_make_up_the_whole_either_way(shanghai: Asker, order: list[dict[str, str]] | None) -> None:
    whole = await read_page(shanghai, first=200, orderBy=order)
    assert whole["totalCount"] == COUNT == len(set(ids(whole)))
    forward: list[str] = []
    after = None
    while True:
        page = await read_page(shanghai, first=6, after=after, orderBy=order)
        forward += ids(page)
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    backward: list[str] = []
    before = None
    while True:
        page = await read_page(shanghai, last=6, before=before, orderBy=order)
        backward = ids(page) + backward
        assert page["pageInfo"]["hasNextPage"] == (before is not None)
        before = page["pageInfo"]["startCursor"]
        if not page["pageInfo"]["hasPreviousPage"]:
            break
    assert forward == backward == ids(whole)


async def test_page_between_two_cursors(shanghai: Asker) -> None:
    whole = await read_page(shanghai, first=200, orderBy=ORDERS[1])
    cursors = [one["cursor"] for one in whole["edges"]]
    between = await read_page(shanghai, first=20, after=cursors[3], before=cursors[9], orderBy=ORDERS[1])
    assert ids(between) == ids(whole)[4:9]


async def test_cursor_that_holds_another_key_is_refused(shanghai: Asker) -> None:
    other = await shanghai.read('{ region(id: "310000") { documents(first: 1) { pageInfo { endCursor } } } }')
    cursor = other["region"]["documents"]["pageInfo"]["endCursor"]
    answer = await shanghai.ask(DOCUMENTS, after=cursor, orderBy=ORDERS[1])
    assert answer["errors"][0]["extensions"]["argument"] == "after"


async def test_page_costs_its_own_rows_and_a_count(shanghai: Asker) -> None:
    rows: dict[str, int] = {}
    graph = shanghai.graph
    answer = graph.answer

    async def count(question: Statement[RowT], parameters: Parameters) -> Answer[RowT]:
        found = await answer(question, parameters)
        rows[question.name] = len(found.rows)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph, "answer", count)
        assert len(ids(await read_page(shanghai, first=4))) == 4
    # Two ways to a document, applied and agreed, each with one row more than the page.
    assert rows["page of documents of a party of Region"] <= 2 * 5
    assert len(rows) == 3
    assert "count of documents of a party of Region" in rows


async def test_count_alone_reads_no_page(shanghai: Asker) -> None:
    shanghai.graph.asked.clear()
    data = await shanghai.read('{ region(id: "310000") { documents(asOf: "2020") { totalCount } } }')
    assert data["region"]["documents"]["totalCount"] == COUNT
    assert not [name for name in shanghai.graph.asked if name.startswith("page")]
