"""The search field shows what the index of names finds, with what is selected of it."""

from __future__ import annotations

import pytest

from tests.schema.asking import Asker

pytestmark = pytest.mark.anyio

SEARCH = """query ($text: String!, $kinds: [EntityKind!], $first: Int) {
    search(text: $text, kinds: $kinds, first: $first) {
    score matched how entity { __typename name ... on Region { partOf { name } } } } }"""


async def test_hits_are_shown_in_their_order_with_their_things(asker: Asker) -> None:
    hits = (await asker.read(SEARCH, text="陕西省", first=3))["search"]
    assert [(hit["entity"]["__typename"], hit["matched"]) for hit in hits] == [
        ("Region", "陕西省"),
        ("Institution", "陕西省知识产权局"),
        ("PolicyDocument", "陕西省专利条例"),
    ]
    assert hits[0]["entity"]["partOf"] == {"name": "中华人民共和国"}
    assert (hits[0]["score"], hits[0]["how"]) == (1.0, "ALIAS")


async def test_kinds_and_first_cut_the_hits(asker: Asker) -> None:
    assert len((await asker.read(SEARCH, text="陕西省", first=2))["search"]) == 2
    assert (await asker.read(SEARCH, text="陕西省", first=0))["search"] == []
    (hit,) = (await asker.read(SEARCH, text="陕西省", kinds=["POLICY_DOCUMENT"]))["search"]
    assert hit["entity"]["name"] == "陕西省专利条例"
    assert (await asker.read(SEARCH, text="陕西省", kinds=[]))["search"] == []


async def test_first_out_of_bounds_is_refused(asker: Asker) -> None:
    answer = await asker.ask(SEARCH, text="陕西省", first=201)
    assert answer["errors"][0]["extensions"]["argument"] == "first"


async def test_things_are_read_with_one_call_a_kind(asker: Asker) -> None:
    await asker.read('{ search(text: "陕西省", first: 3) { entity { name } } }')
    assert sorted(asker.graph.asked) == ["Institution by id", "PolicyDocument by id", "Region by id"]
