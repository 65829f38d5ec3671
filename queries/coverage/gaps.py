"""Finds which tasks parties leave uncovered, which some cover, what is unknown, and whose clause could be borrowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.store import Reader
from queries.coverage.knowledge.field import find_on_field
from queries.coverage.knowledge.kinds import Decision, decide
from queries.coverage.links import (
    Link,
    LinksByPair,
    Scope,
    best_first,
    group_links,
    list_dated,
    list_rows,
    read_documents,
    read_links,
    read_sums,
    scope_of,
    sum_links,
)
from queries.coverage.model_clauses import Model, ModelsAsked, asking_of, find_models
from queries.coverage.overlaps import find_overlaps, find_unknown
from queries.coverage.status import GapKind, Holdings, InheritFrom, PartyStatus, build_holdings, find_statuses_of
from queries.coverage.subjects import (
    DEFAULT_SCORE,
    MOST_PARTIES,
    Party,
    Subject,
    TaskKey,
    check_parties,
    check_score,
    choose_tasks,
    list_holders,
    read_subjects,
)
from queries.warnings import QuestionWarning, cut_warnings

MOST_EVIDENCE = 20


@dataclass(frozen=True, slots=True)
class GapsAsked:
    """The arguments of the question; `themes` and `tasks` None ask about all tasks.

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
    tasks: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class StatusWithEvidence:
    """A party's status on a task with its best links and, apart, the best that it inherits: at most `MOST_EVIDENCE`.

    `found.grounds.links` and `found.inherited.links` count them all.
    """

    found: PartyStatus
    evidence: tuple[Link, ...]
    inherited: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TaskGap:
    """A task, how the parties stand on it, in their order, and the clauses that could be borrowed."""

    task: TaskKey
    decision: Decision
    statuses: tuple[StatusWithEvidence, ...]
    models: tuple[Model, ...]

    @property
    def kind(self) -> GapKind:
        """The way in which they stand together."""
        return self.decision.kind


@dataclass(frozen=True, slots=True)
class PartyScope:
    """All that is known of a party's own documents."""

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
    """Find how parties stand on tasks, in at most eight engine calls whatever their number.

    BadInput for no or too many parties, one that is not there, an unknown task or theme, and a minScore not from 0
    to 1.
    """
    parties = check_parties(asked.parties, asked.most_parties)
    min_score = check_score(asked.min_score)
    subjects = await read_subjects(reader, parties, asked.day)
    tasks = choose_tasks(subjects.tasks, asked.tasks, asked.themes)
    documents = await read_documents(reader, list_holders(subjects.parties), asked.day)
    dated = list_dated(documents)
    links = await read_links(reader, dated, min_score) if asked.evidence else []
    sums = sum_links(links) if asked.evidence else await read_sums(reader, dated, min_score)
    on_field = await find_on_field(reader, list_rows(documents))
    found = find_statuses(subjects.parties, tasks, build_holdings(documents, sums, on_field))
    decisions = {task: decide(statuses, asked.inherit) for task, statuses in found.items()}
    open_tasks = [task.key for task, decision in decisions.items() if decision.kind is not GapKind.COMMON_GROUND]
    wanted = ModelsAsked(asking_of(subjects.parties), asked.day, min_score, asked.models)
    models = await find_models(reader, open_tasks, wanted)
    pairs = group_links(links)
    gaps = [
        TaskGap(task, decisions[task], _with_evidence(found[task], task, pairs), tuple(models.get(task.key, ())))
        for task in tasks
    ]
    scopes = tuple(PartyScope(party, scope_of(documents.get(party, {}), on_field)) for party in parties)
    counts = Counter(decision.kind for decision in decisions.values())
    warnings = [*find_unknown(counts[GapKind.UNDETERMINED], len(tasks)), *find_overlaps(subjects.parties)]
    return PolicyGaps(scopes, counts, tuple(gaps), cut_warnings(warnings))


def find_statuses(
    subjects: Sequence[Subject], tasks: Sequence[TaskKey], holdings: Holdings
) -> dict[TaskKey, list[PartyStatus]]:
    """Find by task the status of each party, in their order."""
    each = [find_statuses_of(subject, [task.key for task in tasks], holdings) for subject in subjects]
    return {task: [statuses[at] for statuses in each] for at, task in enumerate(tasks)}


def _with_evidence(
    statuses: Sequence[PartyStatus], task: TaskKey, pairs: LinksByPair
) -> tuple[StatusWithEvidence, ...]:
    return tuple(
        StatusWithEvidence(
            one, _evidence(one.grounds.documents, task, pairs), _evidence(one.inherited.documents, task, pairs)
        )
        for one in statuses
    )


def _evidence(documents: Sequence[str], task: TaskKey, pairs: LinksByPair) -> tuple[Link, ...]:
    links = (link for document in documents for link in pairs.get((document, task.key), ()))
    return tuple(sorted(links, key=best_first)[:MOST_EVIDENCE])
