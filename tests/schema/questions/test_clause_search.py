"""Clauses found by their words are shown with what is selected of them, page by page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.schema.asking import Asker

pytestmark = pytest.mark.anyio

SEARCH = """query ($text: String!, $first: Int, $after: String, $last: Int, $before: String) {
    searchClauses(text: $text, first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    edges { cursor node { path text document { title } } highlights { start end } } } }"""


async def test_clause_shows_its_document_and_where_the_words_stand(asker: Asker) -> None:
    found = (await asker.read(SEARCH, text="区域 協作"))["searchClauses"]
    (found_edge,) = found["edges"]
    assert found["totalCount"] == 1
    assert found_edge["node"] == {"path": "2", "text": "加强跨区域协作。", "document": {"title": "陕西省专利条例"}}
    assert found_edge["highlights"] == [{"start": 3, "end": 7}]


async def test_pages_go_on_from_their_cursors_both_ways(asker: Asker) -> None:
    first = (await asker.read(SEARCH, text="。", first=1))["searchClauses"]
    assert [one["node"]["path"] for one in first["edges"]] == ["1"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (2, True)
    second = (await asker.read(SEARCH, text="。", first=1, after=first["pageInfo"]["endCursor"]))["searchClauses"]
    assert [one["node"]["path"] for one in second["edges"]] == ["2"]
    assert (second["pageInfo"]["hasNextPage"], second["pageInfo"]["hasPreviousPage"]) == (False, True)
    back = (await asker.read(SEARCH, text="。", last=1, before=second["pageInfo"]["startCursor"]))["searchClauses"]
    assert [one["node"]["path"] for one in back["edges"]] == ["1"]


async def test_empty_text_finds_nothing_and_asks_nothing(asker: Asker) -> None:
    found = (await asker.read(SEARCH, text=" 　"))["searchClauses"]
    assert (found["totalCount"], found["edges"], found["pageInfo"]["hasNextPage"]) == (0, [], False)
    assert asker.graph.asked == []


@pytest.mark.parametrize(
    ("argument", "text", "more"),
    [("text", "长" * 10_001, {}), ("first", "机制", {"first": 201}), ("before", "协作", {"before": "none"})],
)
async def test_bad_arguments_are_named(asker: Asker, argument: str, text: str, more: dict[str, Any]) -> None:
    answer = await asker.ask(SEARCH, text=text, **more)
    assert answer["data"] == {"searchClauses": None}
    assert answer["errors"][0]["extensions"]["argument"] == argument


async def test_cursor_of_other_words_is_refused(asker: Asker) -> None:
    cursor = (await asker.read(SEARCH, text="机制"))["searchClauses"]["pageInfo"]["endCursor"]
    answer = await asker.ask(SEARCH, text="协作", after=cursor)
    assert answer["errors"][0]["extensions"]["argument"] == "after"


async def test_only_what_is_selected_is_read(asker: Asker) -> None:
    await asker.read('{ searchClauses(text: "机制") { totalCount } }')
    assert asker.graph.asked == ["search/documents_all", "search/clause_texts"]
    asker.graph.asked.clear()
    await asker.read('{ searchClauses(text: "机制") { edges { highlights { start } } } }')
    assert asker.graph.asked == ["Clause by id"]
