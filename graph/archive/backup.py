"""An archive as one file: a zip of what an export writes."""

from __future__ import annotations

import asyncio
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.archive.contents import ArchiveError, check_archive
from graph.archive.export import Told, write_archive
from graph.errors import GraphPlace
from graph.store import Writer


async def back_up(writer: Writer, file: Path, tell: Told = lambda _name, _count: None) -> dict[str, int]:
    """Write the graph into a new file, which is there when it is whole and checked; the rows of each kind.

    Nobody writes the graph meanwhile. Raises GraphPlace, GraphError.
    """
    with appear(file) as making:
        with zipfile.ZipFile(making, "w", zipfile.ZIP_DEFLATED) as packed:
            # Opened by its name alone, a file within has no time: equal graphs give equal bytes.
            counts = await write_archive(writer, lambda name: packed.open(name, "w"), tell)
        await asyncio.to_thread(check_backup, making)
    return counts


@contextmanager
def appear(file: Path) -> Iterator[Path]:
    """Yield a path to write a new file at, which appears under its name when all is well. Raises GraphPlace."""
    making = file.with_name(f"{file.name}.making")
    if file.exists():
        raise GraphPlace(f"{file} is there already; name a new file")
    try:
        making.unlink(missing_ok=True)
        # Only for its owner: reviewers' names and notes are in it.
        os.close(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise GraphPlace(f"{file} cannot be written: {error.strerror}") from error
    try:
        yield making
        _put(making, file)
    finally:
        making.unlink(missing_ok=True)


def _put(making: Path, file: Path) -> None:
    try:
        with making.open("rb+") as stream:
            os.fsync(stream.fileno())
        making.rename(file)
    except OSError as error:
        raise GraphPlace(f"{file} cannot be written: {error.strerror}") from error


@contextmanager
def open_backup(file: Path) -> Iterator[zipfile.Path]:
    """The archive in a file. Raises ArchiveError."""
    try:
        packed = zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        raise ArchiveError(f"{file} cannot be read; is it a backup of a graph, and whole? ({error})") from error
    with packed:
        yield zipfile.Path(packed)


def check_backup(file: Path) -> None:
    """Read a file as a restore would. Raises ArchiveError."""
    with open_backup(file) as place:
        check_archive(place)
