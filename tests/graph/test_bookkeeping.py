"""What a load stated is remembered in short, and read from graphs that hold it at length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.bookkeeping import pack_references, unpack_references

PARTS = st.lists(st.text(st.characters(exclude_characters="\t\x1e", exclude_categories=["Cs"])), min_size=2, max_size=6)
REFERENCES = st.lists(PARTS.map("\t".join), max_size=20)


@given(REFERENCES)
def test_references_come_back_as_they_were(references: list[str]) -> None:
    assert unpack_references(pack_references(references)) == references


@given(REFERENCES)
def test_references_that_are_stored_one_by_one_are_read(references: list[str]) -> None:
    assert unpack_references(references) == references


def test_many_references_are_a_tenth_as_long() -> None:
    references = [f"HAS_CLAUSE\tPolicyDocument\td-{at // 8}\tClause\td-{at // 8}#第{at % 8}条\t" for at in range(8_000)]
    assert sum(map(len, pack_references(references))) < sum(map(len, references)) / 10
