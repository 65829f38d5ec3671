"""Clauses are found by their words however those are written, on both engines, and the words follow the graph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Label
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from queries import changes
from queries.errors import BadInput
from queries.search.clause_terms import LONGEST_TEXT, MOST_TERMS, Highlight, find_highlights, read_terms, squeeze
from queries.search.clauses import ClauseTexts
from tests.schema.asking import WatchedGraph
from tests.schema.small_graph import CLAUSE, DOCUMENT, SOURCE, edge, node

pytestmark = pytest.mark.anyio

TEXTS = {
    "plan": ["加强知识产权保护。", "建立跨区域维权援\n助机制，ＰＣＴ申请。", "開展專利執法協作。"],
    "law": ["专利执法由市人民政府负责。", "😀 \"引号\" AND 知识产权*"],
}  # fmt: skip


def build(document: str, texts: list[str]) -> Batch:
    batch = Batch(f"tests/{document}", [node(Label.SOURCE, SOURCE, "公报"), node(DOCUMENT, document, document)])
    for at, text in enumerate(texts, 1):
        clause = (CLAUSE, f"{document}#{at}")
        batch.nodes.append(node(*clause, f"《{document}》{at}", path=str(at), ordinal=at, text=text))
        batch.edges.append(edge("HAS_CLAUSE", (DOCUMENT, document), clause))
    return batch


@pytest.fixture
async def world(graph: Graph) -> WatchedGraph:
    await apply_batches(graph.writer, [build(*one) for one in TEXTS.items()], "tests")
    return WatchedGraph(graph)


async def find(clauses: ClauseTexts, text: str) -> list[str]:
    return [str(key[-1]) for key in (await clauses.find(read_terms(text))).keys]


async def test_words_are_found_however_they_are_written(world: WatchedGraph) -> None:
    clauses = ClauseTexts(world)
    assert await find(clauses, "知识产权") == ["law#2", "plan#1"]
    assert await find(clauses, "知識產權") == ["law#2", "plan#1"]
    assert await find(clauses, "专利执法") == ["law#1", "plan#3"]
    assert await find(clauses, "維權援助") == ["plan#2"]
    assert await find(clauses, "pct") == ["plan#2"]
    assert await find(clauses, "ｐｃｔ　跨区域") == ["plan#2"]
    assert await find(clauses, "保护 知识产权") == ["plan#1"]
    assert await find(clauses, "保护 专利") == []


async def test_nothing_is_an_operator(world: WatchedGraph) -> None:
    clauses = ClauseTexts(world)
    assert await find(clauses, "😀") == ["law#2"]
    assert await find(clauses, '"引号" and 知识产权*') == ["law#2"]
    assert await find(clauses, "知识产权*保护") == []
    assert await find(clauses, ".*") == []
    assert await find(clauses, "产") == ["law#2", "plan#1"]


async def test_words_follow_the_graph_document_by_document(world: WatchedGraph) -> None:
    clauses = ClauseTexts(world)
    assert await find(clauses, "专利") == ["law#1", "plan#3"]
    await apply_batches(world.graph.writer, [build("law", ["改为商标。"]), build("new", ["专利。"])], "tests")
    world.asked.clear()
    assert await find(clauses, "专利") == ["new#1", "plan#3"]
    assert world.asked == ["changes_extent", "search/documents_changed", "search/clause_texts"]
    assert await find(clauses, "商标") == ["law#1"]
    await apply_batches(world.graph.writer, [Batch("tests/law"), Batch("tests/new")], "tests")
    assert await find(clauses, "商标") == []
    assert await find(clauses, "专利") == ["plan#3"]


async def test_many_changed_documents_are_read_as_a_whole(world: WatchedGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    clauses = ClauseTexts(world)
    await find(clauses, "专利")
    monkeypatch.setattr(changes, "MOST_CHANGED", 0)
    await apply_batches(world.graph.writer, [build("law", ["改为商标。"])], "tests")
    world.asked.clear()
    assert await find(clauses, "商标") == ["law#1"]
    assert world.asked[-2:] == ["search/documents_all", "search/clause_texts"]


async def test_nothing_is_read_while_nothing_changes(world: WatchedGraph) -> None:
    clauses = ClauseTexts(world)
    await find(clauses, "专利")
    world.asked.clear()
    await find(clauses, "商标")
    assert world.asked == []


def test_highlights_are_offsets_into_the_text_as_it_is() -> None:
    text = "开展維權援\n助，维权援助 PCT。"
    spans = [(one.start, one.end) for one in find_highlights(text, read_terms("维权援助 ｐｃｔ"))]
    assert [text[start:end] for start, end in spans] == ["維權援\n助", "维权援助", "PCT"]
    assert find_highlights("😀😀专利专利", ("专利",)) == [Highlight(2, 6)]
    assert find_highlights("知识产权保护", ("知识产权", "产权保护")) == [Highlight(0, 6)]


def test_too_long_a_text_is_refused() -> None:
    assert read_terms("  \n ") == ()
    assert read_terms("长" * LONGEST_TEXT) == ("长" * LONGEST_TEXT,)
    for text in ("长" * (LONGEST_TEXT + 1), " ".join(map(str, range(100, 101 + MOST_TERMS)))):
        with pytest.raises(BadInput) as refused:
            read_terms(text)
        assert refused.value.argument == "text"


@given(st.text(max_size=80), st.text(min_size=1, max_size=4))
def test_clause_has_highlights_exactly_where_it_is_found(text: str, word: str) -> None:
    terms = read_terms(word)
    if len(terms) == 1:
        assert bool(find_highlights(text, terms)) == (terms[0] in squeeze(text))
