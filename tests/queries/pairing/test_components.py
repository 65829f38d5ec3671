"""The table of components, and what must hold of its measures whatever the facts."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.pairing.comparison import compare
from queries.pairing.components import PairingComponent, measure_all, measure_settled
from queries.pairing.explanations import Lang, in_language
from queries.pairing.facts import Facts, SideFacts
from queries.pairing.scores import EQUAL, find_shares, score_values
from queries.pairing.sides import Centre, Side, Vocabulary
from queries.pairing.ties import TieFacts
from tests.queries.coverage.coverage_world import region

C = PairingComponent
TERMS = Vocabulary({f"ws2012-{at}": at for at in range(1, 7)}, {"coal": ("煤炭", "coal")})
FAMILIES = [f"family-{at}" for at in range(5)]
KEYS = {"east": "310000", "west": "610000"}


def side(name: str, centre: float) -> Side:
    where = Centre(name, name, 30.0, centre)
    key = KEYS[name]
    return Side(region(key), name, name, "PROVINCE", name.upper(), (key,), (where,))


EAST, WEST = side("east", 121.0), side("west", 109.0)


@st.composite
def known(draw: st.DrawFn, one: Side) -> SideFacts:
    documents = draw(st.integers(0, 2))
    tasks = frozenset(draw(st.sets(st.sampled_from(sorted(TERMS.tasks))))) if documents else frozenset[str]()
    programmes = {key: [key] for key in draw(st.sets(st.sampled_from(FAMILIES)))}
    capacity = draw(st.none() | st.floats(0.0, 6.0))
    years = (2011,) if capacity is not None else ()
    leads = draw(st.just({}) | st.just({2012: {"coal": 0.5}}) | st.just({2012: {"coal": 0.0}}))
    return SideFacts(one, documents, draw(st.booleans()), tasks, programmes, leads, capacity, years)


def facts_of(east: SideFacts, west: SideFacts, elsewhere: int) -> Facts:
    families = len({*east.programmes, *west.programmes}) + elsewhere
    ties = TieFacts("2012-12-31", {}, {}, {})
    return Facts({EAST.party: east, WEST.party: west}, ties, families, TERMS)


@given(known(EAST), known(WEST), st.integers(0, 3))
def test_values_lie_between_zero_and_one_and_sum_to_the_score(east: SideFacts, west: SideFacts, elsewhere: int) -> None:
    facts = facts_of(east, west, elsewhere)
    for peers in (False, True):
        pair = compare(facts, WEST, EAST, EAST, peers=peers)
        values = measure_all(pair)
        assert all(value is None or 0.0 <= value <= 1.0 for value in values.values())
        settled, transfer = measure_settled(pair), values[C.POLICY_TRANSFER]
        assert (settled is None) == (transfer is None)
        assert settled is None or settled <= (transfer or 0.0)
        score = score_values(values, find_shares(EQUAL, [values]), documents=pair.has_documents)
        assert math.fsum(score.contributions.values()) == score.score


@given(known(EAST), known(WEST), st.integers(0, 3), st.sampled_from([*FAMILIES, "new"]))
def test_more_experience_is_never_less(east: SideFacts, west: SideFacts, elsewhere: int, more: str) -> None:
    before = C.PROGRAMME_EXPERIENCE.measure(compare(facts_of(east, west, elsewhere), WEST, EAST, EAST))
    richer = SideFacts(
        east.side, east.documents, east.examined, east.tasks, {**east.programmes, more: [more]}, east.leads,
        east.capacity, east.capacity_years,
    )  # fmt: skip
    after = C.PROGRAMME_EXPERIENCE.measure(compare(facts_of(richer, west, elsewhere), WEST, EAST, EAST))
    assert (after or 0.0) >= (before or 0.0)


@given(known(EAST), known(WEST), st.integers(0, 3))
def test_peers_are_the_same_from_either_side(east: SideFacts, west: SideFacts, elsewhere: int) -> None:
    facts = facts_of(east, west, elsewhere)
    there, back = (
        compare(facts, one, other, other, peers=True) for one, other in ((WEST, EAST), (EAST, WEST))
    )  # fmt: skip
    assert measure_all(there) == measure_all(back)
    assert measure_settled(there) == measure_settled(back)


@given(known(EAST), known(WEST))
def test_every_sentence_stands_in_both_languages(east: SideFacts, west: SideFacts) -> None:
    facts = facts_of(east, west, 1)
    pairs = [
        compare(facts, WEST, EAST, EAST),
        compare(facts, EAST, WEST, EAST),
        compare(facts, WEST, EAST, EAST, peers=True),
    ]
    for pair in pairs:
        for one in C:
            zh, en = (in_language(one.explain(pair, TERMS), lang) for lang in Lang)
            assert zh.endswith("。")
            assert en.endswith(".")
            assert "没有任何" not in zh
            assert ("缺少数据" in zh) == ("No data" in en)


def test_an_eastern_office_is_told_what_it_can_offer() -> None:
    east = SideFacts(EAST, 1, True, frozenset({"ws2012-1"}), {"family-1": ["a"]}, {}, 3.0, (2011,))
    west = SideFacts(WEST, 1, False, frozenset(), {}, {}, 1.0, (2011,))
    facts = facts_of(east, west, 0)
    asks, offers = compare(facts, WEST, EAST, EAST), compare(facts, EAST, WEST, EAST)
    for one, ask, offer in (
        (C.POLICY_TRANSFER, "可先借鉴这些条款", "可向west提供这些条款"),
        (C.PROGRAMME_EXPERIENCE, "可请其介绍经验", "可向west介绍经验"),
        (C.CAPACITY_LEAD, "可请其支援研发与转化", "可向west提供研发与转化支援"),
    ):
        assert ask in one.explain(asks, TERMS).zh
        assert offer in one.explain(offers, TERMS).zh
        assert ask not in one.explain(offers, TERMS).zh
    assert "图谱中未见west覆盖" in C.POLICY_TRANSFER.explain(asks, TERMS).zh


@pytest.mark.parametrize("one", C)
def test_components_are_named_in_both_languages(one: PairingComponent) -> None:
    assert one.value == one.name
    assert one.words.zh
    assert one.words.en.islower()
    assert one.formula.endswith(".")


def test_components_are_listed_once() -> None:
    root = Path(__file__).parents[3]
    listed = [
        path.relative_to(root).as_posix()
        for room in ("queries", "schema")
        for path in (root / room).rglob("*.py")
        if sum(one.name in (text := path.read_text("utf-8")) or one.lower() in text for one in C) > len(C) / 2
    ]
    assert listed == ["queries/pairing/components.py"]
