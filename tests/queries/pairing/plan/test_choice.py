"""What is kept and forbidden is held while the rest is chosen best: against trying every plan, from arguments on."""

from __future__ import annotations

import itertools

from hypothesis import assume, given
from hypothesis import strategies as st

from queries.errors import BadInput
from queries.pairing.plan.assignment import UNIT
from queries.pairing.plan.plan import Pair, PlanAsked, check_wish, choose_donors
from queries.pairing.scores import Score

Plan = tuple[Pair, ...]


@st.composite
def some_wishes(draw: st.DrawFn) -> tuple[PlanAsked, dict[str, dict[str, Score]]]:
    donors = [f"1{at}0000" for at in range(draw(st.integers(1, 3)))]
    recipients = [f"5{at}0000" for at in range(draw(st.integers(1, 4)))]
    # Few values make many equal plans; some differ only beyond what an integer of 1e-9 tells apart.
    value = st.sampled_from([0.0, 0.25, 0.25 + 1e-12, 0.5]) | st.floats(0.0, 1.0)
    scores = {one: {donor: Score({}, draw(value), 1.0, 1.0, True) for donor in donors} for one in recipients}
    pair = st.tuples(st.sampled_from(donors), st.sampled_from(recipients))
    asked = PlanAsked(
        donors, recipients, "2012-12-31", draw(st.none() | st.integers(1, 3)),
        draw(st.lists(pair, max_size=2)), draw(st.lists(pair, max_size=4)),
    )  # fmt: skip
    return asked, scores


def try_all(asked: PlanAsked, scores: dict[str, dict[str, Score]], per_donor: int) -> dict[str, str]:
    """The best of all plans that hold what is asked."""

    def order(plan: Plan) -> tuple[int, int, list[tuple[str, str]]]:
        total = sum(round(scores[recipient][donor].score * UNIT) for donor, recipient in plan)
        return -len(plan), -total, sorted((recipient, donor) for donor, recipient in plan)

    choices = itertools.product([*asked.donors, ""], repeat=len(asked.recipients))
    plans = (
        tuple((donor, recipient) for donor, recipient in zip(each, asked.recipients, strict=True) if donor)
        for each in choices
    )
    best = min(
        (
            plan
            for plan in plans
            if {*asked.keep} <= {*plan}
            and not {*asked.forbid} & {*plan}
            and all(sum(donor == one for donor, _ in plan) <= per_donor for one in asked.donors)
        ),
        key=order,
    )
    return {recipient: donor for donor, recipient in best}


@given(some_wishes())
def test_choice_equals_trying_every_plan(given_: tuple[PlanAsked, dict[str, dict[str, Score]]]) -> None:
    asked, scores = given_
    try:
        wish = check_wish(asked)
    except BadInput as error:
        assert error.argument == "keep"
        assume(False)
    assert dict(choose_donors(scores, wish)) == try_all(asked, scores, wish.per_donor)
