"""Gaps on both engines: each rule of what counts, and each argument that is refused."""

from __future__ import annotations

import pytest

from graph.store import Graph
from queries.coverage.gaps import GapsAsked, PolicyGaps, find_policy_gaps
from queries.coverage.links import Scope
from queries.coverage.status import GapKind, InheritFrom
from queries.errors import BadInput
from tests.queries.coverage.coverage_world import (
    CITY,
    EAST,
    EMPTY_ZONE,
    NATION,
    SOUTH,
    TASK_1,
    TASK_2,
    TASK_3,
    TASK_4,
    WEST,
    ZONE,
    CountingReader,
    region,
    zone,
)

pytestmark = pytest.mark.anyio


def table(gaps: PolicyGaps) -> dict[str, list[str]]:
    """By task the kind and the status of each party."""
    return {gap.task.key: [gap.kind, *(one.found.status for one in gap.statuses)] for gap in gaps.tasks}


async def test_each_rule_decides_a_status(coverage_world: Graph) -> None:
    parties = (region(EAST), region(WEST), region(SOUTH), region(CITY), zone(ZONE))
    gaps = await find_policy_gaps(coverage_world.reader, GapsAsked(parties, "2014-12-31"))
    assert table(gaps) == {
        # Undated documents count in nothing; what states the tasks covers none.
        TASK_1: ["ONE_SIDED", "COVERED", "UNKNOWN", "COVERED", "NOT_COVERED", "UNKNOWN"],
        # A score below minScore does not count, nor a title whose text is held; the zone has a member that covers.
        TASK_2: ["ONE_SIDED", "NOT_COVERED", "UNKNOWN", "NOT_COVERED", "COVERED", "PARTIAL"],
        # A rejected link never counts; a zone's document reaches its full members.
        TASK_3: ["ONE_SIDED", "NOT_COVERED", "UNKNOWN", "NOT_COVERED", "INHERITED", "COVERED"],
        # A title counts where the text is not held; the nation's law reaches all regions, and no zone: it hides no gap.
        TASK_4: ["ONE_SIDED", "COVERED", "INHERITED", "INHERITED", "INHERITED", "UNKNOWN"],
    }
    assert [one.found.own for one in gaps.tasks[3].statuses] == [
        "COVERED", "UNKNOWN", "NOT_COVERED", "NOT_COVERED", "UNKNOWN"
    ]  # fmt: skip
    assert [one.found.examined for one in gaps.tasks[3].statuses] == [(), (), ("south-loaded",), ("city-plan",), ()]
    assert [[link.clause for link in one.inherited] for one in gaps.tasks[3].statuses] == [
        ["nation-law#5"], ["nation-law#5"], ["nation-law#5"], ["nation-law#5"], []
    ]  # fmt: skip
    assert gaps.counts == {GapKind.ONE_SIDED: 4}
    assert [scope.scope for scope in gaps.parties] == [
        Scope(documents=2, examined=1, titles_only=1, undated=0, on_field=1),
        Scope(documents=0, examined=0, titles_only=0, undated=1, on_field=0),
        Scope(documents=1, examined=1, titles_only=0, undated=0, on_field=1),
        Scope(documents=1, examined=1, titles_only=0, undated=0, on_field=1),
        Scope(documents=1, examined=0, titles_only=0, undated=0, on_field=0),
    ]
    assert [(one.code, [words.zh for words in one.values.values()]) for one in gaps.warnings] == [  # type: ignore[union-attr]
        ("LIES_WITHIN", ["西安市", "陕西省"]),
        ("ZONE_REACHES_INTO", ["某经济区", "陕西省"]),
        ("ZONE_REACHES_INTO", ["某经济区", "广东省"]),
        ("LIES_WITHIN", ["西安市", "某经济区"]),
    ]


async def test_zone_says_how_many_full_members_cover(coverage_world: Graph) -> None:
    gaps = await find_policy_gaps(coverage_world.reader, GapsAsked((zone(ZONE), zone(EMPTY_ZONE)), "2014"))
    partial, empty = gaps.tasks[1].statuses
    assert (partial.found.members, partial.found.members_covering) == (1, 1)
    assert [link.clause for link in partial.evidence] == ["city-plan#1"]
    assert (empty.found.status, empty.found.members, empty.found.members_covering) == ("UNKNOWN", 0, 0)


