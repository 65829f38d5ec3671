"""Whichever of several equal optima the solver finds, exchanges lead from it to the one that comes first."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from queries.pairing.plan.assignment import Choices, _build_values, _find_first, _find_prices, assign


def list_tables(recipients: int, donors: int) -> Iterator[Choices]:
    """Every small table: a choice is forbidden, worth nothing, or worth one; a donor takes none, one or two.

    With three recipients every donor takes some, which keeps the tables to some thousands.
    """
    takes = range(1 if recipients > 2 else 0, 3)
    for worth in itertools.product((None, 0, 1), repeat=recipients * donors):
        rows = [worth[at : at + donors] for at in range(0, len(worth), donors)]
        for most in itertools.product(takes, repeat=donors):
            yield Choices(rows, most)


def list_plans(choices: Choices) -> Iterator[tuple[int, ...]]:
    """Every plan that is allowed; the last donor stands for nobody."""
    nobody = len(choices.most)
    for plan in itertools.product(range(nobody + 1), repeat=len(choices.worth)):
        pairs = [(row, donor) for row, donor in enumerate(plan) if donor < nobody]
        if all(choices.worth[row][donor] is not None for row, donor in pairs) and all(
            plan.count(donor) <= most for donor, most in enumerate(choices.most)
        ):
            yield plan


def gain_of(plan: tuple[int, ...], choices: Choices) -> tuple[int, int]:
    """How many pairs a plan has, and their sum."""
    worth = [choices.worth[row][donor] for row, donor in enumerate(plan) if donor < len(choices.most)]
    return len(worth), sum(one or 0 for one in worth)


@pytest.mark.parametrize(("recipients", "donors"), [(1, 2), (2, 2), (3, 2), (2, 3)])
def test_every_optimum_leads_to_the_first(recipients: int, donors: int) -> None:
    several = 0
    for choices in list_tables(recipients, donors):
        plans = list(list_plans(choices))
        best = max(gain_of(plan, choices) for plan in plans)
        optima = sorted(plan for plan in plans if gain_of(plan, choices) == best)
        values, most = _build_values(choices)
        for optimum in optima:
            chosen = list(optimum)
            found = _find_first(values, most, chosen, _find_prices(values, most, chosen))
            assert tuple(found) == optima[0], (choices, optimum)
        several += len(optima) > 1
        assert assign(choices) == [donor if donor < donors else None for donor in optima[0]]
    assert several > 0
