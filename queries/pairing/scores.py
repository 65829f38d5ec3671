"""From component values to scores: weights, contributions that add up, and the order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from queries.errors import BadInput
from queries.pairing.components import Comparison, PairingComponent, Values, compare
from queries.pairing.facts import Facts
from queries.pairing.sides import Side

Weights = Mapping[PairingComponent, float]

DEFAULT_WEIGHT = 1.0

EQUAL: Weights = dict.fromkeys(PairingComponent, DEFAULT_WEIGHT)


@dataclass(frozen=True, slots=True)
class Score:
    """What the values of a candidate amount to. `contributions` sum to `score`.

    `high` is the score if every missing value were 1, `completeness` the share of active weight that is present.
    """

    contributions: Mapping[PairingComponent, float]
    score: float
    high: float
    completeness: float


def check_weights(given: Mapping[PairingComponent, float]) -> Weights:
    """The weights, those not given at their default, the greatest at most 1 apart from a common factor.

    BadInput where one is negative or not finite, or none is above zero.
    """
    for component, weight in given.items():
        if not (math.isfinite(weight) and weight >= 0):
            raise BadInput(f"The weight of {component} is {weight}; it must be a finite number from zero.", "weights")
    weights = {**EQUAL, **given}
    if not any(weights.values()):
        raise BadInput("All weights are zero: at least one must be above.", "weights")
    return weights


def list_active(values: Iterable[Values]) -> tuple[PairingComponent, ...]:
    """The components that are present for at least one candidate."""
    every = list(values)
    return tuple(one for one in PairingComponent if any(each[one] is not None for each in every))


def share_weights(weights: Weights, active: Sequence[PairingComponent]) -> Weights:
    """The active weights as shares of their sum; none where the sum is zero."""
    # Scaled first: the sum of weights that are each finite may not be.
    greatest = max((weights[one] for one in active), default=0.0)
    if not greatest:
        return {}
    scaled = {one: weights[one] / greatest for one in active}
    total = math.fsum(scaled.values())
    return {one: weight / total for one, weight in scaled.items()}


def score_values(values: Values, shares: Weights) -> Score:
    """The score of values under shares of weight."""
    contributions = {one: shares.get(one, 0.0) * (values[one] or 0.0) for one in PairingComponent}
    score = math.fsum(contributions.values())
    absent = math.fsum(share for one, share in shares.items() if values[one] is None)
    present = math.fsum(share for one, share in shares.items() if values[one] is not None)
    return Score(contributions, score, score + absent, present)


def best_first(score: Score, code: str) -> tuple[float, float, str]:
    """The order of candidates: by score, by completeness, by code."""
    return -score.score, -score.completeness, code


@dataclass(frozen=True, slots=True)
class Ranked:
    """The field, best first; `active` are the components that are present for at least one."""

    sides: tuple[Side, ...]
    comparisons: tuple[Comparison, ...]
    values: tuple[Values, ...]
    scores: tuple[Score, ...]
    active: tuple[PairingComponent, ...]


def rank_field(facts: Facts, subject: Side, field: Sequence[Side], tasks: int, weights: Weights) -> Ranked:
    """The field in its order: the stronger side of each pair is the one in the East."""
    compared = [compare(facts, subject, one, subject if subject.is_east else one, tasks) for one in field]
    values = [comparison.values for comparison in compared]
    active = list_active(values)
    shares = share_weights(weights, active)
    scores = [score_values(each, shares) for each in values]
    order = sorted(range(len(field)), key=lambda at: best_first(scores[at], field[at].party[1]))
    return Ranked(
        tuple(field[at] for at in order),
        tuple(compared[at] for at in order),
        tuple(values[at] for at in order),
        tuple(scores[at] for at in order),
        active,
    )
