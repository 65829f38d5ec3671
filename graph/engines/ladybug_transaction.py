"""A write transaction of the embedded engine, on a connection and a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, TypeVar, cast

import ladybug

from graph.engines.transaction import CypherTransaction
from graph.errors import GraphUnavailable
from graph.store import Parameters, Value

ResultT = TypeVar("ResultT")

FULL = "the disk is full, or the graph cannot be written: nothing was changed; make space and try again"


class LadybugTransaction(CypherTransaction):
    """One transaction; it belongs to one task.

    Rows travel as parameters, many or few: the engine's COPY is quicker, and not safe (decision 14).
    """

    def __init__(self, connection: ladybug.Connection, thread: Executor) -> None:
        self._connection = connection
        self._thread = thread

    async def send(self, text: str, parameters: Parameters) -> Sequence[Sequence[Value]]:
        """Run one statement in this transaction and return its rows."""
        return await self._on_thread(lambda: self._send(text, dict(parameters)))

    async def begin(self) -> None:
        """Begin it."""
        await self.send("BEGIN TRANSACTION", {})

    async def commit(self) -> None:
        """Make its changes lasting."""
        await to_its_end(self.send("COMMIT", {}))

    async def roll_back(self) -> None:
        """Undo its changes; an engine error may have done so already."""
        try:
            await self.send("ROLLBACK", {})
        except RuntimeError as error:
            if "No active transaction" not in str(error):
                raise

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _send(self, text: str, parameters: dict[str, Value]) -> Sequence[Sequence[Value]]:
        with named_errors():
            result = cast("ladybug.QueryResult", self._connection.execute(text, parameters))
        rows = cast("Sequence[Sequence[Value]]", result.get_all())
        result.close()
        return rows

    async def _on_thread(self, work: Callable[[], ResultT]) -> ResultT:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


async def to_its_end(work: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Do something that a cancellation must not leave half done; it is raised afterwards."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


@contextmanager
def named_errors() -> Iterator[None]:
    """Turn what the engine raises where it cannot write into what callers know."""
    try:
        yield
    except RuntimeError as error:
        # The driver raises RuntimeError for everything, and tells by its text what it was.
        if any(
            sign in str(error)
            for sign in ("No space left", "Cannot write", "Failed to sync", "Cannot truncate", "Disk quota")
        ):
            raise GraphUnavailable(FULL) from error
        raise
