"""What a process wrote, as noted by `preload.c`, and the files that are left of it where the power went at a sync."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("<cH")
_TAIL = struct.Struct("<qI")


@dataclass(frozen=True, slots=True)
class Noted:
    """A write (w), cut (t), sync (s), renaming (r), removal (u) or opening of what may be new (c)."""

    what: str
    path: str
    offset: int
    data: bytes


def read_notes(file: Path) -> Iterator[Noted]:
    """What was noted; a last note that a kill cut short is left out."""
    content = file.read_bytes()
    at = 0
    while at + _HEAD.size <= len(content):
        what, length = _HEAD.unpack_from(content, at)
        path_end = at + _HEAD.size + length
        if path_end + _TAIL.size > len(content):
            return
        offset, size = _TAIL.unpack_from(content, path_end)
        at_data = path_end + _TAIL.size
        if at_data + size > len(content):
            return
        path = content[at + _HEAD.size : path_end].decode()
        yield Noted(what.decode(), path, offset, content[at_data : at_data + size])
        at = at_data + size


@dataclass
class Disk:
    """Files as programs see them, and as they are on the disk: what was written after the last sync is not.

    Names are on the disk at once, contents are not: of both orders the worse one for who wrote them.
    """

    seen: dict[str, bytearray] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)

    def take(self, noted: Noted) -> None:
        """Do what was noted."""
        if noted.what == "u":
            self.seen.pop(noted.path, None)
            self.kept.pop(noted.path, None)
            return
        if noted.what == "r":
            to = noted.data.decode()
            self.seen[to] = self.seen.pop(noted.path, bytearray())
            self.kept[to] = self.kept.pop(noted.path, b"")
            return
        if noted.what == "s" and noted.path not in self.seen:
            return  # A folder.
        content = self.seen.setdefault(noted.path, bytearray())
        self.kept.setdefault(noted.path, b"")
        if noted.what == "w":
            if len(content) < noted.offset:
                content.extend(bytes(noted.offset - len(content)))
            content[noted.offset : noted.offset + len(noted.data)] = noted.data
        elif noted.what == "t":
            del content[noted.offset :]
            content.extend(bytes(noted.offset - len(content)))
        elif noted.what == "s":
            self.kept[noted.path] = bytes(content)

    def write(self, below: Path, folder: Path) -> None:
        """Write the files below a folder, as they are on the disk, into another."""
        for path, content in self.kept.items():
            target = folder / Path(path).relative_to(below)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
