"""What ties two sides on a day, how it stands, and what it counts, on both engines."""

from __future__ import annotations

import math

import pytest

from graph.model import Label
from graph.store import Graph
from graph.writing.batch import Batch, EdgeRow, PropertyValue
from queries.coverage.subjects import Party
from queries.pairing.candidates import PairingAsked, find_pairing
from queries.pairing.components import PairingComponent
from queries.pairing.ties import Tie, weigh_ties
from tests.queries.coverage.coverage_world import edge, node, region, zone
from tests.queries.pairing.pairing_world import (
    BAOJI,
    GUANGDONG,
    GUANZHONG,
    HENAN,
    JIANGSU,
    SHAANXI,
    SHENZHEN,
    SUZHOU,
    XIAN,
    load_pairing_world,
)

pytestmark = pytest.mark.anyio
DAY = "2012-12-31"


def paired(donor: str, recipient: str, scheme: str, since: str, until: str, **more: PropertyValue) -> EdgeRow:
    ends = {"since": since, "until": until} if until else {"since": since}
    row = edge("PAIRED_WITH", region(donor), region(recipient), scheme=scheme, **ends, **more)
    return EdgeRow(row.type, row.start, row.end, row.properties, row.sources, True, scheme + since)


async def ties_of(graph: Graph, one: Party, other: str, day: str = DAY) -> tuple[Tie, ...]:
    level = "PROVINCE" if other.endswith("0000") else "PREFECTURE"
    asked = PairingAsked(one, day, candidates=[other], level=level)
    (found,) = (await find_pairing(graph.reader, asked)).candidates
    value = found.values[PairingComponent.EXISTING_TIES]
    assert value == 1 - math.exp(-weigh_ties(found.comparison.ties))
    return found.comparison.ties


def say(ties: tuple[Tie, ...]) -> list[tuple[str, str, bool, float]]:
    return [(tie.name.zh, tie.standing.value, tie.above, tie.counts) for tie in ties]


async def test_earlier_schemes_count_half_each_and_say_how_they_ended(graph: Graph) -> None:
    more = Batch("tests/more")
    more.edges = [
        paired(GUANGDONG, HENAN, "一期", "1996", "2000"),
        paired(GUANGDONG, HENAN, "二期", "2001", "2010", untilDerived=True),
        paired(GUANGDONG, HENAN, "三期", "2011", ""),
        paired(GUANGDONG, HENAN, "四期", "2013", ""),
        # The same scheme, renewed, counts once.
        paired(GUANGDONG, HENAN, "三期", "2005", "2010-12-31"),
    ]
    await load_pairing_world(graph, more)
    assert say(await ties_of(graph, region(HENAN), GUANGDONG)) == [
        ("三期", "CURRENT", False, 1.0),
        ("一期", "ENDED", False, 0.5),
        ("三期", "ENDED", False, 0.0),
        ("二期", "UNKNOWN_SINCE", False, 0.5),
    ]
    assert say(await ties_of(graph, region(HENAN), GUANGDONG, "2000-06")) == [("一期", "CURRENT", False, 1.0)]


async def test_what_nobody_confirmed_counts_nothing_past_or_not(graph: Graph) -> None:
    more = Batch("tests/more")
    old = paired(GUANGDONG, HENAN, "传说", "1996", "2000")
    more.edges = [EdgeRow(old.type, old.start, old.end, old.properties, old.sources, False, old.key)]
    await load_pairing_world(graph, more)
    assert say(await ties_of(graph, region(HENAN), GUANGDONG)) == [("传说", "ENDED", False, 0.0)]


@pytest.mark.parametrize(
    ("kind", "counts"),
    [("MUNICIPALITY_GROUP", 0.0), ("MACRO_REGION", 0.0), ("ECONOMIC_ZONE", 1.0), ("COOPERATION_MECHANISM", 1.0)],
)
async def test_a_bare_list_is_no_tie(graph: Graph, kind: str, counts: float) -> None:
    more = Batch("tests/more")
    more.nodes = [node(Label.ECONOMIC_ZONE, "list", name="名单", nameEn="a list", kind=kind)]
    more.edges = [edge("INCLUDES", zone("list"), region(key)) for key in (GUANGDONG, HENAN)]
    await load_pairing_world(graph, more)
    assert weigh_ties(await ties_of(graph, region(HENAN), GUANGDONG)) == counts


async def test_ties_of_the_provinces_above_count_half(graph: Graph) -> None:
    await load_pairing_world(graph)
    assert say(await ties_of(graph, region(BAOJI), SUZHOU)) == [
        ("两省协议", "CURRENT", True, 0.5),
        ("对口协作", "CURRENT", True, 0.5),
        ("协作区", "CURRENT", True, 0.5),
    ]
    # The province's pairing ends in 2013, and what is past between provinces is nothing between their cities.
    assert [tie[0] for tie in say(await ties_of(graph, region(BAOJI), SUZHOU, "2014-12-31"))] == ["两省协议", "协作区"]
    assert await ties_of(graph, region(XIAN), SHENZHEN) == ()


async def test_zone_of_cities_has_the_ties_of_their_province_once(graph: Graph) -> None:
    await load_pairing_world(graph)
    ties = await ties_of(graph, zone(GUANZHONG), JIANGSU)
    assert [tie for tie in say(ties) if tie[0] != "城市结对"] == [
        ("两省协议", "CURRENT", True, 0.5),
        ("对口协作", "CURRENT", True, 0.5),
        ("协作区", "CURRENT", True, 0.5),
    ]


async def test_who_lies_in_a_province_is_in_its_zone_with_a_city_of_it(graph: Graph) -> None:
    more = Batch("tests/more")
    more.nodes = [node(Label.ECONOMIC_ZONE, "mixed", name="混合区", kind="ECONOMIC_ZONE")]
    more.edges = [edge("INCLUDES", zone("mixed"), region(key)) for key in (GUANGDONG, XIAN)]
    await load_pairing_world(graph, more)
    assert say(await ties_of(graph, region(XIAN), SHENZHEN)) == [("混合区", "CURRENT", False, 1.0)]
    assert say(await ties_of(graph, region(SHAANXI), GUANGDONG)) == []
