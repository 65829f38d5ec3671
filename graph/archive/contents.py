"""An archive's description of itself, `graph.json`: its format, and of each file how many lines it has and their hash.

ArchiveError   an archive that cannot be read, or is not what it says
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from graph.errors import GraphError
from graph.model import Label, RelationshipType

HEADER = "graph.json"
REVIEWS, SHADOWS, CHANGES = "reviews.jsonl", "shadowed.jsonl", "changes.jsonl"
# Archives have a format of their own: one of them outlives formats of the graph.
FORMAT = 4
# Neither hashes nor the record of changes, and of a period over several years its first year alone.
BEFORE = 3

# An archive is a folder, or one zip file of the same files.
Place: TypeAlias = Path | zipfile.Path


class ArchiveError(GraphError):
    """An archive that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class FileSum:
    """The count of a file's lines, and their SHA-256; None for what is not known of an archive of the format before."""

    rows: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of an archive; `version` is that of the graph it was made of, 0 where that is not known."""

    format: int
    version: int
    files: dict[str, FileSum]

    @property
    def lacks_ends(self) -> bool:
        """Tell whether periods of several years have lost their ends."""
        return self.format == BEFORE


class LineCounter:
    """Counts and hashes lines."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._rows = 0

    def add(self, line: bytes) -> None:
        """Count a line."""
        self._hash.update(line)
        self._rows += 1

    def sum(self) -> FileSum:
        """Return what was counted."""
        return FileSum(self._rows, self._hash.hexdigest())


def node_file(label: Label) -> str:
    """Name the file that holds the nodes of a label."""
    return f"nodes/{label}.jsonl"


def edge_file(kind: RelationshipType) -> str:
    """Name the file that holds the relationships of a type."""
    return f"relationships/{kind}.jsonl"


def list_names() -> list[str]:
    """The files of an archive besides its header."""
    return [*map(node_file, Label), *map(edge_file, RelationshipType), REVIEWS, SHADOWS, CHANGES]


def write_contents(contents: Contents) -> bytes:
    """The header."""
    files = {name: {"rows": one.rows, "sha256": one.sha256} for name, one in contents.files.items()}
    header = {"format": contents.format, "version": contents.version, "files": files}
    return orjson.dumps(header, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def check_archive(place: Place) -> Contents:
    """Return what an archive holds, after counting and hashing every file. Raises ArchiveError for any that differs."""
    contents = _read_contents(place)
    found = _list_files(place)
    if missing := sorted(contents.files.keys() - found):
        raise ArchiveError(f"the archive {place} lacks {missing[0]}; it is not whole")
    if more := sorted(found - contents.files.keys()):
        raise ArchiveError(f"the archive {place} holds {more[0]}, which is not in its {HEADER}; take it out")
    for name, stated in contents.files.items():
        _compare(place, name, stated)
    return contents


def _read_contents(place: Place) -> Contents:
    file = place / HEADER
    try:
        header = orjson.loads(file.read_bytes())
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, orjson.JSONDecodeError) as error:
        raise ArchiveError(f"{file} cannot be read; is {place} an export of a graph?") from error
    known = header.get("format") if isinstance(header, dict) else None
    try:
        if known == BEFORE:
            return _read_before(header)
        if known == FORMAT:
            files = {name: FileSum(int(one["rows"]), str(one["sha256"])) for name, one in header["files"].items()}
            if files.keys() == set(list_names()):
                return Contents(FORMAT, int(header["version"]), files)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"{file} does not say what the archive holds; it is damaged") from error
    if known == FORMAT:
        raise ArchiveError(f"{file} names other files than this program writes; it is damaged, or of another release")
    raise ArchiveError(
        f"{file} is of format {known}, this program reads {BEFORE} and {FORMAT}: use the release that wrote it"
    )


def _read_before(header: dict[str, Any]) -> Contents:
    files = {node_file(label): FileSum(int(header["rows"][label]), None) for label in Label}
    files |= {edge_file(kind): FileSum(int(header["rows"][kind]), None) for kind in RelationshipType}
    return Contents(BEFORE, 0, files | {REVIEWS: FileSum(None, None), SHADOWS: FileSum(None, None)})


def _list_files(place: Place) -> set[str]:
    if isinstance(place, Path):
        found = [file.relative_to(place).as_posix() for file in place.rglob("*") if not file.is_dir()]
    else:
        found = [name for name in place.root.namelist() if not name.endswith("/")]
        if len(found) != len(set(found)):
            raise ArchiveError(f"the archive {place} holds a file twice; it is damaged")
    return set(found) - {HEADER}


def _compare(place: Place, name: str, stated: FileSum) -> None:
    file = place / name
    counter = LineCounter()
    try:
        with file.open("rb") as stream:
            for line in stream:
                counter.add(line)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise ArchiveError(f"{file} cannot be read: {error}") from error
    was = counter.sum()
    if stated.rows is not None and was.rows != stated.rows:
        raise ArchiveError(f"{file} has {was.rows:,} lines where {HEADER} says {stated.rows:,}; the archive is damaged")
    if stated.sha256 is not None and was.sha256 != stated.sha256:
        raise ArchiveError(f"{file} is not as it was written (its hash differs); the archive is damaged")
