"""Pairing on the seed with the contract's own variables: Shaanxi in 2012 by hand, speed, both engines alike."""

from __future__ import annotations

import math
from typing import Any

import orjson
import pytest

from tests.schema.asking import Asker
from tests.seed.test_contract import read

pytestmark = pytest.mark.anyio
# Both engines' answers by what was asked: the first one's is kept for the second.
ANSWERS: dict[str, bytes] = {}
DONORS = ["110000", "120000", "130000", "310000", "320000", "330000", "350000", "370000", "440000", "460000"]
RECIPIENTS = [
    "140000", "150000", "210000", "220000", "230000", "340000", "360000", "410000", "420000", "430000", "450000",
    "500000", "510000", "520000", "530000", "540000", "610000", "620000", "630000", "640000",
]  # fmt: skip
PLAN = """query ($donors: [ID!]!, $recipients: [ID!]!) {
    pairingPlan(donors: $donors, recipients: $recipients, asOf: "2012") {
    perDonor totalScore unmatched { code } pairs { donor { code } recipient { code } score } } }"""
FIELD = """query ($for: ID!) { pairingCandidates(for: $for, asOf: "2012") { considered candidates {
    region { code } score } } }"""


def check_alike(name: str, data: Any) -> None:  # noqa: ANN401 JSON
    """Hold an answer against the other engine's, to the byte; versions may differ."""
    for each in data.values():
        each.pop("version", None)
    found = orjson.dumps(data)
    assert ANSWERS.setdefault(name, found) == found


async def test_shaanxi_in_2012_is_as_reckoned_by_hand(seed_asker: Asker) -> None:
    data = await read(seed_asker, "pairing")
    pairing = data["pairingCandidates"]
    assert (pairing["asOf"], pairing["subject"]["name"], pairing["considered"]) == ("2012-12-31", "陕西省", 10)
    assert len(pairing["candidates"]) == 5
    jiangsu = next(one for one in pairing["candidates"] if one["region"]["code"] == "320000")
    values = {part["component"]: part["value"] for part in jiangsu["components"]}
    # Of 29 tasks Shaanxi has 5, 6 and 29, Jiangsu these and 2, 7, 9 and 10.
    assert [task["number"] for task in jiangsu["tasksTransferable"]] == [2, 7, 9, 10]
    assert [task["number"] for task in jiangsu["tasksShared"]] == [5, 6, 29]
    assert values["POLICY_TRANSFER"] == 4 / 29
    assert values["SHARED_AGENDA"] == 3 / (7 + 3)
    # Of nine families known anywhere four are Jiangsu's, and not seen in Shaanxi.
    assert values["PROGRAMME_EXPERIENCE"] == 4 / 9
    assert values["CAPACITY_LEAD"] == pytest.approx((2.17 - 1.99) / (2.17 + 1.99), abs=1e-12)
    assert values["INDUSTRY_FIT"] == pytest.approx(0.012971874221, abs=1e-10)
    # The pairing of 1996 is the one tie.
    assert values["EXISTING_TIES"] == pytest.approx(1 - math.exp(-1), abs=1e-12)
    assert [(tie["kind"], tie["since"]) for tie in jiangsu["ties"]] == [("PAIRING", "1996")]
    assert values["PROXIMITY"] == pytest.approx(math.exp(-0.946), abs=2e-3)
    assert jiangsu["score"] == pytest.approx(math.fsum(values.values()) / 7, abs=1e-9)
    check_alike("pairing", data)


async def test_plan_of_the_contract(seed_asker: Asker) -> None:
    data = await read(seed_asker, "plan")
    plan = data["pairingPlan"]
    assert [pair["recipient"]["code"] for pair in plan["pairs"]] == ["150000", "530000", "610000"]
    assert {pair["donor"]["code"] for pair in plan["pairs"]} == {"110000", "310000", "320000"}
    # As the schemes had them: Beijing with Inner Mongolia, Shanghai with Yunnan, Jiangsu with Shaanxi.
    assert [pair["donor"]["code"] for pair in plan["pairs"]] == ["110000", "310000", "320000"]
    check_alike("plan", data)


async def test_whole_country(seed_asker: Asker) -> None:
    for name, text, variables in (
        ("west", FIELD, {"for": "610000"}),
        ("east", FIELD, {"for": "310000"}),
        ("plan", PLAN, {"donors": DONORS, "recipients": RECIPIENTS}),
    ):
        check_alike(f"whole {name}", await seed_asker.read(text, **variables))


async def test_plan_of_ten_and_twenty_gives_everybody_a_donor(seed_asker: Asker) -> None:
    plan = (await seed_asker.read(PLAN, donors=DONORS, recipients=RECIPIENTS))["pairingPlan"]
    assert (plan["perDonor"], plan["unmatched"], len(plan["pairs"])) == (2, [], 20)
    counts = [sum(pair["donor"]["code"] == donor for pair in plan["pairs"]) for donor in DONORS]
    assert counts == [2] * 10
    for pair in plan["pairs"][:3]:
        query = """query ($for: ID!, $of: [ID!]) { pairingCandidates(for: $for, candidates: $of, asOf: "2012") {
            candidates { score } } }"""
        asked = {"for": pair["recipient"]["code"], "of": [pair["donor"]["code"]]}
        found = (await seed_asker.read(query, **asked))["pairingCandidates"]
        assert found["candidates"][0]["score"] == pair["score"]


async def test_answer_is_well_formed_for_every_province_and_any_day(seed_asker: Asker) -> None:
    query = """query ($for: ID!, $day: Date) { pairingCandidates(for: $for, asOf: $day, first: 40) { considered
        candidates { score scoreHigh completeness components { value contribution }
        rankAcceptability { first top } } } }"""
    for day in ("1949", "2009-06", "2016", "2100"):
        for code in ("110000", *RECIPIENTS[:4]):
            found = (await seed_asker.read(query, **{"for": code, "day": day}))["pairingCandidates"]
            assert found["considered"] == (21 if code == "110000" else 10)
            for one in found["candidates"]:
                total = math.fsum(part["contribution"] for part in one["components"])
                assert one["score"] == pytest.approx(total, abs=1e-9)
                assert 0 <= one["score"] <= one["scoreHigh"] <= 1 + 1e-12
            shares = [one["rankAcceptability"] for one in found["candidates"]]
            assert math.fsum(share["first"] for share in shares) == pytest.approx(1, abs=1e-9)
            assert math.fsum(share["top"] for share in shares) == pytest.approx(3, abs=1e-9)
