"""Zones that seek partners: their members stand for them, on the side that seeks."""

from __future__ import annotations

import math
from typing import Any

import pytest

from graph.model import Label
from graph.store import Graph
from graph.writing.batch import Batch
from queries.coverage.subjects import Party
from queries.errors import BadInput
from queries.pairing.candidates import Candidate, Pairing, PairingAsked, find_pairing
from queries.pairing.components import PairingComponent
from queries.pairing.sides import PairingDirection
from queries.warnings import WarningCode, Words, warn
from tests.queries.coverage.coverage_world import edge, node, region, zone
from tests.queries.pairing.pairing_world import (
    BOTH,
    DELTA,
    GUANGDONG,
    GUANZHONG,
    HENAN,
    JIANGSU,
    LIAONING,
    SHAANXI,
    SHANGHAI,
    SICHUAN,
    SUZHOU,
    TASKS,
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


async def ask(graph: Graph, party: Party, **more: Any) -> Pairing:  # noqa: ANN401 fields of PairingAsked
    return await find_pairing(graph.reader, PairingAsked(**{"subject": party, "day": DAY, **more}))


async def one(graph: Graph, key: str, party: Party, **more: Any) -> Candidate:  # noqa: ANN401 as above
    return next(each for each in (await ask(graph, party, **more)).candidates if each.side.party[1] == key)


async def test_zone_stands_for_its_members(world: Graph) -> None:
    suzhou = await one(world, SUZHOU, zone(GUANZHONG), level="PREFECTURE")
    pair = suzhou.comparison
    # Its own plan covers 5, Xi'an 9, Baoji 1.
    assert pair.weaker.tasks == {TASKS[4], TASKS[8], TASKS[0]}
    assert pair.weaker.programmes == {"示范": ["demo-2"], "援助": ["aid"]}
    # Xi'an's pairing; what ties the provinces counts half, and once, though two members lie in one.
    assert [(tie.kind, tie.member, tie.above, tie.counts) for tie in pair.ties] == [
        ("AGREEMENT", region(XIAN), True, 0.5),
        ("PAIRING", region(XIAN), False, 1.0),
        ("PAIRING", region(XIAN), True, 0.5),
        ("ZONE", region(XIAN), True, 0.5),
    ]
    assert suzhou.values[C.EXISTING_TIES] == pytest.approx(1 - math.exp(-2.5))
    assert pair.way is not None
    assert pair.way.start.name == "西安市"
    assert suzhou.values[C.CAPACITY_LEAD] is None
    delta = await one(world, SHAANXI, zone(DELTA))
    assert delta.comparison.stronger.capacity == 3.11


async def test_zone_on_both_sides_needs_a_direction(world: Graph) -> None:
    with pytest.raises(BadInput) as raised:
        await ask(world, zone(BOTH))
    assert raised.value.argument == "direction"
    east = await ask(world, zone(BOTH), direction=PairingDirection.EASTWARD)
    assert {each.side.party[1] for each in east.candidates} == {SHANGHAI, JIANGSU, GUANGDONG}
    divided, overlap, *_ = east.warnings
    assert divided == warn(WarningCode.ZONE_COUNTS_ELSEWHERE, zone=Words("两边", "两边"), count=1, every=3)
    assert overlap == warn(WarningCode.PARTIES_OVERLAP, one=Words("两边", "两边"), other=Words("广东省", "Guangdong"))
    west = await ask(world, zone(BOTH), direction=PairingDirection.WESTWARD)
    assert west.warnings[0].code is WarningCode.ZONE_COUNTS_IN_EAST
    assert {each.side.party[1] for each in west.candidates} == {LIAONING, HENAN, SICHUAN, SHAANXI}


async def test_zone_on_both_sides_is_its_members_on_the_side_that_seeks(world: Graph) -> None:
    divided = await ask(world, zone(BOTH), direction=PairingDirection.EASTWARD)
    assert divided.subject.regions == (SICHUAN,)
    alone = await ask(world, region(SICHUAN))
    of_zone, of_region = ({one.side.party[1]: one for one in found.candidates} for found in (divided, alone))
    # It has no documents and programmes of its own, and Guangdong, the other member, is not compared with itself.
    for key, one in of_zone.items():
        for component in (C.POLICY_TRANSFER, C.PROGRAMME_EXPERIENCE, C.CAPACITY_LEAD, C.EXISTING_TIES, C.PROXIMITY):
            assert one.values[component] == of_region[key].values[component], (key, component)
    assert (of_zone[GUANGDONG].values[C.PROXIMITY] or 0) < 0.5
    assert [tie.key for tie in of_zone[GUANGDONG].comparison.ties] == [BOTH]


async def test_ways_are_shortest_between_any_two_members(world: Graph) -> None:
    delta = await one(world, SHAANXI, zone(DELTA))
    way = delta.comparison.way
    assert way is not None
    assert (way.start.name, way.end.name) == ("苏州市", "陕西省")


async def test_zone_of_one_member_is_that_member(graph: Graph) -> None:
    more = Batch("tests/more")
    more.nodes = [node(Label.ECONOMIC_ZONE, "alone", name="独区", kind="NEW_AREA")]
    more.edges = [edge("INCLUDES", zone("alone"), region(XIAN))]
    await load_pairing_world(graph, more)
    of_zone, of_city = await ask(graph, zone("alone"), level="PREFECTURE"), await ask(graph, region(XIAN))
    assert of_zone.considered == of_city.considered == 2
    assert [each.values for each in of_zone.candidates] == [each.values for each in of_city.candidates]
    assert of_zone.warnings[-1].code is WarningCode.ORDER_NEVER_TESTED
