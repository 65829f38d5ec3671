"""Finds what became of gaps between two days: tasks that changed kind or status, documents that came or lapsed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from graph.store import Reader
from queries.coverage.gaps import find_statuses
from queries.coverage.knowledge.field import find_on_field
from queries.coverage.knowledge.kinds import find_kind
from queries.coverage.links import DocumentsByParty, list_dated, list_rows, read_documents, read_sums
from queries.coverage.overlaps import find_overlaps, find_unknown
from queries.coverage.status import GapKind, InheritFrom, PartyStatus, build_holdings
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
from queries.errors import BadInput
from queries.warnings import QuestionWarning, cut_warnings

PartiesByDocument: TypeAlias = dict[str, list[Party]]


@dataclass(frozen=True, slots=True)
class ChangesAsked:
    """The arguments of the question: two ISO days, the first not after the second; otherwise as for gaps."""

    parties: Sequence[Party]
    from_day: str
    to_day: str
    themes: Collection[str] | None = None
    min_score: float = DEFAULT_SCORE
    inherit: frozenset[InheritFrom] = frozenset()
    most_parties: int = MOST_PARTIES
    tasks: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A party's status on a task on both days: in one word, its own, members that cover or named levels differ."""

    before: PartyStatus
    after: PartyStatus


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task whose kind or any status changed; `came` and `lapsed` are documents that made a difference to it."""

    task: TaskKey
    kind_before: GapKind
    kind_after: GapKind
    statuses: tuple[StatusChange, ...]
    came: tuple[str, ...]
    lapsed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that came or lapsed, and the asked parties for which it counts: their own, or above or within them."""

    document: str
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class GapChanges:
    """The answer: changed tasks by number, how many did not change, and the documents behind it."""

    tasks: tuple[TaskChange, ...]
    unchanged: int
    came: tuple[DocumentChange, ...]
    lapsed: tuple[DocumentChange, ...]
    warnings: tuple[QuestionWarning, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The standing of the parties on one day."""

    subjects: tuple[Subject, ...]
    documents: DocumentsByParty
    statuses: dict[TaskKey, list[PartyStatus]]

    def parties_by_document(self) -> PartiesByDocument:
        """Return by document in force the asked parties for which it counts, in their order."""
        found: PartiesByDocument = {}
        for subject in self.subjects:
            held = (self.documents.get(holder, {}) for holder in subject.holders())
            for key in sorted({key for rows in held for key, row in rows.items() if row.dated}):
                found.setdefault(key, []).append(subject.party)
        return found


async def find_gap_changes(reader: Reader, asked: ChangesAsked) -> GapChanges:
    """Find what changed between the two days, in eight engine calls at most.

    BadInput as for gaps, and for days in the wrong order.
    """
    if asked.from_day > asked.to_day:
        raise BadInput(f"`from` ({asked.from_day}) is after `to` ({asked.to_day}).", "from")
    before, after = await _read(reader, asked, asked.from_day), await _read(reader, asked, asked.to_day)
    held, holding = before.parties_by_document(), after.parties_by_document()
    changed = [
        _tell_documents(change, held, holding)
        for task in after.statuses
        if (change := _change(task, before, after, asked.inherit))
    ]
    return GapChanges(
        tuple(changed),
        len(after.statuses) - len(changed),
        tuple(DocumentChange(key, tuple(holding[key])) for key in sorted(holding.keys() - held.keys())),
        tuple(DocumentChange(key, tuple(held[key])) for key in sorted(held.keys() - holding.keys())),
        _list_warnings(after, asked.inherit),
    )


async def _read(reader: Reader, asked: ChangesAsked, day: str) -> Standing:
    subjects = await read_subjects(reader, check_parties(asked.parties, asked.most_parties), day)
    tasks = choose_tasks(subjects.tasks, asked.tasks, asked.themes)
    documents = await read_documents(reader, list_holders(subjects.parties), day)
    sums = await read_sums(reader, list_dated(documents), check_score(asked.min_score))
    holdings = build_holdings(documents, sums, await find_on_field(reader, list_rows(documents)))
    return Standing(subjects.parties, documents, find_statuses(subjects.parties, tasks, holdings))


def _list_warnings(after: Standing, inherit: frozenset[InheritFrom]) -> tuple[QuestionWarning, ...]:
    kinds = [find_kind(statuses, inherit) for statuses in after.statuses.values()]
    unknown = find_unknown(kinds.count(GapKind.UNDETERMINED), len(kinds))
    return cut_warnings([*unknown, *find_overlaps(after.subjects)])


def _change(task: TaskKey, before: Standing, after: Standing, inherit: frozenset[InheritFrom]) -> TaskChange | None:
    was, now = before.statuses[task], after.statuses[task]
    pairs = [StatusChange(old, new) for old, new in zip(was, now, strict=True) if _differs(old, new, inherit)]
    kinds = find_kind(was, inherit), find_kind(now, inherit)
    if not pairs and kinds[0] is kinds[1]:
        return None
    return TaskChange(task, *kinds, tuple(pairs), (), ())


def _tell_documents(change: TaskChange, held: PartiesByDocument, holding: PartiesByDocument) -> TaskChange:
    """The change with its documents. One from above that a party's own now outranks is in force still: not lapsed."""
    pairs = change.statuses
    came = {key for one in pairs for key in one.after.shown.documents if one.after.party not in held.get(key, ())}
    lapsed = {
        key for one in pairs for key in one.before.shown.documents if one.before.party not in holding.get(key, ())
    }
    return replace(change, came=tuple(sorted(came)), lapsed=tuple(sorted(lapsed)))


def _differs(old: PartyStatus, new: PartyStatus, inherit: frozenset[InheritFrom]) -> bool:
    return _telling(old, inherit) != _telling(new, inherit)


def _telling(one: PartyStatus, inherit: frozenset[InheritFrom]) -> tuple[object, ...]:
    """Return what of a status is a change where it differs."""
    return one.status, one.own, one.members_covering, one.members, one.inherited_from & inherit
