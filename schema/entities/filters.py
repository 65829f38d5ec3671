"""Declares how lists may be filtered: tests on single fields, joined by `and`, `or` and `not`."""

from __future__ import annotations

import strawberry

from graph.dates import Period

EQ, IN, ALL, ANY, NOT = "Equal to this.", "One of these.", "All of these hold.", "One of these holds.", "This does not."

ONLY_VERIFIED = "Only what a source confirms, or only what none does. 已核实"


@strawberry.input(description="A test of a text.")
class TextFilter:
    eq: str | None = strawberry.field(default=None, description=EQ)
    in_: list[str] | None = strawberry.field(default=None, name="in", description=IN)
    contains: str | None = strawberry.field(default=None, description="Contains this.")


@strawberry.input(description="A test of a date; a date of a year or month is its first day to `gte` and `lt`.")
class DateFilter:
    eq: Period | None = strawberry.field(default=None, description="Within this period.")
    gte: Period | None = strawberry.field(default=None, description="Begins with this period or later.")
    lt: Period | None = strawberry.field(default=None, description="Begins before this period.")
