"""Bulk insertion into LadybugDB: rows go to a CSV file of their own, and by COPY into the transaction."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import ladybug

from graph.access import Value
from graph.cypher_writer import Rows
from graph.model import DERIVED, Label, RelationshipType, edge_columns, node_columns
from graph.statements import FROM, TO

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
