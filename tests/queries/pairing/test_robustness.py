"""What overturns a ranking, and how it fares under random weights: held against plain reckoning."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.pairing.components import PairingComponent, Values
from queries.pairing.robustness import DRAWS, draw_weightings, find_acceptability, find_flip, standard_error
from queries.pairing.scores import EQUAL, Weights, WeightShares, find_shares, list_active, score_values, share_weights

C = PairingComponent
VALUE = st.none() | st.sampled_from([0.0, 0.25, 0.5, 1.0]) | st.floats(0.0, 1.0)
VALUES = st.fixed_dictionaries(dict.fromkeys(C, VALUE))
WEIGHTS = st.fixed_dictionaries({one: st.sampled_from([0.0, 1.0, 2.5]) | st.floats(0.0, 9.0) for one in C})


def values(*given: float | None) -> Values:
    return dict(zip(C, [*given, *[None] * (len(C) - len(given))], strict=True))


def score(one: Values, weights: Weights, active: Sequence[PairingComponent]) -> float:
    shares = share_weights(weights, active)
    return score_values(one, WeightShares(shares, shares), documents=True).score


@given(st.lists(VALUES, min_size=1, max_size=5), WEIGHTS)
def test_flip_is_least_and_makes_level(field: list[Values], weights: Weights) -> None:
    active = list_active(field)
    ranked = sorted(field, key=lambda one: -score(one, weights, active))
    for place in range(len(ranked)):
        flip = find_flip(ranked, place, weights, active)
        changes = []
        for below in ranked[place + 1 :]:
            d = {one: (ranked[place][one] or 0.0) - (below[one] or 0.0) for one in active}
            for k in active:
                # Differences of rounding alone move no weight that anybody could set.
                if abs(d[k]) > 1e-9:
                    delta = -math.fsum(weights[one] * d[one] for one in active) / d[k]
                    rest = any(weights[one] for one in active if one is not k)
                    if weights[k] + delta >= 1e-12 or (weights[k] + delta >= -1e-12 and rest):
                        changes.append(abs(delta))
        if not changes:
            assert flip is None or flip.change > 1e6 or not flip.new_weight
            continue
        assert flip is not None
        assert flip.change <= min(changes) + 1e-6 * (1 + min(changes))
        moved = {**weights, flip.component: flip.new_weight}
        mine, theirs = (
            math.fsum(moved[one] * (each[one] or 0.0) for one in active)
            for each in (ranked[place], ranked[flip.overtaken_by])
        )
        assert mine == pytest.approx(theirs, abs=1e-9 * (1 + flip.new_weight))


def test_flip_by_hand() -> None:
    # 1·0.8 + 1·0.2 against 1·0.3 + 1·0.5: the second leads once its weight is 0.5 / 0.3.
    ranked = [values(0.8, 0.2), values(0.3, 0.5)]
    flip = find_flip(ranked, 0, EQUAL, (C.POLICY_TRANSFER, C.SHARED_AGENDA))
    assert flip is not None
    assert (flip.component, flip.overtaken_by) == (C.POLICY_TRANSFER, 1)
    assert flip.new_weight == pytest.approx(0.3 / 0.5)
    assert find_flip(ranked, 1, EQUAL, (C.POLICY_TRANSFER, C.SHARED_AGENDA)) is None


def test_nothing_flips_who_is_better_in_everything() -> None:
    ranked = [values(0.8, 0.6), values(0.3, 0.5)]
    assert find_flip(ranked, 0, EQUAL, (C.POLICY_TRANSFER, C.SHARED_AGENDA)) is None


def test_a_weight_alone_is_not_moved_to_nothing() -> None:
    weights = {**dict.fromkeys(C, 0.0), C.PROXIMITY: 1.0}
    ranked = [values(None, None, None, None, None, None, 0.9), values(None, None, None, None, None, None, 0.1)]
    assert find_flip(ranked, 0, weights, (C.PROXIMITY,)) is None


def test_acceptability_of_two_components_is_known() -> None:
    # The first leads where its weight is above 1/2: half of the simplex.
    ranked = [values(1.0, 0.0), values(0.0, 1.0)]
    found = find_acceptability(ranked, EQUAL, (C.POLICY_TRANSFER, C.SHARED_AGENDA), 1)
    assert found[0].first == pytest.approx(0.5, abs=3 * standard_error(0.5))
    assert found[0].first + found[1].first == pytest.approx(1.0, abs=1e-12)


def test_equals_share_places() -> None:
    ranked = [values(0.5, 0.5), values(0.5, 0.5), values(0.1, 0.1)]
    found = find_acceptability(ranked, EQUAL, (C.POLICY_TRANSFER, C.SHARED_AGENDA), 1)
    assert [one.first for one in found] == [0.5, 0.5, 0.0]
    assert [one.top for one in find_acceptability(ranked, EQUAL, (C.SHARED_AGENDA,), 2)] == [1.0, 1.0, 0.0]
    assert [one.top for one in find_acceptability(ranked, EQUAL, (C.SHARED_AGENDA,), 9)] == [1.0, 1.0, 1.0]


def test_components_without_weight_are_not_drawn() -> None:
    weights = {**EQUAL, C.SHARED_AGENDA: 0.0}
    found = find_acceptability([values(1.0, 0.0), values(0.0, 1.0)], weights, (C.POLICY_TRANSFER, C.SHARED_AGENDA), 1)
    assert [one.first for one in found] == [1.0, 0.0]


def test_draws_are_the_same_every_time_and_flat() -> None:
    draws = draw_weightings(4)
    assert draws.shape == (DRAWS, 4)
    assert draws.sum(axis=1) == pytest.approx(1.0)
    assert draws.mean(axis=0) == pytest.approx(0.25, abs=0.03)
    # Of a flat Dirichlet over four, each has the variance 3 / (16 · 5).
    assert draws.var(axis=0) == pytest.approx(3 / 80, rel=0.15)
    assert draws[0].tolist() == pytest.approx(FIRST_DRAW, abs=1e-12)


FIRST_DRAW = [0.105245390732489, 0.471180828780105, 0.413336264440631, 0.010237516046775]


@given(st.lists(VALUES, min_size=1, max_size=4), WEIGHTS.filter(lambda weights: any(weights.values())))
def test_score_is_the_weighted_mean_of_what_is_present(field: list[Values], weights: Weights) -> None:
    active = list_active(field)
    for one in field:
        found = score_values(one, find_shares(weights, field), documents=True)
        total = math.fsum(weights[each] for each in active)
        wanted = math.fsum(weights[each] * (one[each] or 0.0) for each in active) / total if total else 0.0
        assert found.score == pytest.approx(wanted, abs=1e-9)
        assert math.fsum(found.contributions.values()) == pytest.approx(found.score, abs=1e-9)
        assert 0 <= found.score <= found.high <= 1 + 1e-12
        present = math.fsum(weight for each, weight in weights.items() if one[each] is not None)
        assert found.completeness == pytest.approx(present / math.fsum(weights.values()), abs=1e-9)
        assert not score_values(one, find_shares(weights, field), documents=False).sufficient


@pytest.mark.parametrize(("missing", "sufficient"), [(0, True), (2, True), (3, False), (7, False)])
def test_three_fifths_of_all_weight_are_enough(missing: int, sufficient: bool) -> None:
    # Nobody else has the missing components either: they are missing all the same.
    one = values(*[0.5] * (len(C) - missing))
    found = score_values(one, find_shares(EQUAL, [one]), documents=True)
    assert found.completeness == pytest.approx(1 - missing / len(C))
    assert found.sufficient is sufficient
    five = {each: float(at < 5) for at, each in enumerate(C)}
    assert score_values(values(0.1, 0.2, 0.3), find_shares(five, [one]), documents=True).sufficient


def test_weights_of_any_size_are_shares() -> None:
    huge = share_weights(dict.fromkeys(C, 1.7e308), list(C))
    assert math.fsum(huge.values()) == pytest.approx(1.0)
    tiny = share_weights(dict.fromkeys(C, 5e-324), list(C))
    assert tiny[C.PROXIMITY] == pytest.approx(1 / 7)
