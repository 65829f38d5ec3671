"""The status of many parties on many tasks as a table of cells: a dashboard's heat map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.store import Reader
from queries.coverage.gaps import DEFAULT_SCORE
from queries.coverage.links import list_dated, read_documents, read_sums
from queries.coverage.overlaps import find_overlaps
from queries.coverage.status import CoverageStatus, Holdings, PartyStatus, build_holdings, find_status
from queries.coverage.subjects import MOST_PARTIES, Party, Subject, TaskKey, check_parties, read_subjects
from queries.errors import BadInput
from queries.warnings import QuestionWarning, cut_warnings


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One party: its status on each task, in the order of the tasks, and how often each status stands there."""

    party: Party
    cells: tuple[PartyStatus, ...]
    counts: Mapping[CoverageStatus, int]


@dataclass(frozen=True, slots=True)
class CoverageMatrix:
    """The table: parties in the order asked, tasks in the order asked or by number."""

    tasks: tuple[TaskKey, ...]
    rows: tuple[MatrixRow, ...]
    warnings: tuple[QuestionWarning, ...]


async def find_coverage_matrix(
    reader: Reader,
    parties: Sequence[Party],
    tasks: Sequence[str] | None,
    day: str,
    most_parties: int = MOST_PARTIES,
) -> CoverageMatrix:
    """The status of each party on each task (None: on all), in three engine calls.

    BadInput for no or too many parties, and for a party or a task that is not there.
    """
    subjects = await read_subjects(reader, check_parties(parties, most_parties), day)
    columns = choose_tasks(subjects.tasks, tasks)
    holders = {holder for subject in subjects.parties for holder in subject.holders()}
    documents = await read_documents(reader, holders, day)
    sums = await read_sums(reader, list_dated(documents), DEFAULT_SCORE)
    return build_matrix(subjects.parties, columns, build_holdings(documents, sums))


def choose_tasks(known: Sequence[TaskKey], keys: Sequence[str] | None) -> tuple[TaskKey, ...]:
    """The tasks asked about, each once; BadInput for one that is not there."""
    if keys is None:
        return tuple(known)
    by_key = {task.key: task for task in known}
    for key in keys:
        if key not in by_key:
            raise BadInput(f"'{key}' is no task of the graph.", "tasks")
    return tuple(by_key[key] for key in dict.fromkeys(keys))


def build_matrix(subjects: Sequence[Subject], tasks: tuple[TaskKey, ...], holdings: Holdings) -> CoverageMatrix:
    """The table of statuses."""
    rows = []
    for subject in subjects:
        cells = tuple(find_status(subject, task.key, holdings) for task in tasks)
        rows.append(MatrixRow(subject.party, cells, Counter(cell.status for cell in cells)))
    return CoverageMatrix(tasks, tuple(rows), cut_warnings(find_overlaps(subjects)))
