"""Tells how the engine left its file: closed, and with which bytes, or in the middle of something."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from graph.journal.storage import Journal

NOTE = "file"
# While it is being opened and checked, the engine itself may fall over a file; then it is not tried again.
OPENING, OPEN = "opening", "open"


@dataclass(frozen=True, slots=True)
class FileState:
    """The file of an embedded graph, and what the journal notes of it."""

    file: Path

    def note_closed(self, journal: Journal) -> None:
        """Note its bytes as the engine left them."""
        journal.note(NOTE, self.digest())

    def digest(self) -> str:
        """Return a digest that changes with any byte of the file; empty where there is none."""
        hashing = blake2b(digest_size=16)
        try:
            with self.file.open("rb") as stream:
                while part := stream.read(1 << 20):
                    hashing.update(part)
        except FileNotFoundError:
            return ""
        return hashing.hexdigest()
