"""How many things a question may name: those that are named several times count once."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import Label
from tests.schema.asking import Asker
from tests.seed.rows import seed_nodes

pytestmark = pytest.mark.anyio
GAPS = "query ($names: [ID!]!) { policyGaps(parties: $names, themes: [7]) { parties { documents } } }"
MATRIX = "query ($names: [ID!]!) { coverageMatrix(parties: $names, tasks: [26]) { rows { covered } } }"
CANDIDATES = """query ($names: [ID!]!) { pairingCandidates(for: "陕西", level: PREFECTURE, candidates: $names,
    first: 200, asOf: "2012-10") { candidates { rank } } }"""
PLAN = """query ($names: [ID!]!) { pairingPlan(donors: ["上海"], recipients: $names, asOf: "2012")
    { pairs { score } } }"""


def list_cities(*, east: bool) -> list[str]:
    rows = (row for row in seed_nodes(Label.REGION).values() if row.properties["level"] == "PREFECTURE")
    return [row.id for row in rows if (row.properties.get("macroRegion") == "EAST") is east]


async def ask(asker: Asker, query: str, names: list[str]) -> tuple[int, list[Any]]:
    answer = await asker.ask(query, names=names)
    ((_, found),) = answer["data"].items()
    refused = [error["extensions"] for error in answer.get("errors", [])]
    return sum(map(len, found.values())) if found else 0, refused


@pytest.mark.parametrize(("query", "named"), [(GAPS, "parties"), (MATRIX, "parties"), (PLAN, "recipients")])
async def test_a_hundred_different_ones_and_no_more(seed_asker: Asker, query: str, named: str) -> None:
    most = 99 if query is PLAN else 100
    cities = list_cities(east=False)[:101]
    assert await ask(seed_asker, query, [*cities[:most], *cities[:most]]) == (most, [])
    refusal = {"code": "BAD_USER_INPUT", "argument": named, "candidates": []}
    assert await ask(seed_asker, query, cities[: most + 1]) == (0, [refusal])


async def test_candidates_that_are_named_twice_count_once(seed_asker: Asker) -> None:
    cities = list_cities(east=True)[:60]
    assert await ask(seed_asker, CANDIDATES, [*cities, *cities]) == (60, [])
