"""Tasks, themes, industries and indicators: what cooperation is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.enums import TerritoryScope, Verdict
from schema.fields import argument, plain, related
from schema.types_base import AS_OF, PAGE, Entity

if TYPE_CHECKING:
    from schema.types_coverage import CoverageConnection
    from schema.types_institutions import Institution

MIN_SCORE = argument("min_score", float, "Suggested links below this score do not count. 最低分值", 0.5)


@strawberry.type(description="A task of the 2012 work points. 任务")
class Task(Entity):
    number: int = plain("Its number in the document that states it. 序号")
    title: str = plain("What it is called here; the document gives it none. 标题")
    title_en: str | None = plain("The same in English. 英文标题")
    text: str | None = plain("Its words. 原文")
    aliases: list[str] = plain("Other names. 别名")
    theme: Theme = related("The theme under which it stands. 主题")
    responsible: list[Annotated[Institution, strawberry.lazy("schema.types_institutions")]] = related(
        "The institutions that a source says are responsible for it. 责任单位"
    )
    coverage: Annotated[CoverageConnection, strawberry.lazy("schema.types_coverage")] = related(
        "The clauses of documents in force at `asOf` that cover it, best first. 覆盖条款",
        argument("territory", strawberry.ID, "Only documents of this party and those that `scope` adds. 地域"),
        argument("scope", TerritoryScope, "Which parties count beside `territory`.", TerritoryScope.BELOW),
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
