"""Opens an embedded graph with its journal: what the graph lacks is played again, what it lost is built anew."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from graph.bookkeeping import READ_STATE
from graph.engines.ladybug import LadybugGraph, open_ladybug
from graph.engines.location import GraphLocation
from graph.errors import GraphError, GraphInUse
from graph.journal.file_state import NOTE, OPEN, OPENING, FileState
from graph.journal.keeping import KeptGraph
from graph.journal.lock import Held, hold
from graph.journal.rebuilding import rebuild, set_aside
from graph.journal.replay import READ_NOTE, play_writes, write_note
from graph.journal.storage import BEGINNING, Journal, JournalDamaged, Write, journal_file, open_journal
from graph.journal.sums import Sums, read_sums
from graph.journal.watching import NOBODY, Watching
from graph.journal.whole import measure_graph, write_whole
from graph.model import FORMAT

# What there was when the journal began.
WITH, NOTHING = "with", "nothing"


class Unsound(Exception):
    """A graph that is not what its journal states; the message says how."""


async def open_kept(place: GraphLocation, watching: Watching = NOBODY) -> KeptGraph:
    """Open the graph in a file with the journal beside it, each made where there is none.

    Raises GraphInUse, GraphPlace, GraphFormat, GraphUnavailable.
    """
    held = hold(place.file)
    try:
        journal = _open_journal(place, watching)
        try:
            return await _Opening(place, journal, held, watching).open()
        except BaseException:
            journal.close()
            raise
    except BaseException:
        held.let_go()
        raise


def _open_journal(place: GraphLocation, watching: Watching) -> Journal:
    file = journal_file(place.file)
    try:
        return open_journal(file)
    except JournalDamaged as error:
        if not place.file.exists():
            raise
        aside = set_aside(file)
        watching.say(f"{error}: it is kept as {aside}, and a new one begins with the graph as it is")
        return open_journal(file)


def _holds_anything(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


@dataclass(frozen=True, slots=True)
class _Opening:
    place: GraphLocation
    journal: Journal
    held: Held
    watching: Watching

    async def open(self) -> KeptGraph:
        state = FileState(self.place.file)
        noted = self.journal.read_note(NOTE)
        if self.journal.read_note(WITH) is None:
            self.journal.note(WITH, "a graph" if _holds_anything(self.place.file) else NOTHING)
        self.journal.note(NOTE, OPENING)
        try:
            try:
                graph = await self._open_sound(state, noted)
            except Unsound as reason:
                await rebuild(self.place, self.journal, self.watching, str(reason))
                graph = await open_ladybug(self.place)
            self.journal.settle()
        finally:
            # Whatever became of it, the engine did not fall over the file.
            self.journal.note(NOTE, OPEN)
        last = self.journal.last()
        return KeptGraph(graph, self.journal, self.held, state, read_sums(last.sums) if last else Sums())

    async def _open_sound(self, state: FileState, noted: str | None) -> LadybugGraph:
        last = self.journal.last()
        file = self.place.file
        if last is None:
            return await self._closed_if_it_fails(await self._open_without_writes(), self._begin)
        if not _holds_anything(file):
            raise Unsound(f"the graph {file} is gone or empty")
        if noted == OPENING:
            raise Unsound(f"the graph {file} could not be opened the last time")
        is_clean = noted not in (OPEN, None)
        # The engine leaves no log at a clean end.
        is_alone = not file.with_name(f"{file.name}.wal").exists()
        is_same = is_clean and is_alone and await asyncio.to_thread(state.digest) == noted
        if is_clean and not is_same and not await self._is_ahead(last):
            raise Unsound(f"the graph {file} is not as it was left")
        graph = await self._open_engine(is_clean=is_clean)
        return await self._closed_if_it_fails(graph, partial(self._catch_up, last, is_same))

    async def _open_without_writes(self) -> LadybugGraph:
        try:
            return await open_ladybug(self.place)
        except GraphInUse:
            raise
        except (GraphError, RuntimeError):
            # A kill while it was made: nothing was ever written into it.
            if self.journal.read_note(WITH) != NOTHING or set_aside(self.place.file) is None:
                raise
            return await open_ladybug(self.place)

    async def _is_ahead(self, last: Write) -> bool:
        """Tell whether a program that keeps no journal has written the graph since; the file is not touched."""
        with suppress(Exception):  # Over a broken file engine and driver raise anything.
            graph = await open_ladybug(self.place, read_only=True)
            try:
                notes = await graph.run(READ_NOTE, {})
                return notes == [(self.journal.id, last.number)] and await graph.version() > last.version
            finally:
                await graph.close()
        return False

    async def _closed_if_it_fails(
        self, graph: LadybugGraph, work: Callable[[LadybugGraph], Awaitable[None]]
    ) -> LadybugGraph:
        try:
            await work(graph)
        except BaseException:
            await graph.close()
            raise
        return graph

    async def _open_engine(self, *, is_clean: bool) -> LadybugGraph:
        try:
            return await open_ladybug(self.place)
        except GraphInUse:
            raise
        except GraphError as error:
            if isinstance(error.__cause__, OSError):
                raise  # It is the place that cannot be used: nothing can be built there either.
            reason = str(error)
        except Exception as error:  # noqa: BLE001 - over a broken file engine and driver raise anything
            reason = f"the graph {self.place.file} cannot be opened: {error}"
        if not is_clean:
            # After a kill the end of the log may be torn: what can be read of it is compared with the journal.
            with suppress(Exception):
                return await open_ladybug(self.place, whole_log=False)
        raise Unsound(" ".join(reason.split()))

    async def _begin(self, graph: LadybugGraph) -> None:
        """Begin the journal with the graph as it is: a new one, or one of a program that kept none."""
        if (await graph.version()) == 0:
            async with graph.transaction() as transaction:
                await write_note(transaction, self.journal.id, 0)
            return
        if await graph.run(READ_NOTE, {}):
            self.watching.say(f"the journal {self.journal.file} was gone: it begins anew with the graph as it is")
        await self._adopt(graph, 1)

    async def _adopt(self, graph: LadybugGraph, number: int) -> None:
        """Have the whole graph as it is in the journal."""
        async with graph.transaction() as transaction:
            state = (await transaction.run(READ_STATE, {}))[0]
            lines, sums = await write_whole(transaction)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            write = Write(number, state.version, at, "hezuo", BEGINNING, FORMAT, sums.write())
            self.journal.append(write, lines)
            await write_note(transaction, self.journal.id, number)

    async def _catch_up(self, last: Write, is_same: bool, graph: LadybugGraph) -> None:
        """Know the graph to be what its journal states, after what it lacks is played. Raises Unsound."""
        file = self.place.file
        notes = await graph.run(READ_NOTE, {})
        number = notes[0][1] if notes and notes[0][0] == self.journal.id else None
        if number is None:
            raise Unsound(f"the graph {file} is not of the journal {self.journal.file}")
        write = self.journal.find(number)
        if number > last.number or (write and (await graph.version()) > write.version):
            # Written by a program that keeps no journal, or the journal was put back from a copy.
            self.watching.say(f"the graph {file} holds more than its journal: the journal goes on from the graph")
            return await self._adopt(graph, last.number + 1)
        if not is_same:
            held = await measure_graph(graph)
            if differing := held.differ(read_sums(write.sums) if write else Sums()):
                raise Unsound(f"the graph {file} is not what its journal states: {'; '.join(differing)}")
        if number == last.number:
            return None
        writes = list(self.journal.list_between(number, last.number))
        self.watching.say(f"playing {len(writes)} writes of the journal that the graph {file} lacks")
        try:
            await play_writes(graph, self.journal, writes, self.watching)
        except GraphError:
            raise
        except Exception as error:
            raise Unsound(f"the graph {file} lacks writes of its journal") from error
        return None
