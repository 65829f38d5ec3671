"""Which node a text means on a day, on an index of a few names: keys, tiers of names, what is there, heirs."""

from __future__ import annotations

import pytest

from graph.model import Label
from queries.search.name_index import NameIndex
from queries.search.name_reading import NamesRead
from queries.search.name_resolving import find_nearest, resolve_name
from queries.search.name_rows import IndexedName, NameRole

OFFICE, REGION, TASK = Label.INSTITUTION, Label.REGION, Label.TASK
NAMES = (
    IndexedName(OFFICE, "old", "甲局", "甲局"),
    IndexedName(OFFICE, "new", "甲局", "甲局"),
    IndexedName(OFFICE, "other", "乙局", "乙局"),
    IndexedName(OFFICE, "other", "乙局", "丙局", NameRole.FORMER_NAME),
    IndexedName(OFFICE, "third", "丙局", "丙局"),
    IndexedName(REGION, "652200", "丁地区", "丁地区"),
    IndexedName(REGION, "650500", "丁市", "丁市"),
    IndexedName(REGION, "650500", "丁市", "丁地区", NameRole.FORMER_NAME),
    IndexedName(TASK, "ws2012-16", "执法", "执法"),
)
READ = NamesRead(
    NAMES,
    {
        (OFFICE, "old"): ("1998-01-01", "2018-04-09"),
        (OFFICE, "new"): ("2018-04-10", "9999-12-31"),
        (REGION, "652200"): ("0001-01-01", "2016-02-17"),
        (REGION, "650500"): ("2016-02-18", "9999-12-31"),
    },
    {(REGION, "652200"): frozenset({(REGION, "650500")})},
)
INDEX = NameIndex(NAMES)


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("甲局", "2012-12-31", ["old"]),
        ("甲局", "2024-01-01", ["new"]),
        ("new", "2012-12-31", ["new"]),
        ("丙局", "2012-12-31", ["third"]),
        ("乙局", "2012-12-31", ["other"]),
        ("丁地区", "2012-12-31", ["652200"]),
        ("丁地区", "2024-01-01", ["650500"]),
        ("丁市", "2012-12-31", ["650500"]),
        ("16", "2012-12-31", ["ws2012-16"]),
        ("016", "2012-12-31", ["ws2012-16"]),
        ("ws2012-16", "2012-12-31", ["ws2012-16"]),
        ("戊局", "2012-12-31", []),
    ],
)
def test_text_means_what_is_there_on_the_day(text: str, day: str, found: list[str]) -> None:
    assert [one.key for one in resolve_name(INDEX, READ, text, tuple(Label), day)] == found


def test_namesakes_of_one_tier_are_all_told() -> None:
    read = NamesRead(NAMES, {}, {})
    assert {one.key for one in resolve_name(INDEX, read, "甲局", (OFFICE,), "2024-01-01")} == {"old", "new"}


def test_kinds_that_are_not_asked_for_mean_nothing() -> None:
    assert resolve_name(INDEX, READ, "甲局", (REGION,), "2024-01-01") == []


def test_nearest_are_each_told_once() -> None:
    keys = [one.key for one in find_nearest(INDEX, "丁地", (REGION,))]
    assert "652200" in keys
    assert len(keys) == len(set(keys))
