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


def asker_of(graph: Graph) -> Asker:
    watched = WatchedGraph(graph)
    return Asker(watched, Answers(watched, GraphNames(graph.reader), build_schema()))


def test_no_row_is_left_out() -> None:
    assert [skipped for batch in BATCHES for skipped in batch.skipped] == []


def test_every_row_has_sources_that_stand_there_and_ends_that_stand_there() -> None:
    assert [row for row in ROWS if not row.sources] == []
    assert {source for row in ROWS for source in row.sources if (Label.SOURCE, source) not in KEYS} == set()
    assert {end for row in EDGES for end in (row.start, row.end) if end not in KEYS} == set()


def test_what_no_source_that_can_be_cited_bears_out_is_not_verified() -> None:
    """A mirror, a document-sharing site, a forum or a novel verifies nothing alone; every source has a title."""
    sources = {row.id: row for row in NODES if row.label is Label.SOURCE}
    citable = {key for key, row in sources.items() if row.verified}
    assert [row for row in ROWS if row.verified and not citable & set(row.sources)] == []
    assert [key for key, row in sources.items() if row.name.startswith(("http", "www.")) or not row.name] == []


def test_every_derived_end_says_so_and_no_stated_one_does() -> None:
    """The notes of the rows, in which the reason stands, and the property agree."""
    derived = [row for row in EDGES if row.properties.get("untilDerived")]
    assert len(derived) > 140
    assert [row for row in derived if row.properties["until"] is None] == []
    dated = [row for row in EDGES if "untilDerived" in row.properties]
    assert [row for row in dated if ("the end is derived" in str(row.properties["note"])) != (row in derived)] == []


def test_general_knowledge_is_never_verified() -> None:
    resting = [row for row in ROWS if GENERAL_KNOWLEDGE in row.sources]
    assert len(resting) > 100
    assert not [row for row in resting if row.verified]


def test_counts_are_those_of_the_facts() -> None:
    labels = Counter(row.label for row in NODES)
    types = Counter(row.type for row in EDGES)
    # 376 and 195 counties of the tables, the nation, 巢湖市, and three districts that only documents name.
    assert labels[Label.REGION] == 376 + 20 + 175 + 1 + 1 + 3
    # Of the 59 entries of the first tables three are the Yangtze delta, two Chengdu and Chongqing; of the 55 of the
    # second, four are names of these, two macro-regions of today, and two districts.
    assert labels[Label.ECONOMIC_ZONE] == 59 - 3 + 55 - 8
    assert labels[Label.PROGRAMME] == 41 + 21
    assert types[RelationshipType.PART_OF] == labels[Label.REGION] - 1
    assert types[RelationshipType.PAIRED_WITH] == 305
    assert types[RelationshipType.HOSTS] == 204
    assert len([row for row in EDGES if row.type is RelationshipType.SUCCEEDS]) == 9 + 3 + 17


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
    gone = {row.end for row in EDGES if row.type is RelationshipType.SUCCEEDS}
    spans: dict[str, set[tuple[str, str]]] = {}
    for row in EDGES:
        # What was abolished left its zone with that.
        if row.type is RelationshipType.INCLUDES and row.end not in gone:
            since, until = row.properties["since"], row.properties["until"]
            first = since.first if isinstance(since, Period) else ""
            spans.setdefault(row.start[1], set()).add((first, until.last if isinstance(until, Period) else "9"))
    assert len(spans) == 96
    for vintages in spans.values():
        ordered = sorted(vintages)
        assert all(ends < begins for (_, ends), (begins, _) in pairwise(ordered))
    scheme = parse_period("2016-12")
    for row in EDGES:
        until = row.properties.get("until")
        if row.type is RelationshipType.PAIRED_WITH and str(row.properties["scheme"]).startswith("east-west-1996"):
            assert isinstance(until, Period)
            assert until.last < scheme.first
        if row.type is RelationshipType.PAIRED_WITH and row.properties["scheme"] == "east-west-2016":
            assert isinstance(until, Period)
            assert until.last == "2020-12-31"


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
