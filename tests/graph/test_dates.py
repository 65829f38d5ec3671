"""Dates of reduced precision: they stay as they were written, and compare by their first and last day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph import dates
from graph.dates import ALWAYS, SHANGHAI, STILL, Period, day_before, holds, parse_period, period_of, today

DAYS = st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 31)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
YEARS = DAYS.map(lambda day: day[:4])
TEXTS = st.one_of(DAYS, MONTHS, YEARS)
PERIODS = TEXTS.map(parse_period)


@given(TEXTS)
def test_date_keeps_its_precision_in_and_out(text: str) -> None:
    assert str(parse_period(text)) == text


@given(TEXTS)
def test_period_has_every_day_that_its_text_begins(text: str) -> None:
    period = parse_period(text)
    first, last = date.fromisoformat(period.first), date.fromisoformat(period.last)
    assert first <= last
    assert first.isoformat().startswith(text)
    assert last.isoformat().startswith(text)
    assert first == date.min or not (first - timedelta(days=1)).isoformat().startswith(text)
    assert last == date.max or not (last + timedelta(days=1)).isoformat().startswith(text)


@given(PERIODS)
def test_stored_days_make_the_same_period(period: Period) -> None:
    assert period_of(period.first, period.last) == period
    assert period_of(None, period.last) is None
    assert ALWAYS <= period.first <= period.last <= STILL


@given(PERIODS, PERIODS)
def test_periods_compare_by_first_day_then_last(one: Period, other: Period) -> None:
    assert (one < other) == ((one.first, one.last) < (other.first, other.last))


@given(DAYS)
def test_day_before_is_the_one_that_the_next_follows(day: str) -> None:
    assert date.fromisoformat(day_before(day)) + timedelta(days=1) == date.fromisoformat(day)


def test_first_day_of_the_calendar_has_none_before_it() -> None:
    assert day_before(ALWAYS) == ALWAYS


@given(PERIODS, PERIODS, DAYS)
def test_fact_holds_from_the_first_day_of_since_to_the_last_of_until(since: Period, until: Period, day: str) -> None:
    assert holds(since, until, day) == (holds(since, None, day) and holds(None, until, day))
    assert holds(since, None, day) == (since.first <= day)
    assert holds(None, until, day) == (day <= until.last)
    assert holds(None, None, day)


@given(PERIODS, PERIODS)
def test_vintage_that_ends_the_day_before_the_next_begins_never_meets_it(earlier: Period, later: Period) -> None:
    assume(later.first > ALWAYS)
    end = day_before(later.first)
    until = Period(end, end)
    for day in (earlier.first, earlier.last, end, later.first, later.last):
        assert not (holds(earlier, until, day) and holds(later, None, day))
    assert holds(earlier, until, end) == (earlier.first <= end)
    assert holds(later, None, later.first)


@given(st.text(max_size=12))
def test_text_is_a_date_or_an_error_that_quotes_it(text: str) -> None:
    try:
        period = parse_period(text)
    except ValueError as error:
        assert f"'{text}'" in str(error)
    else:
        assert str(period) == text


@pytest.mark.parametrize(
    "text", ["2012-13", "2012-02-30", "2011-02-29", "0000", "12", "2012-1", "2012/01", " 2012", "２０１２"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse_period(text)


@given(st.datetimes(min_value=datetime(1992, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_today_is_the_day_in_shanghai(now: datetime) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dates, "time", now.timestamp)
        day = now.astimezone(SHANGHAI).date().isoformat()
        assert today() == Period(day, day)
