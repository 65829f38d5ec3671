"""The seed: every row is read and sourced, its figures are those of the facts, and it says what was when."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from graph.dates import Period, parse_period
from graph.model import Label, RelationshipType
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import EdgeRow, NodeRow
from loaders.facts.facts import read_seed
from loaders.facts.rows import GENERAL_KNOWLEDGE
from queries.search.names import GraphNames
from schema.build import build_schema
from schema.execution.execute import Answers
from tests.schema.asking import Asker, WatchedGraph

ROOT = Path(__file__).parents[3]
BATCHES = read_seed()
NODES = [row for batch in BATCHES for row in batch.nodes]
EDGES = [row for batch in BATCHES for row in batch.edges]
ROWS: list[NodeRow | EdgeRow] = [*NODES, *EDGES]
KEYS = {(row.label, row.id) for row in NODES}
CITIES_OF_2016 = [
    "320100", "320200", "320400", "320500", "320600", "320900", "321000", "321100", "321200", "330100", "330200",
    "330400", "330500", "330600", "330700", "330900", "331000", "340100", "340200", "340500", "340700", "340800",
    "341100", "341700", "341800",
]  # fmt: skip
MEMBERS = """query($id: ID!, $asOf: Date) {
  zone(id: $id, asOf: $asOf) { name regions(asOf: $asOf, first: 100) { edges { partial node { code } } } }
}"""
REGION = """query($id: ID!, $asOf: Date) {
  region(id: $id, asOf: $asOf) { code name vintages successors { code name } predecessors { code name } }
}"""
PAIRINGS = """query($id: ID!, $asOf: Date) {
  region(id: $id, asOf: $asOf) {
    pairings(asOf: $asOf) { edges { role scheme verified since until node { code } } }
  }
}"""


def asker_of(graph: Graph) -> Asker:
    watched = WatchedGraph(graph)
    return Asker(watched, Answers(watched, GraphNames(graph.reader), build_schema()))


def test_no_row_is_left_out() -> None:
    assert [skipped for batch in BATCHES for skipped in batch.skipped] == []


def test_every_row_has_sources_that_stand_there_and_ends_that_stand_there() -> None:
    assert [row for row in ROWS if not row.sources] == []
    assert {source for row in ROWS for source in row.sources if (Label.SOURCE, source) not in KEYS} == set()
    assert {end for row in EDGES for end in (row.start, row.end) if end not in KEYS} == set()


def test_general_knowledge_is_never_verified() -> None:
    resting = [row for row in ROWS if GENERAL_KNOWLEDGE in row.sources]
    assert len(resting) > 100
    assert not [row for row in resting if row.verified]


def test_counts_are_those_of_the_facts() -> None:
    labels = Counter(row.label for row in NODES)
    types = Counter(row.type for row in EDGES)
    assert labels[Label.REGION] == 376 + 20 + 1  # the nation
    assert labels[Label.ECONOMIC_ZONE] == 59 - 3  # three entries are the Yangtze delta, two Chengdu and Chongqing
    assert labels[Label.PROGRAMME] == 41
    assert len([row for row in NODES if row.label is Label.INSTITUTION]) >= 102
    assert types[RelationshipType.PAIRED_WITH] == 91
    assert types[RelationshipType.PART_OF] == 376 + 20
    assert types[RelationshipType.HOSTS] == 140
    assert len([row for row in EDGES if row.type is RelationshipType.SUCCEEDS]) == 9 + 15


def test_tables_are_sorted_as_people_look_things_up() -> None:
    for label in (Label.REGION, Label.ECONOMIC_ZONE, Label.INDICATOR, Label.THEME):
        ids = [row.id for row in NODES if row.label is label]
        assert ids == sorted(ids), label


def test_ids_that_front_ends_use_stand_there() -> None:
    asked = json.loads((ROOT / "tests/contract/variables.json").read_text("utf-8"))
    assert (Label.REGION, asked["profile"]["id"]) in KEYS
    assert (Label.ECONOMIC_ZONE, asked["gaps"]["parties"][-1]) in KEYS
    assert (Label.PROGRAMME, asked["details"]["programme"]) in KEYS
    assert (Label.INSTITUTION, asked["details"]["institution"]) in KEYS


def test_every_region_but_the_nation_is_part_of_one_that_holds_its_code() -> None:
    whole = {row.start[1]: row.end[1] for row in EDGES if row.type is RelationshipType.PART_OF}
    assert {row.id for row in NODES if row.label is Label.REGION} - whole.keys() == {"100000"}
    for part, above in whole.items():
        if not part.endswith("0000"):
            assert part[:2] == above[:2]


def test_memberships_and_pairings_end_before_what_follows_begins() -> None:
    """One zone has the members of one vintage at a time, and a general scheme ends before the next."""
    spans: dict[str, set[tuple[str, str]]] = {}
    for row in EDGES:
        if row.type is RelationshipType.INCLUDES:
            since, until = row.properties["since"], row.properties["until"]
            first = since.first if isinstance(since, Period) else ""
            spans.setdefault(row.start[1], set()).add((first, until.last if isinstance(until, Period) else "9"))
    assert len(spans) == 56
    for vintages in spans.values():
        ordered = sorted(vintages)
        assert all(ends < begins for (_, ends), (begins, _) in pairwise(ordered))
    scheme = parse_period("2016-12")
    for row in EDGES:
        if row.type is RelationshipType.PAIRED_WITH and str(row.properties["scheme"]).startswith("east-west-1996"):
            until = row.properties["until"]
            assert isinstance(until, Period)
            assert until.last < scheme.first


@pytest.mark.anyio
async def test_seed_loads_whole_and_a_second_load_changes_nothing(graph: Graph) -> None:
    first = await apply_batches(graph.writer, read_seed(), "tests")
    assert (first.skipped, first.created) == ((), len(NODES) + len(EDGES))
    second = await apply_batches(graph.writer, read_seed(), "tests")
    assert (second.changed, second.version, second.unchanged) == (False, 1, first.created)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("2009", []),
        ("2010", ["310000", "320000", "330000"]),
        ("2012", ["310000", "320000", "330000"]),
        ("2016", ["310000", *CITIES_OF_2016]),
        ("2019-11", ["310000", *CITIES_OF_2016]),
        ("2020", ["310000", "320000", "330000", "340000"]),
    ],
)
async def test_yangtze_delta_has_the_members_of_the_day(seeded: Graph, day: str, members: list[str]) -> None:
    found = await asker_of(seeded).read(MEMBERS, id="yangtze-delta", asOf=day)
    assert [edge["node"]["code"] for edge in found["zone"]["regions"]["edges"]] == members


@pytest.mark.anyio
async def test_what_a_plan_takes_in_only_in_part_is_partial(seeded: Graph) -> None:
    found = await asker_of(seeded).read(MEMBERS, id="关天经济区", asOf="2012")
    partial = {edge["node"]["code"]: edge["partial"] for edge in found["zone"]["regions"]["edges"]}
    assert partial == {
        "610100": False, "610200": False, "610300": False, "610400": False, "610500": False, "611000": True,
        "620500": False,
    }  # fmt: skip
    found = await asker_of(seeded).read(MEMBERS, id="成渝", asOf="2012")
    partial = {edge["node"]["code"]: edge["partial"] for edge in found["zone"]["regions"]["edges"]}
    assert partial["500000"]
    assert len(partial) == 16


@pytest.mark.anyio
async def test_old_code_and_old_name_say_what_became_of_the_region(seeded: Graph) -> None:
    asker = asker_of(seeded)
    new = {"code": "540300", "name": "昌都市"}
    for asked, day in (("542100", "2012-10"), ("昌都地区", "2012-10"), ("昌都", "2012-10"), ("542100", "2026-01-01")):
        found = await asker.read(REGION, id=asked, asOf=day)
        assert found["region"] == {
            "code": "542100", "name": "昌都地区", "vintages": ["2012-10"], "successors": [new], "predecessors": [],
        }, (asked, day)  # fmt: skip
    found = await asker.read(REGION, id="昌都", asOf="2024")
    assert found["region"]["code"] == "540300"
    assert found["region"]["predecessors"] == [{"code": "542100", "name": "昌都地区"}]
    found = await asker.read(REGION, id="莱芜市", asOf="2012")
    assert found["region"]["successors"] == [{"code": "370100", "name": "济南市"}]


@pytest.mark.anyio
async def test_pairings_are_those_of_the_day(seeded: Graph) -> None:
    asker = asker_of(seeded)
    found = await asker.read(PAIRINGS, id="610000", asOf="2012-12-31")
    assert found["region"]["pairings"]["edges"] == [
        {"role": "RECIPIENT", "scheme": "east-west-1996", "verified": True, "since": "1996", "until": "2016-11-30",
         "node": {"code": "320000"}},
    ]  # fmt: skip
    found = await asker.read(PAIRINGS, id="610000", asOf="2018")
    assert [edge["scheme"] for edge in found["region"]["pairings"]["edges"]] == ["east-west-2016"]
    for day, donors in (("2005", {"350200", "440400"}), ("2012", {"370000"}), ("2018", {"370000"})):
        found = await asker.read(PAIRINGS, id="重庆", asOf=day)
        assert {edge["node"]["code"] for edge in found["region"]["pairings"]["edges"]} == donors, day
    found = await asker.read(PAIRINGS, id="毕节市", asOf="2018")
    assert {edge["node"]["code"] for edge in found["region"]["pairings"]["edges"]} == {"440100"}


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("text", "day", "key"),
    [
        ("国家知识产权局", "2012", "sipo"),
        ("国家知识产权局", "2020", "cnipa"),
        ("SIPO", "2012", "sipo"),
        ("CNIPA", "2012", "cnipa"),
        ("陕", "2012", "610000"),
        ("Shaanxi", "2012", "610000"),
        ("Inner Mongolia", "2012", "150000"),
        ("苏州", "2012", "320500"),
        ("Suzhou (Anhui)", "2012", "341300"),
        ("关中天水经济区", "2012", "guanzhong-tianshui"),
        ("关中—天水经济区", "2012", "guanzhong-tianshui"),
        ("长三角", "2012", "yangtze-delta"),
        ("长江三角洲", "2018", "yangtze-delta"),
        ("成渝经济区", "2012", "chengdu-chongqing"),
        ("海西", "2012", "western-taiwan-straits"),
        ("海南", "2012", "460000"),
        ("海南州", "2012", "632500"),
        ("北京市朝阳区", "2012", "110105"),
        ("陕西知识产权局", "2012", "ipo-610000"),
    ],
)
async def test_names_of_the_facts_mean_what_they_name(seeded: Graph, text: str, day: str, key: str) -> None:
    kinds = (Label.REGION, Label.ECONOMIC_ZONE, Label.INSTITUTION)
    found = await GraphNames(seeded.reader).resolve(text, kinds, parse_period(day).last)
    assert [one.key for one in found] == [key]
