"""Which tasks a draft covers and which it misses, from the links that were found in its clauses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from queries.coverage_subjects import TaskKey
from queries.policy_gaps import DEFAULT_SCORE


@dataclass(frozen=True, slots=True)
class DraftLink:
    """That a clause of a draft covers a task, and how sure that is."""

    task: str
    score: float


@dataclass(frozen=True, slots=True)
class DraftCoverage:
    """All tasks, by number: those that the draft covers, and those that it misses."""

    covered: tuple[TaskKey, ...]
    missing: tuple[TaskKey, ...]


def split_tasks(
    tasks: Sequence[TaskKey], links: Iterable[DraftLink], min_score: float = DEFAULT_SCORE
) -> DraftCoverage:
    """Tasks with a link of at least `min_score` are covered; the rest are missing."""
    found = {link.task for link in links if link.score >= min_score}
    covered = tuple(task for task in tasks if task.key in found)
    return DraftCoverage(covered, tuple(task for task in tasks if task.key not in found))
