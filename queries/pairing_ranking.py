"""A field of candidates in its order: every one compared with the subject, and scored under weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from queries.pairing_components import Comparison, PairingComponent, Values, compare
from queries.pairing_facts import Facts
from queries.pairing_scores import Score, Weights, best_first, list_active, score_values, share_weights
from queries.pairing_sides import Side


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
