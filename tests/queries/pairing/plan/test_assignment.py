"""The assignment equals trying every plan, where choices are forbidden, donors take several, and plans are equal."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from queries.pairing.plan.assignment import UNIT, Choices, assign


@st.composite
def some_choices(draw: st.DrawFn) -> Choices:
    recipients, donors = draw(st.integers(0, 4)), draw(st.integers(1, 4))
    # Few values make many equal plans.
    worth = st.none() | st.sampled_from([0, 1, 2, UNIT]) | st.integers(0, UNIT)
    return Choices(
        draw(st.lists(st.lists(worth, min_size=donors, max_size=donors), min_size=recipients, max_size=recipients)),
        draw(st.lists(st.integers(0, 3), min_size=donors, max_size=donors)),
    )


def try_all(choices: Choices) -> list[int | None]:
    """The best plan of all: most pairs, then the greatest sum, then first by recipient and donor."""
    everybody = [*range(len(choices.most)), None]
    plans = (list(plan) for plan in itertools.product(everybody, repeat=len(choices.worth)))
    return min((plan for plan in plans if is_allowed(plan, choices)), key=lambda plan: order_of(plan, choices))


def is_allowed(plan: list[int | None], choices: Choices) -> bool:
    pairs = [(row, donor) for row, donor in enumerate(plan) if donor is not None]
    return all(choices.worth[row][donor] is not None for row, donor in pairs) and all(
        plan.count(donor) <= most for donor, most in enumerate(choices.most)
    )


def order_of(plan: list[int | None], choices: Choices) -> tuple[int, int, list[tuple[int, int]]]:
    pairs = [(row, donor) for row, donor in enumerate(plan) if donor is not None]
    return -len(pairs), -sum(choices.worth[row][donor] or 0 for row, donor in pairs), pairs


@given(some_choices())
def test_assignment_equals_trying_every_plan(choices: Choices) -> None:
    assert assign(choices) == try_all(choices)


def test_more_pairs_come_before_a_greater_sum() -> None:
    assert assign(Choices([[UNIT, 1], [UNIT, None]], [1, 1])) == [1, 0]


def test_equal_plans_are_resolved_by_recipient_then_donor() -> None:
    assert assign(Choices([[5, 5, 5], [5, 5, 5]], [1, 1, 1])) == [0, 1]
    assert assign(Choices([[5, 5], [5, 5], [5, 5]], [1, 1])) == [0, 1, None]
    assert assign(Choices([[5, 5], [5, 5], [5, 5]], [2, 2])) == [0, 0, 1]


def test_a_sum_is_exact_to_the_last_unit() -> None:
    assert assign(Choices([[UNIT, UNIT - 1], [UNIT, UNIT - 2]], [1, 1])) == [1, 0]


def test_nobody_to_assign() -> None:
    assert assign(Choices([], [1])) == []
    assert assign(Choices([[None]], [1])) == [None]
    assert assign(Choices([[1]], [0])) == [None]
