"""Finds what to read to know more: documents of which too little was read, and kinds of document that others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Label
from graph.store import Reader
from queries.coverage.knowledge.field import FIELD_WORDS, can_show_gaps, find_on_field
from queries.coverage.links import (
    DocumentRow,
    DocumentsByParty,
    is_examined,
    list_dated,
    list_rows,
    read_documents,
    read_sums,
)
from queries.coverage.status import CoverageBasis, CoverageStatus, PartyStatus, build_holdings, find_statuses_of
from queries.coverage.subjects import (
    DEFAULT_SCORE,
    MOST_PARTIES,
    Party,
    Subject,
    check_parties,
    choose_tasks,
    read_subjects,
)
from queries.question import question

# Before other kinds where two documents would settle as much: those that say most about their place.
KINDS_FIRST = ("LAW", "OUTLINE", "PLAN", "OPINION", "MEASURE", "WORK_POINTS")


@dataclass(frozen=True, slots=True)
class NextAsked:
    """The arguments of the question; `themes` None asks about all tasks."""

    parties: Sequence[Party]
    day: str
    themes: Collection[str] | None = None
    first: int = 20
    most_parties: int = MOST_PARTIES


@dataclass(frozen=True, slots=True)
class KindRow:
    """The count of a level's regions with a kind of document that names a word; of all where both are empty."""

    level: str
    word: str
    document_kind: str
    regions: int


@dataclass(frozen=True, slots=True)
class CommonKind:
    """A kind of document, naming a word, that `having` of all `regions` of a level have."""

    level: str
    word: str
    document_kind: str
    having: int
    regions: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A document, or where it is None a kind of document that is common, by which to know more of a party.

    `settles` is how many of its unknown statuses the reading can decide, `confirms` how many that rest on titles alone
    it can confirm; `tasks` are those that the title suggests.
    """

    party: Party
    document: DocumentRow | None
    common: CommonKind | None
    settles: int
    confirms: int
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadNext:
    """The answer, most settled first, and how many of all statuses are unknown."""

    items: tuple[Unread, ...]
    unknown: int
    statuses: int


KINDS = question("coverage/knowledge/field_kinds", KindRow)


async def find_read_next(reader: Reader, asked: NextAsked) -> ReadNext:
    """Find what to read first, in five engine calls at most; BadInput as for gaps."""
    parties = check_parties(asked.parties, asked.most_parties)
    subjects = await read_subjects(reader, parties, asked.day)
    tasks = [task.key for task in choose_tasks(subjects.tasks, themes=asked.themes)]
    # What is inherited settles nothing: only a party's own documents are read, and those of a zone's members.
    holders = {holder for one in subjects.parties for holder in (one.party, *one.members)}
    documents = await read_documents(reader, holders, asked.day)
    sums = await read_sums(reader, list_dated(documents), DEFAULT_SCORE)
    on_field = await find_on_field(reader, list_rows(documents))
    holdings = build_holdings(documents, sums, on_field)
    suggested: dict[str, set[str]] = defaultdict(set)
    for one in sums:
        suggested[one.document].add(one.task)
    lacking = {one.party for one in subjects.parties if _lacks(one, documents, on_field)}
    common = await _read_common(reader, [one for one in subjects.parties if one.party in lacking], asked.day)
    found: list[Unread] = []
    unknown = 0
    for subject in subjects.parties:
        statuses = dict(zip(tasks, find_statuses_of(subject, tasks, holdings), strict=True))
        left = {key for key, status in statuses.items() if status.own is CoverageStatus.UNKNOWN}
        unknown += len(left)
        unread = [row for row in documents.get(subject.party, {}).values() if _is_unread(row)]
        if subject.party in lacking and left and subject.level in common:
            found.append(Unread(subject.party, None, common[subject.level], len(left), 0, ()))
            left = set()
        found += _rank(subject.party, unread, statuses, Left(left, on_field, suggested))
    place = {party: at for at, party in enumerate(parties)}
    found.sort(key=lambda one: (-one.settles, -one.confirms, place[one.party]))
    return ReadNext(tuple(found[: asked.first]), unknown, len(parties) * len(tasks))


@dataclass(frozen=True, slots=True)
class Left:
    """The tasks still unknown of a party, the documents on the field, and the tasks that each suggests."""

    unknown: Collection[str]
    on_field: Collection[str]
    suggested: Mapping[str, set[str]]


def _rank(party: Party, unread: Iterable[DocumentRow], statuses: Mapping[str, PartyStatus], left: Left) -> list[Unread]:
    """A party's documents, the one that tells most first; each counts for what those before it leave open."""
    on_titles = {key for key, one in statuses.items() if one.own is CoverageStatus.COVERED and _is_on_titles(one)}
    unknown, found = set(left.unknown), []
    rows = list(unread)
    while rows:
        row = min(rows, key=lambda row: _order(row, unknown, on_titles, left))
        rows.remove(row)
        settles, confirms = _count(row, unknown, on_titles, left)
        if not settles and not confirms:
            break
        tasks = tuple(key for key in statuses if key in left.suggested.get(row.document, ()))
        found.append(Unread(party, row, None, settles, confirms, tasks))
        on_titles -= left.suggested.get(row.document, set())
        if settles:
            unknown = set()
    return found


def _count(row: DocumentRow, unknown: Collection[str], on_titles: set[str], left: Left) -> tuple[int, int]:
    """Count the unknown statuses that a document can settle, and those resting on titles that it can confirm.

    A text whose silence shows a gap decides every task; any other only what it speaks of.
    """
    settles = len(unknown) if can_show_gaps(row, left.on_field) else 0
    return settles, len(on_titles & left.suggested.get(row.document, set()))


def _order(
    row: DocumentRow, unknown: Collection[str], on_titles: set[str], left: Left
) -> tuple[int, int, int, int, str]:
    settles, confirms = _count(row, unknown, on_titles, left)
    kind = KINDS_FIRST.index(row.document_kind) if row.document_kind in KINDS_FIRST else len(KINDS_FIRST)
    return -settles, -confirms, kind, -int(row.in_force_from[:4]), row.document


def _is_unread(row: DocumentRow) -> bool:
    return row.dated and not is_examined(row) and not row.states_tasks


def _is_on_titles(status: PartyStatus) -> bool:
    return status.grounds.basis is CoverageBasis.TITLE


def _lacks(subject: Subject, documents: DocumentsByParty, on_field: Collection[str]) -> bool:
    """Tell whether no document that could show gaps is known of a party, not even by its title."""
    return not any(can_show_gaps(row, on_field) for row in documents.get(subject.party, {}).values())


async def _read_common(reader: Reader, lacking: Sequence[Subject], day: str) -> dict[str, CommonKind]:
    """Read by level the kind of document that most of its regions have, and at least a third."""
    levels = sorted({one.level for one in lacking if one.party[0] is Label.REGION})
    if not levels:
        return {}
    rows = await reader.run(KINDS, {"levels": levels, "words": list(FIELD_WORDS), "day": day})
    return choose_common(rows)


def choose_common(rows: Iterable[KindRow]) -> dict[str, CommonKind]:
    """Choose by level the commonest kind that at least a third of its regions have; of several the first by word."""
    listed = list(rows)
    regions = {row.level: row.regions for row in listed if not row.word}
    found: dict[str, CommonKind] = {}
    for row in sorted(listed, key=lambda row: (-row.regions, row.word, row.document_kind)):
        if row.word and row.regions * 3 >= regions[row.level]:
            one = CommonKind(row.level, row.word, row.document_kind, row.regions, regions[row.level])
            found.setdefault(row.level, one)
    return found
