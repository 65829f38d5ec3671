"""Gaps, matrices and changes over GraphQL, on both engines: answers, engine calls, refusals."""

from __future__ import annotations

from typing import Any

import pytest

from graph.store import Graph
from graph.writing.batch import Batch
from queries.coverage.gaps import MOST_EVIDENCE
from tests.queries.coverage.coverage_world import (
    CITY,
    EAST,
    SOUTH,
    TASK_1,
    WEST,
    ZONE,
    covers,
    document,
    load_world,
    region,
)
from tests.schema.asking import ADMIN, Asker, asker_of
from tests.schema.test_contract import read_operation

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world(coverage_world: Graph) -> Asker:
    """Asks the world of coverage by keys; names are those of the small graph."""
    return asker_of(coverage_world)


async def test_gaps_show_kinds_statuses_evidence_and_models(world: Asker) -> None:
    gaps = (await world.read(read_operation("gaps"), parties=[EAST, CITY, ZONE], asOf="2014"))["policyGaps"]
    assert (gaps["version"], gaps["asOf"]) == (2, "2014-12-31")
    assert gaps["warnings"] == [{"code": "LIES_WITHIN", "message": "西安市位于某经济区之内，两者重叠。"}]
    assert gaps["counts"] == {"sharedGap": 0, "oneSided": 4, "commonGround": 0, "undetermined": 0}
    assert gaps["parties"][0] == {
        "party": {"id": gaps["parties"][0]["party"]["id"], "name": "上海市"},
        "documents": 2, "examined": 1, "onField": 1, "titlesOnly": 1, "undated": 0,
    }  # fmt: skip
    second = gaps["tasks"][1]
    assert (second["task"]["number"], second["kind"]) == (2, "ONE_SIDED")
    assert (second["possible"], second["decidedBy"]) == ([], [])
    assert [one["status"] for one in second["statuses"]] == ["NOT_COVERED", "COVERED", "PARTIAL"]
    assert second["statuses"][2] == {
        "party": {"id": second["statuses"][2]["party"]["id"], "name": "某经济区"},
        "status": "PARTIAL", "own": "PARTIAL", "inheritedFrom": [], "basis": "REVIEWED",
        "members": 1, "membersCovering": 1, "membersUnknown": 0, "evidenceCount": 1,
        "evidence": [{
            "document": {"title": "city-plan", "number": None}, "clause": {"path": "1", "isTitle": False},
            "score": 1.0, "method": "curated-reading", "verdict": "CONFIRMED", "suspect": False,
        }],
        "examinedDocuments": [],
    }  # fmt: skip
    assert second["statuses"][0]["members"] is None
    assert second["statuses"][0]["examinedDocuments"] == [{"title": "east-rules", "issued": "2011"}]
    city = gaps["tasks"][3]["statuses"][1]
    assert (city["status"], city["own"], city["inheritedFrom"], city["basis"]) == (
        "INHERITED", "NOT_COVERED", ["NATION"], "REVIEWED"
    )  # fmt: skip
    assert (city["evidenceCount"], city["evidence"], len(city["examinedDocuments"])) == (0, [], 1)
    first = gaps["tasks"][0]["modelClauses"]
    assert [
        (one["parties"], one["clause"]["path"], one["score"], one["nearness"], one["hasText"]) for one in first
    ] == [([{"name": "广东省"}], "1", 0.7, "PEER", False)]


async def test_details_of_links_are_read_where_they_are_selected(world: Asker) -> None:
    query = """query ($p: [ID!]!) { policyGaps(parties: $p, asOf: "2014") { tasks { statuses {
        evidence { task { number } evidence { text } evidenceCount note verified sources { title } } } } } }"""
    world.graph.asked.clear()
    gaps = (await world.read(query, p=[EAST]))["policyGaps"]
    assert gaps["tasks"][0]["statuses"][0]["evidence"][0] == {
        "task": {"number": 1}, "evidence": [], "evidenceCount": 0, "note": None, "verified": True,
        "sources": [{"title": "made up"}],
    }  # fmt: skip
    assert "coverage/model_documents" not in world.graph.asked


