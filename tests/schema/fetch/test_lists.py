"""Lists of all nodes of a kind: filters, orders, pages forwards and backwards, cursors that stay right."""

from __future__ import annotations

import base64
from random import Random
from typing import Any

import orjson
import pytest

from graph.model import Label
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from queries import changes
from queries.nodes.lists import Term
from queries.nodes.sorted_keys import SortedKeys
from tests.schema.asking import Asker, asker_of
from tests.schema.small_graph import node

pytestmark = pytest.mark.anyio

PAGE = """query ($first: Int, $after: String, $last: Int, $before: String, $filter: DocumentFilter,
    $orderBy: [DocumentOrder!]) {
  documents(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    totalCount edges { cursor node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
BY_DATE = [{"field": "ISSUED", "direction": "DESC"}]


def numbers(documents: Any) -> str:  # noqa: ANN401 JSON
    return "".join(edge["node"]["number"] for edge in documents["edges"])


@pytest.fixture(params=["engine", "catalogue"])
async def lists(graph: Graph, request: pytest.FixtureRequest) -> Asker:
    """Ten documents, numbered by id: the even ones issued in one month, the odd ones in years, the last two undated."""
    rows = [node(Label.SOURCE, "gazette", "公报")]
    for at in range(10):
        dated = {} if at in (8, 9) else {"issued": "2012-03" if at % 2 == 0 else f"200{at}"}
        kind = "PLAN" if at < 5 else "LAW"
        rows.append(
            node(Label.POLICY_DOCUMENT, f"d{at}", f"文件{at}", verified=at != 3, number=str(at), kind=kind, **dated)
        )
    await apply_batches(graph.writer, [Batch("tests/lists", rows)], "tests")
    asker = asker_of(graph)
    if request.param == "catalogue":
        asker.answers.catalogue = SortedKeys(asker.graph)
    return asker


async def page(lists: Asker, **given: object) -> Any:  # noqa: ANN401 JSON
    return (await lists.read(PAGE, **given))["documents"]


ORDERS = {
    "0123456789": None,
    "0246753189": BY_DATE,
    "1357024689": [{"field": "ISSUED"}],
    "9876543210": [{"field": "NUMBER", "direction": "DESC"}],
}


@pytest.mark.parametrize(("whole", "order"), ORDERS.items())
@pytest.mark.parametrize("size", [1, 3, 4, 10])
async def test_pages_follow_one_another_without_gap_or_repeat(
    lists: Asker, whole: str, order: object, size: int
) -> None:
    seen, after = "", None
    while True:
        one = await page(lists, first=size, after=after, orderBy=order)
        seen += numbers(one)
        assert one["totalCount"] == 10
        assert one["pageInfo"]["hasPreviousPage"] == (after is not None)
        after = one["pageInfo"]["endCursor"]
        if not one["pageInfo"]["hasNextPage"]:
            break
    assert seen == whole


@pytest.mark.parametrize(("whole", "order"), ORDERS.items())
@pytest.mark.parametrize("size", [1, 3, 4, 10])
async def test_pages_go_backwards(lists: Asker, whole: str, order: object, size: int) -> None:
    seen, before = "", None
    while True:
        one = await page(lists, last=size, before=before, orderBy=order)
        seen = numbers(one) + seen
        assert one["pageInfo"]["hasNextPage"] == (before is not None)
        before = one["pageInfo"]["startCursor"]
        if not one["pageInfo"]["hasPreviousPage"]:
            break
    assert seen == whole


async def test_page_lies_between_two_cursors(lists: Asker) -> None:
    cursors = [edge["cursor"] for edge in (await page(lists, orderBy=BY_DATE))["edges"]]
    for one in range(10):
        for other in range(one + 1, 10):
            between = await page(lists, first=20, after=cursors[one], before=cursors[other], orderBy=BY_DATE)
            assert numbers(between) == "0246753189"[one + 1 : other]


async def test_page_stays_right_while_rows_come_in_before_it(lists: Asker) -> None:
    first = await page(lists, first=4)
    added = Batch("tests/added", [node(Label.POLICY_DOCUMENT, "d00", "文件00", number="x")])
    await apply_batches(lists.graph.writer, [added], "tests")
    second = await page(lists, first=4, after=first["pageInfo"]["endCursor"])
    assert numbers(first) + numbers(second) == "01234567"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"kind": {"eq": "PLAN"}}, "01234"),
        ({"number": {"in": ["1", "3"]}}, "13"),
        ({"title": {"contains": "件7"}}, "7"),
        ({"title": {"contains": ""}}, "0123456789"),
        ({"not": {"title": {"contains": ""}}}, ""),
        ({"issued": {"gte": "2007", "lt": "2012"}}, "7"),
        ({"issued": {"eq": "2012"}}, "0246"),
        ({"issued": {"eq": "2012-03-01"}}, ""),
        ({"verified": False}, "3"),
        ({"or": [{"number": {"eq": "1"}}, {"and": [{"kind": {"eq": "LAW"}}, {"issued": {"lt": "2008"}}]}]}, "157"),
        ({"not": {"issued": {"gte": "2005"}}}, "1389"),
        ({"number": {"in": []}}, ""),
        ({"or": []}, ""),
        ({"kind": None}, "0123456789"),
    ],
)
async def test_filter_keeps_what_passes(lists: Asker, given: object, expected: str) -> None:
    found = await page(lists, filter=given)
    assert numbers(found) == expected
    assert found["totalCount"] == len(expected)


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"first": 201}, "first"),
        ({"first": -1}, "first"),
        ({"last": 201}, "last"),
        ({"first": 1, "last": 1}, "last"),
        ({"after": "nonsense"}, "after"),
        ({"before": "W10"}, "before"),
    ],
)
async def test_page_that_cannot_be_is_refused(lists: Asker, given: dict[str, Any], argument: str) -> None:
    answer = await lists.ask(PAGE, **given)
    assert answer["data"] == {"documents": None}
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert answer["errors"][0]["extensions"]["argument"] == argument


async def test_cursor_of_another_order_or_filter_is_refused(lists: Asker) -> None:
    cursor = (await page(lists, first=2))["pageInfo"]["endCursor"]
    for other in ({"orderBy": BY_DATE}, {"filter": {"kind": {"eq": "LAW"}}}):
        answer = await lists.ask(PAGE, after=cursor, **other)
        assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "after", "candidates": []}


async def test_forged_cursor_is_refused(lists: Asker) -> None:
    cursor = (await page(lists, first=2))["pageInfo"]["endCursor"]
    scope, *key = orjson.loads(base64.urlsafe_b64decode(cursor + "=="))
    for forged in ([scope], [scope, *key, "more"], [scope, None], [scope, 5]):
        text = base64.urlsafe_b64encode(orjson.dumps(forged)).decode()
        answer = await lists.ask(PAGE, after=text)
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_count_is_read_only_when_selected(small_graph: Graph) -> None:
    asker = asker_of(small_graph)
    await asker.read("{ documents { edges { node { id } } } }")
    assert asker.graph.asked == ["list of PolicyDocument"]
    asker.graph.asked.clear()
    assert (await asker.read("{ documents { totalCount } }"))["documents"]["totalCount"] == 4
    assert asker.graph.asked == ["count of PolicyDocument"]


async def test_catalogue_reads_keys_once_a_version(small_graph: Graph) -> None:
    asker = asker_of(small_graph)
    asker.answers.catalogue = SortedKeys(asker.graph)
    query = "{ documents(first: 2) { totalCount edges { node { title } } } }"
    for _ in range(2):
        await asker.read(query)
    assert sorted(asker.graph.asked) == ["PolicyDocument by id", "PolicyDocument by id", "keys of PolicyDocument"]
    await apply_batches(small_graph.writer, [Batch("tests/more", [node(Label.POLICY_DOCUMENT, "a", "甲")])], "tests")
    answer = await asker.ask(query)
    assert answer["data"]["documents"]["totalCount"] == 5
    assert answer["data"]["documents"]["edges"][0]["node"]["title"] == "甲"
    assert answer["extensions"]["version"] == 2
    assert asker.graph.asked.count("keys of PolicyDocument") == 2
    # What is listed did not change: no key is read.
    await apply_batches(small_graph.writer, [Batch("tests/zone", [node(Label.ECONOMIC_ZONE, "z", "新区")])], "tests")
    assert (await asker.read(query))["documents"]["totalCount"] == 5
    assert asker.graph.asked.count("keys of PolicyDocument") == 2


@pytest.mark.parametrize("most", [500, 1])
async def test_catalogue_that_followed_the_graph_lists_like_one_read_afresh(
    small_graph: Graph, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(changes, "MOST_CHANGED", most)
    random, followed = Random(most), SortedKeys(small_graph.reader)
    orders = [
        (),
        (Term("issued", descending=True),),
        (Term("kind"), Term("issued")),
        (Term("title"), Term("id", descending=True)),
    ]
    for step in range(10):
        rows = [
            node(Label.POLICY_DOCUMENT, f"d-{number}", random.choice("甲乙丙"), **random.choice(DATED))
            for number in random.sample(range(8), random.randrange(6))
        ]
        await apply_batches(small_graph.writer, [Batch(f"tests/{step % 2}", rows)], "tests")
        for order in orders:
            found = await followed.find(Label.POLICY_DOCUMENT, order)
            afresh = await SortedKeys(small_graph.reader).find(Label.POLICY_DOCUMENT, order)
            assert (found.version, found.keys) == (afresh.version, afresh.keys)


DATED: list[dict[str, Any]] = [{}, {"issued": "2008"}, {"issued": "2012-05", "kind": "PLAN"}, {"kind": "LAW"}]


async def test_cursor_is_good_for_the_same_list_in_other_words(asker: Asker) -> None:
    query = """query ($after: String, $orderBy: [RegionOrder!], $filter: RegionFilter) {
        regions(first: 1, after: $after, orderBy: $orderBy, filter: $filter) { edges { cursor node { code } } } }"""
    ((first,), by_code) = (await asker.read(query))["regions"]["edges"], [{"field": "CODE"}]
    second = await asker.read(query, after=first["cursor"])
    assert second == await asker.read(query, after=first["cursor"], orderBy=by_code, filter={})
    assert second == await asker.read(query, after=first["cursor"], orderBy=[*by_code, {"field": "NAME"}])
    for other in ([{"field": "CODE", "direction": "DESC"}], [{"field": "NAME"}, *by_code]):
        answer = await asker.ask(query, after=first["cursor"], orderBy=other)
        assert answer["errors"][0]["extensions"]["argument"] == "after"
