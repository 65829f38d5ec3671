"""Values of every scalar as JSON: what is right is given as graphql-core gives it, and all else is left to it."""

from __future__ import annotations

import math
from enum import Enum, StrEnum

import pytest
from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLError,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLScalarType,
    GraphQLString,
)

from graph.dates import Period, parse_period
from schema.build import build_schema
from schema.fetch.output import LARGEST_INT, SCALARS, SMALLEST_INT, _enum, _scalar
from schema.fetch.records import Incomplete

SCHEMA = build_schema()
LIBRARY = {one.name: one for one in (GraphQLString, GraphQLID, GraphQLInt, GraphQLFloat, GraphQLBoolean)}


class Title(StrEnum):
    LAW = "law"


class Loud(Enum):
    LAW = "LAW"


VALUES: list[object] = [
    "", "专利", "😀", Title.LAW, Loud.LAW, b"x", 0, -1, 2012,
    LARGEST_INT, LARGEST_INT + 1, SMALLEST_INT, SMALLEST_INT - 1,
    0.0, -0.0, 0.5, 3.0, 1e300, math.inf, -math.inf, math.nan, True, False, [], ["a"], {}, object(), Period,
    parse_period("2012"), parse_period("2012-03"), parse_period("2012-03-05"),
]  # fmt: skip


def complete(name: str, value: object) -> object:
    try:
        return SCALARS[name](value)
    except Incomplete:
        return Incomplete


def serialize(scalar: GraphQLScalarType, value: object) -> object:
    try:
        return scalar.serialize(value)
    except (GraphQLError, TypeError, ValueError):
        return Incomplete


@pytest.mark.parametrize("name", LIBRARY)
@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_value_is_given_as_the_library_gives_it_or_left_to_it(name: str, value: object) -> None:
    found = complete(name, value)
    if found is not Incomplete:
        expected = serialize(LIBRARY[name], value)
        assert found == expected
        assert type(found) in (str, int, float, bool)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("String", "专利"), ("String", Title.LAW), ("ID", "610000"), ("Int", LARGEST_INT), ("Int", SMALLEST_INT),
        ("Float", 0.5), ("Float", 3), ("Boolean", False),
    ],
)  # fmt: skip
def test_value_that_the_graph_holds_needs_no_library(name: str, value: object) -> None:
    assert complete(name, value) is not Incomplete


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Int", True), ("Int", LARGEST_INT + 1), ("Int", SMALLEST_INT - 1), ("Int", 1.0), ("Int", "1"),
        ("Float", math.inf), ("Float", math.nan), ("Float", True), ("Float", "0.5"), ("String", 1), ("String", True),
        ("ID", 610000), ("Boolean", 1), ("Boolean", "true"), ("Date", "2012"), ("Date", 2012),
    ],
)  # fmt: skip
def test_value_that_does_not_fit_is_left_to_the_library(name: str, value: object) -> None:
    assert complete(name, value) is Incomplete


@pytest.mark.parametrize("text", ["2012", "2012-03", "2012-03-05"])
def test_date_is_written_as_precisely_as_it_is_known(text: str) -> None:
    assert complete("Date", parse_period(text)) == text


def test_every_scalar_of_the_schema_is_known_but_one_that_is_asked_itself() -> None:
    named = {name for name, kind in SCHEMA.type_map.items() if isinstance(kind, GraphQLScalarType)}
    assert named - SCALARS.keys() == {"DateTime"}


def test_scalar_that_is_not_known_is_asked_itself() -> None:
    def refuse(value: object) -> object:
        if value == "bad":
            raise ValueError
        return [value]

    other = _scalar(GraphQLScalarType("Other", serialize=refuse))
    assert other("good") == ["good"]
    with pytest.raises(Incomplete):
        other("bad")


def test_member_of_an_enum_is_given_by_its_name_whether_read_as_text_or_member() -> None:
    kinds = _enum(GraphQLEnumType("Kind", {"STATUTE": Title.LAW, "RULE": "rule"}))
    assert [kinds("law"), kinds(Title.LAW), kinds("rule")] == ["STATUTE", "STATUTE", "RULE"]
    for value in ("STATUTE", "other", 1, None, Loud.LAW):
        with pytest.raises(Incomplete):
            kinds(value)
