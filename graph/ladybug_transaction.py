"""A write transaction of the embedded engine, on a connection and a thread of its own; many new rows go by COPY."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import TypeVar, cast

import ladybug

from graph.access import Parameters, Value
from graph.cypher_writer import CypherTransaction, Rows
from graph.ladybug_bulk import copy_edges, copy_nodes
from graph.model import Label, RelationshipType

ResultT = TypeVar("ResultT")

# Below this, writing a file and planning its COPY takes longer than a statement with parameters.
COPY_FROM = 256


class LadybugTransaction(CypherTransaction):
    """One transaction; it belongs to one task."""

    def __init__(self, connection: ladybug.Connection, thread: Executor) -> None:
        self._connection = connection
        self._thread = thread

    async def send(self, text: str, parameters: Parameters) -> Sequence[Sequence[Value]]:
        """Run one statement in this transaction and return its rows."""
        return await self._on_thread(lambda: self._send(text, dict(parameters)))

    async def insert_nodes(self, label: Label, rows: Rows) -> None:
        """Add nodes; by COPY where they are many and their values can travel in a file."""
        if len(rows) >= COPY_FROM:
            rows = await self._on_thread(lambda: copy_nodes(self._connection, label, rows))
        await super().insert_nodes(label, rows)

    async def insert_edges(self, kind: RelationshipType, arrow: tuple[Label, Label], rows: Rows) -> None:
        """Add relationships; by COPY where they are many and their values can travel in a file."""
        if len(rows) >= COPY_FROM:
            rows = await self._on_thread(lambda: copy_edges(self._connection, kind, arrow, rows))
        await super().insert_edges(kind, arrow, rows)

    async def begin(self) -> None:
        """Begin it."""
        await self.send("BEGIN TRANSACTION", {})

    async def commit(self) -> None:
        """Make its changes lasting."""
        await self.send("COMMIT", {})

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
        result = cast("ladybug.QueryResult", self._connection.execute(text, parameters))
        rows = cast("Sequence[Sequence[Value]]", result.get_all())
        result.close()
        return rows

    async def _on_thread(self, work: Callable[[], ResultT]) -> ResultT:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
