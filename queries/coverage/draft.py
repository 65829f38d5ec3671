"""Finds which tasks a draft covers, which it misses, and whose clauses could be borrowed for these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.store import Reader
from queries.coverage.model_clauses import Model, ModelsAsked, asking_of, find_models
from queries.coverage.subjects import DEFAULT_SCORE, Party, TaskKey, read_subjects


@dataclass(frozen=True, slots=True)
class DraftLink:
    """The fact that a clause of a draft covers a task, and how sure that is."""

    task: str
    score: float


@dataclass(frozen=True, slots=True)
class DraftAsked:
    """The territory that a draft is for (None: none yet), the day on which models are in force, and how many a task."""

    territory: Party | None
    day: str
    models: int = 20
    min_score: float = DEFAULT_SCORE


@dataclass(frozen=True, slots=True)
class MissingTask:
    """A task that a draft misses, and clauses of others than its territory that cover it, as for gaps."""

    task: TaskKey
    models: tuple[Model, ...]


@dataclass(frozen=True, slots=True)
class DraftCoverage:
    """All tasks, by number: those that the draft covers, and those that it misses."""

    covered: tuple[TaskKey, ...]
    missing: tuple[MissingTask, ...]


async def find_draft_coverage(reader: Reader, links: Iterable[DraftLink], asked: DraftAsked) -> DraftCoverage:
    """Find what a draft with these links covers and misses; five engine calls at most, one where no models are wanted.

    BadInput for a territory that is not there.
    """
    parties = () if asked.territory is None else (asked.territory,)
    subjects = await read_subjects(reader, parties, asked.day)
    covered, missing = split_tasks(subjects.tasks, links, asked.min_score)
    wanted = ModelsAsked(asking_of(subjects.parties), asked.day, asked.min_score, asked.models)
    models = await find_models(reader, [task.key for task in missing], wanted)
    return DraftCoverage(covered, tuple(MissingTask(task, tuple(models.get(task.key, ()))) for task in missing))


def split_tasks(
    tasks: Sequence[TaskKey], links: Iterable[DraftLink], min_score: float = DEFAULT_SCORE
) -> tuple[tuple[TaskKey, ...], tuple[TaskKey, ...]]:
    """The tasks with a link of at least `min_score`, and the rest."""
    found = {link.task for link in links if link.score >= min_score}
    covered = tuple(task for task in tasks if task.key in found)
    return covered, tuple(task for task in tasks if task.key not in found)
