"""An embedded graph with its journal: what is written stands in the journal before it stands in the graph."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from graph.bookkeeping import READ_STATE
from graph.engines.ladybug_transaction import to_its_end
from graph.errors import GraphUnavailable
from graph.journal.file_state import FileState
from graph.journal.lock import Held
from graph.journal.replay import READ_NOTE, write_note
from graph.journal.storage import Journal, Write
from graph.journal.sums import Sums
from graph.journal.whole import write_whole
from graph.model import FORMAT, Label, RelationshipType
from graph.store import Graph, Ledger, Parameters, Reader, RowT, Statement, WriteTransaction
from graph.telemetry import EngineMetrics

Rows = Sequence[Any]
Arrow = tuple[Label, Label]
IN_DOUBT = "whether the last write was stored is not known: start again, and the journal settles it"


@dataclass(slots=True)
class Kept:
    """A ledger that keeps what it hears until the transaction ends."""

    kept: bool = True
    kind: str = ""
    by: str = ""
    at: str = ""
    whole: bool = False
    lines: list[bytes] = field(default_factory=list)
    sums: Sums = field(default_factory=Sums)
    stored: Write | None = None

    def tell(self, kind: str, lines: Iterable[bytes], by: str, at: str) -> None:
        """Take a step; the write is called by its last."""
        self.kind, self.by, self.at = kind, by, at
        self.lines.extend(lines)

    def tell_whole(self, kind: str, by: str, at: str) -> None:
        """Take it that the graph was filled anew."""
        self.kind, self.by, self.at, self.whole = kind, by, at, True

    def replace(self, kind: str, before: object, after: object) -> None:
        """Count a row."""
        self.sums.replace(kind, before, after)


@dataclass(frozen=True, slots=True)
class KeptTransaction:
    """A transaction whose changes a ledger hears."""

    inner: WriteTransaction
    ledger: Ledger

    async def run(self, question: Statement[RowT], parameters: Parameters) -> list[RowT]:
        """Read within the transaction."""
        return await self.inner.run(question, parameters)

    async def insert_nodes(self, label: Label, rows: Rows) -> None:
        """Add nodes."""
        await self.inner.insert_nodes(label, rows)

    async def set_nodes(self, label: Label, rows: Rows) -> None:
        """Overwrite nodes."""
        await self.inner.set_nodes(label, rows)

    async def delete_nodes(self, label: Label, ids: Sequence[str]) -> None:
        """Remove nodes."""
        await self.inner.delete_nodes(label, ids)

    async def insert_edges(self, kind: RelationshipType, arrow: Arrow, rows: Rows) -> None:
        """Add relationships."""
        await self.inner.insert_edges(kind, arrow, rows)

    async def set_edges(self, kind: RelationshipType, arrow: Arrow, rows: Rows) -> None:
        """Overwrite relationships."""
        await self.inner.set_edges(kind, arrow, rows)

    async def delete_edges(self, kind: RelationshipType, arrow: Arrow, rows: Rows) -> None:
        """Remove relationships."""
        await self.inner.delete_edges(kind, arrow, rows)

    async def execute(self, text: str, parameters: Parameters) -> None:
        """Run one statement of the bookkeeping."""
        await self.inner.execute(text, parameters)


class KeptGraph:
    """An open embedded graph, its journal, and that no other process has them."""

    def __init__(self, graph: Graph, journal: Journal, held: Held, state: FileState, sums: Sums) -> None:
        self.graph = graph
        self.journal = journal
        self._held = held
        self._state = state
        self._sums = sums
        self._writing = asyncio.Lock()
        self._doubt = False

    @property
    def engine(self) -> str:
        """The engine's name and version, for people."""
        return self.graph.engine

    @property
    def figures(self) -> EngineMetrics:
        """The figures of what it has been asked."""
        return self.graph.figures

    @property
    def reader(self) -> Reader:
        """The reader: that of the engine itself."""
        return self.graph.reader

    @property
    def writer(self) -> KeptGraph:
        """The writer: this graph itself."""
        return self

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[WriteTransaction]:
        """A transaction whose changes are in the journal before it commits. Raises GraphUnavailable as well."""
        async with self._writing:
            if self._doubt:
                raise GraphUnavailable(IN_DOUBT)
            kept = Kept()
            try:
                async with self.graph.writer.transaction() as inner:
                    yield KeptTransaction(inner, kept)
                    await to_its_end(self._append(inner, kept))
            except BaseException:
                if kept.stored:
                    await to_its_end(self._find_out(kept, kept.stored))
                raise
            if kept.stored:
                self._sums = kept.sums

    async def close(self) -> None:
        """Let go of the engine, and note how it left its file."""
        await self.graph.close()
        await asyncio.to_thread(self._leave)

    def _leave(self) -> None:
        try:
            # On a full disk it stays open in the journal, and is looked through the next time.
            with suppress(GraphUnavailable):
                if not self._doubt:
                    self.journal.settle()
                    self._state.note_closed(self.journal)
        finally:
            self.journal.close()
            self._held.let_go()

    async def _append(self, inner: WriteTransaction, kept: Kept) -> None:
        if not kept.lines and not kept.whole:
            return
        version = (await inner.run(READ_STATE, {}))[0].version
        if kept.whole:
            kept.lines, kept.sums = await write_whole(inner)
        else:
            kept.sums = self._sums.plus(kept.sums)
        last = await asyncio.to_thread(self.journal.last)
        number = last.number + 1 if last else 1
        # Before the journal has it: what the engine cannot take it refuses here, or at the commit.
        await write_note(inner, self.journal.id, number)
        write = Write(number, version, kept.at, kept.by, kept.kind, FORMAT, kept.sums.write())
        kept.stored = await asyncio.to_thread(self.journal.append, write, kept.lines)
        kept.lines = []

    async def _find_out(self, kept: Kept, write: Write) -> None:
        """Find out whether a write not seen to commit is in the graph; the journal forgets it where it is not."""
        self._doubt = True
        notes = await self.graph.reader.run(READ_NOTE, {})
        if notes == [(self.journal.id, write.number)]:
            self._sums = kept.sums
        else:
            await asyncio.to_thread(self.journal.withdraw, write.number)
        self._doubt = False
