"""Tells how parties stand on a task together: what all leave uncovered, what some cover, who decides what is open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from queries.coverage.status import CoverageStatus, GapKind, InheritFrom, PartyStatus
from queries.coverage.subjects import Party


@dataclass(frozen=True, slots=True)
class Decision:
    """The kind; where it is UNDETERMINED, what it can still become and which parties decide that."""

    kind: GapKind
    possible: tuple[GapKind, ...] = ()
    decided_by: tuple[Party, ...] = ()


def covers(status: PartyStatus, inherit: Collection[InheritFrom]) -> bool:
    """Tell whether a party covers a task: itself, or by a level that was named."""
    return status.own is CoverageStatus.COVERED or any(level in inherit for level in status.inherited_from)


def decide(statuses: Sequence[PartyStatus], inherit: Collection[InheritFrom]) -> Decision:
    """The kind of a task on which parties have these statuses, `inherit` being the levels that were named."""
    left = [status for status in statuses if not covers(status, inherit)]
    missing = sum(status.own is CoverageStatus.NOT_COVERED for status in left)
    open_ones = [status for status in left if status.own is not CoverageStatus.NOT_COVERED]
    partial = sum(status.own is CoverageStatus.PARTIAL for status in open_ones)
    covering = len(statuses) - len(left)
    if not left:
        return Decision(GapKind.COMMON_GROUND)
    if missing == len(statuses):
        return Decision(GapKind.SHARED_GAP)
    if missing and covering + partial:
        return Decision(GapKind.ONE_SIDED)
    possible = _list_possible(covering + partial, missing, len(open_ones) - partial)
    return Decision(GapKind.UNDETERMINED, possible, tuple(status.party for status in open_ones))


def _list_possible(covering: int, missing: int, unknown: int) -> tuple[GapKind, ...]:
    """List what can become of it once the unknown are known, `covering` being those that cover in whole or in part.

    A zone that its members cover in part may come to cover the task itself, and never to miss it.
    """
    found = [] if covering else [GapKind.SHARED_GAP]
    # One of the unknown may miss it while another, or somebody known, covers it.
    if unknown and covering + missing + unknown > 1:
        found.append(GapKind.ONE_SIDED)
    return tuple(found) if missing else (*found, GapKind.COMMON_GROUND)


def find_kind(statuses: Sequence[PartyStatus], inherit: Collection[InheritFrom]) -> GapKind:
    """Find how parties stand on a task together."""
    return decide(statuses, inherit).kind
