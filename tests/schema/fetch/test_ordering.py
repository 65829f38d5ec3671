"""Keys of rows in any order: sorting and paging follow one comparison; and of several ways to a node one is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import parse_period
from graph.model import Label
from graph.store import Statement, plain_row
from queries.nodes.columns import Row
from queries.nodes.relation_pages import By
from queries.nodes.relations import Match, RowReader
from queries.paging import Key, Page, cut_page
from schema.build import REGISTRY
from schema.fetch.ordering import compile_choice, compile_key, is_before, keyed_rows
from schema.fetch.sources import Related

DOCUMENTS = REGISTRY.sources[Label.REGION, "documents"]
assert isinstance(DOCUMENTS, Related)
ONCE, EACH = replace(DOCUMENTS, distinct=True), replace(DOCUMENTS, distinct=False)
# A row here: the node's id, its title, its date, the relationship's since and key; the parent and the match come first.
COLUMNS = {"c": {"key": 2, "title": 3, "issued": 4}, "e": {"since": 5, "key": 6}}
NEAR, FAR = (Match("", (("c", Label.POLICY_DOCUMENT),), rank, (("role", role),)) for rank, role in ((0, "x"), (1, "y")))
READING = RowReader(
    Statement("tests", "", (), (), plain_row),
    {variable: {name: itemgetter(at) for name, at in one.items()} for variable, one in COLUMNS.items()},
    (NEAR, FAR),
)


def row(key: str, title: str = "", since: str | None = None, *, parent: str = "p", match: int = 0) -> Row:
    return [parent, match, key, title, None, since, "k"]


def comes_first(one: Key, other: Key, order: Sequence[By]) -> bool:
    """The rule written out: the first part that differs decides, turned round where its term descends."""
    for at, (left, right) in enumerate(zip(one, other, strict=True)):
        descending = at < len(order) and order[at].descending
        if left != right:
            return left > right if descending else left < right  # type: ignore[operator]
    return False


@st.composite
def keys_in_order(draw: st.DrawFn) -> tuple[list[Key], list[By]]:
    """Distinct keys of one shape, few values to a part, and an order of their terms; the id ascends behind them."""
    terms = draw(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=3))
    order = [By("c", f"p{at}", descending) for at, (descending, _) in enumerate(terms)]
    parts = [st.sampled_from(["", "a", "专", "专利"]) if text else st.sampled_from([-1, 0, 2.5]) for _, text in terms]
    keys: list[Key] = draw(st.lists(st.tuples(*parts, st.sampled_from("abcde")), unique=True, max_size=12))
    return keys, order


@given(keys_in_order())
def test_comparison_is_the_rule_and_sorting_follows_it(drawn: tuple[list[Key], list[By]]) -> None:
    keys, order = drawn
    for one in keys:
        for other in keys:
            assert is_before(one, other, order) == comes_first(one, other, order)
    found = [key for key, _ in keyed_rows(keys, tuple, order)]  # type: ignore[arg-type]
    assert sorted(map(repr, found)) == sorted(map(repr, keys))
    for at, key in enumerate(found):
        assert all(is_before(key, later, order) for later in found[at + 1 :])


@given(keys_in_order(), st.integers(1, 4))
def test_pages_cut_by_the_comparison_make_up_the_whole(drawn: tuple[list[Key], list[By]], size: int) -> None:
    keys, order = drawn
    keyed = keyed_rows(keys, tuple, order)  # type: ignore[arg-type]
    for backward in (False, True):
        found: list[object] = []
        place: Key | None = None
        while True:
            page = Page(size, backward, None if backward else place, place if backward else None, "")
            cut = cut_page(keyed, page, lambda one, other: is_before(one, other, order))
            found = [*cut.items, *found] if backward else [*found, *cut.items]
            if not (cut.has_previous if backward else cut.has_next):
                break
            place = cut.key(0) if backward else cut.key(len(cut.items) - 1)
        assert found == [one for _, one in keyed]


def test_number_and_text_are_compared_as_texts() -> None:
    assert is_before((10,), ("9",), [])
    assert not is_before(("9",), (10,), [])
    assert is_before(("9",), (10,), [By("c", "number", descending=True)])


def test_key_is_the_terms_then_the_id_and_an_absent_term_what_it_counts_as() -> None:
    order = (By("c", "issued", missing="9999"), By("c", "title"))
    key = compile_key(READING, order, ONCE)
    dated: Any = [*row("d1", "甲")[:4], parse_period("2012-03"), None, "k"]
    assert key(dated) == ("2012-03-01", "甲", "d1")
    assert key(row("d2", "乙")) == ("9999", "乙", "d2")
    assert compile_key(READING, (), ONCE)(dated) == ("d1",)


def test_several_relationships_with_one_node_are_told_apart_by_their_key_and_role() -> None:
    key = compile_key(READING, (By("c", "title"),), EACH)
    assert key(row("d", "甲", match=0)) == ("甲", "d", "k", "x")
    assert key(row("d", "甲", match=1)) == ("甲", "d", "k", "y")


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ([row("a", match=1), row("a", match=0)], [1]),  # The way of lower rank.
        ([row("a", since="2012"), row("a", since="2009")], [1]),  # The earlier of one rank.
        ([row("a", since="2009", match=1), row("a", since="2012", match=0)], [1]),  # Rank before date.
        ([row("a", since="2009"), row("a")], [1]),  # What has no date was always so.
        ([row("a", parent="p"), row("a", parent="q"), row("b")], [0, 1, 2]),  # Other parents, other nodes.
        ([row("a"), row("b"), row("a")], [0, 1]),  # Of equals the first, in the place where it stood.
    ],
)
def test_node_that_is_related_in_several_ways_is_left_in_once(rows: list[Row], left: list[int]) -> None:
    found = compile_choice(READING, ONCE)(rows)
    assert [id(one) for one in found] == [id(rows[at]) for at in left]
    assert compile_choice(READING, EACH)(rows) == rows
