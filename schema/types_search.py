"""What a search finds: things by their names, and clauses by their words."""

from __future__ import annotations

import strawberry

from graph.model import Label
from graph.names_kinds import MatchKind
from schema import enums_search  # noqa: F401 describes the enum
from schema.enums import EntityKind
from schema.fields import argument, needed, plain, related
from schema.results import hold, refer
from schema.shapes import Sources
from schema.types_base import PAGE, Connection, Edge, Entity
from schema.types_documents import Clause

FIRST = argument("first", int, "How many: 200 at most, 1,000 with a token.", 20)
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
    highlights: list[Highlight] = related("Where the words stand in its text, at most 50. 高亮")


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

SOURCES: Sources = {
    ("SearchHit", "entity"): refer("entity"),
    ("ClauseHitConnection", "edges"): hold("edges"),
    ("ClauseHitEdge", "node"): refer("clause", Label.CLAUSE),
    ("ClauseHitEdge", "highlights"): hold("highlights"),
}
