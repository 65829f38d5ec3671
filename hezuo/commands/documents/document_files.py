"""Finds the documents that a command is given, and what stands beside each of them about it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

import orjson

from hezuo.errors import CommandError
from loaders.files.text import ENDINGS, LARGEST_FILE
from loaders.metadata.file_names import name_file

# Fields of a DocumentInput.
_OF_ONE = ("id", "title", "number", "issued", "inForceFrom", "inForceUntil")
_OF_ALL = ("kind", "issuers", "appliesTo", "agreedBy")
FIELDS = frozenset({*_OF_ONE, *_OF_ALL, "source"})


class BadFile(Exception):
    """A file that is not sent; the others go on."""


def find_files(names: Sequence[str]) -> list[Path]:
    """The files named, and those of folders that can be read, by name. Raises CommandError."""
    found: list[Path] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            within = [one for one in sorted(path.rglob("*")) if one.suffix.lower() in ENDINGS and one.is_file()]
            found += [one for one in within if not any(part.startswith(".") for part in one.relative_to(path).parts)]
        elif path.exists():
            found.append(path)
        else:
            raise CommandError(f"there is no file or folder {name}")
    if not found:
        raise CommandError(f"nothing to load in {', '.join(names)}: documents end in {', '.join(ENDINGS)}")
    return list(dict.fromkeys(found))


def read_options(given: Mapping[str, object], count: int) -> dict[str, object]:
    """What the options say of the documents. Raises CommandError where they say of several what is only one's."""
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
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise BadFile(f"the file has {size:,} bytes, more than {LARGEST_FILE:,}")
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(f"the file cannot be opened: {error.strerror}") from error
    file = {"name": name_file(path.absolute()), "base64": b64encode(data).decode()}
    return {**_read_beside(path.with_name(f"{path.name}.json")), **options, "file": file}


def _read_beside(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        said = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise BadFile(f"{path.name} beside it is no JSON: {error}") from error
    if not isinstance(said, dict):
        raise BadFile(f"{path.name} beside it must be a JSON object")
    if unknown := sorted(said.keys() - FIELDS):
        raise BadFile(f"{path.name} beside it says {', '.join(unknown)}; it may say {', '.join(sorted(FIELDS))}")
    return said
