"""Pairing over GraphQL, on both engines: the contract's operations, evidence, languages, engine calls, refusals."""

from __future__ import annotations

from typing import Any

import pytest

from graph.store import Graph
from schema.questions.pairing import COMPONENTS_BY_NAME
from tests.queries.pairing.pairing_world import (
    BEILIN,
    BOTH,
    EMPTY,
    GUANGDONG,
    GUANZHONG,
    HONG_KONG,
    JIANGSU,
    NATION,
    SHAANXI,
    SHANGHAI,
    SICHUAN,
)
from tests.schema.asking import ADMIN, Asker, asker_of
from tests.schema.test_contract import read_operation

pytestmark = pytest.mark.anyio
ZERO = dict.fromkeys(COMPONENTS_BY_NAME, 0.0)


@pytest.fixture
async def world(pairing_world: Graph) -> Asker:
    """Asks the world of pairing by keys; names are those of the small graph."""
    return asker_of(pairing_world)


async def read_pairing(world: Asker, **variables: Any) -> Any:  # noqa: ANN401 JSON
    given = {"for": SHAANXI, "asOf": "2012", **variables}
    return (await world.read(read_operation("pairing"), **given))["pairingCandidates"]


async def test_contract_operation_shows_scores_with_their_reasons(world: Asker) -> None:
    pairing = await read_pairing(world)
    assert (pairing["version"], pairing["asOf"], pairing["considered"]) == (3, "2012-12-31", 3)
    assert pairing["subject"]["name"] == "陕西省"
    assert [one["code"] for one in pairing["warnings"]] == ["ORDER_WAS_BEATEN"]
    assert "只看“既有联系”" in pairing["warnings"][0]["message"]
    jiangsu = next(one for one in pairing["candidates"] if one["region"]["code"] == JIANGSU)
    assert jiangsu["region"] == {"code": JIANGSU, "name": "江苏省", "macroRegion": "EAST"}
    parts = {one["component"]: one for one in jiangsu["components"]}
    assert sum(one["contribution"] for one in parts.values()) == pytest.approx(jiangsu["score"], abs=1e-9)
    assert parts["POLICY_TRANSFER"] == {
        "component": "POLICY_TRANSFER", "label": "政策可移植", "value": 3 / 10, "weight": 1.0,
        "contribution": pytest.approx(3 / 70),
        "explanation": "江苏省已覆盖、图谱中未见陕西省覆盖的任务有3项（第4、5、6项），可先借鉴这些条款"
        "（陕西省已有文件经通读，确未覆盖）。",
    }  # fmt: skip
    assert (jiangsu["sufficient"], jiangsu["completeness"]) == (True, pytest.approx(1))
    assert [one["number"] for one in jiangsu["tasksTransferable"]] == [4, 5, 6]
    assert [one["number"] for one in jiangsu["tasksShared"]] == [2, 3]
    assert jiangsu["programmesTransferable"] == [{"family": "试点", "name": "pilot"}]
    assert jiangsu["industriesShared"] == [{"name": "machinery"}]
    made_up = [{"title": "made up", "url": None}]
    rest = {"untilDerived": False, "standing": "CURRENT", "verified": True, "sources": made_up}
    assert jiangsu["ties"] == [
        {"kind": "AGREEMENT", "name": "两省协议", "label": "两省协议", "since": "2012-03", "until": None, **rest},
        {"kind": "PAIRING", "name": "对口协作", "label": "对口协作", "since": "2008", "until": "2013", **rest},
        {"kind": "ZONE", "name": "协作区", "label": "协作区", "since": "2011-05", "until": "2020", **rest},
    ]


async def test_what_is_unverified_is_shown_and_does_not_count(world: Asker) -> None:
    shanghai = (await read_pairing(world, candidates=[SHANGHAI, SHANGHAI]))["candidates"]
    assert [one["region"]["code"] for one in shanghai] == [SHANGHAI]
    assert [(tie["name"], tie["verified"]) for tie in shanghai[0]["ties"]] == [("传说", False)]
    tie = next(one for one in shanghai[0]["components"] if one["component"] == "EXISTING_TIES")
    assert tie["value"] == 0.0
    assert tie["explanation"] == "图谱中未见经核实的现行联系，或需新建渠道。另有1项未核实，不计。合计0项。"


