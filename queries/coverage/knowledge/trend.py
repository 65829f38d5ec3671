"""Tells how coverage grew: the statuses of parties counted year by year, and the days on which any of them changed."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.dates import day_after, day_before
from graph.store import Reader
from queries.coverage.knowledge.field import can_show_gaps, find_on_field
from queries.coverage.links import (
    DocumentRow,
    DocumentsByParty,
    LinkSum,
    is_examined,
    list_dated,
    list_rows,
    read_documents,
    read_sums,
)
from queries.coverage.status import CoverageStatus, Stance, list_givers
from queries.coverage.subjects import (
    DEFAULT_SCORE,
    MOST_PARTIES,
    Party,
    Subject,
    SubjectRow,
    build_subjects,
    check_parties,
    choose_tasks,
    list_holders,
    read_subject_rows,
)
from queries.errors import BadInput

MOST_YEARS = 100
MOST_POINTS = 20_000
MOST_DAYS = 1_000


@dataclass(frozen=True, slots=True)
class TrendAsked:
    """The arguments of the question: two years, both of them meant; `themes` None asks about all tasks."""

    parties: Sequence[Party]
    first: int
    last: int
    themes: Collection[str] | None = None
    most_parties: int = MOST_PARTIES


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The count of each status on the last day of a year, and of what rested on titles alone."""

    year: int
    counts: Mapping[CoverageStatus, int]
    title_only: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The answer: by party, in the order asked, a point a year; and the days of change, at most `MOST_DAYS`."""

    rows: tuple[tuple[Party, tuple[TrendPoint, ...]], ...]
    days: tuple[str, ...]


async def find_coverage_trend(reader: Reader, asked: TrendAsked) -> Trend:
    """The points and the days, in four engine calls at most, however many years.

    BadInput as for gaps, for years in the wrong order and for more than a hundred, or more points than are shown.
    """
    parties = check_parties(asked.parties, asked.most_parties)
    _check_years(asked, len(parties))
    # The day before the first tells what changed on that.
    first, last = day_before(f"{asked.first:04}-01-01"), f"{asked.last:04}-12-31"
    rows = await read_subject_rows(reader, parties, first, last)
    every = build_subjects(parties, rows)
    tasks = [task.key for task in choose_tasks(every.tasks, themes=asked.themes)]
    documents = await read_documents(reader, list_holders(every.parties), first, last)
    sums = await read_sums(reader, list_dated(documents), DEFAULT_SCORE)
    on_field = await find_on_field(reader, list_rows(documents))
    history = History(parties, rows, _build_spells(documents, sums, on_field, frozenset(tasks)))
    years = range(asked.first, asked.last + 1)
    points = [[history.point(at, year, tasks) for year in years] for at in range(len(parties))]
    days = {day for at, one in enumerate(every.parties) for day in history.days_of_change(at, one, tasks, first, last)}
    found = tuple((party, tuple(row)) for party, row in zip(parties, points, strict=True))
    return Trend(found, tuple(sorted(days)[:MOST_DAYS]))


def _check_years(asked: TrendAsked, parties: int) -> None:
    if not 1 < asked.first <= asked.last < 9999:
        problem = "is after" if asked.first > asked.last else "or"
        raise BadInput(f"`from` ({asked.first}) {problem} `to` ({asked.last}): write years, the earlier first.", "from")
    years = asked.last - asked.first + 1
    if years > MOST_YEARS:
        raise BadInput(f"{years} years are too many: at most {MOST_YEARS}.", "from")
    if years * parties > MOST_POINTS:
        raise BadInput(f"{years} years of {parties} parties are more than {MOST_POINTS:,} points.", "parties")


@dataclass(frozen=True, slots=True)
class Spell:
    """A document from its first to its last day in force: the tasks that it covers, those by more than its title.

    `proves` says whether its silence shows that a task is not covered.
    """

    first: str
    last: str
    covered: frozenset[str]
    read: frozenset[str]
    proves: bool


Spells = Mapping[Party, Sequence[Spell]]


def _build_spells(
    documents: DocumentsByParty, sums: Iterable[LinkSum], on_field: Collection[str], tasks: Collection[str]
) -> Spells:
    by_document: dict[str, list[LinkSum]] = defaultdict(list)
    for one in sums:
        if one.task in tasks:
            by_document[one.document].append(one)
    found: dict[Party, list[Spell]] = {}
    for party, held in documents.items():
        spells = [_build_spell(row, by_document[row.document], on_field) for row in held.values() if row.dated]
        found[party] = [one for one in spells if one.covered or one.proves]
    return found


def _build_spell(row: DocumentRow, sums: Sequence[LinkSum], on_field: Collection[str]) -> Spell:
    return Spell(
        row.in_force_from,
        row.in_force_until,
        frozenset(one.task for one in sums),
        frozenset(one.task for one in sums if one.basis > 1),
        can_show_gaps(row, on_field) and is_examined(row),
    )


@dataclass(frozen=True, slots=True)
class History:
    """The past of parties: memberships change on few days, and between them the members and zones are the same."""

    parties: Sequence[Party]
    rows: Sequence[SubjectRow]
    spells: Spells
    _subjects: dict[int, tuple[Subject, ...]] = field(default_factory=dict)
    _breaks: list[str] = field(default_factory=list)

    def subject(self, at: int, day: str) -> Subject:
        """The party at a place, as it was on a day."""
        if not self._breaks:
            self._breaks.extend(sorted({"", *(day for row in self.rows for day in _turns(row.since, row.until))}))
        segment = bisect_right(self._breaks, day)
        if segment not in self._subjects:
            self._subjects[segment] = build_subjects(
                self.parties, [row for row in self.rows if _stands(row, day)]
            ).parties
        return self._subjects[segment][at]

    def stance(self, at: int, day: str, read: bool = False) -> Stance:
        """Tell how the party at a place stood on a day; with `read`, by what was read of more than titles alone."""
        subject = self.subject(at, day)
        own = self._in_force([subject.party], day)
        members = self._in_force(subject.members, day)
        givers = self._in_force([party for party, _ in list_givers(subject)], day)
        each = [
            {task for one in spells for task in (one.read if read else one.covered)}
            for spells in (own, members, givers)
        ]
        return Stance(each[0], each[1], each[2], any(one.proves for one in own))

    def _in_force(self, parties: Iterable[Party], day: str) -> list[Spell]:
        return [one for party in parties for one in self.spells.get(party, ()) if one.first <= day <= one.last]

    def point(self, at: int, year: int, tasks: Sequence[str]) -> TrendPoint:
        """Tell how the party at a place stood at the end of a year."""
        day = f"{year:04}-12-31"
        stance, read = self.stance(at, day), self.stance(at, day, read=True)
        counts = Counter(stance.status(task) for task in tasks)
        return TrendPoint(year, counts, sum(is_by_title(stance, read, task) for task in tasks))

    def days_of_change(self, at: int, ever: Subject, tasks: Sequence[str], first: str, last: str) -> list[str]:
        """The days after `first` on which any status of the party at a place became another."""
        turns = {
            day
            for holder in ever.holders()
            for one in self.spells.get(holder, ())
            for day in _turns(one.first, one.last)
        }
        turns |= {day for row in self.rows if row.key == ever.party[1] for day in _turns(row.since, row.until)}
        found = []
        before = self._vector(at, first, tasks)
        for day in sorted(day for day in turns if first < day <= last):
            now = self._vector(at, day, tasks)
            if now != before:
                found.append(day)
            before = now
        return found

    def _vector(self, at: int, day: str, tasks: Sequence[str]) -> list[tuple[CoverageStatus, CoverageStatus]]:
        stance = self.stance(at, day)
        return [(stance.own(task), stance.status(task)) for task in tasks]


def is_by_title(stance: Stance, read: Stance, task: str) -> bool:
    """Tell whether what a status shows as covering rests on titles alone."""
    covering = {CoverageStatus.COVERED: read.covered, CoverageStatus.PARTIAL: read.partial}
    covering[CoverageStatus.INHERITED] = read.inherited
    found = covering.get(stance.status(task))
    return found is not None and task not in found


def _stands(row: SubjectRow, day: str) -> bool:
    return row.since <= day <= (row.until or day)


def _turns(first: str, last: str) -> list[str]:
    """The days on which something begins and is no more."""
    return [day for day in (first, day_after(last) if last else "") if day]