async def test_what_is_not_selected_is_not_read(world: Asker) -> None:
    world.graph.asked.clear()
    await world.read("query ($p: [ID!]!) { policyGaps(parties: $p) { tasks { kind } } }", p=[EAST, WEST])
    assert sorted(world.graph.asked) == [
        "EconomicZone by id", "Region by id", "coverage/documents", "coverage/knowledge/field",
        "coverage/subjects", "coverage/sums",
    ]  # fmt: skip


async def test_calls_do_not_grow_with_parties(world: Asker) -> None:
    calls = []
    for parties in ([EAST, ZONE], [EAST, WEST, SOUTH, CITY, ZONE, "100000"]):
        for name in ("gaps", "matrix"):
            world.graph.asked.clear()
            await world.read(read_operation(name), parties=parties, asOf="2014")
            calls.append(len(world.graph.asked))
    assert calls[2] <= calls[0]
    assert calls[3] == calls[1] <= 11


async def test_models_are_cut_by_each_alias(world: Asker) -> None:
    query = """query ($p: [ID!]!) { policyGaps(parties: $p, asOf: "2014") { tasks {
        one: modelClauses(first: 1) { score } two: modelClauses(first: 2) { score } } } }"""
    first = (await world.read(query, p=[WEST]))["policyGaps"]["tasks"][0]
    assert (len(first["one"]), len(first["two"])) == (1, 2)


async def test_evidence_is_cut_and_counted(graph: Graph) -> None:
    more = Batch("tests/more")
    document(more, "long", region(WEST))
    for at in range(MOST_EVIDENCE + 5):
        covers(more, f"long#{at:02d}", TASK_1, 0.6)
    await load_world(graph, more)
    query = """query ($p: [ID!]!) { policyGaps(parties: $p, asOf: "2014") { tasks { statuses {
        evidenceCount evidence { clause { path } } } } } }"""
    status = (await asker_of(graph).read(query, p=[WEST]))["policyGaps"]["tasks"][0]["statuses"][0]
    assert (status["evidenceCount"], len(status["evidence"])) == (MOST_EVIDENCE + 5, MOST_EVIDENCE)
    assert [one["clause"]["path"] for one in status["evidence"][:3]] == ["00", "01", "02"]


async def test_matrix_shows_cells_in_the_order_of_tasks(world: Asker) -> None:
    matrix = (
        await world.read(read_operation("matrix"), parties=[EAST, ZONE], tasks=["ws2012-4", "ws2012-1"], asOf="2014")
    )["coverageMatrix"]
    assert [task["number"] for task in matrix["tasks"]] == [4, 1]
    assert [cell["status"] for cell in matrix["rows"][0]["cells"]] == ["COVERED", "COVERED"]
    assert matrix["rows"][1] == {
        "party": {"id": matrix["rows"][1]["party"]["id"], "name": "某经济区"},
        "covered": 0, "partial": 0, "inherited": 0, "notCovered": 0, "unknown": 2,
        "cells": [{
            "status": "UNKNOWN", "own": "UNKNOWN", "basis": None, "verified": False, "score": None, "documentCount": 0
        }] * 2,
    }  # fmt: skip
    assert [(one["task"]["id"], one["covered"], one["unknown"]) for one in matrix["columns"]] == [
        (matrix["tasks"][0]["id"], 1, 1), (matrix["tasks"][1]["id"], 1, 1)
    ]  # fmt: skip
    assert [(one["label"], one["covered"], one["unknown"]) for one in matrix["groups"]] == [
        ("东部", 2, 0), ("经济区", 0, 2)
    ]  # fmt: skip


