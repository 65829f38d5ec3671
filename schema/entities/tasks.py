"""Tasks, themes, industries and indicators: what cooperation is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.store import Value
from queries.coverage.subjects import DEFAULT_SCORE, check_score
from queries.coverage.territory import territory_keys
from queries.nodes import relation_table as table
from queries.nodes.relation_pages import By
from queries.rules import ANY_NAME
from schema.entities.base import AS_OF, PAGE, Entity
from schema.entities.enums import TerritoryScope, Verdict
from schema.fetch.sources import LIST, NODE, ONE, FieldSources, Related, in_order
from schema.fields import argument, plain, related
from schema.request.context import RequestContext
from schema.request.ids import PARTIES, resolve_one
from schema.request.selection import Arguments

if TYPE_CHECKING:
    from schema.entities.coverage import CoverageConnection
    from schema.entities.institutions import Institution

MIN_SCORE = argument("min_score", float, "Suggested links below this score do not count. 最低分值", DEFAULT_SCORE)


@strawberry.type(description="A task of the 2012 work points. 任务")
class Task(Entity):
    number: int = plain("Its number in the document that states it. 序号")
    title: str = plain("What it is called here; the document gives it none. 标题")
    title_en: str | None = plain("The same in English. 英文标题")
    text: str | None = plain("Its words. 原文")
    aliases: list[str] = plain("Other names. 别名")
    theme: Theme = related("The theme under which it stands. 主题")
    responsible: list[Annotated[Institution, strawberry.lazy("schema.entities.institutions")]] = related(
        "The institutions that a source says are responsible for it. 责任单位"
    )
    coverage: Annotated[CoverageConnection, strawberry.lazy("schema.entities.coverage")] = related(
        "The clauses of documents in force at `asOf` that cover it, best first. 覆盖条款",
        argument("territory", strawberry.ID, "Only documents of this party and those that `scope` adds. 地域"),
        argument("scope", TerritoryScope, "Which parties count beside `territory`.", TerritoryScope.SELF),
        AS_OF,
        MIN_SCORE,
        argument("verdicts", list[Verdict], "Only links with these verdicts; SUGGESTED and CONFIRMED by default."),
        argument("methods", list[str], "Only links found by these methods; all by default."),
        *PAGE,
    )


@strawberry.type(description="A section of the work points. 主题")
class Theme(Entity):
    number: int = plain("Its number. 序号")
    title: str = plain("Its heading. 标题")
    short_title: str | None = plain("What a table calls it. 简称")
    title_en: str | None = plain("The same in English. 英文标题")
    tasks: list[Task] = related("Its tasks, by number. 任务")


@strawberry.type(description="An industry, as the input-output tables cut them. 产业")
class Industry(Entity):
    name_en: str | None = plain("The English name. 英文名")
    strategic_emerging: bool = plain("Whether it is one of the strategic emerging industries. 战略性新兴产业")


@strawberry.type(description="What is measured of regions year by year. 指标")
class Indicator(Entity):
    name_en: str | None = plain("The English name. 英文名")
    unit: str | None = plain("The unit of its figures. 单位")


EVERYTHING: list[Value] = [ANY_NAME.strip("'")]

COUNTING: list[Value] = [Verdict.SUGGESTED.value, Verdict.CONFIRMED.value]


async def coverage_parameters(arguments: Arguments, context: RequestContext) -> Mapping[str, Value]:
    """Day, lowest score, verdicts, methods and territory, with the default for whatever is missing or null."""
    day = context.day(arguments.get("asOf"))
    return {
        "day": day,
        "minScore": read_min_score(arguments),
        "verdicts": _texts(arguments.get("verdicts"), COUNTING),
        "methods": _texts(arguments.get("methods"), EVERYTHING),
        "territory": await _find_territory(arguments, context, day),
    }


def read_min_score(arguments: Arguments) -> float:
    """`minScore`, or the default. BadInput where it is not from 0 to 1."""
    given = arguments.get("minScore")
    return check_score(float(given) if isinstance(given, int | float) else DEFAULT_SCORE)


async def _find_territory(arguments: Arguments, context: RequestContext, day: str) -> list[Value]:
    given = arguments.get("territory")
    if not isinstance(given, str):
        return EVERYTHING
    party = await resolve_one(context, given, PARTIES, "territory", day)
    scope = str(arguments.get("scope") or TerritoryScope.SELF)
    return list(await territory_keys(context.reader, (party.label, party.key), scope, day))


def _texts(given: object, default: list[Value]) -> list[Value]:
    """Return what a list names: nothing where it is empty, the default where it is not given."""
    return [str(one) for one in given] if isinstance(given, list) else default


TASK_SOURCES: FieldSources = {
    ("Task", "theme"): Related(table.IN_THEME, NODE, ONE),
    ("Task", "responsible"): Related(table.RESPONSIBLE, NODE, LIST),
    ("Theme", "tasks"): Related(table.THEME_TASKS, NODE, LIST, in_order(By("c", "number", missing=0))),
}  # fmt: skip
