"""Kinds against the words of the design: what is named decides, and what is open says what it can become."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Label
from queries.coverage.knowledge.kinds import covers, decide, find_kind
from queries.coverage.status import CoverageStatus, GapKind, InheritFrom, PartyStatus

COVERED, PARTIAL, NOT_COVERED, UNKNOWN = (
    CoverageStatus.COVERED, CoverageStatus.PARTIAL, CoverageStatus.NOT_COVERED, CoverageStatus.UNKNOWN
)  # fmt: skip
owns = st.sampled_from([COVERED, PARTIAL, NOT_COVERED, UNKNOWN])
levels = st.frozensets(st.sampled_from(InheritFrom))
several = st.lists(st.tuples(owns, levels), min_size=1, max_size=5)


def made(rows: Sequence[tuple[CoverageStatus, frozenset[InheritFrom]]]) -> list[PartyStatus]:
    return [PartyStatus((Label.REGION, str(at)), own, own, inherited_from=came) for at, (own, came) in enumerate(rows)]


@given(several, levels)
def test_kind_says_who_covers_and_who_misses(
    rows: list[tuple[CoverageStatus, frozenset[InheritFrom]]], inherit: frozenset[InheritFrom]
) -> None:
    cover = [own is COVERED or bool(came & inherit) for own, came in rows]
    miss = [own is NOT_COVERED and not does for (own, _), does in zip(rows, cover, strict=True)]
    partly = [own is PARTIAL and not does for (own, _), does in zip(rows, cover, strict=True)]
    kind = find_kind(made(rows), inherit)
    assert (kind is GapKind.COMMON_GROUND) == all(cover)
    assert (kind is GapKind.SHARED_GAP) == all(miss)
    assert (kind is GapKind.ONE_SIDED) == (any(miss) and (any(cover) or any(partly)))


@given(several, levels)
def test_what_is_possible_is_what_becomes_of_it_once_all_is_known(
    rows: list[tuple[CoverageStatus, frozenset[InheritFrom]]], inherit: frozenset[InheritFrom]
) -> None:
    decision = decide(made(rows), inherit)
    # What a party can turn out to be: the unknown covers or misses, a zone of which a part covers may cover itself.
    ends = [
        [own] if own in (COVERED, NOT_COVERED) else [own, COVERED] if own is PARTIAL else [COVERED, NOT_COVERED]
        for own, _ in rows
    ]
    kinds = {
        find_kind(made([(own, came) for own, (_, came) in zip(each, rows, strict=True)]), inherit)
        for each in product(*ends)
    }
    if decision.kind is GapKind.UNDETERMINED:
        assert set(decision.possible) == kinds - {GapKind.UNDETERMINED}
        assert decision.decided_by == tuple(
            one.party for one in made(rows) if not covers(one, inherit) and one.own is not NOT_COVERED
        )
    else:
        assert kinds == {decision.kind}
        assert (decision.possible, decision.decided_by) == ((), ())


@given(several, st.frozensets(st.sampled_from([InheritFrom.ZONE, InheritFrom.PROVINCE])))
def test_what_the_nation_covers_never_changes_a_kind_where_it_is_not_named(
    rows: list[tuple[CoverageStatus, frozenset[InheritFrom]]], inherit: frozenset[InheritFrom]
) -> None:
    with_nation = [(own, came | {InheritFrom.NATION}) for own, came in rows]
    without = [(own, came - {InheritFrom.NATION}) for own, came in rows]
    assert decide(made(with_nation), inherit) == decide(made(without), inherit)