async def test_sister_questions_take_the_same_arguments(world: Asker) -> None:
    asked = 'parties: $p, themes: [2], tasks: [4, 1, 3], minScore: 0.6, inherit: [NATION], taskSet: "ws2012"'
    query = f"""query ($p: [ID!]!) {{
        policyGaps({asked}, asOf: "2014") {{ tasks {{ task {{ number }} kind statuses {{ status own }} }} }}
        coverageMatrix({asked}, asOf: "2014") {{ tasks {{ number }} rows {{ cells {{ status }} }} groups(by: THEME) {{
            key label(lang: EN) covered inherited notCovered }} }}
        gapChanges({asked}, from: "2007", to: "2014") {{ unchanged tasks {{ task {{ number }} kindAfter statuses {{
            before after ownBefore ownAfter }} }} }} }}"""
    data = await world.read(query, p=[EAST, CITY])
    gaps = data["policyGaps"]["tasks"]
    assert [(gap["task"]["number"], gap["kind"]) for gap in gaps] == [(4, "COMMON_GROUND"), (3, "SHARED_GAP")]
    # Its title scores below 0.6.
    assert gaps[0]["statuses"] == [{"status": "INHERITED", "own": "NOT_COVERED"}] * 2
    matrix = data["coverageMatrix"]
    assert [task["number"] for task in matrix["tasks"]] == [4, 3]
    assert [[cell["status"] for cell in row["cells"]] for row in matrix["rows"]] == [["INHERITED", "NOT_COVERED"]] * 2
    assert matrix["groups"] == [
        {"key": "ws2012-2", "label": "主题2", "covered": 0, "inherited": 2, "notCovered": 2}
    ]  # fmt: skip
    changes = data["gapChanges"]
    assert [(one["task"]["number"], one["kindAfter"]) for one in changes["tasks"]] == [
        (4, "COMMON_GROUND"), (3, "SHARED_GAP")
    ]  # fmt: skip
    assert changes["unchanged"] == 0


async def test_matrix_shows_as_inherited_what_levels_named_give(world: Asker) -> None:
    query = """query ($p: [ID!]!, $inherit: [InheritFrom!]) {
        coverageMatrix(parties: $p, tasks: [3, 4], inherit: $inherit, asOf: "2014") { rows { cells { status } } } }"""
    shown = []
    for inherit in (None, [], ["ZONE"], ["PROVINCE", "NATION"]):
        rows = (await world.read(query, p=[CITY], inherit=inherit))["coverageMatrix"]["rows"]
        shown.append([cell["status"] for cell in rows[0]["cells"]])
    assert shown == [
        ["INHERITED", "INHERITED"],
        ["NOT_COVERED", "NOT_COVERED"],
        ["INHERITED", "NOT_COVERED"],
        ["NOT_COVERED", "INHERITED"],
    ]


async def test_gap_changes_tell_what_became_of_gaps(world: Asker) -> None:
    query = """query ($p: [ID!]!) { gapChanges(parties: $p, from: "2011", to: "2014") { from to unchanged
        tasks { task { number } kindBefore kindAfter came { title } lapsed { title }
                statuses { party { name } before after membersCoveringAfter } }
        came { document { title } parties { name } } lapsed { document { title } } } }"""
    changes = (await world.read(query, p=[EAST, ZONE]))["gapChanges"]
    assert (changes["from"], changes["to"], changes["unchanged"]) == ("2011-12-31", "2014-12-31", 2)
    assert changes["tasks"][0] == {
        "task": {"number": 2}, "kindBefore": "UNDETERMINED", "kindAfter": "ONE_SIDED",
        "came": [{"title": "city-plan"}], "lapsed": [],
        "statuses": [
            {"party": {"name": "某经济区"}, "before": "UNKNOWN", "after": "PARTIAL", "membersCoveringAfter": 1}
        ],
    }  # fmt: skip
    assert [one["document"]["title"] for one in changes["came"]] == ["city-plan", "zone-plan"]