async def test_moving_the_weight_to_the_flip_makes_two_level(world: Asker) -> None:
    names = {name.upper(): name for name in ZERO}
    pairing = await read_pairing(world)
    flips = [one for one in pairing["candidates"] if one["flip"]]
    assert flips
    for one in flips:
        flip = one["flip"]
        moved = names[flip["component"].replace("_", "")]
        again = await read_pairing(world, weights={moved: flip["newWeight"]})
        scores = {each["region"]["name"]: each["score"] for each in again["candidates"]}
        assert scores[one["region"]["name"]] == pytest.approx(scores[flip["overtakenBy"]["name"]], abs=1e-9)


async def test_languages_and_complements(world: Asker) -> None:
    query = """query ($for: ID!) { pairingCandidates(for: $for, asOf: "2012", candidates: ["320000"]) { candidates {
        components { component active en: explanation(lang: EN) zh: explanation } tiesCount
        rankAcceptability { first firstError top topError draws topK }
        tasksWeakerOnly { number } tasksUncovered { number } programmesShared { name } programmesWeakerOnly { name }
        industriesStrongerOnly { name } industriesWeakerOnly { name } ties { member { name } } } } }"""
    one = (await world.read(query, **{"for": SHAANXI}))["pairingCandidates"]["candidates"][0]
    assert one["components"][0]["en"] == (
        "Jiangsu covers 3 tasks (tasks 4, 5, 6) that Shaanxi is not seen to cover: borrow those clauses first "
        "(a text of Shaanxi was read and covers none of them)."
    )
    assert one["components"][1]["en"].endswith("agree on joint work there first.")
    for part in one["components"]:
        assert part["zh"] != part["en"]
        assert part["zh"].endswith("。")
        assert part["en"].endswith(".")
        assert part["active"] is True
    assert one["tiesCount"] == 3
    assert [task["number"] for task in one["tasksWeakerOnly"]] == [1]
    assert [task["number"] for task in one["tasksUncovered"]] == [7, 8, 9, 10]
    assert [each["name"] for each in one["programmesShared"]] == ["demo-1", "demo-2"]
    assert one["programmesWeakerOnly"] == []
    assert [each["name"] for each in one["industriesStrongerOnly"]] == ["chemicals"]
    assert [each["name"] for each in one["industriesWeakerOnly"]] == ["coal", "software"]
    assert one["ties"][0]["member"] == {"name": "陕西省"}
    share = one["rankAcceptability"]
    assert share["firstError"] == pytest.approx((share["first"] * (1 - share["first"]) / 1000) ** 0.5)
    assert (share["draws"], share["topK"], share["top"]) == (1000, 3, 1.0)


async def test_agenda_of_few_tasks_is_called_so(world: Asker) -> None:
    query = """{ pairingCandidates(for: "610000", asOf: "2012", candidates: ["310000"]) { candidates {
        components { component value explanation(lang: EN) zh: explanation } } } }"""
    agenda = (await world.read(query))["pairingCandidates"]["candidates"][0]["components"][1]
    assert (agenda["component"], agenda["value"]) == ("SHARED_AGENDA", 1 / 6)
    assert agenda["explanation"] == (
        "Of 3 tasks that either covers, both cover 1 (task 1): agree on joint work there first. "
        "So few tasks say little."
    )
    assert agenda["zh"].endswith("任务太少，仅供参考。")


async def test_calls_do_not_grow_with_candidates(world: Asker) -> None:
    calls = []
    for first in (1, 3):
        world.graph.asked.clear()
        await read_pairing(world, first=first)
        calls.append(len(world.graph.asked))
    # By key, seven for the question, and one a field of nodes.
    assert calls[0] == calls[1] <= 17
    world.graph.asked.clear()
    await world.read('{ pairingCandidates(for: "610000") { considered candidates { score } } }')
    assert len(world.graph.asked) == 9


