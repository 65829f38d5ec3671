"""A whole programme at once: scores as the candidates question gives them, what is kept and forbidden, refusals."""

from __future__ import annotations

import math
from typing import Any

import pytest

from graph.store import Graph
from queries.errors import BadInput
from queries.pairing.candidates import PairingAsked, find_pairing
from queries.pairing.components import PairingComponent
from queries.pairing.plan.plan import Plan, PlanAsked, find_plan
from queries.pairing.scores import EQUAL, check_weights
from queries.warnings import WarningCode, Words, warn
from tests.queries.coverage.coverage_world import CountingReader, region
from tests.queries.pairing.pairing_world import (
    BEILIN,
    GUANGDONG,
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
)

pytestmark = pytest.mark.anyio
DAY = "2012-12-31"
EAST, OTHERS = [SHANGHAI, JIANGSU, GUANGDONG], [SHAANXI, SICHUAN, HENAN, LIAONING]


@pytest.fixture
async def world(pairing_world: Graph) -> Graph:
    return pairing_world


async def plan(graph: Graph, donors: list[str], recipients: list[str], **more: Any) -> Plan:  # noqa: ANN401 PlanAsked's
    return await find_plan(graph.reader, PlanAsked(**{"donors": donors, "recipients": recipients, "day": DAY, **more}))


def pairs_of(found: Plan) -> list[tuple[str, str]]:
    return [(pair.donor.party[1], pair.recipient.party[1]) for pair in found.pairs]


async def score_of(graph: Graph, donor: str, recipient: str, **more: Any) -> float:  # noqa: ANN401 PairingAsked's
    asked = PairingAsked(**{"subject": region(recipient), "day": DAY, "candidates": [donor], **more})
    return (await find_pairing(graph.reader, asked)).candidates[0].score.score


async def test_pairs_score_as_candidates_do(world: Graph) -> None:
    weights = check_weights({PairingComponent.PROXIMITY: 3.0})
    found = await plan(world, EAST, OTHERS, weights=weights)
    assert found.per_donor == 2
    for pair in found.pairs:
        wanted = await score_of(world, pair.donor.party[1], pair.recipient.party[1], weights=weights)
        assert pair.score.score == wanted
    assert found.total == pytest.approx(math.fsum(pair.score.score for pair in found.pairs), abs=1e-12)
    assert [pair.recipient.party[1] for pair in found.pairs] == sorted(OTHERS)
    assert found.unmatched == ()


async def test_no_other_plan_scores_more(world: Graph) -> None:
    scores = {(d, r): await score_of(world, d, r) for d in EAST for r in OTHERS[:2]}
    best = max(scores[a, SHAANXI] + scores[b, SICHUAN] for a in EAST for b in EAST if a != b)
    found = await plan(world, EAST, OTHERS[:2])
    assert found.per_donor == 1
    assert found.total == pytest.approx(best, abs=1e-9)


async def test_cities_are_scored_at_the_donors_level(world: Graph) -> None:
    found = await plan(world, [SUZHOU], [SHAANXI, XIAN], per_donor=2)
    wanted = [await score_of(world, SUZHOU, one, level="PREFECTURE") for one in (SHAANXI, XIAN)]
    assert [pair.score.score for pair in found.pairs] == wanted


async def test_donor_is_stronger_on_its_own_side_and_the_east_otherwise(world: Graph) -> None:
    found = await plan(world, [SHAANXI], [SICHUAN, JIANGSU], per_donor=2)
    assert found.warnings[0] == warn(WarningCode.PAIRS_ON_ONE_SIDE, count=1, every=2)
    assert found.pairs[0].score.score == await score_of(world, SHAANXI, JIANGSU)
    # Shaanxi stands in Sichuan's field beside the East, and gives Sichuan its programme.
    assert found.pairs[1].score.contributions[PairingComponent.PROGRAMME_EXPERIENCE] > 0


async def test_kept_and_forbidden_pairs(world: Graph) -> None:
    free = await plan(world, EAST, OTHERS, per_donor=4)
    best = free.pairs[-1]
    assert best.recipient.party[1] == SHAANXI
    forbidden = [(best.donor.party[1], SHAANXI)]
    found = await plan(world, EAST, OTHERS, per_donor=4, forbid=forbidden)
    assert forbidden[0] not in pairs_of(found)
    kept = await plan(world, EAST, OTHERS, keep=[(GUANGDONG, SHAANXI), (GUANGDONG, SHAANXI)])
    assert [(pair.donor.party[1], pair.kept) for pair in kept.pairs if pair.recipient.party[1] == SHAANXI] == [
        (GUANGDONG, True)
    ]
    assert sum(pair.kept for pair in kept.pairs) == 1


