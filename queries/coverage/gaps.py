"""Which tasks parties leave uncovered, which some cover, what is not known, and whose clause could be borrowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.store import Reader
from queries.coverage.links import (
    Link,
    LinksByPair,
    Scope,
    best_first,
    group_links,
    list_dated,
    read_documents,
    read_links,
    read_sums,
    scope_of,
    sum_links,
)
from queries.coverage.model_clauses import Model, ModelsAsked, asking_of, find_models
from queries.coverage.overlaps import find_overlaps
from queries.coverage.status import GapKind, Holdings, InheritFrom, PartyStatus, build_holdings, find_kind, find_status
from queries.coverage.subjects import MOST_PARTIES, Party, Subject, TaskKey, check_parties, check_score, read_subjects
from queries.errors import BadInput
from queries.warnings import QuestionWarning, cut_warnings

DEFAULT_SCORE = 0.5
MOST_EVIDENCE = 20


@dataclass(frozen=True, slots=True)
class GapsAsked:
    """The arguments of the question; `themes` None asks about all tasks.

    `evidence` and `models` say whether links are wanted and how many clauses to borrow a task; leaving them out
    spares engine calls.
    """

    parties: Sequence[Party]
    day: str
    themes: Collection[str] | None = None
    min_score: float = DEFAULT_SCORE
    inherit: frozenset[InheritFrom] = frozenset()
    evidence: bool = True
    models: int = 20
    most_parties: int = MOST_PARTIES


@dataclass(frozen=True, slots=True)
class StatusWithEvidence:
    """A party's status on a task and its best links, at most 20; `found.links` counts them all."""

    found: PartyStatus
    evidence: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TaskGap:
    """How the parties stand on one task, in their order, and the clauses that could be borrowed."""

    task: TaskKey
    kind: GapKind
    statuses: tuple[StatusWithEvidence, ...]
    models: tuple[Model, ...]


@dataclass(frozen=True, slots=True)
class PartyScope:
    """What is known of a party's own documents."""

    party: Party
    scope: Scope


@dataclass(frozen=True, slots=True)
class PolicyGaps:
    """The answer: tasks by number, parties in the order asked."""

    parties: tuple[PartyScope, ...]
    counts: Mapping[GapKind, int]
    tasks: tuple[TaskGap, ...]
    warnings: tuple[QuestionWarning, ...]


async def find_policy_gaps(reader: Reader, asked: GapsAsked) -> PolicyGaps:
    """How parties stand on tasks, in at most six engine calls whatever their number.

    BadInput for no or too many parties, one that is not there, an unknown theme, and a minScore not from 0 to 1.
    """
    parties = check_parties(asked.parties, asked.most_parties)
    min_score = check_score(asked.min_score)
    subjects = await read_subjects(reader, parties, asked.day)
    tasks = tasks_of_themes(subjects.tasks, asked.themes)
    holders = {holder for subject in subjects.parties for holder in subject.holders()}
    documents = await read_documents(reader, holders, asked.day)
    dated = list_dated(documents)
    links = await read_links(reader, dated, min_score) if asked.evidence else []
    sums = sum_links(links) if asked.evidence else await read_sums(reader, dated, min_score)
    found = find_statuses(subjects.parties, tasks, build_holdings(documents, sums))
    kinds = {task: find_kind(statuses, asked.inherit) for task, statuses in found.items()}
    open_tasks = [task.key for task, kind in kinds.items() if kind is not GapKind.COMMON_GROUND]
    wanted = ModelsAsked(asking_of(subjects.parties), asked.day, min_score, asked.models)
    models = await find_models(reader, open_tasks, wanted)
    pairs = group_links(links)
    gaps = [
        TaskGap(task, kinds[task], _with_evidence(found[task], task, pairs), tuple(models.get(task.key, ())))
        for task in tasks
    ]
    scopes = tuple(PartyScope(party, scope_of(documents.get(party, {}))) for party in parties)
    return PolicyGaps(scopes, Counter(kinds.values()), tuple(gaps), cut_warnings(find_overlaps(subjects.parties)))


def tasks_of_themes(tasks: Sequence[TaskKey], themes: Collection[str] | None) -> list[TaskKey]:
    """The tasks of these themes, or all; BadInput for a theme that no task has."""
    if themes is None:
        return list(tasks)
    known = {task.theme for task in tasks}
    if unknown := [theme for theme in themes if theme not in known]:
        raise BadInput(f"'{unknown[0]}' is no theme of the graph.", "themes", tuple(sorted(known)[:5]))
    return [task for task in tasks if task.theme in themes]


def find_statuses(
    subjects: Sequence[Subject], tasks: Sequence[TaskKey], holdings: Holdings
) -> dict[TaskKey, list[PartyStatus]]:
    """By task the status of each party, in their order."""
    return {task: [find_status(subject, task.key, holdings) for subject in subjects] for task in tasks}


def _with_evidence(
    statuses: Sequence[PartyStatus], task: TaskKey, pairs: LinksByPair
) -> tuple[StatusWithEvidence, ...]:
    return tuple(StatusWithEvidence(one, _evidence(one, task, pairs)) for one in statuses)


def _evidence(status: PartyStatus, task: TaskKey, pairs: LinksByPair) -> tuple[Link, ...]:
    links = (link for document in status.documents for link in pairs.get((document, task.key), ()))
    return tuple(sorted(links, key=best_first)[:MOST_EVIDENCE])
