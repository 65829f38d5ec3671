"""Buckets on plain rows: a column that is written and a record that is resolved say the same."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

import pytest
from graphql.execution.values import VariableValues

from schema.build import build_schema
from schema.fetch.records import (
    Bucket,
    BucketPlan,
    Column,
    Given,
    Incomplete,
    Mixed,
    OneEach,
    ReadColumn,
    Record,
    RunEach,
    Unfilled,
    runs_of,
)
from schema.request.selection import Selection, SelectionContext

SELECTION = Selection(SelectionContext(build_schema(), {}, VariableValues({}, {})), [])


def letters(rows: str, type_name: str = "Region") -> Bucket:
    """A bucket of records that have one field, a letter."""
    plan = BucketPlan(SELECTION, type_name, {"letter": itemgetter(0)}, {"letter": lambda rows: [*rows]})
    return plan.build(list(rows), Unfilled())


def resolve(value: object) -> Any:  # noqa: ANN401 JSON
    """What the executor would make of a column's value."""
    if isinstance(value, Record):
        return {"letter": value.get("letter", "letter")}
    return [resolve(one) for one in value] if isinstance(value, list) else value


A, B = {"letter": "a"}, {"letter": "b"}
COLUMNS: dict[str, tuple[Column, list[Any]]] = {
    "bucket": (letters("ab"), [A, B]),
    "one each": (OneEach(letters("ab"), [1, None, 1, 0]), [B, None, B, A]),
    "run each": (RunEach(letters("aab"), runs_of([2, 0, 1])), [[A, A], [], [B]]),
    "mixed": (Mixed([letters("ba"), letters("b", "EconomicZone")], [(0, 1), (1, 0), (0, 0)]), [A, B, B]),
    "given": (Given(["x", None]), ["x", None]),
    "nothing": (letters(""), []),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_column_and_records_say_the_same(name: str) -> None:
    column, expected = COLUMNS[name]
    assert list(column.write()) == expected
    assert [resolve(column.value(at)) for at in range(len(expected))] == expected
    if isinstance(column, ReadColumn):
        assert list(column.cut(1, 3).write()) == expected[1:3]


def test_null_that_may_not_be_is_the_executors() -> None:
    with pytest.raises(Incomplete):
        OneEach(letters("a"), [0, None], needed=True).write()


def test_what_hangs_on_mixed_records_goes_to_the_bucket_of_each() -> None:
    mixed = Mixed([letters("ab"), letters("c")], [(1, 0), (0, 1), (0, 0)])
    mixed.attach("letter", Given(["x", "y", "z"]))
    assert [resolve(mixed.value(at)) for at in range(3)] == [{"letter": one} for one in "xyz"]


def test_records_of_which_nothing_is_selected_are_counted() -> None:
    assert BucketPlan(SELECTION, "Region", {}, {}).build("abc", Unfilled()).write() == [{}, {}, {}]


def test_buckets_of_one_selection_and_type_are_filled_together() -> None:
    made = Unfilled()
    for type_name in ("Region", "EconomicZone", "Region"):
        made.add(letters("a", type_name))
    assert {name: len(buckets) for (_, name), buckets in made.found.items()} == {"Region": 2, "EconomicZone": 1}
