"""Dates known to the day, the month or the year, kept so and compared by their first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from time import time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
# What an open end compares as: ISO days are strings in the graph, and these sort before and after every real one.
ALWAYS = "0001-01-01"
STILL = "9999-12-31"

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A date of reduced precision as two ISO days, both inclusive: `2012-10` is 2012-10-01 to 2012-10-31."""

    first: str
    last: str

    def __str__(self) -> str:
        """ISO 8601 at the precision it was given in (`2012`, `2012-10`, `2012-10-15`)."""
        if self.first == self.last:
            return self.first
        if self.first[5:] == "01-01" and self.last[5:] == "12-31":
            return self.first[:4]
        return self.first[:7]


def parse_period(text: str) -> Period:
    """Read `2012`, `2012-10` or `2012-10-15`; ValueError for anything else, and for days that do not exist."""
    form = _FORM.match(text)
    if not form:
        raise ValueError(f"'{text}' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = form.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValueError(f"'{text}' is not a date of the calendar") from error
    if day:
        return Period(first.isoformat(), first.isoformat())
    last_month = int(month or 12)
    last = date(first.year, last_month, monthrange(first.year, last_month)[1])
    return Period(first.isoformat(), last.isoformat())


def period_of(first: str | None, last: str | None) -> Period | None:
    """The period that two stored days make; None where nothing is stored."""
    return Period(first, last) if first and last else None


def today() -> Period:
    """The day it is in Shanghai."""
    return _day_of_hour(int(time() // 3600))


@lru_cache(maxsize=2)
def _day_of_hour(hour: int) -> Period:
    # Shanghai is whole hours from UTC, so that no day begins within an hour.
    day = datetime.fromtimestamp(hour * 3600, SHANGHAI).date().isoformat()
    return Period(day, day)


def day_before(day: str) -> str:
    """The ISO day before an ISO day; the first day of the calendar has none and stays."""
    return ALWAYS if day <= ALWAYS else (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """The ISO day after an ISO day; the last day of the calendar has none and stays."""
    return STILL if day >= STILL else (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def holds(since: Period | None, until: Period | None, day: str) -> bool:
    """Tell whether a fact holds on an ISO day: first(since) ≤ day ≤ last(until); no until: still; no since: always."""
    return (since is None or since.first <= day) and (until is None or day <= until.last)


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name that something had for a time; `until_derived`: no source states the end, it follows from others."""

    name: str
    since: Period | None
    until: Period | None
    until_derived: bool


def parse_dated_name(text: str) -> DatedName:
    """Read `2011-05/2016-03-31~ 成渝经济区`: since and until, a tilde where the end is derived, and the name.

    Either date may be blank. ValueError for anything else.
    """
    span, _, name = text.partition(" ")
    since, slash, until = span.partition("/")
    if not slash or not name.strip():
        raise ValueError(
            f"'{text}' is no name with its time: write SINCE/UNTIL NAME, such as '2011-05/2016-04 成渝经济区'"
        )
    ended = until.removesuffix("~")
    first, last = parse_period(since) if since else None, parse_period(ended) if ended else None
    if first and last and last.last < first.first:
        raise ValueError(f"'{text}' ends before it begins")
    return DatedName(name.strip(), first, last, until.endswith("~"))


def name_on(names: Iterable[DatedName], day: str) -> str | None:
    """Return the name of something on an ISO day, the latest where several hold; None where no name is known to."""
    held = [one for one in names if holds(one.since, one.until, day)]
    return max(held, key=lambda one: one.since.first if one.since else ALWAYS).name if held else None
