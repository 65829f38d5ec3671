"""The status of many parties on many tasks as a table of cells with its totals: a dashboard's heat map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.store import Reader
from queries.coverage.knowledge.field import find_on_field
from queries.coverage.links import list_dated, list_rows, read_documents, read_sums
from queries.coverage.overlaps import find_overlaps, find_unknown
from queries.coverage.status import CoverageStatus, Holdings, InheritFrom, PartyStatus, build_holdings, find_statuses_of
from queries.coverage.subjects import (
    DEFAULT_SCORE,
    MOST_PARTIES,
    Party,
    Subject,
    Subjects,
    TaskKey,
    check_parties,
    check_score,
    choose_tasks,
    list_holders,
    read_subjects,
)
from queries.warnings import QuestionWarning, Words, cut_warnings

Counts = Mapping[CoverageStatus, int]


@dataclass(frozen=True, slots=True)
class MatrixAsked:
    """The arguments of the question; `tasks` and `themes` None ask about all tasks, `inherit` None about all levels."""

    parties: Sequence[Party]
    day: str
    tasks: Sequence[str] | None = None
    themes: Collection[str] | None = None
    min_score: float = DEFAULT_SCORE
    inherit: Collection[InheritFrom] | None = None
    most_parties: int = MOST_PARTIES


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One party: its status on each task, in the order of the tasks, and how often each status stands there."""

    party: Party
    cells: tuple[PartyStatus, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class CoverageMatrix:
    """The table: parties in the order asked, tasks in the order asked or by number.

    `macro_regions` has a region's macro-region for each row, empty where it has none, None for a zone. `themes` says
    what the themes of the tasks are called.
    """

    tasks: tuple[TaskKey, ...]
    rows: tuple[MatrixRow, ...]
    macro_regions: tuple[str | None, ...]
    themes: Mapping[str, Words]
    warnings: tuple[QuestionWarning, ...]

    def count_columns(self) -> list[Counts]:
        """Count by task how often each status stands in its column."""
        return [Counter(row.cells[at].status for row in self.rows) for at in range(len(self.tasks))]

    def count_themes(self) -> dict[str, Counts]:
        """Count by theme the same of all its tasks, in the order of the tasks."""
        found: dict[str, Counter[CoverageStatus]] = {}
        for task, counts in zip(self.tasks, self.count_columns(), strict=True):
            found.setdefault(task.theme, Counter()).update(counts)
        return dict(found)

    def count_macro_regions(self) -> dict[str | None, Counts]:
        """Count by macro-region the same of all its parties, in the order of the parties."""
        found: dict[str | None, Counter[CoverageStatus]] = {}
        for row, macro_region in zip(self.rows, self.macro_regions, strict=True):
            found.setdefault(macro_region, Counter()).update(row.counts)
        return dict(found)


async def find_coverage_matrix(reader: Reader, asked: MatrixAsked) -> CoverageMatrix:
    """The status of each party on each task, in four engine calls at most.

    BadInput for no or too many parties, for a party, a task or a theme that is not there, for a minScore not from 0
    to 1.
    """
    min_score = check_score(asked.min_score)
    subjects = await read_subjects(reader, check_parties(asked.parties, asked.most_parties), asked.day)
    tasks = choose_tasks(subjects.tasks, asked.tasks, asked.themes)
    documents = await read_documents(reader, list_holders(subjects.parties), asked.day)
    sums = await read_sums(reader, list_dated(documents), min_score)
    on_field = await find_on_field(reader, list_rows(documents))
    inherit = tuple(InheritFrom) if asked.inherit is None else asked.inherit
    rows = build_rows(subjects.parties, tasks, build_holdings(documents, sums, on_field), inherit)
    return _build_matrix(subjects, tasks, rows)


def build_rows(
    subjects: Sequence[Subject],
    tasks: Sequence[TaskKey],
    holdings: Holdings,
    inherit: Collection[InheritFrom] = tuple(InheritFrom),
) -> tuple[MatrixRow, ...]:
    """The table of statuses, what is inherited being shown from these levels alone."""
    rows = []
    for subject in subjects:
        cells = tuple(find_statuses_of(subject, [task.key for task in tasks], holdings, inherit))
        rows.append(MatrixRow(subject.party, cells, Counter(cell.status for cell in cells)))
    return tuple(rows)


def _build_matrix(subjects: Subjects, tasks: tuple[TaskKey, ...], rows: tuple[MatrixRow, ...]) -> CoverageMatrix:
    # What is inherited hides that a party's own is not known: the warning looks behind it.
    unknown = sum(cell.own is CoverageStatus.UNKNOWN for row in rows for cell in row.cells)
    warnings = [*find_unknown(unknown, len(rows) * len(tasks)), *find_overlaps(subjects.parties)]
    macro_regions = tuple(None if one.is_zone else one.macro_region for one in subjects.parties)
    return CoverageMatrix(tasks, rows, macro_regions, subjects.themes, cut_warnings(warnings))