async def test_changes_are_paged_and_name_what_is_there(world: Asker) -> None:
    seen: list[Any] = []
    after = None
    while True:
        text = read_operation("changes").replace("first: 50", "first: 9")
        page = (await world.read(text, since=0, after=after))["changes"]
        seen += [edge["node"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert len(seen) == page["totalCount"]
    assert (page["version"], page["resync"]) == (2, False)
    east = next(one for one in seen if one["name"] == "上海市")
    assert (east["action"], east["kind"], east["version"], east["by"]) == ("CREATED", "REGION", 1, "tests")
    assert east["entity"] == {"id": east["id"], "name": "上海市"}
    gone = (await world.read(read_operation("changes"), since=9))["changes"]
    assert (gone["resync"], gone["edges"], gone["totalCount"]) == (True, [], 0)


@pytest.mark.parametrize(
    ("field", "variables", "argument"),
    [
        ("policyGaps(parties: $p)", {"p": []}, "parties"),
        ("policyGaps(parties: $p)", {"p": ["310000"] * 401}, "parties"),
        ("policyGaps(parties: $p)", {"p": ["nowhere"]}, "parties"),
        ("policyGaps(parties: $p, themes: [99])", {"p": [EAST]}, "themes"),
        ("policyGaps(parties: $p, tasks: [99])", {"p": [EAST]}, "tasks"),
        ('policyGaps(parties: $p, taskSet: "ws2013")', {"p": [EAST]}, "taskSet"),
        ("policyGaps(parties: $p) { tasks { statuses { evidence(first: -1) { score } } } } #", {"p": [EAST]}, "first"),
        (
            "policyGaps(parties: $p) { tasks { statuses { examinedDocuments(first: 201) { title } } } } #",
            {"p": [EAST]},
            "first",
        ),
        ("coverageMatrix(parties: $p, themes: [99])", {"p": [EAST]}, "themes"),
        ("coverageMatrix(parties: $p, minScore: 1.5)", {"p": [EAST]}, "minScore"),
        ('coverageMatrix(parties: $p, taskSet: "ws2013")', {"p": [EAST]}, "taskSet"),
        ('gapChanges(parties: $p, from: "2013", to: "2014", taskSet: "ws2013")', {"p": [EAST]}, "taskSet"),
        ("policyGaps(parties: $p, minScore: 1.5)", {"p": [EAST]}, "minScore"),
        ("policyGaps(parties: $p, minScore: 1e999)", {"p": [EAST]}, "minScore"),
        ("policyGaps(parties: $p, minScore: -1)", {"p": [EAST]}, "minScore"),
        ("policyGaps(parties: $p) { tasks { modelClauses(first: 201) { score } } } #", {"p": [EAST]}, "first"),
        ("coverageMatrix(parties: $p)", {"p": []}, "parties"),
        ("coverageMatrix(parties: $p, tasks: [99])", {"p": [EAST]}, "tasks"),
        ('gapChanges(parties: $p, from: "2015", to: "2014")', {"p": [EAST]}, "from"),
    ],
)
async def test_bad_input_names_its_argument(world: Asker, field: str, variables: dict[str, Any], argument: str) -> None:
    answer = await world.ask(f"query ($p: [ID!]!) {{ {field} {{ version }}\n}}", **variables)
    name = field.split("(", maxsplit=1)[0]
    assert answer["data"] == {name: None}
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert answer["errors"][0]["extensions"]["argument"] == argument


async def test_party_that_is_named_often_counts_once(world: Asker) -> None:
    query = "query ($p: [ID!]!) { policyGaps(parties: $p) { parties { party { name } } } }"
    names = [*["310000", "上海市"] * 100, "UmVnaW9uOjMxMDAwMA=="]
    assert (await world.read(query, p=names))["policyGaps"]["parties"] == [{"party": {"name": "上海市"}}]


async def test_a_token_allows_more_parties(world: Asker) -> None:
    query = "query ($p: [ID!]!) { policyGaps(parties: $p) { parties { documents } } }"
    answer = await world.ask(query, p=["310000"] * 401, viewer=ADMIN)
    assert len(answer["data"]["policyGaps"]["parties"]) == 1


async def test_negative_version_is_refused(world: Asker) -> None:
    answer = await world.ask("{ changes(since: -1) { version } }")
    assert answer["errors"][0]["extensions"]["argument"] == "since"
