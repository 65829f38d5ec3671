"""What to read next, how coverage grew and the words of closed sets, over GraphQL on both engines."""

from __future__ import annotations

from typing import Any

import pytest

from graph.store import Graph
from graph.writing.batch import Batch
from schema.fields import ENUMS
from schema.questions.vocabulary import FOR_PROGRAMS
from tests.queries.coverage.coverage_world import CITY, EAST, EMPTY_ZONE, WEST, covers, document, load_world, region
from tests.schema.asking import Asker, asker_of
from tests.schema.test_contract import read_operation

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world(graph: Graph) -> Asker:
    more = Batch("tests/more")
    document(more, "west-patents", region(WEST), title="陕西专利条例", kind="LAW", held="PART", issued="2013")
    covers(more, "west-patents#title", "ws2012-2", 0.5, "curated-title")
    document(more, "east-law", region(EAST), title="上海专利条例", kind="LAW", issued="2005")
    await load_world(graph, more)
    return asker_of(graph)


async def test_what_to_read_says_why_and_what_to_do(world: Asker) -> None:
    found = (await world.read(read_operation("next"), parties=[WEST], asOf="2014"))["readNext"]
    assert (found["version"], found["asOf"], found["unknown"]) == (3, "2014-12-31", 3)
    (item,) = found["items"]
    assert item.pop("document")["title"] == "陕西专利条例"
    assert item.pop("party")["name"] == "陕西省"
    assert item == {
        "documentKind": "LAW",
        "why": "《陕西专利条例》只知部分内容，读后可判定3项未知，可核实1项仅凭标题的覆盖。",
        "couldSettle": 3,
        "tasks": [{"number": 2, "title": "任务2"}],
        "sources": [{"title": "made up", "url": None}],
        "command": "hezuo load FILE --id west-patents",
    }


async def test_kind_that_others_have_is_named_in_both_languages(world: Asker) -> None:
    query = """query ($p: [ID!]!) { readNext(parties: $p, asOf: "2006") { items {
        zh: why(lang: ZH) en: why(lang: EN) document { title } documentKind couldSettle command } } }"""
    assert (await world.read(query, p=[WEST]))["readNext"]["items"] == [{
        "zh": "3个省级地区中，1个有名称含“专利”的法律、条例；图谱中未见本地区的。",
        "en": "1 of 3 regions of province level have a document on patents (law); none is known for this one.",
        "document": None, "documentKind": "LAW", "couldSettle": 4,
        "command": "hezuo load FILE --kind LAW --applies-to 610000",
    }]  # fmt: skip


async def test_answer_that_is_mostly_unknown_points_to_what_to_read(world: Asker) -> None:
    query = """query ($p: [ID!]!) {
        policyGaps(parties: $p, asOf: "2014") { warnings { code message(lang: EN) } }
        coverageMatrix(parties: $p, asOf: "2014") { warnings { code } }
        gapChanges(parties: $p, from: "2013", to: "2014") { warnings { code } } }"""
    unknown = await world.read(query, p=[WEST, EMPTY_ZONE])
    assert unknown["policyGaps"]["warnings"][0] == {
        "code": "MOSTLY_UNKNOWN", "message": "Not known: 4 of 4; readNext (hezuo next) says what to read first."
    }  # fmt: skip
    assert all(answer["warnings"][0]["code"] == "MOSTLY_UNKNOWN" for answer in unknown.values())
    assert all(not answer["warnings"] for answer in (await world.read(query, p=[CITY])).values())


async def test_trend_is_a_point_a_year_and_the_days_of_change(world: Asker) -> None:
    world.graph.asked.clear()
    years = {"from": 2012, "to": 2013}
    trend = (await world.read(read_operation("trend"), parties=[WEST, CITY], **years))["coverageTrend"]
    assert trend["days"] == ["2012-03-01", "2013-01-01"]
    assert [row["party"]["name"] for row in trend["rows"]] == ["陕西省", "西安市"]
    assert [row["points"][1] for row in trend["rows"]] == [
        {"year": 2013, "covered": 1, "partial": 0, "inherited": 1, "notCovered": 0, "unknown": 2, "titleOnly": 1},
        {"year": 2013, "covered": 1, "partial": 0, "inherited": 2, "notCovered": 1, "unknown": 0, "titleOnly": 0},
    ]
    assert len(world.graph.asked) == 7


async def test_vocabulary_has_a_chinese_word_for_every_value_that_a_person_reads(world: Asker) -> None:
    words = await world.read("{ vocabulary { enum value label } en: vocabulary(lang: EN) { enum value label } }")
    said = {(one["enum"], one["value"]): one["label"] for one in words["vocabulary"]}
    assert said.keys() == {(enum, value) for enum in ENUMS.keys() - FOR_PROGRAMS for value in ENUMS[enum]}
    assert not [key for key, label in said.items() if not any("一" <= letter <= "鿿" for letter in label)]
    assert said["CoverageStatus", "NOT_COVERED"] == "未覆盖"
    english = {(one["enum"], one["value"]): one["label"] for one in words["en"]}
    assert english["CoverageStatus", "NOT_COVERED"] == "Not covered"
    assert english["InstitutionKind", "IP_OFFICE"] == "IP office"


@pytest.mark.parametrize(
    ("field", "argument"),
    [
        ('readNext(parties: [310000], taskSet: "ws2013")', "taskSet"),
        ("readNext(parties: [])", "parties"),
        ("readNext(parties: [310000], first: 201)", "first"),
        ("readNext(parties: [310000], themes: [99])", "themes"),
        ("coverageTrend(parties: [310000], from: 2014, to: 2013)", "from"),
        ("coverageTrend(parties: [310000], from: 1826, to: 2025)", "from"),
        ("coverageTrend(parties: [310000], from: -3, to: 5)", "from"),
        ("coverageTrend(parties: [310000], from: 2014, to: 100000)", "from"),
        ('coverageTrend(parties: ["nowhere"], from: 2014)', "parties"),
        ('coverageTrend(parties: [310000], from: 2014, taskSet: "other")', "taskSet"),
    ],
)
async def test_bad_input_names_its_argument(world: Asker, field: str, argument: str) -> None:
    answer: Any = await world.ask(f"{{ {field} {{ version }} }}")
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert answer["errors"][0]["extensions"]["argument"] == argument
    if argument == "taskSet":
        assert answer["errors"][0]["extensions"]["candidates"] == ["ws2012"]
