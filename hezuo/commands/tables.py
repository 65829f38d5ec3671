"""Tables for people: as text, and as CSV that a spreadsheet opens as what it says, never as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from hezuo.commands.terminal import write_columns

Cell = str | int | float | None
# A spreadsheet takes what begins so for a formula; full-width signs too, where it was made for East Asia.
FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
# Without it Excel reads a file in the code page of its country.
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Table:
    """Heads of columns, and rows as long as these."""

    heads: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def write_text(table: Table) -> str:
    """The table as aligned lines."""
    rows = [tuple(_round(cell) for cell in row) for row in table.rows]
    return "".join(f"{line}\n" for line in write_columns([table.heads, *rows]))


def write_csv(table: Table) -> str:
    """The table as CSV for spreadsheets, numbers as numbers."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows([[_guard(cell) for cell in row] for row in (table.heads, *table.rows)])
    return MARK + stream.getvalue()


def _guard(cell: Cell) -> Cell:
    # An apostrophe makes it text; a number below zero is a number.
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_SIGNS) else cell


def _round(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return f"{cell:.3f}"
    # A line of text is a line.
    return " ".join(cell.split()) if isinstance(cell, str) else cell


def join(parts: Sequence[str]) -> str:
    """Several things in one cell."""
    return "; ".join(parts)
