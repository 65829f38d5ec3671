"""The limits: bombs are refused as cheaply as honest operations are read, and say why; what front ends send passes."""

from __future__ import annotations

import gc
from contextlib import suppress
from pathlib import Path

import pytest
from graphql import GraphQLError, GraphQLSyntaxError, Token, get_introspection_query

from schema.cost.document_limits import Limits, TooComplex, parse_within
from tests.fixtures.timing import find_ratio

CONTRACT = Path(__file__).parents[2] / "contract"
HONEST = (CONTRACT / "gaps.graphql").read_text("utf-8")


def build_fragment_bomb(count: int) -> str:
    spreads = [
        f"fragment f{i} on Query {{ a: self {{ ...f{i + 1} }} b: self {{ ...f{i + 1} }} }}" for i in range(count)
    ]
    return " ".join(["{ ...f0 }", *spreads, f"fragment f{count} on Query {{ hello }}"])


def build_flat_bomb(count: int) -> str:
    spreads = [f"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }}" for i in range(count)]
    return " ".join(["{ ...f0 }", *spreads, f"fragment f{count} on Query {{ hello }}"])


def refuse(text: str, limits: Limits | None = None) -> TooComplex:
    with pytest.raises(TooComplex) as caught:
        parse_within(text, limits or Limits())
    return caught.value


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        (build_fragment_bomb(60), "aliases"),
        (build_flat_bomb(60), "repeats of one field"),
        ("{" + " ".join(f"a{i}:b" for i in range(10_000)) + "}", "tokens"),
        ("{" + " ".join(f"alias{i}: __typename" for i in range(10_000)) + "}", "code points"),
        ("{" + " ".join(f"a{i}:b" for i in range(300)) + "}", "aliases"),
        ("{a" * 900, "levels"),
        ("{a" * 2400, "levels"),
        ("{a" * 100 + "}" * 100, "levels"),
        ("{a(b:" + "[" * 100 + "]" * 100 + ")}", "levels"),
        ("{a(b:" + "{c:" * 60 + "1" + "}" * 60 + ")}", "levels"),
        ("{" + "a " * 100 + "}", "repeats of one field"),
        ("{" + "".join(f"...{{a{i}}}" for i in range(30)) + "}", "root fields"),
        ("{" + " ".join(f"a{i} @skip(if: false) @include(if: true)" for i in range(30)) + "}", "directives"),
        ("{a " + "@skip(if: false) " * 60 + "}", "directives at one place"),
        ("{a ... @a @a @a @a @a {b}}", "directives at one place"),
        ("{...f} fragment f on Q " + "@a " * 60 + "{a}", "directives at one place"),
        ("query " + "@a " * 60 + "{a}", "directives at one place"),
        ("query ($a: Int " + "@a " * 60 + ") {a(a: $a)}", "directives at one place"),
        ("{a" + "#\n" * 1000 + "}", "comments"),
        ("{...f0}" + "".join(f"fragment f{i} on Q{{...f{i + 1}}}" for i in range(110)), "fragments"),
    ],
)
def test_bomb_is_refused_for_the_price_of_some_honest_operations(text: str, measure: str) -> None:
    assert refuse(text).measure == measure
    # An honest one takes half a millisecond.
    assert find_ratio(lambda: refuse(text), lambda: parse_within(HONEST, Limits())) < 100


def test_weighing_stays_linear_where_spreads_repeat_wide_fragments() -> None:
    wide = "fragment f on Query { " + " ".join(f"f{i}" for i in range(900)) + " }"
    few, many = ("{ self { " + "...f " * times + "} } " + wide for times in (20, 200))
    refused = refuse(many)
    assert (refused.measure, refused.price) == ("fields", 200 * 900 + 1)
    assert find_ratio(lambda: refuse(many), lambda: refuse(few)) < 30


def test_refusal_says_price_limit_and_where() -> None:
    refused = refuse(
        "query Big { one { two { " + " ".join(f"f{i}" for i in range(2500)) + "} } small }", Limits(tokens=9999)
    )
    assert (refused.measure, refused.price, refused.limit, refused.at) == ("fields", 2503, 2000, "one.two.f0")
    assert "in Big" in str(refused)


def test_directives_that_there_are_pass() -> None:
    parse_within("query ($a: Boolean!) { b @skip(if: $a) @include(if: $a) ...@skip(if: $a) { c } }", Limits())


@pytest.mark.parametrize("text", [HONEST, build_fragment_bomb(60), build_flat_bomb(60)])
def test_document_that_is_let_go_of_leaves_nothing_to_the_collector(text: str) -> None:
    def count() -> int:
        return sum(isinstance(one, Token) for one in gc.get_objects())

    gc.collect()
    gc.disable()
    try:
        before = count()
        with suppress(TooComplex):
            parse_within(text, Limits())
        assert count() == before
    finally:
        gc.enable()


def test_unused_fragment_and_operation_are_weighed_too() -> None:
    deep = "{a" * 40 + "}" * 40
    assert refuse("query A {a} query B " + deep).measure == "levels"
    assert refuse("query A {a} fragment F on Query " + deep).measure == "levels"


def test_fragments_in_a_circle_end() -> None:
    with pytest.raises(GraphQLError, match=r"a → b → a|b → a → b"):
        parse_within("{...a} fragment a on Q {...b} fragment b on Q {...a}", Limits())


def test_syntax_error_is_not_taken_for_a_limit() -> None:
    with pytest.raises(GraphQLSyntaxError):
        parse_within('{ a "Parsing aborted." }', Limits())


def test_unknown_fragment_is_left_to_validation() -> None:
    parse_within("{ ...nowhere }", Limits())


def test_introspection_of_tools_passes() -> None:
    parse_within(get_introspection_query(specified_by_url=True, input_value_deprecation=True), Limits())
