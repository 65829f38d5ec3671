"""Takes one write back as a new one: what it stated is again as the write before it stated it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.errors import GraphError
from graph.journal.keeping import KeptGraph
from graph.journal.storage import UNDO, Journal, Write
from graph.writing.apply import LoadReport, apply_in
from graph.writing.batch import Batch
from graph.writing.lines import Applied, Reviewed, Step, read_steps
from graph.writing.reviews import Review, drop_review, put_review


class NotUndone(GraphError):
    """A write that cannot be taken back; the message says why, and what can be done."""


@dataclass(slots=True)
class Stated:
    """Statements by writes of some loads and some words of reviewers, the last first; None for a word taken back."""

    batches: dict[str, Batch] = field(default_factory=dict)
    reviews: dict[str, Review | None] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        """Take what comes later in a write over what came before."""
        if isinstance(step, Applied):
            self.batches |= {batch.load: batch for batch in step.batches}
        else:
            review = _review_of(step)
            self.reviews[review.id] = None if step.dropped else review

    def meets(self, other: Stated) -> bool:
        """Tell whether both speak of one load or one review."""
        return not (
            self.batches.keys().isdisjoint(other.batches) and self.reviews.keys().isdisjoint(other.reviews)
        )  # fmt: skip


async def undo_write(graph: KeptGraph, version: int, by: str) -> LoadReport:
    """Take back the write that made a version. Raises NotUndone, JournalDamaged, GraphError."""
    async with graph.writer.transaction() as transaction:
        journal = graph.journal
        undone, stated = _find(journal, version)
        before = _find_before(journal, undone, stated)
        # The words come first, as in the write itself.
        for key, review in reversed(stated.reviews.items()):
            if (earlier := before.reviews.get(key)) is not None:
                await put_review(transaction, earlier)
            elif review is not None:
                await drop_review(transaction, review)
        batches = [before.batches.get(load, Batch(load)) for load in stated.batches]
        report = await apply_in(transaction, batches, by)
        transaction.ledger.tell(UNDO, [], by, undone.at)
    return report


def _find(journal: Journal, version: int) -> tuple[Write, Stated]:
    writes = list(journal.list_writes("WHERE version = ? ORDER BY number LIMIT 1", version))
    if not writes:
        raise NotUndone(f"the journal knows of no version {version}")
    undone = writes[0]
    if undone.whole:
        raise NotUndone(f"version {version} replaced the whole graph: load what you want instead, or put a copy back")
    stated = _read(journal, undone)
    last = journal.last()
    for later in journal.list_between(undone.number, last.number if last else 0):
        if later.whole:
            raise NotUndone(f"version {later.version} replaced the whole graph after version {version}")
        if stated.meets(_read(journal, later)):
            raise NotUndone(f"version {later.version} changed the same: undo {later.version} first")
    return undone, stated


def _find_before(journal: Journal, undone: Write, stated: Stated) -> Stated:
    before = Stated()
    for earlier in _list_back(journal, undone.number):
        if stated.batches.keys() <= before.batches.keys() and stated.reviews.keys() <= before.reviews.keys():
            break
        if earlier.whole:
            raise NotUndone(f"what version {undone.version} changed is older than the journal, or came by an import")
        found = _read(journal, earlier)
        before.batches = found.batches | before.batches
        before.reviews = found.reviews | before.reviews
    return before


def _list_back(journal: Journal, before: int) -> Iterator[Write]:
    for number in range(before - 1, 0, -1):
        if write := journal.find(number):
            yield write


def _read(journal: Journal, write: Write) -> Stated:
    stated = Stated()
    for step in read_steps(journal.read_lines(write)):
        stated.take(step)
    return stated


def _review_of(step: Reviewed) -> Review:
    return Review(**step.columns)  # type: ignore[arg-type]  # as it was written
