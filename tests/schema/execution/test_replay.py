"""Replay: the same version, day and arguments give the same bytes, on both engines and whenever asked.

Each file of `replay/` holds an operation's data as it was answered. Where answers change on purpose, run this once with
`HEZUO_TEST_RECORD=1`: the files are written anew, and what git then shows is to be reviewed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.store import Graph
from tests.queries.coverage.coverage_world import CITY, EAST, EMPTY_ZONE, SOUTH, WEST, ZONE
from tests.queries.pairing.pairing_world import (
    BOTH,
    GUANGDONG,
    GUANZHONG,
    HENAN,
    JIANGSU,
    LIAONING,
    SHAANXI,
    SHANGHAI,
    SICHUAN,
)
from tests.schema.asking import asker_of
from tests.schema.test_contract import read_operation

pytestmark = pytest.mark.anyio
STORED = Path(__file__).parent / "replay"
EVERYBODY = [EAST, WEST, SOUTH, CITY, ZONE, EMPTY_ZONE, "100000"]
GAP_CHANGES = """query ($parties: [ID!]!, $from: Date!, $to: Date) {
  gapChanges(parties: $parties, from: $from, to: $to) {
  version from to warnings { code message(lang: EN) } unchanged
  tasks { task { number } kindBefore kindAfter statuses { party { id name } before after } came { id } lapsed { id } }
  came { document { id title } parties { id } } lapsed { document { id title } parties { id } } } }"""
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "gaps-2012": (read_operation("gaps"), {"parties": EVERYBODY, "asOf": "2012"}),
    "gaps-2014-inherit": (
        read_operation("gaps"),
        {"parties": [WEST, CITY, ZONE], "asOf": "2014-06", "inherit": ["NATION", "ZONE"], "minScore": 0.4},
    ),
    "gaps-1949": (read_operation("gaps"), {"parties": [EAST, ZONE], "asOf": "1949"}),
    "matrix-2100": (read_operation("matrix"), {"parties": EVERYBODY, "asOf": "2100"}),
    "gap-changes": (GAP_CHANGES, {"parties": EVERYBODY, "from": "2011", "to": "2016"}),
}

WEIGHTS = {"policyTransfer": 2.5, "proximity": 0.1, "existingTies": 0.0}
PLAN = {"donors": [SHANGHAI, JIANGSU, GUANGDONG], "recipients": [SHAANXI, SICHUAN, HENAN, LIAONING], "asOf": "2012"}
ZONE_PAIRING = read_operation("pairing").replace("for: $for", "for: $for, direction: WESTWARD, level: PREFECTURE")
PAIRINGS: dict[str, tuple[str, dict[str, Any]]] = {
    "pairing-2012": (read_operation("pairing"), {"for": SHAANXI, "asOf": "2012"}),
    "pairing-weights": (read_operation("pairing"), {"for": JIANGSU, "asOf": "2013", "weights": WEIGHTS, "topK": 2}),
    "pairing-1949": (read_operation("pairing"), {"for": SICHUAN, "asOf": "1949"}),
    "pairing-zone": (read_operation("pairing"), {"for": GUANZHONG, "asOf": "2012-06"}),
    "pairing-both-sides": (ZONE_PAIRING, {"for": BOTH, "asOf": "2100"}),
    "plan-2012": (read_operation("plan"), PLAN),
    "plan-kept": (read_operation("plan"), {**PLAN, "keep": [{"donor": GUANGDONG, "recipient": SHAANXI}]}),
}


@pytest.mark.parametrize("case", CASES)
async def test_stored_answer_is_given_again(coverage_world: Graph, case: str) -> None:
    await check_replay(coverage_world, case, *CASES[case])


async def test_stored_pairings_are_given_again(pairing_world: Graph) -> None:
    for case, (operation, variables) in PAIRINGS.items():
        await check_replay(pairing_world, case, operation, variables)


async def check_replay(graph: Graph, case: str, operation: str, variables: dict[str, Any]) -> None:
    asker = asker_of(graph)
    answers = [orjson.dumps(await asker.read(operation, **variables), option=orjson.OPT_INDENT_2) for _ in range(2)]
    file = STORED / f"{case}.json"
    if os.environ.get("HEZUO_TEST_RECORD"):
        file.write_bytes(answers[0] + b"\n")
    assert [answer + b"\n" for answer in answers] == [file.read_bytes()] * 2
