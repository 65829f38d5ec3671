"""The embedded engine: one LadybugDB file, held by one process, read by a few threads and written by one."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import ladybug

from graph.bookkeeping import LABELS, READ_STATE, create_state
from graph.engines.ladybug_schema import build_tables, write_bounds
from graph.engines.ladybug_transaction import LadybugTransaction
from graph.engines.location import GraphLocation
from graph.errors import GraphError, GraphFormat, GraphInUse, GraphPlace, GraphUnavailable, QueryTimeout
from graph.model import FORMAT
from graph.store import Answer, Parameters, RowT, Statement, Value
from graph.telemetry import EngineMetrics, note_step

# A question is worked on by all cores, so that more threads bring little, and each has plans of its own.
READING_THREADS = max(2, min(4, os.cpu_count() or 2))
# A connection remembers a plan for every statement that it has seen, for ever, and each keeps about 1 MB of the buffer
# pool for every MATCH in it; to plan one anew takes 3 to 5 ms. Before the plans of all threads fill this share of the
# pool, a thread connects anew.
PLANS_SHARE = 0.4
MB = 1 << 20
FULL = "the embedded engine has no memory left for this question; try again, or set HEZUO_BUFFER_POOL_MB higher"

Rows = Sequence[Sequence[Value]]


class LadybugGraph:
    """An open embedded graph. It is its own reader and writer."""

    def __init__(self, database: ladybug.Database, place: GraphLocation) -> None:
        self._database = database
        self._timeout_ms = int(place.query_timeout * 1000)
        self._most_matches = int(place.buffer_pool_mb * PLANS_SHARE / READING_THREADS)
        self._readers = ThreadPoolExecutor(READING_THREADS, "ladybug-read")
        self._writers = ThreadPoolExecutor(1, "ladybug-write")
        self._threads = threading.local()
        self.figures = EngineMetrics(READING_THREADS)
        self._writing = asyncio.Lock()
        self._version: int | None = None
        self._commits = 0  # counted when one begins and when it ends: odd while one is under way

    @property
    def engine(self) -> str:
        """The engine's name and version, for people."""
        return f"LadybugDB {ladybug.__version__}"

    @property
    def reader(self) -> LadybugGraph:
        """The reader: this graph itself."""
        return self

    @property
    def writer(self) -> LadybugGraph:
        """The writer: this graph itself."""
        return self

    async def run(self, question: Statement[RowT], parameters: Parameters) -> list[RowT]:
        """All rows of a question, in its order; QueryTimeout when it takes longer than the limit."""
        running: list[ladybug.Connection] = []
        text, given = write_bounds(question.text, parameters)
        work = asyncio.get_running_loop().run_in_executor(self._readers, self._read, text, given, running)
        try:
            with self.figures.question(question.name):
                rows = await work
        except asyncio.CancelledError:
            for connection in running:
                connection.interrupt()
            raise
        return question.read(rows)

    async def answer(self, question: Statement[RowT], parameters: Parameters) -> Answer[RowT]:
        """The rows and the version that they are of. Raises QueryTimeout."""
        before = await self.version()
        rows = await self.run(question, parameters)
        return Answer(rows, before, await self.version())

    async def version(self) -> int:
        """The graph's version; asked of the file once after each write, since no other process can write."""
        if self._version is not None:
            return self._version
        commits = self._commits
        version = (await self.run(READ_STATE, {}))[0].version
        if commits == self._commits and commits % 2 == 0:
            self._version = version
        return version

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[LadybugTransaction]:
        """The one transaction at a time; others wait for it."""
        with note_step("transaction", "write"):
            async with self._transaction() as transaction:
                yield transaction

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[LadybugTransaction]:
        async with self._writing:
            transaction = LadybugTransaction(ladybug.Connection(self._database), self._writers)
            try:
                await transaction.begin()
                try:
                    yield transaction
                except BaseException:
                    await transaction.roll_back()
                    raise
                self._mark_commit()
                try:
                    await transaction.commit()
                finally:
                    self._mark_commit()
            finally:
                transaction.close()

    async def close(self) -> None:
        """Let go of the file."""
        self._readers.shutdown()
        self._writers.shutdown()
        self._database.close()

    async def prepare(self) -> None:
        """Create the tables of a new graph; GraphFormat where there are tables of another format."""
        tables = {str(row[0]) for row in execute(ladybug.Connection(self._database), "CALL show_tables() RETURN name")}
        if not tables:
            async with self.transaction() as transaction:
                for statement in build_tables():
                    await transaction.execute(statement, {})
                await create_state(transaction)
            return
        states = await self.run(READ_STATE, {}) if tables >= LABELS.keys() else []
        if not states or states[0].format != FORMAT:
            held = f"format {states[0].format}" if states else "no format known here"
            raise GraphFormat(f"the graph is of {held}, this program reads format {FORMAT}")

    def _mark_commit(self) -> None:
        self._commits += 1
        self._version = None

    def _read(self, text: str, parameters: dict[str, Value], running: list[ladybug.Connection]) -> Rows:
        connection = self._connection(text)
        running.append(connection)
        try:
            return execute(connection, text, parameters)
        except GraphUnavailable:
            # The plans that this thread remembers are what it can give back.
            connection.close()
            self._threads.connection = None
            running[:] = [self._connection(text)]
            return execute(running[0], text, parameters)

    def _connection(self, text: str) -> ladybug.Connection:
        planned: dict[str, int] = getattr(self._threads, "planned", {})
        connection: ladybug.Connection | None = getattr(self._threads, "connection", None)
        matches = text.count("MATCH")
        full = bool(planned) and text not in planned and sum(planned.values()) + matches > self._most_matches
        if connection is None or full:
            if connection is not None:
                connection.close()
            connection = ladybug.Connection(self._database)
            connection.set_query_timeout(self._timeout_ms)
            planned = {}
        planned[text] = matches
        self._threads.connection, self._threads.planned = connection, planned
        return connection


