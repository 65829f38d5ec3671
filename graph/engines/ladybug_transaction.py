"""A write transaction of the embedded engine, on a connection and a thread of its own; many new rows go by COPY."""

from __future__ import annotations

import asyncio
import csv
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

import ladybug

from graph.engines.transaction import CypherTransaction, Rows
from graph.model import DERIVED, Label, RelationshipType, edge_columns, node_columns
from graph.statements import FROM, TO
from graph.store import Parameters, Value

# What the reader of lists in a CSV cell would take for its own syntax; rows with such an item go by parameters.
_UNSAFE_ITEM = re.compile(r"""[,\[\]{}'"\\\n\r]|^\s|\s$|^$|^(?:null|NULL)$""")


def copy_nodes(connection: ladybug.Connection, label: Label, rows: Rows) -> Rows:
    """Insert nodes; returns the rows that cannot travel in a file, which are not inserted."""
    columns = [*node_columns(label), *DERIVED.get(label, {})]
    return _copy(connection, label, columns, rows, "")


def copy_edges(connection: ladybug.Connection, kind: RelationshipType, arrow: tuple[Label, Label], rows: Rows) -> Rows:
    """Insert relationships; returns the rows that cannot travel in a file, which are not inserted."""
    return _copy(connection, kind, [FROM, TO, *edge_columns(kind)], rows, f", from='{arrow[0]}', to='{arrow[1]}'")


def _copy(connection: ladybug.Connection, table: str, columns: Sequence[str], rows: Rows, options: str) -> Rows:
    rest: list[Mapping[str, Value]] = []
    with tempfile.TemporaryDirectory(prefix="hezuo-copy-") as folder:
        file = Path(folder) / "rows.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            # Nothing is written bare, which is null; no stored text is empty.
            writer = csv.writer(stream)
            for row in rows:
                cells = _cells(row, columns)
                if cells is None:
                    rest.append(row)
                else:
                    writer.writerow(cells)
        if len(rest) < len(rows):
            # A quoted line break makes parallel reading wrong.
            how = f"""header=false, parallel=false, delim=',', quote='"', escape='"'{options}"""
            connection.execute(f"COPY {table} FROM '{file}' ({how})")
    return rest


def _cells(row: Mapping[str, Value], columns: Sequence[str]) -> list[str] | None:
    cells = []
    for name in columns:
        value = row.get(name)
        if isinstance(value, list):
            if (listed := _list_cell(tuple(map(str, value)))) is None:
                return None
            cells.append(listed)
        else:
            cells.append(_cell(value))
    return cells


# The rows of a load name the same sources and loads.
@lru_cache(maxsize=1024)
def _list_cell(items: tuple[str, ...]) -> str | None:
    return None if any(map(_UNSAFE_ITEM.search, items)) else f"[{','.join(items)}]"


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


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
