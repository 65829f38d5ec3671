"""Finds things by their names, and clauses by their words."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry

from graph.model import Label
from graph.names.match import MatchKind
from queries.nodes.relations import build_nodes_by_id
from queries.paging import DEFAULT_FIRST, Page, Slice, check_shape, slice_of
from queries.search.clause_terms import find_highlights, read_terms
from schema.entities.base import PAGE, Connection, Edge, Entity, PageInfo
from schema.entities.documents import Clause
from schema.entities.enums import EntityKind
from schema.fetch.connections import page_info, page_of
from schema.fetch.sources import FieldSources
from schema.fields import argument, described, needed, plain, related
from schema.questions.answer import fill, from_object, make, reference
from schema.questions.arguments import read_first
from schema.request.context import Call

described(
    "How a text matches a name: the first of these that holds. 匹配方式",
    EXACT="It is the official name. 全同",
    FULL_WIDTH="The same but for full-width letters. 全角",
    TRADITIONAL="The same in traditional characters. 繁体",
    ALIAS="It is another name, a short form, or a part of a name. 别名",
    FORMER_NAME="It is a name of earlier times. 曾用名",
    ENGLISH="It is an English name. 英文名",
    PINYIN="It is spelled in pinyin. 拼音",
    INITIALS="It is the initials of its pinyin. 拼音首字母",
    FUZZY="It is like a name, with a slip in it. 近似",
)(MatchKind)

FIRST = argument("first", int, "How many: 200 at most, 1,000 with a token.", DEFAULT_FIRST)

SEARCH_ARGUMENTS = (
    needed("text", str, "What somebody typed: typos, full width, traditional characters, pinyin, initials, English."),
    argument("kinds", list[EntityKind], "Only these kinds; all by default. 类型"),
    FIRST,
)


@strawberry.type(description="Something whose name a text matches. 搜索结果")
class SearchHit:
    entity: Entity = related("What was found. 实体")
    score: float = plain("How well it matches, from 0 to 1. 分值")
    matched: str = plain("The name that matches. 匹配名称")
    how: MatchKind = plain("How it matches. 匹配方式")


@strawberry.type(description="Where something looked for stands in a clause's own text. 高亮")
class Highlight:
    start: int = plain("Where it begins, in Unicode code points. 起")
    end: int = plain("Where it ends. 止")


@strawberry.type(description="A clause that holds what was looked for.")
class ClauseHitEdge(Edge):
    node: Clause = related("The clause. 条款")
    highlights: list[Highlight] = related("Where the words stand in its text, {end}. 高亮", at_most=50)


@strawberry.type(description="Clauses that hold what was looked for, by document and their order in it. 条款搜索结果")
class ClauseHitConnection(Connection[ClauseHitEdge]):
    pass


CLAUSE_SEARCH_ARGUMENTS = (
    needed(
        "text",
        str,
        "Words of clauses, in Chinese as they stand in the text; of several with spaces between them a clause holds "
        "every one. Full width, traditional characters, letter case and line breaks make no difference. 检索词",
    ),
    *PAGE,
)

SOURCES: FieldSources = {
    ("SearchHit", "entity"): reference("entity"),
    ("ClauseHitConnection", "edges"): from_object("edges"),
    ("ClauseHitEdge", "node"): reference("clause", Label.CLAUSE),
    ("ClauseHitEdge", "highlights"): from_object("highlights"),
}


async def read_search(call: Call) -> object:
    """The things whose names match a text, best first."""
    first = read_first(call.arguments, call.context)
    kinds = None if call.arguments.get("kinds") is None else [Label[kind] for kind in call.texts("kinds")]
    hits = await call.context.names.search(str(call.arguments["text"]), kinds, first) if first else []
    found = [
        make(SearchHit, entity=(hit.label, hit.key), score=hit.score, matched=hit.matched, how=hit.how) for hit in hits
    ]
    return await fill(call, found)


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
    return await fill(
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
