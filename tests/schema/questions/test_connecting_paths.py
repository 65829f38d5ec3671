"""Chains are shown with what stands on them and the ties between, and bad arguments are named."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.schema.asking import Asker
from tests.schema.test_contract import read_operation

pytestmark = pytest.mark.anyio

PATHS = """query ($from: ID!, $to: ID!, $maxLength: Int, $first: Int, $asOf: Date) {
    connectingPaths(from: $from, to: $to, maxLength: $maxLength, first: $first, asOf: $asOf) {
    length nodes { __typename name }
    links { type from { name } to { name } since until verified sources { title url } } } }"""


async def refuse(asker: Asker, **variables: Any) -> dict[str, Any]:  # noqa: ANN401 JSON
    answer = await asker.ask(PATHS, **{"from": "610000", "to": "310000", **variables})
    assert answer["data"] == {"connectingPaths": None}
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    found: dict[str, Any] = {"message": error["message"], **error["extensions"]}
    return found


async def test_chain_shows_its_things_and_ties(asker: Asker) -> None:
    asked = {"from": "西安市", "to": "310000", "asOf": "2012"}
    (path,) = (await asker.read(PATHS, **asked))["connectingPaths"]
    source = [{"title": "公报", "url": "https://example.org/gazette"}]
    assert path == {
        "length": 2,
        "nodes": [
            {"__typename": "Region", "name": "西安市"},
            {"__typename": "Region", "name": "陕西省"},
            {"__typename": "Region", "name": "上海市"},
        ],
        "links": [
            {
                "type": "PART_OF", "from": {"name": "西安市"}, "to": {"name": "陕西省"}, "since": None, "until": None,
                "verified": True, "sources": source,
            },
            {
                "type": "PAIRED_WITH", "from": {"name": "上海市"}, "to": {"name": "陕西省"}, "since": "2011",
                "until": None, "verified": True, "sources": source,
            },
        ],
    }  # fmt: skip


async def test_things_of_any_chained_kind_are_ends(asker: Asker) -> None:
    asked = {"from": "sipo", "to": "guanzhong-tianshui", "asOf": "2012", "first": 1}
    (path,) = (await asker.read(PATHS, **asked))["connectingPaths"]
    assert [one["name"] for one in path["nodes"]] == [
        "国家知识产权局", "试点城市（第一批）", "西安市", "关中—天水经济区",
    ]  # fmt: skip


async def test_calls_grow_with_the_steps_and_not_with_the_chains(asker: Asker) -> None:
    asked = {"from": "610000", "to": "310000", "asOf": "2012", "maxLength": 6}
    paths = (await asker.read(PATHS, **asked))["connectingPaths"]
    calls = Counter(asker.graph.asked)
    assert len(paths) == 1
    assert calls["steps of chains"] <= 6
    assert calls["links of chains"] == 1
    # The two ends by their keys in every kind, then what is on the chains, their ties' two ends, and their sources.
    assert calls["Region by id"] == 5
    assert calls["Source by id"] == 1


async def test_contract_operation_answers(asker: Asker) -> None:
    variables = {"from": "610000", "to": "310000", "maxLength": 4, "first": 3}
    (path, *_) = (await asker.read(read_operation("paths"), **variables))["connectingPaths"]
    assert (path["length"], [link["type"] for link in path["links"]]) == (1, ["PAIRED_WITH"])


async def test_bad_arguments_are_named(asker: Asker) -> None:
    assert (await refuse(asker, maxLength=7))["argument"] == "maxLength"
    assert (await refuse(asker, first=201))["argument"] == "first"
    unknown = await refuse(asker, to="陕西府")
    assert (unknown["argument"], unknown["candidates"][0]) == ("to", "陕西省 (610000)")
    assert (await refuse(asker, to="690000"))["argument"] == "to"


async def test_kind_that_stands_on_no_chain_is_refused(asker: Asker) -> None:
    task = (await asker.read('{ task(id: "26") { id } }'))["task"]["id"]
    refused = await refuse(asker, **{"from": task})
    assert refused["argument"] == "from"
    assert "is a Task" in refused["message"]
