"""What the fields of the graph's things read: relations at a day, in order, with their own facts."""

from __future__ import annotations

import pytest

from graph.model import Label
from schema.request.ids import global_id
from tests.schema.asking import Asker

pytestmark = pytest.mark.anyio


async def test_node_is_named_by_key_global_id_name_and_alias(asker: Asker) -> None:
    query = "query ($id: ID!) { party(id: $id) { __typename name } }"
    for name in ("610000", global_id(Label.REGION, "610000"), "陕西省", "陕"):
        assert (await asker.read(query, id=name))["party"] == {"__typename": "Region", "name": "陕西省"}
    assert (await asker.read(query, id="west"))["party"] == {"__typename": "EconomicZone", "name": "西部地区"}


async def test_absent_key_is_null(asker: Asker) -> None:
    query = "query ($id: ID!, $node: ID!) { party(id: $id) { name } node(id: $node) { id } }"
    for key in ("999999", "no-such-zone", global_id(Label.REGION, "999999")):
        data = await asker.read(query, id=key, node=global_id(Label.TASK, "ws2012-99"))
        assert data == {"party": None, "node": None}


async def test_task_is_named_by_its_number(asker: Asker) -> None:
    assert (await asker.read('{ task(id: "26") { id number } }'))["task"]["number"] == 26


async def test_node_of_any_kind_is_found_by_global_id(asker: Asker) -> None:
    query = "query ($id: ID!) { node(id: $id) { __typename id ... on Clause { path document { title } } } }"
    key = global_id(Label.CLAUSE, "shaanxi-law#2")
    expected = {"__typename": "Clause", "id": key, "path": "2", "document": {"title": "陕西省专利条例"}}
    assert (await asker.read(query, id=key))["node"] == expected


async def test_membership_follows_from_regions_above_and_below(asker: Asker) -> None:
    query = """query ($id: ID!, $asOf: Date) { region(id: $id) {
        zones(asOf: $asOf) { totalCount edges { partial derived verified node { name } } } } }"""
    zones = (await asker.read(query, id="610000", asOf="2012"))["region"]["zones"]
    assert [(edge["node"]["name"], edge["partial"], edge["derived"], edge["verified"]) for edge in zones["edges"]] == [
        ("关中—天水经济区", True, True, True),
        ("西部地区", False, False, False),
    ]
    zones = (await asker.read(query, id="610100", asOf="2012"))["region"]["zones"]
    assert [(edge["partial"], edge["derived"]) for edge in zones["edges"]] == [(False, False), (False, True)]
    assert (await asker.read(query, id="610000", asOf="2008"))["region"]["zones"]["totalCount"] == 1


async def test_pairings_of_two_regions_are_shown_one_by_one(asker: Asker) -> None:
    query = """query ($asOf: Date) { region(id: "310000") {
        pairings(asOf: $asOf) { totalCount edges { role scheme since until node { name } } } } }"""
    both = (await asker.read(query, asOf="2011"))["region"]["pairings"]
    assert [edge["scheme"] for edge in both["edges"]] == ["对口", "协作"]
    one = (await asker.read(query, asOf="2012-06"))["region"]["pairings"]
    assert one == {
        "totalCount": 1,
        "edges": [{"role": "DONOR", "scheme": "协作", "since": "2011", "until": None, "node": {"name": "陕西省"}}],
    }


async def test_document_that_applies_and_is_agreed_counts_once(asker: Asker) -> None:
    query = (
        'query ($asOf: Date) { party(id: "610000") { documents(asOf: $asOf) { totalCount edges { node { id } } } } }'
    )
    assert (await asker.read(query, asOf="2013"))["party"]["documents"]["totalCount"] == 1
    assert (await asker.read(query, asOf="2012-06"))["party"]["documents"]["totalCount"] == 0


async def test_figures_are_chosen_by_name_and_year(asker: Asker) -> None:
    query = """query ($names: [String!], $from: Int) { region(id: "610000") {
        indicators(names: $names, from: $from, to: 2011) { year value indicator { unit } } } }"""
    figures = (await asker.read(query, names=["发明专利授权量"]))["region"]["indicators"]
    assert figures == [
        {"year": 2010, "value": 10.0, "indicator": {"unit": "件"}},
        {"year": 2011, "value": 12.5, "indicator": {"unit": "件"}},
    ]
    figure = (await asker.read(query, **{"from": 2011}))["region"]["indicators"]
    assert [one["year"] for one in figure] == [2011]
    assert (await asker.read(query, names=["nothing"]))["region"]["indicators"] == []


async def test_coverage_follows_score_verdict_territory_and_day(asker: Asker) -> None:
    query = """query ($minScore: Float, $territory: ID, $scope: TerritoryScope, $verdicts: [Verdict!], $asOf: Date) {
        task(id: "26") { coverage(minScore: $minScore, territory: $territory, scope: $scope, verdicts: $verdicts,
        asOf: $asOf) { totalCount edges { node { task { number } clause { id path } evidenceCount } } } } }"""

    async def paths(**given: object) -> list[str]:
        edges = (await asker.read(query, **given))["task"]["coverage"]["edges"]
        return [edge["node"]["clause"]["path"] for edge in edges]

    assert await paths() == ["2", "title"]
    assert await paths(minScore=0.6) == ["2"]
    assert await paths(verdicts=["SUGGESTED"]) == ["title"]
    assert await paths(asOf="2010") == ["title"]
    assert await paths(territory="610000") == ["2"]
    assert await paths(territory="100000") == ["title"]
    assert await paths(territory="100000", scope="BELOW") == ["2", "title"]
    assert await paths(territory="100000", scope="SELF") == ["title"]
    assert await paths(territory="610100", scope="ABOVE") == ["2", "title"]
    assert await paths(territory="610100", scope="BELOW") == []
    assert await paths(territory="west") == []
    assert await paths(territory="west", scope="BELOW") == ["2"]


async def test_aliases_of_one_field_keep_their_own_arguments(asker: Asker) -> None:
    query = """{ region(id: "610000") { early: zones(asOf: "2008") { totalCount } late: zones { totalCount } } }"""
    assert (await asker.read(query))["region"] == {"early": {"totalCount": 1}, "late": {"totalCount": 2}}


async def test_fields_of_one_answer_merge_through_fragments(asker: Asker) -> None:
    query = """query ($no: Boolean!) { party(id: "610000") { ...A ... on Region { partOf { name } } } }
        fragment A on Party { name ... on Region { partOf { code id @skip(if: true) } level @include(if: $no) } }"""
    expected = {"name": "陕西省", "partOf": {"code": "100000", "name": "中华人民共和国"}}
    assert (await asker.read(query, no=False))["party"] == expected