async def test_evidence_stands_best_first_and_is_counted(coverage_world: Graph) -> None:
    gaps = await find_policy_gaps(coverage_world.reader, GapsAsked((region(EAST),), "2014-12-31", min_score=0.3))
    first = gaps.tasks[0].statuses[0]
    assert [(link.clause, link.score, link.verdict) for link in first.evidence] == [
        ("east-rules#1", 1.0, "CONFIRMED"),
        ("east-rules#2", 0.8, "SUGGESTED"),
    ]
    assert (first.found.grounds.links, first.found.shown.score) == (2, 1.0)
    assert gaps.tasks[1].statuses[0].found.status == "COVERED"
    assert not gaps.tasks[2].statuses[0].evidence


@pytest.mark.parametrize(
    ("inherit", "kind"),
    [((), "UNDETERMINED"), (("ZONE", "PROVINCE"), "UNDETERMINED"), (("NATION",), "COMMON_GROUND")],
)
async def test_inherited_coverage_counts_only_from_named_levels(
    coverage_world: Graph, inherit: tuple[str, ...], kind: str
) -> None:
    levels = frozenset(InheritFrom(level) for level in inherit)
    asked = GapsAsked((region(EAST), region(WEST)), "2014-12-31", themes=["ws2012-2"], inherit=levels)
    gaps = await find_policy_gaps(coverage_world.reader, asked)
    assert [(gap.task.key, gap.kind) for gap in gaps.tasks] == [(TASK_3, "UNDETERMINED"), (TASK_4, kind)]


async def test_models_come_from_others_nearest_first(coverage_world: Graph) -> None:
    gaps = await find_policy_gaps(coverage_world.reader, GapsAsked((region(WEST),), "2014-12-31"))
    models = {gap.task.key: [(model.clause, model.parties) for model in gap.models] for gap in gaps.tasks}
    assert models == {
        # Of the same level: by score; never what states the tasks, nor what is undated.
        TASK_1: [
            ("east-rules#1", (region(EAST),)),
            ("east-rules#2", (region(EAST),)),
            ("south-loaded#1", (region(SOUTH),)),
        ],
        # Never a title.
        TASK_2: [("city-plan#1", (region(CITY),))],
        TASK_3: [("zone-plan#1", (zone(ZONE),))],
        TASK_4: [("nation-law#5", (region(NATION),))],
    }
    same = await find_policy_gaps(
        coverage_world.reader, GapsAsked((region(SOUTH), region(EAST)), "2014-12-31", models=1)
    )
    assert [[model.clause for model in gap.models] for gap in same.tasks] == [
        [], ["city-plan#1"], ["zone-plan#1"], ["nation-law#5"]
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["1949-12-31", "2100-12-31"])
async def test_far_days_are_answered(coverage_world: Graph, day: str) -> None:
    gaps = await find_policy_gaps(coverage_world.reader, GapsAsked((region(EAST), zone(ZONE)), day))
    known = day > "2000"
    assert gaps.parties[0].scope == Scope(*((2, 1, 1, 0, 1) if known else (0, 0, 0, 0)))
    assert table(gaps)[TASK_1] == (
        ["UNDETERMINED", "COVERED", "UNKNOWN"] if known else ["UNDETERMINED", "UNKNOWN", "UNKNOWN"]
    )


async def test_repeated_parties_are_merged(coverage_world: Graph) -> None:
    gaps = await find_policy_gaps(
        coverage_world.reader, GapsAsked((region(EAST), region(WEST), region(EAST)), "2014-12-31")
    )
    assert [scope.party for scope in gaps.parties] == [region(EAST), region(WEST)]
    assert [one.code for one in gaps.warnings] == ["MOSTLY_UNKNOWN"]


async def test_calls_do_not_grow_with_the_parties(coverage_world: Graph) -> None:
    reader = CountingReader(coverage_world.reader)
    await find_policy_gaps(reader, GapsAsked((region(EAST), region(WEST), region(CITY), zone(ZONE)), "2014-12-31"))
    assert len(reader.calls) == 8


@pytest.mark.parametrize(
    ("change", "argument"),
    [
        ({"parties": ()}, "parties"),
        ({"parties": [region(str(at)) for at in range(101)]}, "parties"),
        ({"parties": [region("999999")]}, "parties"),
        ({"themes": ["ws2012-9"]}, "themes"),
        ({"tasks": ["ws2012-9"]}, "tasks"),
        ({"min_score": -0.1}, "minScore"),
        ({"min_score": 1.1}, "minScore"),
        ({"min_score": float("nan")}, "minScore"),
    ],
)
async def test_bad_input_names_its_argument(coverage_world: Graph, change: dict[str, object], argument: str) -> None:
    given = {"parties": (region(EAST),), "day": "2014-12-31", **change}
    with pytest.raises(BadInput) as refused:
        await find_policy_gaps(coverage_world.reader, GapsAsked(**given))  # type: ignore[arg-type]
    assert refused.value.argument == argument
