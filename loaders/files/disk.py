"""Reads files from disk: whole, bounded, and only what is a file and stays the same while it is read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from loaders.errors import UnreadableFile

LARGEST_FILE = 32_000_000  # Bytes, as a loader's request may hold.
# A pipe without a writer would hold whoever opens it.
_UNBLOCKED = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """The bytes of a file. UnreadableFile for devices, pipes and folders, what is too large or changes meanwhile."""
    try:
        handle = os.open(path, os.O_RDONLY | _UNBLOCKED)
    except OSError as error:
        raise UnreadableFile(f"the file cannot be opened: {error.strerror}") from error
    try:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableFile("this is a device, a pipe or a folder, and no file")
        if before.st_size > largest:
            raise UnreadableFile(f"the file has {before.st_size:,} bytes, more than {largest:,}")
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(largest + 1)
        after = os.fstat(handle)
    except OSError as error:
        raise UnreadableFile(f"the file cannot be read: {error.strerror}") from error
    finally:
        os.close(handle)
    if len(data) != before.st_size or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnreadableFile("the file changed while it was read: load it again when nobody writes to it")
    return data
