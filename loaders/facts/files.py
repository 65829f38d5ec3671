"""Read a file of facts: a CSV in UTF-8 with a header, as people and spreadsheets write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import FactsError
from loaders.facts.tables import Table

MAX_BYTES = 64_000_000  # A file is read whole; the longest of the seed has half a megabyte.


@dataclass(frozen=True, slots=True)
class Line:
    """A row as written: `place` is file and line, `cells` by column, or None where their number is not the header's."""

    place: str
    cells: dict[str, str] | None


def read_lines(path: Path, table: Table) -> list[Line]:
    """The rows of a table's file, blank ones left out; FactsError where the file is not one of this table."""
    records = _read_records(path)
    _, header = next(records, (1, []))
    columns = [cell.strip() for cell in header]
    _check_header(path.name, columns, table)
    lines = []
    for number, record in records:
        cells = [cell.strip() for cell in record]
        if any(cells):
            whole = dict(zip(columns, cells, strict=True)) if len(cells) == len(columns) else None
            lines.append(Line(f"{path.name}:{number}", whole))
    return lines


def _read_records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each record and the line on which it begins."""
    # With newline="" line ends of every kind stay as they are, and the reader knows them all.
    reader = csv.reader(io.StringIO(_read_text(path), newline=""), strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FactsError(f"{path.name}:{begins}: this is not CSV: {error}") from error
        yield begins, record


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FactsError(f"{path.name}: longer than {MAX_BYTES:,} bytes")
        content = path.read_bytes()
    except OSError as error:
        raise FactsError(f"{path.name}: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FactsError(f"{path.name}:{line}: this is not UTF-8; a spreadsheet calls it 'CSV UTF-8'") from error


def _check_header(file: str, columns: list[str], table: Table) -> None:
    known = table.columns
    if not any(columns):
        raise FactsError(f"{file}:1: no header; the columns are {', '.join(known)}")
    if unknown := [column for column in columns if column not in known]:
        raise FactsError(f"{file}:1: no column is called '{unknown[0]}'; the columns are {', '.join(known)}")
    if twice := [column for column in columns if columns.count(column) > 1]:
        raise FactsError(f"{file}:1: the column '{twice[0]}' stands there twice")
    if missing := sorted(table.needed - set(columns)):
        raise FactsError(f"{file}:1: the column '{missing[0]}' is missing")
