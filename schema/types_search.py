"""What a search finds: things by their names, and clauses by their words."""

from __future__ import annotations

import strawberry

from graph.names_kinds import MatchKind
from schema import enums_search  # noqa: F401 describes the enum
from schema.enums import EntityKind
from schema.fields import argument, needed, plain, related
from schema.results import refer
from schema.shapes import Sources
from schema.types_base import Entity

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


SOURCES: Sources = {("SearchHit", "entity"): refer("entity")}