async def test_who_gets_no_donor_is_named(world: Graph) -> None:
    found = await plan(world, [JIANGSU], OTHERS, per_donor=1, forbid=[(JIANGSU, SHAANXI)])
    assert len(found.pairs) == 1
    assert [one.party[1] for one in found.unmatched] == sorted({*OTHERS} - {found.pairs[0].recipient.party[1]})
    nobody = await plan(world, [JIANGSU], [SHAANXI], forbid=[(JIANGSU, SHAANXI)])
    assert (nobody.pairs, nobody.total) == ((), 0.0)


async def test_overlap_is_warned_of(world: Graph) -> None:
    found = await plan(world, [SUZHOU, JIANGSU], [XIAN, SHAANXI])
    assert WarningCode.PARTIES_OVERLAP not in {one.code for one in found.warnings}
    found = await plan(world, [SHAANXI], [XIAN])
    both = {"one": Words("陕西省", "Shaanxi"), "other": Words("西安市", "西安市")}
    assert found.warnings[0] == warn(WarningCode.PARTIES_OVERLAP, **both)


async def test_pairs_that_rest_on_little_are_counted(world: Graph) -> None:
    found = await plan(world, EAST, OTHERS)
    weak = [pair for pair in found.pairs if not pair.score.sufficient]
    assert {pair.recipient.party[1] for pair in weak} >= {HENAN, LIAONING}
    assert warn(WarningCode.PAIRS_INSUFFICIENT, count=len(weak), every=4) in found.warnings
    assert warn(WarningCode.RECIPIENTS_WITHOUT_DOCUMENT, count=3, every=4) in found.warnings


async def test_early_days_are_answered(world: Graph) -> None:
    found = await plan(world, EAST, OTHERS, day="1949-12-31")
    assert len(found.pairs) == 4


REFUSED: list[tuple[list[str], list[str], dict[str, Any], str]] = [
    ([], [SHAANXI], {}, "donors"),
    ([JIANGSU], [], {}, "recipients"),
    ([JIANGSU, SHAANXI], [SHAANXI], {}, "recipients"),
    ([NATION], [SHAANXI], {}, "donors"),
    ([HONG_KONG], [SHAANXI], {}, "donors"),
    ([JIANGSU], [BEILIN], {}, "recipients"),
    ([JIANGSU], ["999999"], {}, "recipients"),
    ([JIANGSU], [SHAANXI], {"per_donor": 0}, "perDonor"),
    ([JIANGSU], [SHAANXI], {"keep": [(SHANGHAI, SHAANXI)]}, "keep"),
    ([JIANGSU], [SHAANXI], {"keep": [(SHAANXI, JIANGSU)]}, "keep"),
    ([JIANGSU], [SHAANXI], {"keep": [(JIANGSU, SHAANXI)], "forbid": [(JIANGSU, SHAANXI)]}, "keep"),
    ([JIANGSU, SHANGHAI], [SHAANXI], {"keep": [(JIANGSU, SHAANXI), (SHANGHAI, SHAANXI)]}, "keep"),
    (
        [JIANGSU],
        [SHAANXI, SICHUAN],
        {"keep": [(JIANGSU, SHAANXI), (JIANGSU, SICHUAN)], "per_donor": 1},
        "keep",
    ),
    ([JIANGSU], [SHAANXI], {"forbid": [(SHENZHEN, SHAANXI)]}, "forbid"),
    ([JIANGSU], [SHAANXI], {"weights": {**EQUAL, PairingComponent.PROXIMITY: math.nan}}, "weights"),
    ([JIANGSU], [SHAANXI, SICHUAN], {"most_parties": 2}, "recipients"),
]


async def test_bad_input_names_its_argument(world: Graph) -> None:
    for donors, recipients, more, argument in REFUSED:
        with pytest.raises(BadInput) as raised:
            await plan(world, donors, recipients, **more)
        assert raised.value.argument == argument, (donors, recipients, more)


async def test_seven_engine_calls_whatever_the_number(world: Graph) -> None:
    for donors, recipients in (([JIANGSU], [SHAANXI]), (EAST, OTHERS)):
        reader = CountingReader(world.reader)
        await find_plan(reader, PlanAsked(donors, recipients, DAY))
        assert len(reader.calls) == 7, reader.calls
