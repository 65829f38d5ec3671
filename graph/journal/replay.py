"""Plays the writes of a journal into a graph again: the same rows, versions and record of changes come of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.errors import GraphFormat
from graph.journal.storage import Journal, JournalDamaged, Write
from graph.journal.watching import Watching
from graph.journal.whole import put_whole
from graph.model import FORMAT
from graph.store import Graph, Statement, WriteTransaction
from graph.writing.apply import apply_in
from graph.writing.lines import Applied, read_steps
from graph.writing.reviews import Review, drop_review, put_review

# The graph notes which journal it is of and the number of the last write that it has, beside its own state.
NOTE = "journal"
READ_NOTE = Statement(
    "what the graph has of its journal",
    "MATCH (s:GraphState {id: 'journal'}) RETURN s.loadedAt AS journal, s.version AS number",
    (),
    ("journal", "number"),
    lambda journal, number: (str(journal), int(number)),
)
# Writes a transaction: a commit each would take most of the time, and nobody uses a graph that is being built.
TOGETHER = 50


async def write_note(transaction: WriteTransaction, journal: str, number: int) -> None:
    """Note in the graph which write of which journal it has."""
    await transaction.execute(f"MERGE (s:GraphState {{id: '{NOTE}'}}) SET s.format = 0, s.loadedAt = $journal, "
                              "s.version = $number", {"journal": journal, "number": number})  # fmt: skip


async def play_writes(graph: Graph, journal: Journal, writes: Sequence[Write], watching: Watching) -> None:
    """Play writes that follow each other and the graph's own last one; the first may state the whole graph.

    Raises JournalDamaged, GraphFormat, GraphError.
    """
    with watching.show(len(writes)) as advance:
        for first in range(0, len(writes), TOGETHER):
            part = writes[first : first + TOGETHER]
            async with graph.writer.transaction() as transaction:
                for write in part:
                    await _play(transaction, journal, write)
                    advance()
                await write_note(transaction, journal.id, part[-1].number)


async def _play(transaction: WriteTransaction, journal: Journal, write: Write) -> None:
    if write.format > FORMAT:
        held = f"write {write.number} of the journal {journal.file} is of format {write.format}"
        raise GraphFormat(f"{held}, this program reads up to format {FORMAT}")
    play = put_whole if write.whole else _apply
    version = await play(transaction, journal.read_lines(write))
    if version not in (None, write.version):
        told = f"makes version {version} where {write.version} was noted"
        raise JournalDamaged(f"write {write.number} of the journal {journal.file} {told}")


async def _apply(transaction: WriteTransaction, lines: Iterable[bytes]) -> int | None:
    version = None
    for step in read_steps(lines):
        if isinstance(step, Applied):
            version = (await apply_in(transaction, step.batches, step.by, step.at)).version
        elif step.dropped:
            await drop_review(transaction, Review(**step.columns))  # type: ignore[arg-type]  # as it was written
        else:
            await put_review(transaction, Review(**step.columns))  # type: ignore[arg-type]  # as it was written
    return version
