"""The file of a journal: one row a write in SQLite, on the disk before the write is acknowledged; it knows no graph."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from uuid import uuid4

import orjson

from graph.bookkeeping import IMPORT
from graph.errors import GraphFormat, GraphPlace, GraphUnavailable

# Of the tables below; a graph's own format stands at each write.
FORMAT = 1
# Bounds the memory that a write takes while it is stored or read: a part unpacks to about this much.
PART = 4 << 20
# Rows repeat themselves: the levels above pack a tenth better in three times the time.
_LEVEL = 3
FULL = "the disk is full, or the journal cannot be written: nothing was changed; make space and try again"

_TABLES = """
CREATE TABLE journal (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE write (
    number INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    format INTEGER NOT NULL,
    sums BLOB NOT NULL,
    state TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE TABLE payload (number INTEGER, part INTEGER, data BLOB NOT NULL, PRIMARY KEY (number, part)) STRICT;
"""

State = Literal["pending", "applied"]


class JournalDamaged(GraphPlace):
    """A journal that does not hold any more what was written into it."""


@dataclass(frozen=True, slots=True)
class Write:
    """One write: its number here, the graph's version after it, when, by whom, of what kind, in which graph format.

    `whole` tells that it states the whole graph, whatever was before. `sums` are those of the graph after it. `hash` is
    over all of it and over the hash of the write before, so that none can change or go missing unnoticed.
    """

    number: int
    version: int
    at: str
    by: str
    kind: str
    format: int
    sums: bytes
    state: State = "applied"
    hash: str = ""

    @property
    def whole(self) -> bool:
        """Tell whether a graph can be built from here on."""
        return self.kind in WHOLE


# The kinds of writes that state the whole graph.
BEGINNING = "beginning"
WHOLE = (BEGINNING, IMPORT)
UNDO = "undo"


class Journal:
    """An open journal. Its calls block, and come one at a time."""

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._db = connection
        self.file = file

    @property
    def id(self) -> str:
        """The note that tells this journal from every other."""
        return self.read_note("id") or ""

    def read_note(self, name: str) -> str | None:
        """Read what is noted under a name."""
        row = self._db.execute("SELECT value FROM journal WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def note(self, name: str, value: str) -> None:
        """Note something, for as long as the journal lasts. Raises GraphUnavailable."""
        with self._writing():
            self._db.execute("INSERT OR REPLACE INTO journal VALUES (?, ?)", (name, value))

    def last(self) -> Write | None:
        """The last write."""
        return next(self.list_writes("ORDER BY number DESC LIMIT 1"), None)

    def find(self, number: int) -> Write | None:
        """The write of a number."""
        return next(self.list_writes("WHERE number = ?", number), None)

    def find_base(self, number: int) -> Write | None:
        """The last write up to a number that states the whole graph."""
        where = f"WHERE number <= ? AND kind IN ('{BEGINNING}', '{IMPORT}') ORDER BY number DESC LIMIT 1"
        return next(self.list_writes(where, number), None)

    def find_version(self, version: int) -> Write | None:
        """The last write of a version: those that raise none, as a note on a review, follow the one that made it."""
        return next(self.list_writes("WHERE version = ? ORDER BY number DESC LIMIT 1", version), None)

    def list_between(self, after: int, last: int) -> Iterator[Write]:
        """The writes after a number up to another, in their order."""
        return self.list_writes("WHERE number > ? AND number <= ? ORDER BY number", after, last)

    def list_writes(self, where: str, *values: int) -> Iterator[Write]:
        """Writes by a condition in SQL."""
        columns = "number, version, at, by, kind, format, sums, state, hash"
        for row in self._db.execute(f"SELECT {columns} FROM write {where}", values):
            yield Write(*row)

    def append(self, write: Write, lines: Iterable[bytes]) -> Write:
        """Store a write as pending, on the disk when this returns; those before it are known to be applied.

        Raises GraphUnavailable; then nothing of it is stored.
        """
        before = self.last()
        hashing = _begin_hash(write, before.hash if before else "")
        with self._writing():
            self._db.execute("UPDATE write SET state = 'applied' WHERE state = 'pending'")
            for part, data in enumerate(_pack(lines, hashing)):
                self._db.execute("INSERT INTO payload VALUES (?, ?, ?)", (write.number, part, data))
            stored = replace(write, state="pending", hash=hashing.hexdigest())
            row = (stored.number, stored.version, stored.at, stored.by, stored.kind, stored.format, stored.sums)
            self._db.execute("INSERT INTO write VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, stored.state, stored.hash))
        return stored

    def settle(self) -> None:
        """Know every write to be applied. Raises GraphUnavailable."""
        with self._writing():
            self._db.execute("UPDATE write SET state = 'applied' WHERE state = 'pending'")

    def withdraw(self, number: int) -> None:
        """Forget a write that the graph refused. Raises GraphUnavailable."""
        with self._writing():
            self._db.execute("DELETE FROM write WHERE number = ?", (number,))
            self._db.execute("DELETE FROM payload WHERE number = ?", (number,))

    def read_lines(self, write: Write) -> Iterator[bytes]:
        """Yield the lines of a write, once all of it is known to be as it was stored. Raises JournalDamaged."""
        self.check(write)
        yield from _lines(self._unpack(write))

    def check(self, write: Write) -> None:
        """Find a write as it was stored, behind the one that was before it. Raises JournalDamaged."""
        before = self.find(write.number - 1)
        hashing = _begin_hash(write, before.hash if before else "")
        for data in self._unpack(write):
            hashing.update(data)
        if hashing.hexdigest() != write.hash:
            raise JournalDamaged(f"write {write.number} of the journal {self.file} is not as it was stored")

    def copy(self, file: Path) -> None:
        """Copy the journal as it is now to another file, while it is written to."""
        with sqlite3.connect(file) as target:
            self._db.backup(target)
        target.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _unpack(self, write: Write) -> Iterator[bytes]:
        packed = self._db.execute("SELECT data FROM payload WHERE number = ? ORDER BY part", (write.number,))
        for (data,) in packed:
            try:
                yield zlib.decompress(data)
            except zlib.error as error:
                raise JournalDamaged(f"write {write.number} of the journal {self.file} cannot be unpacked") from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise GraphUnavailable(FULL) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        # SQLite may have rolled back by itself.
        with suppress(sqlite3.Error):
            self._db.execute("ROLLBACK")


def journal_file(graph: Path) -> Path:
    """Return the path of the journal of an embedded graph."""
    return graph.with_name(f"{graph.stem}.journal.sqlite")


def open_journal(file: Path) -> Journal:
    """Open a journal, made where there is none. Raises JournalDamaged, GraphFormat, GraphUnavailable."""
    try:
        connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=5)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # Without it a commit is on the disk only after the next checkpoint.
            connection.execute("PRAGMA synchronous = FULL")
            return _prepare(Journal(connection, file))
        except BaseException:
            connection.close()
            raise
    except sqlite3.DatabaseError as error:
        if "full" in str(error) or "disk I/O" in str(error):
            raise GraphUnavailable(FULL) from error
        raise JournalDamaged(f"the journal {file} cannot be read: {error}") from error


def _prepare(journal: Journal) -> Journal:
    db = journal._db
    if not db.execute("SELECT name FROM sqlite_master WHERE name = 'journal'").fetchone():
        with journal._writing():
            for statement in filter(str.strip, _TABLES.split(";")):
                db.execute(statement)
            db.execute("INSERT INTO journal VALUES ('format', ?), ('id', ?)", (str(FORMAT), uuid4().hex))
    if (held := journal.read_note("format")) != str(FORMAT):
        raise GraphFormat(f"the journal {journal.file} is of format {held}, this program reads format {FORMAT}")
    return journal


def _begin_hash(write: Write, before: str) -> hashlib._Hash:
    head = [before, write.number, write.version, write.at, write.by, write.kind, write.format, write.sums.decode()]
    return hashlib.sha256(orjson.dumps(head))


def _pack(lines: Iterable[bytes], hashing: hashlib._Hash) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for line in lines:
        held += (line, b"\n")
        size += len(line) + 1
        if size >= PART:
            yield _pack_part(held, hashing)
            held, size = [], 0
    if held:
        yield _pack_part(held, hashing)


def _pack_part(held: list[bytes], hashing: hashlib._Hash) -> bytes:
    text = b"".join(held)
    hashing.update(text)
    return zlib.compress(text, _LEVEL)


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    # A part ends with a line, and JSON has no line breaks of its own.
    for part in parts:
        yield from part.splitlines()
