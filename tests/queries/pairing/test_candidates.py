"""Who could be paired with whom: every component by hand, sides, fields and refusals, on both engines."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from graph.dates import parse_period
from graph.model import Label
from graph.store import Graph
from graph.writing.batch import Batch
from queries.coverage.subjects import Party
from queries.errors import BadInput
from queries.pairing.candidates import Candidate, Pairing, PairingAsked, find_pairing
from queries.pairing.comparison import measure_distance
from queries.pairing.components import PairingComponent
from queries.pairing.scores import EQUAL, check_weights
from queries.pairing.sides import Centre, PairingDirection, PairingMode
from tests.queries.coverage.coverage_world import CountingReader, edge, node, region, zone
from tests.queries.pairing.pairing_world import (
    BEILIN,
    BOTH,
    DELTA,
    EMPTY,
    GUANGDONG,
    GUANZHONG,
    HENAN,
    HONG_KONG,
    JIANGSU,
    LIAONING,
    NATION,
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
WEST = region(SHAANXI)


@pytest.fixture
async def world(pairing_world: Graph) -> Graph:
    return pairing_world


async def ask(graph: Graph, party: Party = WEST, **more: Any) -> Pairing:  # noqa: ANN401 fields of PairingAsked
    return await find_pairing(graph.reader, PairingAsked(**{"subject": party, "day": DAY, **more}))


async def one(graph: Graph, key: str, party: Party = WEST, **more: Any) -> Candidate:  # noqa: ANN401 as above
    return next(each for each in (await ask(graph, party, **more)).candidates if each.side.party[1] == key)


def codes(found: Pairing) -> set[str]:
    return {one.code.value for one in found.warnings}


async def test_components_are_as_defined(world: Graph) -> None:
    jiangsu = await one(world, JIANGSU)
    values = jiangsu.values
    # Shaanxi covers 1 to 3 of ten tasks, Jiangsu 2 to 6: 4, 5, 6 of ten may pass, 2 and 3 of six in all are of both.
    assert (values[C.POLICY_TRANSFER], values[C.SHARED_AGENDA]) == (3 / 10, 2 / (6 + 3))
    # 示范 below both, 试点 of Jiangsu alone, 援助 elsewhere; 后来 begins in 2015.
    assert values[C.PROGRAMME_EXPERIENCE] == 1 / 3
    shared, either = math.log(1.3), math.log(2.0) + math.log(1.6) + math.log(4.0) + math.log(1.1)
    assert values[C.INDUSTRY_FIT] == pytest.approx(shared / either, abs=1e-12)
    assert values[C.CAPACITY_LEAD] == pytest.approx((2.17 - 1.99) / (2.17 + 1.99), abs=1e-12)
    # A pairing, a joint zone and an agreement.
    assert values[C.EXISTING_TIES] == pytest.approx(1 - math.exp(-3), abs=1e-12)
    far = measure_distance(Centre("", "", 34.27, 108.95), Centre("", "", 32.06, 118.80))
    assert far == pytest.approx(945, abs=5)
    assert values[C.PROXIMITY] == pytest.approx(math.exp(-far / 1000), abs=1e-12)


async def test_what_is_missing_is_none_and_what_is_not_better_is_zero(world: Graph) -> None:
    guangdong, shanghai = await one(world, GUANGDONG), await one(world, SHANGHAI)
    assert guangdong.values[C.POLICY_TRANSFER] == 0.0
    assert guangdong.values[C.SHARED_AGENDA] == 0.0
    assert guangdong.values[C.CAPACITY_LEAD] == 0.0
    # Quotients beyond the bounds count as the bounds.
    either = math.log(1.3) + math.log(4.0) + math.log(10.0)
    assert guangdong.values[C.INDUSTRY_FIT] == pytest.approx(math.log(1.1) / either, abs=1e-12)
    # An unverified pairing, a macro-region and a partial membership are no ties that count.
    assert shanghai.values[C.EXISTING_TIES] == 0.0
    assert [(tie.kind, tie.verified) for tie in shanghai.comparison.ties] == [("PAIRING", False)]
    # A link below 0.5 does not count: Shanghai covers task 1 alone.
    assert shanghai.comparison.tasks.stronger == ()


async def test_the_east_is_always_the_stronger_side(world: Graph) -> None:
    there, back = await one(world, JIANGSU), await one(world, SHAANXI, region(JIANGSU))
    assert there.values == back.values
    assert back.comparison.stronger.side.party == region(JIANGSU)
    found = await ask(world, region(JIANGSU))
    assert {each.side.party[1] for each in found.candidates} == {LIAONING, HENAN, SICHUAN, SHAANXI}
    assert found.considered == 4


async def test_no_document_makes_unknown_not_zero(world: Graph) -> None:
    found = await ask(world, region(SICHUAN))
    assert all(each.values[C.POLICY_TRANSFER] is None for each in found.candidates)
    assert C.POLICY_TRANSFER not in found.active
    assert C.SHARED_AGENDA not in found.active
    assert {"ALL_INSUFFICIENT", "SUBJECT_WITHOUT_DOCUMENT", "COMPONENTS_WITHOUT_DATA"} <= codes(found)
    for each in found.candidates:
        assert each.comparison.tasks.stronger == ()
        assert not each.score.sufficient
    # All are compared with each other, where none is sufficient.
    assert math.fsum(each.acceptability.first for each in found.candidates) == pytest.approx(1)


async def test_contributions_sum_and_order_holds(world: Graph) -> None:
    weights = check_weights({C.PROXIMITY: 2.5, C.EXISTING_TIES: 0.0})
    for party in (region(SHAANXI), region(JIANGSU), region(LIAONING), zone(GUANZHONG), zone(DELTA)):
        found = await ask(world, party, weights=weights)
        total, every = sum(weights[each] for each in found.active), sum(weights.values())
        for each in found.candidates:
            score = each.score
            assert math.fsum(score.contributions.values()) == pytest.approx(score.score, abs=1e-12)
            present = [c for c in found.active if each.values[c] is not None]
            wanted = sum(weights[c] * (each.values[c] or 0) for c in present) / total
            assert score.score == pytest.approx(wanted, abs=1e-12)
            assert score.completeness == pytest.approx(sum(weights[c] for c in present) / every, abs=1e-12)
            absent = sum(weights[c] for c in found.active if each.values[c] is None)
            assert score.high == pytest.approx(score.score + absent / total, abs=1e-12)
            assert score.sufficient == (score.completeness >= 0.6 and each.comparison.has_documents)
        keys = [
            (not each.score.sufficient, -each.score.score, -each.score.completeness, each.side.party[1])
            for each in found.candidates
        ]
        assert keys == sorted(keys)
        assert [each.rank for each in found.candidates] == list(range(1, len(keys) + 1))


async def test_flip_makes_two_level_and_is_least(world: Graph) -> None:
    found = await ask(world)
    assert sum(each.flip is not None for each in found.candidates) >= 1
    for each in found.candidates:
        if each.flip is None:
            continue
        moved = {**EQUAL, each.flip.component: each.flip.new_weight}
        other = next(one for one in found.candidates if one.side == each.overtaken_by)
        mine, theirs = (
            math.fsum(moved[c] * (one.values[c] or 0.0) for c in found.active) for one in (each, other)
        )  # fmt: skip
        assert mine == pytest.approx(theirs, abs=1e-9)
    assert found.candidates[-1].flip is None


async def test_ranks_stand_in_the_whole_field(world: Graph) -> None:
    every, some = await ask(world), await ask(world, candidates=[GUANGDONG])
    wanted = next(each for each in every.candidates if each.side.party[1] == GUANGDONG)
    assert some.candidates == (wanted,)
    assert some.considered == 3
    assert len((await ask(world, first=2)).candidates) == 2


async def test_levels_and_cities(world: Graph) -> None:
    found = await ask(world, region(XIAN))
    assert {each.side.party[1] for each in found.candidates} == {SUZHOU, SHENZHEN}
    suzhou = next(each for each in found.candidates if each.side.party[1] == SUZHOU)
    assert suzhou.values[C.INDUSTRY_FIT] is None
    assert suzhou.values[C.CAPACITY_LEAD] is None
    # The pairing; and of the provinces above the pairing, the zone and the agreement, half each.
    assert suzhou.values[C.EXISTING_TIES] == pytest.approx(1 - math.exp(-2.5))
    cities = await ask(world, level="PREFECTURE")
    assert {each.side.party[1] for each in cities.candidates} == {SUZHOU, SHENZHEN}


REFUSED: list[tuple[Party, dict[str, Any], str]] = [
    (region(BEILIN), {}, "for"),
    (region(NATION), {}, "for"),
    (region(HONG_KONG), {}, "for"),
    (region("999999"), {}, "for"),
    (zone(EMPTY), {}, "for"),
    (zone(GUANZHONG), {"day": "1949-12-31"}, "for"),
    (region(SHAANXI), {"direction": PairingDirection.WESTWARD}, "direction"),
    (region(SHANGHAI), {"direction": PairingDirection.EASTWARD}, "direction"),
    (zone(GUANZHONG), {"direction": PairingDirection.WESTWARD}, "direction"),
    (region(SHAANXI), {"mode": PairingMode.PEER, "direction": PairingDirection.EASTWARD}, "direction"),
    (zone(BOTH), {"mode": PairingMode.PEER, "direction": PairingDirection.WESTWARD}, "direction"),
    (zone(EMPTY), {"mode": PairingMode.PEER}, "for"),
    (region(BEILIN), {"mode": PairingMode.PEER}, "for"),
    (region(SHAANXI), {"mode": PairingMode.PEER, "candidates": [SHAANXI]}, "candidates"),
    (region(SHAANXI), {"level": "COUNTY"}, "level"),
    (region(SHAANXI), {"candidates": [SICHUAN]}, "candidates"),
    (region(SHAANXI), {"candidates": [SHENZHEN]}, "candidates"),
    (region(SHAANXI), {"candidates": []}, "candidates"),
    (region(SHAANXI), {"weights": {**EQUAL, C.PROXIMITY: -0.1}}, "weights"),
    (region(SHAANXI), {"weights": {**EQUAL, C.PROXIMITY: math.nan}}, "weights"),
    (region(SHAANXI), {"weights": {**EQUAL, C.PROXIMITY: math.inf}}, "weights"),
    (region(SHAANXI), {"weights": dict.fromkeys(C, 0.0)}, "weights"),
]


async def test_bad_input_names_its_argument(world: Graph) -> None:
    for party, more, argument in REFUSED:
        with pytest.raises(BadInput) as raised:
            await ask(world, party, **more)
        assert raised.value.argument == argument, (party, more)


async def test_days_without_facts_are_answered(world: Graph) -> None:
    for day in ("1949-12-31", "2100-12-31"):
        found = await ask(world, day=day)
        assert set(found.active) >= {C.EXISTING_TIES, C.PROXIMITY}
        for each in found.candidates:
            assert each.values[C.CAPACITY_LEAD] is None
            assert each.values[C.INDUSTRY_FIT] is None


async def test_seven_engine_calls_whatever_the_number(world: Graph) -> None:
    for party, level in ((region(SHAANXI), None), (region(JIANGSU), None), (zone(GUANZHONG), "PREFECTURE")):
        reader = CountingReader(world.reader)
        for mode in PairingMode:
            reader.calls.clear()
            await find_pairing(reader, PairingAsked(party, DAY, level=level, mode=mode))
            # Clauses are counted where a text was read whose title does not tell whether it is on the field.
            assert len({*reader.calls} - {"coverage/knowledge/field"}) == 6, reader.calls
            assert len(reader.calls) <= 7, reader.calls


async def test_empty_graph_knows_nobody(graph: Graph) -> None:
    with pytest.raises(BadInput):
        await ask(graph)
    await load_pairing_world(graph, Batch("tests/none"))
    alone = await ask(graph, region(SHAANXI), level="PREFECTURE", day="2005-12-31")
    assert alone.considered == 2


async def test_field_holds_the_regions_of_its_day(graph: Graph) -> None:
    old, new = "320800", "320801"
    more = Batch("tests/succession")
    for key, name in ((old, "旧市"), (new, "新市")):
        more.nodes.append(node(Label.REGION, key, name=name, level="PREFECTURE", macroRegion="EAST"))
        more.edges.append(edge("PART_OF", region(key), region(JIANGSU)))
    row = edge("SUCCEEDS", region(new), region(old))
    more.edges.append(replace(row, properties={"on": parse_period("2011-01-10"), "continues": True}))
    await load_pairing_world(graph, more)
    for day, there, gone in (("2011-01-09", old, new), ("2011-01-10", new, old)):
        found = await ask(graph, region(XIAN), day=day)
        keys = {each.side.party[1] for each in found.candidates}
        assert there in keys
        assert gone not in keys
