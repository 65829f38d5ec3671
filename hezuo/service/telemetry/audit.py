"""The audit record: a line for every write and every refusal, in files that are bounded and only their owner reads."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson

from hezuo.log import SERVICE

FOLDER, LOCK = "audit", "lock"
# Apart, so that no flood of refusals pushes out who wrote what.
WRITES, REFUSALS = "writes", "refusals"
MOST_BYTES, MOST_FILES = 10_000_000, 5


@dataclass(frozen=True, slots=True)
class Audit:
    """Writes to `writes.jsonl` and `refusals.jsonl` in a folder; a full file becomes `….1.jsonl`, the oldest goes."""

    folder: Path
    most_bytes: int = MOST_BYTES
    most_files: int = MOST_FILES

    def note(self, name: str, fields: Mapping[str, object]) -> None:
        """Add a line. One that cannot be written is in the log instead."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = orjson.dumps({"at": at, **fields}, option=orjson.OPT_APPEND_NEWLINE)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with (self.folder / LOCK).open("w") as lock:
                # Several processes may serve one folder.
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._append(name, line)
        except OSError as error:
            SERVICE.error("audit record not written", {"reason": error.strerror, **fields})

    def _append(self, name: str, line: bytes) -> None:
        path = self.folder / f"{name}.jsonl"
        if path.exists() and path.stat().st_size + len(line) > self.most_bytes:
            self._turn(name, path)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(line)

    def _turn(self, name: str, path: Path) -> None:
        for number in range(self.most_files - 1, 0, -1):
            older = self.folder / f"{name}.{number}.jsonl"
            if older.exists() and number == self.most_files - 1:
                older.unlink()
            elif older.exists():
                older.rename(self.folder / f"{name}.{number + 1}.jsonl")
        path.rename(self.folder / f"{name}.1.jsonl")
