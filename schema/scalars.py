"""The scalars of the API: dates of reduced precision, and instants."""

from __future__ import annotations

from typing import Any, NewType

import strawberry
from strawberry.schema.config import StrawberryConfig

from graph.dates import Period, parse_period
from queries.errors import BadInput

# An instant as ISO 8601 text, kept as the graph keeps it.
Instant = NewType("Instant", str)


def _parse_date(value: object) -> Period:
    if not isinstance(value, str):
        raise BadInput(f"{value!r} is not a date: write it as text, YYYY, YYYY-MM or YYYY-MM-DD.", "date")
    try:
        return parse_period(value)
    except ValueError as error:
        raise BadInput(f"{error}.", "date") from error


_DATE = strawberry.scalar(
    name="Date",
    description="A date of ISO 8601, known to the year (`2012`), the month (`2012-10`) or the day (`2012-10-15`). 日期",
    serialize=str,
    parse_value=_parse_date,
)
_INSTANT = strawberry.scalar(
    name="DateTime",
    description="An instant of ISO 8601 with its offset: `2012-10-15T08:00:00+08:00`. 时间",
    serialize=str,
    parse_value=str,
)

_SCALARS: dict[object, Any] = {Period: _DATE, Instant: _INSTANT}


def build_config() -> StrawberryConfig:
    """The configuration under which the schema is built: which Python types its scalars are."""
    return StrawberryConfig(scalar_map=_SCALARS)
