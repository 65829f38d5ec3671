"""Purses that several processes share: a table in a file that each of them maps, one at a time."""

from __future__ import annotations

import fcntl
import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from struct import Struct

from hezuo.service.limits.budgets import Balance

NAME = "purses"
# The client by its digest, what is left to it, and when; a digest of 0 is an empty place.
PLACE = Struct("<Qdd")
PLACES = 32_768
# A client stands in one of so many places; where all are taken, whoever was silent longest makes room.
TRIED = 8


def create_purses(folder: Path) -> None:
    """An empty table."""
    (folder / NAME).write_bytes(bytes(PLACE.size * PLACES))


def open_purses(folder: Path) -> SharedBalances:
    """The table in a folder, for as long as this process lives."""
    file = os.open(folder / NAME, os.O_RDWR | os.O_CLOEXEC)
    return SharedBalances(file, mmap.mmap(file, 0))


@dataclass(frozen=True, slots=True)
class SharedBalances:
    """The table. Its clock is the machine's, which processes share; one that dies holding a purse lets go of it."""

    file: int
    table: mmap.mmap

    @contextmanager
    def hold(self, client: str) -> Iterator[Balance]:
        """The purse of a client; no process holds another meanwhile, which is a few microseconds."""
        digest = int.from_bytes(blake2b(client.encode(), digest_size=8).digest(), "little") or 1
        fcntl.flock(self.file, fcntl.LOCK_EX)
        try:
            place, purse = self._find(digest)
            yield purse
            PLACE.pack_into(self.table, place, digest, purse.left or 0.0, purse.at)
        finally:
            fcntl.flock(self.file, fcntl.LOCK_UN)

    def _find(self, digest: int) -> tuple[int, Balance]:
        """Find where a client stands, or will."""
        oldest = (float("inf"), 0)
        for number in range(TRIED):
            place = (digest + number) % PLACES * PLACE.size
            found, left, at = PLACE.unpack_from(self.table, place)
            if found == digest:
                return place, Balance(left, at)
            oldest = min(oldest, (at, place))
        return oldest[1], Balance()
