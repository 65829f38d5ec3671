"""Makes scores of component values: weights, contributions that add up, and the order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from queries.errors import BadInput
from queries.pairing.comparison import Comparison, compare
from queries.pairing.components import PairingComponent, Values, measure_all
from queries.pairing.facts import Facts
from queries.pairing.sides import Side

Weights = Mapping[PairingComponent, float]

DEFAULT_WEIGHT = 1.0
# With less of the weight known, a score says more of what is missing than of the candidate.
LEAST_COMPLETENESS = 0.6
ROUNDING = 12

EQUAL: Weights = dict.fromkeys(PairingComponent, DEFAULT_WEIGHT)


@dataclass(frozen=True, slots=True)
class Score:
    """The score that the values of a candidate amount to. `contributions` sum to `score`.

    `high` is the score if every missing value were 1, `completeness` the share of all weight above zero whose data is
    present: what nobody has is missing too. `sufficient` says whether that is enough to go by, and either side has a
    document in force.
    """

    contributions: Mapping[PairingComponent, float]
    score: float
    high: float
    completeness: float
    sufficient: bool


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


def share_weights(weights: Weights, active: Iterable[PairingComponent]) -> Weights:
    """The weights of these components as shares of their sum; none where the sum is zero."""
    # Scaled first: the sum of weights that are each finite may not be.
    given = {one: weights[one] for one in active}
    greatest = max(given.values(), default=0.0)
    if not greatest:
        return {}
    scaled = {one: weight / greatest for one, weight in given.items()}
    total = math.fsum(scaled.values())
    return {one: weight / total for one, weight in scaled.items()}


@dataclass(frozen=True, slots=True)
class WeightShares:
    """Weights as shares of their sums: of those that count for anybody, and of all."""

    active: Weights
    every: Weights


def find_shares(weights: Weights, values: Iterable[Values]) -> WeightShares:
    """The shares for a field of candidates with these values."""
    return WeightShares(share_weights(weights, list_active(values)), share_weights(weights, PairingComponent))


def score_values(values: Values, shares: WeightShares, *, documents: bool) -> Score:
    """The score of values; `documents` says whether either side has one in force."""
    active = shares.active
    contributions = {one: active.get(one, 0.0) * (values[one] or 0.0) for one in PairingComponent}
    score = math.fsum(contributions.values())
    absent = math.fsum(share for one, share in active.items() if values[one] is None)
    present = math.fsum(share for one, share in shares.every.items() if values[one] is not None)
    # Shares are rounded: three of five equal ones are enough.
    sufficient = documents and round(present, ROUNDING) >= LEAST_COMPLETENESS
    return Score(contributions, score, score + absent, present, sufficient)


def best_first(score: Score, code: str) -> tuple[bool, float, float, str]:
    """The order of candidates: what is sufficient first, by score, by completeness, by code."""
    return not score.sufficient, -score.score, -score.completeness, code


@dataclass(frozen=True, slots=True)
class Ranked:
    """The field, best first; `active` are the components that are present for at least one."""

    peers: bool
    sides: tuple[Side, ...]
    comparisons: tuple[Comparison, ...]
    values: tuple[Values, ...]
    scores: tuple[Score, ...]
    active: tuple[PairingComponent, ...]

    @property
    def compared(self) -> int:
        """The number of the first that are compared with each other: those that are sufficient, or all if none is."""
        return sum(score.sufficient for score in self.scores) or len(self.scores)


def rank_field(facts: Facts, subject: Side, field: Sequence[Side], weights: Weights, *, peers: bool = False) -> Ranked:
    """The field in its order: the stronger side of each pair is the one in the East, of peers the candidate."""
    stronger_is_subject = subject.is_east and not peers
    compared = [compare(facts, subject, one, subject if stronger_is_subject else one, peers=peers) for one in field]
    values = [measure_all(comparison) for comparison in compared]
    shares = find_shares(weights, values)
    scores = [
        score_values(each, shares, documents=pair.has_documents) for each, pair in zip(values, compared, strict=True)
    ]
    order = sorted(range(len(field)), key=lambda at: best_first(scores[at], field[at].party[1]))
    return Ranked(
        peers,
        tuple(field[at] for at in order),
        tuple(compared[at] for at in order),
        tuple(values[at] for at in order),
        tuple(scores[at] for at in order),
        list_active(values),
    )
