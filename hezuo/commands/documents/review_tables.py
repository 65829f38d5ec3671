"""Tables of links for reviewers: CSV for a spreadsheet, or JSON lines."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from graph.enums import Verdict
from hezuo.commands.tables import Table, write_csv
from hezuo.errors import CommandError

_NEEDED = ("clause", "task", "verdict")


def write_table(file: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows. Raises CommandError."""
    path = Path(file)
    if path.suffix == ".jsonl":
        written = b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)
    else:
        heads = tuple(rows[0]) if rows else _NEEDED
        written = write_csv(Table(heads, [tuple(row.values()) for row in rows])).encode()
    try:
        path.write_bytes(written)
    except OSError as error:
        raise CommandError(f"cannot write {file}: {error.strerror}") from error


def read_rows(file: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a table, each with its place; all are checked before the first is given. Raises CommandError."""
    path = Path(file)
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"cannot read {file}: {error}") from error
    rows = list(_read_lines(text, file) if path.suffix == ".jsonl" else _read_csv(text, file))
    for place, row in rows:
        if row["verdict"] not in set(Verdict):
            raise CommandError(f"{place}: the verdict is {row['verdict']!r}, and may be {', '.join(Verdict)}")
    yield from rows


def _read_csv(text: str, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    reader = csv.DictReader(text.splitlines(keepends=True))
    if missing := [name for name in _NEEDED if name not in (reader.fieldnames or ())]:
        raise CommandError(f"{file} has no column {', '.join(missing)}")
    for row in reader:
        yield f"{file}:{reader.line_num}", {name: (row.get(name) or "").strip() for name in (*_NEEDED, "note")}


def _read_lines(text: str, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        place = f"{file}:{number}"
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise CommandError(f"{place}: no JSON: {error}") from error
        if not isinstance(row, dict) or any(name not in row for name in _NEEDED):
            raise CommandError(f"{place}: an object with {', '.join(_NEEDED)} is wanted")
        yield place, {name: str(row.get(name) or "").strip() for name in (*_NEEDED, "note")}


BEGINS = 20  # characters of a clause, by which people find it


def write_labels(folder: str, reviewed: Sequence[Mapping[str, Any]], waiting: Sequence[Mapping[str, Any]]) -> int:
    """A file a document, a line a clause that was reviewed, and return how many. Raises CommandError.

    What was confirmed must be found, what waits may be, and what was rejected must not. A document's text is looked
    for under its id.
    """
    clauses = {row["clause"]: row for row in reviewed if not row["suspect"]}
    must: dict[str, set[str]] = defaultdict(set)
    may: dict[str, set[str]] = defaultdict(set)
    for row in reviewed:
        if row["verdict"] == "CONFIRMED":
            must[row["clause"]].add(row["taskId"])
    for row in waiting:
        may[row["clause"]].add(row["taskId"])
    lines: dict[str, list[bytes]] = defaultdict(list)
    for clause, row in sorted(clauses.items()):
        document = clause.partition("#")[0]
        label = {
            "doc": document, "path": row["path"], "begins": (row["text"] or "")[:BEGINS],
            "must": sorted(must[clause]), "core": sorted(must[clause]), "may": sorted(may[clause] - must[clause]),
            "mentions": [],
        }  # fmt: skip
        lines[document].append(orjson.dumps(label, option=orjson.OPT_APPEND_NEWLINE))
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for document, written in lines.items():
            (Path(folder) / f"{document}.jsonl").write_bytes(b"".join(written))
    except OSError as error:
        raise CommandError(f"cannot write into {folder}: {error.strerror}") from error
    return len(clauses)
