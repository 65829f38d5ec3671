"""Which parties each scope of a territory means, on both engines."""

from __future__ import annotations

import pytest

from graph.store import Graph
from queries.coverage.subjects import Party
from queries.coverage.territory import territory_keys
from tests.queries.coverage.coverage_world import CITY, EMPTY_ZONE, NATION, WEST, ZONE, region, zone

pytestmark = pytest.mark.anyio
DAY = "2014-12-31"


@pytest.mark.parametrize(
    ("party", "scope", "day", "keys"),
    [
        (region(CITY), "SELF", DAY, [CITY]),
        (region(WEST), "BELOW", DAY, [WEST, CITY]),
        (region(CITY), "ABOVE", DAY, [NATION, WEST, CITY, ZONE]),
        (region(CITY), "ABOVE", "2008-12-31", [NATION, WEST, CITY]),
        (region(WEST), "ALL", DAY, [NATION, WEST, CITY]),
        # The zone includes another city in part: that is no full member.
        (zone(ZONE), "BELOW", DAY, [CITY, ZONE]),
        (zone(ZONE), "BELOW", "2008-12-31", [ZONE]),
        (zone(ZONE), "ABOVE", DAY, [ZONE]),
        (zone(EMPTY_ZONE), "ALL", DAY, [EMPTY_ZONE]),
    ],
)
async def test_scope_decides_who_counts(
    coverage_world: Graph, party: Party, scope: str, day: str, keys: list[str]
) -> None:
    assert await territory_keys(coverage_world.reader, party, scope, day) == sorted(keys)