async def test_days_without_facts_are_answered(world: Asker) -> None:
    for day in ("1949", "2100"):
        pairing = await read_pairing(world, asOf=day)
        assert pairing["considered"] == 3
        for one in pairing["candidates"]:
            values = {part["component"]: part["value"] for part in one["components"]}
            assert values["CAPACITY_LEAD"] is None
            assert values["INDUSTRY_FIT"] is None
            assert all("缺少数据" in part["explanation"] for part in one["components"] if part["value"] is None)


async def test_plan_pairs_everybody(world: Asker) -> None:
    variables = {"donors": [SHANGHAI, JIANGSU], "recipients": [SHAANXI, SICHUAN], "asOf": "2012"}
    plan = (await world.read(read_operation("plan"), **variables))["pairingPlan"]
    assert (plan["version"], plan["asOf"], plan["unmatched"]) == (3, "2012-12-31", [])
    assert [pair["recipient"]["code"] for pair in plan["pairs"]] == [SICHUAN, SHAANXI]
    assert {pair["donor"]["code"] for pair in plan["pairs"]} == {SHANGHAI, JIANGSU}
    assert plan["totalScore"] == pytest.approx(sum(pair["score"] for pair in plan["pairs"]), abs=1e-9)
    for pair in plan["pairs"]:
        found = await read_pairing(world, **{"for": pair["recipient"]["code"], "candidates": [pair["donor"]["code"]]})
        assert found["candidates"][0]["score"] == pair["score"]
    keep = [{"donor": plan["pairs"][0]["donor"]["code"], "recipient": SHAANXI}]
    kept = (await world.read(read_operation("plan"), **variables, keep=keep))["pairingPlan"]
    assert [pair["kept"] for pair in kept["pairs"]] == [False, True]
    forbid = [{"donor": code, "recipient": SHAANXI} for code in (SHANGHAI, JIANGSU)]
    rest = (await world.read(read_operation("plan"), **variables, forbid=forbid))["pairingPlan"]
    assert rest["unmatched"] == [{"code": SHAANXI, "name": "陕西省"}]


PAIRING_REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"for": BEILIN}, "for"),
    ({"for": NATION}, "for"),
    ({"for": HONG_KONG}, "for"),
    ({"for": EMPTY}, "for"),
    ({"for": "nowhere"}, "for"),
    ({"for": BOTH}, "direction"),
    ({"taskSet": "nowhere"}, "taskSet"),
    ({"for": GUANZHONG, "asOf": "1949"}, "for"),
    ({"weights": {"proximity": -1.0}}, "weights"),
    ({"weights": {"proximity": float("nan")}}, "weights"),
    ({"weights": {"proximity": float("inf")}}, "weights"),
    ({"weights": {"nearness": 1.0}}, "weights"),
    ({"weights": ZERO}, "weights"),
    ({"candidates": [SICHUAN]}, "candidates"),
    ({"candidates": [GUANZHONG]}, "candidates"),
    ({"candidates": []}, "candidates"),
    ({"candidates": [GUANGDONG] * 401}, "candidates"),
    ({"first": -1}, "first"),
    ({"first": 201}, "first"),
    ({"topK": 0}, "topK"),
    ({"topK": 201}, "topK"),
]
PLAN_REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"donors": []}, "donors"),
    ({"recipients": []}, "recipients"),
    ({"recipients": [SHANGHAI]}, "recipients"),
    ({"donors": [GUANZHONG]}, "donors"),
    ({"donors": [SHANGHAI] * 401}, "donors"),
    ({"forbid": [{"donor": SHANGHAI, "recipient": SHAANXI}] * 2_501}, "forbid"),
    ({"perDonor": 0}, "perDonor"),
    ({"keep": [{"donor": JIANGSU, "recipient": SHAANXI}]}, "keep"),
    ({"keep": [{"donor": "nowhere", "recipient": SHAANXI}]}, "keep"),
    ({"forbid": [{"donor": JIANGSU, "recipient": SHAANXI}]}, "forbid"),
]


async def check_refused(world: Asker, name: str, variables: dict[str, Any], argument: str) -> None:
    answer = await world.ask(read_operation(name), **variables)
    assert (answer.get("data") or {}) in ({}, {"pairingCandidates": None}, {"pairingPlan": None})
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"], variables
    assert answer["errors"][0]["extensions"]["argument"] == argument, variables


