"""Answers `searchClauses`."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Label
from queries.clause_words import find_highlights, read_terms
from queries.paging import Page, Slice, check_shape, slice_of
from queries.relations import build_nodes_by_id
from schema.call import Call
from schema.connections import page_info, page_of
from schema.reading import present
from schema.results import make
from schema.types_base import PageInfo
from schema.types_search import ClauseHitConnection, ClauseHitEdge, Highlight

# A key of the order: document, place in it, clause.
LIKE_A_KEY = ("", 0, "")


async def read_clause_search(call: Call) -> object:
    """The clauses that hold every word of a text, a page at a time; their texts are read for the highlights alone."""
    terms = read_terms(str(call.arguments["text"]))
    page = page_of(call.arguments, call.context, "searchClauses")
    check_shape(page, LIKE_A_KEY)
    cut, total = await _find(call, terms, page)
    texts = await _read_texts(call, cut.items) if call.wants("edges.highlights") else {}
    edges = [
        make(ClauseHitEdge, cursor=page.cursor(key), clause=clause, highlights=_show(texts.get(clause, ""), terms))
        for key, clause in zip(cut.keys(), cut.items, strict=True)
    ]
    return await present(
        call, make(ClauseHitConnection, total_count=total, page_info=page_info(cut, page, PageInfo), edges=edges)
    )


async def _find(call: Call, terms: Sequence[str], page: Page) -> tuple[Slice[str], int]:
    if not terms:
        return slice_of([], has_previous=False, has_next=False), 0
    found = await call.context.clauses.find(terms)
    call.context.reader.note(found.version)
    return found.cut(page), len(found.keys)


async def _read_texts(call: Call, clauses: Sequence[str]) -> dict[str, str]:
    if not clauses:
        return {}
    question = build_nodes_by_id(Label.CLAUSE, ("id", "text")).question
    return {str(key): str(text) for key, text in await call.reader.run(question, {"ids": list(clauses)})}


def _show(text: str, terms: tuple[str, ...]) -> list[object]:
    return [make(Highlight, start=one.start, end=one.end) for one in find_highlights(text, terms)]
