"""Finds the documents that a command is given, and what stands beside each of them about it."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

import orjson

from hezuo.errors import CommandError
from loaders.errors import UnreadableFile
from loaders.files.disk import LARGEST_FILE, read_file
from loaders.files.text import ENDINGS
from loaders.metadata.file_names import name_file

_LARGEST_BESIDE = 1_000_000  # Bytes of what is said about one document.

# Fields of a DocumentInput.
_OF_ONE = ("id", "title", "number", "issued", "inForceFrom", "inForceUntil")
_OF_ALL = ("kind", "issuers", "appliesTo", "agreedBy")
FIELDS = frozenset({*_OF_ONE, *_OF_ALL, "source"})


class BadFile(Exception):
    """A file that is not sent; the others go on."""


def find_files(names: Sequence[str]) -> list[Path]:
    """The files named, and those of folders that may be documents, by name. Raises CommandError."""
    found: list[Path] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            found += _find_within(path)
        elif path.exists() or path.is_symlink():
            found.append(path)
        else:
            raise CommandError(f"there is no file or folder {name}")
    if not found:
        raise CommandError(f"nothing to load in {', '.join(names)}: documents end in {', '.join(ENDINGS)}")
    return list(dict.fromkeys(found))


def _find_within(folder: Path) -> list[Path]:
    """The documents in a folder and below it, and the links to folders, which are not followed but named."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place) / name for name in names if _is_taken(name)]
        found += [Path(place) / name for name in folders if (Path(place) / name).is_symlink()]
    return sorted(found)


def _is_taken(name: str) -> bool:
    # Word keeps a file of this name beside one that somebody has open.
    return name.lower().endswith(ENDINGS) and not name.startswith((".", "~$"))


def read_options(given: Mapping[str, object], count: int) -> dict[str, object]:
    """Read what the options say of the documents. Raises CommandError where they say of several what is only one's."""
    said = {name: _as_json(value) for name, value in given.items() if value not in (None, ())}
    of_one = {field: said[field] for field in _OF_ONE if field in said}
    if of_one and count > 1:
        raise CommandError(f"{', '.join(of_one)}: give it for one document at a time, or in a file beside each")
    options = of_one | {field: said[field] for field in _OF_ALL if field in said}
    title, url = given.get("source"), given.get("source_url")
    if title or url:
        options["source"] = {"title": title or url, "url": url}
    return options


def _as_json(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def build_input(path: Path, options: Mapping[str, object]) -> dict[str, object]:
    """The DocumentInput of a file: what stands beside it, and the options before that. Raises BadFile."""
    # Who may write into a folder does not thereby choose what of the machine is read.
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        raise BadFile(f"it is a link to {path.resolve()}, elsewhere, which is not followed: name that instead")
    file = {"name": name_file(path.absolute()), "base64": b64encode(_read(path)).decode()}
    return {**_read_beside(path.with_name(f"{path.name}.json")), **options, "file": file}


def _read(path: Path, largest: int = LARGEST_FILE) -> bytes:
    try:
        return read_file(path, largest)
    except UnreadableFile as error:
        raise BadFile(str(error)) from error


def _read_beside(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    try:
        said = orjson.loads(_read(path, _LARGEST_BESIDE))
    except orjson.JSONDecodeError as error:
        raise BadFile(f"{path.name} beside it is no JSON: {error}") from error
    if not isinstance(said, dict):
        raise BadFile(f"{path.name} beside it must be a JSON object")
    if unknown := sorted(said.keys() - FIELDS):
        raise BadFile(f"{path.name} beside it says {', '.join(unknown)}; it may say {', '.join(sorted(FIELDS))}")
    return said