async def test_bad_input_names_its_argument(world: Asker) -> None:
    for more, argument in PAIRING_REFUSED:
        await check_refused(world, "pairing", {"for": SHAANXI, "asOf": "2012", **more}, argument)
    for more, argument in PLAN_REFUSED:
        await check_refused(world, "plan", {"donors": [SHANGHAI], "recipients": [SHAANXI], **more}, argument)


async def test_a_token_allows_more(world: Asker) -> None:
    variables: dict[str, Any] = {"for": SHAANXI, "candidates": [GUANGDONG] * 401, "first": 201, "topK": 201}
    answer = await world.ask(read_operation("pairing"), viewer=ADMIN, **variables)
    assert len(answer["data"]["pairingCandidates"]["candidates"]) == 1


async def test_zone_seeks_partners_in_a_direction(world: Asker) -> None:
    query = """query ($for: ID!, $to: PairingDirection, $level: RegionLevel) {
        pairingCandidates(for: $for, direction: $to, level: $level, asOf: "2012") {
        subject { __typename name } considered candidates { region { name } ties { member { name } } } } }"""
    pairing = (await world.read(query, **{"for": BOTH, "to": "EASTWARD"}))["pairingCandidates"]
    assert pairing["subject"] == {"__typename": "EconomicZone", "name": "两边"}
    assert pairing["considered"] == 3
    cities = (await world.read(query, **{"for": GUANZHONG, "level": "PREFECTURE"}))["pairingCandidates"]
    suzhou = next(one for one in cities["candidates"] if one["region"]["name"] == "苏州市")
    # What ties the two provinces counts once, at the first of the members that lie there.
    assert {tie["member"]["name"] for tie in suzhou["ties"]} == {"西安市"}


async def test_peers_are_asked_for_by_mode(world: Asker) -> None:
    query = """query ($for: ID!, $first: Int) {
        pairingCandidates(for: $for, asOf: "2012", mode: PEER, candidates: ["320000"]) {
        considered warnings { code message(lang: EN) values { name value(lang: EN) } }
        candidates { sufficient components { component label(lang: EN) value settled }
          tasksTransferable { number } tasksWeakerOnly { number }
          ties(first: $first) { label(lang: EN) standing counts above sources(first: 0) { title } } tiesCount } } }"""
    found = (await world.read(query, **{"for": SHAANXI, "first": 1}))["pairingCandidates"]
    # Everybody else of the eight, Hong Kong too.
    assert found["considered"] == 7
    assert [one["code"] for one in found["warnings"]][-1] == "ORDER_NEVER_TESTED"
    (jiangsu,) = found["candidates"]
    assert [task["number"] for task in jiangsu["tasksTransferable"]] == [1, 4, 5, 6]
    assert [task["number"] for task in jiangsu["tasksWeakerOnly"]] == [1]
    assert jiangsu["components"][0] == {
        "component": "POLICY_TRANSFER", "label": "policies to transfer", "value": 4 / 10, "settled": 3 / 10
    }  # fmt: skip
    assert [one["settled"] for one in jiangsu["components"][1:]] == [None] * 6
    assert jiangsu["ties"] == [
        {"label": "两省协议", "standing": "CURRENT", "counts": 1.0, "above": False, "sources": []}
    ]  # fmt: skip
    assert jiangsu["tiesCount"] == 3.0
    variables: dict[str, Any] = {"for": SHAANXI}
    answer = await world.ask(query.replace("mode: PEER", "mode: PEER, direction: EASTWARD"), **variables)
    assert answer["errors"][0]["extensions"]["argument"] == "direction"


async def test_a_party_without_documents_is_answered_and_warned_of(world: Asker) -> None:
    found = await read_pairing(world, **{"for": SICHUAN})
    codes = [one["code"] for one in found["warnings"]]
    assert codes[:2] == ["ALL_INSUFFICIENT", "SUBJECT_WITHOUT_DOCUMENT"]
    assert not any(one["sufficient"] for one in found["candidates"])
    for warning in found["warnings"]:
        assert "{" not in warning["message"]
