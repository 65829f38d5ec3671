"""`coverageTrend`: how coverage grew, party by party and year by year."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry

from graph.dates import Period
from graph.model import Label
from queries.coverage import subjects
from queries.coverage.knowledge import trend as question
from queries.coverage.status import CoverageStatus
from schema.entities.parties import Party
from schema.fetch.sources import FieldSources
from schema.fields import SizedBy, argument, needed, plain, related
from schema.questions.answer import fill, from_object, make, reference
from schema.questions.arguments import check_task_set, most_parties, read_keys_of, read_parties
from schema.questions.coverage.coverage_matrix import StatusCounts
from schema.questions.coverage.terms import PARTIES, TASK_SET, THEMES, VERSION
from schema.request.context import Call

TREND_ARGUMENTS = (
    PARTIES,
    THEMES,
    needed("from_", int, "The first year. 起始年"),
    argument("to", int, "The last year; this one by default. At most a hundred years. 截止年"),
    TASK_SET,
)


@strawberry.type(description="How a party stood on the tasks at the end of a year. 年度计数")
class TrendPoint(StatusCounts):
    year: int = plain("The year. 年份")
    title_only: int = plain("How many of those covered, in part or from above too, rest on titles alone. 仅凭标题")


@strawberry.type(description="How a party stood on the tasks, year by year. 走势")
class TrendRow:
    party: Party = related("The party. 主体")
    points: list[TrendPoint] = related("A point a year, {end}. 各年", at_most=question.MOST_YEARS)


@strawberry.type(description="How coverage grew. 覆盖走势")
class CoverageTrend:
    version: int = plain(VERSION)
    days: list[Period] = plain(
        "The days on which any status of a party changed, {end}. 变化日期", at_most=question.MOST_DAYS
    )
    rows: list[TrendRow] = related("The parties, in the order asked. 各主体", sized_by=SizedBy.PARTIES)


async def read_coverage_trend(call: Call) -> object:
    """The counts of each year and the days of change; names mean what they meant at the end of the last year."""
    check_task_set(call)
    last = call.given("to", int, int(call.context.today.last[:4]))
    day = call.context.day(Period(*(f"{last:04}-12-31",) * 2)) if 0 < last < 9999 else call.context.today.last
    asked = question.TrendAsked(
        await read_parties(call, day),
        call.given("from", int, last),
        last,
        await read_keys_of(call, "themes", Label.THEME, day),
        most_parties(call),
    )
    found = await question.find_coverage_trend(call.reader, asked)
    return await fill(
        call,
        make(
            CoverageTrend,
            version=await call.reader.version(),
            days=[Period(day, day) for day in found.days],
            rows=[make(TrendRow, party=party, points=[_show(one) for one in points]) for party, points in found.rows],
        ),
    )


def _show_row(party: subjects.Party, points: Sequence[question.TrendPoint]) -> object:
    return make(TrendRow, party=party, points=[_show(point) for point in points])


def _show(point: question.TrendPoint) -> object:
    counts = {status.lower(): point.counts.get(status, 0) for status in CoverageStatus}
    return make(TrendPoint, year=point.year, title_only=point.title_only, **counts)


SOURCES: FieldSources = {
    ("CoverageTrend", "rows"): from_object("rows"),
    ("TrendRow", "party"): reference("party"),
    ("TrendRow", "points"): from_object("points"),
}
