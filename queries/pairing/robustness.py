"""Tests whether a ranking rests on its weights: the least change overturning it, and how it fares under random ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import numpy as np
from numpy.typing import NDArray

from queries.pairing.components import PairingComponent, Values
from queries.pairing.scores import Weights

DRAWS = 1_000
# Any number would do; this one is kept, so that an answer stays the same.
SEED = 2012
# Scores nearer than this are level: they differ by rounding alone.
LEVEL_DECIMALS = 12
# A weight that comes out below zero by rounding alone is zero.
SLACK = 1e-12


@dataclass(frozen=True, slots=True)
class Flip:
    """The least move of one weight that makes a lower-ranked candidate, by its place, come level."""

    component: PairingComponent
    weight: float
    new_weight: float
    overtaken_by: int

    @property
    def change(self) -> float:
        """The distance by which the weight is moved."""
        return abs(self.new_weight - self.weight)


@dataclass(frozen=True, slots=True)
class Acceptability:
    """The share of the draws in which a candidate comes first, and that in which it is among the first `top_k`."""

    first: float
    top: float


def find_flip(
    ranked: Sequence[Values], place: int, weights: Weights, active: Sequence[PairingComponent]
) -> Flip | None:
    """The least change of one active weight that brings any candidate below `place` level with the one there.

    With the differences of values dᵢ (a missing one as 0) the change is δ = −Σ wᵢdᵢ / d_k, so that the new weight is
    what the other components weigh against d_k.
    """
    if place + 1 >= len(ranked):
        return None
    above, below = _table(ranked[place : place + 1], active), _table(ranked[place + 1 :], active)
    differences = above - below
    best: Flip | None = None
    for at, moved in enumerate(active):
        others = [one for one in range(len(active)) if one != at]
        rest = sum((weights[active[one]] * differences[:, one] for one in others), np.zeros(len(below)))
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            moves = -rest / differences[:, at]
        # All weights zero would be no ranking.
        least = 0.0 if any(weights[active[one]] for one in others) else np.nextafter(0.0, 1.0)
        flip = _nearest(moves, weights[moved], least, moved, place + 1)
        if flip and (best is None or flip.change < best.change):
            best = flip
    return best


def _nearest(
    moves: NDArray[np.float64], weight: float, least: float, moved: PairingComponent, first: int
) -> Flip | None:
    """The new weight nearest to the weight, of those that are one; each is of the candidate at its place."""
    moves = np.where((moves < 0) & (moves >= -SLACK * max(1.0, weight)), 0.0, moves)
    moves = np.where(np.isfinite(moves) & (moves >= least), moves, np.inf)
    changes = np.abs(moves - weight)
    at = int(np.argmin(changes))
    return Flip(moved, weight, float(moves[at]), first + at) if np.isfinite(changes[at]) else None


def _table(ranked: Sequence[Values], components: Sequence[PairingComponent]) -> NDArray[np.float64]:
    return np.array([[each[one] or 0.0 for one in components] for each in ranked], dtype=np.float64)


def find_acceptability(
    ranked: Sequence[Values], weights: Weights, active: Sequence[PairingComponent], top_k: int
) -> list[Acceptability]:
    """Find each candidate's shares over 1,000 weightings from the flat Dirichlet; those who tie share a place."""
    weighed = [one for one in active if weights[one] > 0]
    if not weighed or not ranked:
        return [Acceptability(0.0, 0.0) for _ in ranked]
    draws, values = draw_weightings(len(weighed)), _table(ranked, weighed)
    # Component by component: a matrix product may round equal candidates unequally.
    scores = np.zeros((DRAWS, len(ranked)))
    for at in range(len(weighed)):
        scores += draws[:, at, None] * values[None, :, at]
    scores = np.round(scores, LEVEL_DECIMALS)
    first, top = _share_places(scores, 1), _share_places(scores, top_k)
    return [Acceptability(one, other) for one, other in zip(first, top, strict=True)]


def _share_places(scores: NDArray[np.float64], places: int) -> list[float]:
    """Return how often each column is among a row's first places, on average; those that tie for the last share it."""
    rows, columns = scores.shape
    if places >= columns:
        return [1.0] * columns
    last = np.partition(scores, columns - places, axis=1)[:, columns - places, None]
    above, level = scores > last, scores == last
    left = (places - above.sum(axis=1, keepdims=True)) / level.sum(axis=1, keepdims=True)
    taken = np.where(above, 1.0, np.where(level, left, 0.0))
    return [math.fsum(column) / rows for column in taken.T.tolist()]


@lru_cache(maxsize=len(PairingComponent))
def draw_weightings(components: int) -> NDArray[np.float64]:
    """1,000 weightings of so many components, each summing to 1: a row each.

    Normalised exponentials are flat-Dirichlet. Python promises that `Random.random` repeats, numpy that its streams
    may change.
    """
    random = Random(SEED)
    rows = []
    for _ in range(DRAWS):
        row = [-math.log(1.0 - random.random()) for _ in range(components)]
        total = math.fsum(row)
        rows.append([one / total for one in row])
    return np.array(rows)


def standard_error(share: float) -> float:
    """The standard error of a share over the draws."""
    return math.sqrt(share * (1.0 - share) / DRAWS)