def execute(connection: ladybug.Connection, text: str, parameters: dict[str, Value] | None = None) -> Rows:
    """The rows of one statement. Raises QueryTimeout where the engine stopped it, GraphUnavailable where it is full."""
    try:
        result = cast("ladybug.QueryResult", connection.execute(text, parameters))
        rows = cast("Rows", result.get_all())
        result.close()
    except RuntimeError as error:
        # The driver raises RuntimeError for everything, and tells by its text what it was.
        if "Interrupted" in str(error):
            raise QueryTimeout("the embedded engine stopped the question at its time limit") from error
        if "buffer pool is full" in str(error):
            raise GraphUnavailable(FULL) from error
        raise
    return rows


async def open_ladybug(place: GraphLocation, *, whole_log: bool = True, read_only: bool = False) -> LadybugGraph:
    """Open the graph in a file, made with its folder if there is none.

    Without `whole_log`, a log that is broken is read as far as it is not.
    Raises GraphPlace, GraphInUse, GraphFormat.
    """
    file = place.file
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        database = ladybug.Database(
            file,
            buffer_pool_size=place.buffer_pool_mb * MB,
            read_only=read_only,
            throw_on_wal_replay_failure=whole_log,
        )
    except OSError as error:
        raise GraphPlace(f"the folder {file.parent} cannot be used: {error.strerror}") from error
    except RuntimeError as error:
        raise _refuse(file, str(error)) from error
    graph = LadybugGraph(database, place)
    try:
        await graph.prepare()
    except BaseException:
        await graph.close()
        raise
    return graph


def _refuse(file: Path, reason: str) -> GraphError:
    # Not "lock" alone: a broken file speaks of blocks.
    if "set lock on file" in reason or "not lock file" in reason:
        return GraphInUse(f"another process holds the graph {file}; stop it")
    if "valid Lbug" in reason or "version" in reason.lower():
        return GraphFormat(f"{file} is no graph of the format that this program reads")
    return GraphPlace(f"the graph {file} cannot be opened: {reason}")
