"""Pairing among peers: who is there, that what either has counts, and that it is the same seen from either side."""

from __future__ import annotations

import pytest

from graph.store import Graph
from queries.pairing.candidates import Candidate, Pairing, PairingAsked, find_pairing
from queries.pairing.components import PairingComponent, measure_settled
from queries.pairing.sides import PairingMode
from queries.warnings import WarningCode
from tests.queries.coverage.coverage_world import region, zone
from tests.queries.pairing.pairing_world import (
    BAOJI,
    BOTH,
    GUANGDONG,
    GUANZHONG,
    HONG_KONG,
    JIANGSU,
    PROVINCES,
    SHAANXI,
    SHANGHAI,
    SHENZHEN,
    SICHUAN,
    SUZHOU,
    XIAN,
    load_pairing_world,
)

pytestmark = pytest.mark.anyio
DAY = "2012-12-31"
C = PairingComponent


@pytest.fixture
async def world(graph: Graph) -> Graph:
    await load_pairing_world(graph)
    return graph


async def ask(graph: Graph, key: str, level: str | None = None) -> Pairing:
    asked = PairingAsked(region(key), DAY, level=level, mode=PairingMode.PEER)
    return await find_pairing(graph.reader, asked)


def pick(found: Pairing, key: str) -> Candidate:
    return next(each for each in found.candidates if each.side.party[1] == key)


async def test_all_of_the_level_are_there(world: Graph) -> None:
    everybody = {*PROVINCES, HONG_KONG}
    for key in (SHAANXI, JIANGSU, HONG_KONG):
        found = await ask(world, key)
        assert {each.side.party[1] for each in found.candidates} == everybody - {key}
    # What lies in the subject is no partner of it, nor is a zone's own member.
    cities = await ask(world, SHAANXI, level="PREFECTURE")
    assert {each.side.party[1] for each in cities.candidates} == {SUZHOU, SHENZHEN}
    asked = PairingAsked(zone(GUANZHONG), DAY, level="PREFECTURE", mode=PairingMode.PEER)
    of_zone = await find_pairing(world.reader, asked)
    assert {each.side.party[1] for each in of_zone.candidates} == {SUZHOU, SHENZHEN}
    assert {XIAN, BAOJI} == {*of_zone.subject.regions}


async def test_a_zone_on_both_sides_is_all_its_members(world: Graph) -> None:
    asked = PairingAsked(zone(BOTH), DAY, mode=PairingMode.PEER)
    found = await find_pairing(world.reader, asked)
    assert {*found.subject.regions} == {GUANGDONG, SICHUAN, HONG_KONG}
    assert {each.side.party[1] for each in found.candidates} == {*PROVINCES} - {GUANGDONG, SICHUAN}
    assert [one.code for one in found.warnings if one.code is WarningCode.ZONE_COUNTS_ELSEWHERE] == []
    assert found.warnings[-1].code is WarningCode.ORDER_NEVER_TESTED


async def test_what_either_has_counts_both_ways(world: Graph) -> None:
    jiangsu = pick(await ask(world, SHAANXI), JIANGSU)
    # Jiangsu covers 2 to 6 of ten, Shaanxi 1 to 3: 4, 5, 6 one way, 1 the other.
    assert jiangsu.values[C.POLICY_TRANSFER] == 4 / 10
    # Shaanxi's text was read, Jiangsu's was not: that Jiangsu misses 1 is not settled.
    assert measure_settled(jiangsu.comparison) == 3 / 10
    assert jiangsu.values[C.CAPACITY_LEAD] == pytest.approx((2.17 - 1.99) / (2.17 + 1.99))
    shanghai = pick(await ask(world, JIANGSU), SHANGHAI)
    # 援助 one way, 示范 and 试点 the other, of three families.
    assert shanghai.values[C.PROGRAMME_EXPERIENCE] == 1.0


async def test_it_is_the_same_seen_from_either_side(world: Graph) -> None:
    found = {key: await ask(world, key) for key in PROVINCES}
    for one in PROVINCES:
        for other in PROVINCES:
            if one != other:
                assert pick(found[one], other).values == pick(found[other], one).values, (one, other)
    cities = {key: await ask(world, key) for key in (XIAN, BAOJI, SUZHOU, SHENZHEN)}
    for one, mine in cities.items():
        for each in mine.candidates:
            assert each.values == pick(cities[each.side.party[1]], one).values
