"""Loads the documents that `hezuo load` is given, one transaction each: here, or by a running service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from tqdm import tqdm

from hezuo.commands.client import Ask, open_client
from hezuo.commands.documents.document_files import BadFile, build_input, find_files, read_options
from hezuo.commands.terminal import say, tell
from hezuo.errors import CommandError
from hezuo.settings import Settings
from loaders.errors import DocumentError
from loaders.files.text import read_document
from loaders.mentions.gazetteer import squeeze_name
from schema.request.ids import parse_global_id

LOAD = """mutation Load($document: DocumentInput!) {
  loadDocument(document: $document) {
    version wrote document { id name } created changed unchanged removed suspect warnings { kind place reason }
  }
}"""
# What the next document would meet too.
_HOPELESS = frozenset({"UNAUTHENTICATED", "FORBIDDEN", "UNAVAILABLE", "RATE_LIMITED"})
_SHOWN_WARNINGS = 5


class Refused(Exception):
    """A document that was not taken, and why."""


@dataclass(slots=True)
class Summary:
    """The outcome of the documents together."""

    documents: Counter[str] = field(default_factory=Counter)
    # By file what its text is called once it is stored.
    titles: dict[Path, str] = field(default_factory=dict)
    clauses: Counter[str] = field(default_factory=Counter)
    version: int | None = None

    def add(self, path: Path, loaded: Mapping[str, Any]) -> None:
        """Count a document in."""
        if loaded["wrote"]:
            self.titles[path] = loaded["document"]["name"]
        new = loaded["created"] and not (loaded["changed"] or loaded["unchanged"] or loaded["removed"])
        self.documents["new" if loaded["wrote"] and new else "changed" if loaded["wrote"] else "unchanged"] += 1
        self.version = loaded["version"]
        for name in ("created", "changed", "unchanged", "removed", "suspect"):
            self.clauses[name] += loaded[name]

    def write(self) -> str:
        """One line."""
        parts = [f"{count:,} {name}" for name, count in sorted(self.documents.items())]
        clauses = ", ".join(f"{self.clauses[name]:,} {name}" for name in self.clauses if self.clauses[name])
        version = f"; the graph is of version {self.version}" if self.version is not None else ""
        return f"{sum(self.documents.values()):,} documents: {', '.join(parts)}; clauses: {clauses or 'none'}{version}"


async def load_documents(
    settings: Settings, names: Sequence[str], said: Mapping[str, object], to: str | None, *, as_json: bool
) -> int:
    """Load them, say what came of each and of all; 1 where one was not taken. Raises CommandError."""
    files = find_files(names)
    options = read_options(said, len(files))
    summary = Summary()
    # The bar stands before the graph is open, which takes longer than a person waits for a sign of life. `None`: no bar
    # where nobody watches.
    with tqdm(total=len(files), desc="loading", unit=" documents", disable=None, leave=False) as bar:
        async with open_client(settings, to) as ask:
            for path in files:
                await _load(ask, path, options, summary, as_json=as_json)
                bar.update()
            await _load_again(ask, files, options, summary)
    if not as_json:
        say(summary.write())
    return 1 if summary.documents["failed"] else 0


async def _load(ask: Ask, path: Path, options: Mapping[str, object], summary: Summary, *, as_json: bool) -> None:
    try:
        loaded = _read(await ask(LOAD, {"document": build_input(path, options)}))
    except (BadFile, Refused) as error:
        summary.documents["failed"] += 1
        with tqdm.external_write_mode():
            tell(f"hezuo: {path}: {error}")
        return
    summary.add(path, loaded)
    with tqdm.external_write_mode():
        if as_json:
            say(orjson.dumps({"file": str(path), **loaded}).decode())
        else:
            for line in _describe(path, loaded):
                say(line)


async def _load_again(ask: Ask, files: Sequence[Path], options: Mapping[str, object], summary: Summary) -> None:
    """Load those once more that name a document which came after them: now they can point at it."""
    for at, path in enumerate(files):
        later = [squeeze_name(summary.titles[other]) for other in files[at + 1 :] if other in summary.titles]
        if later and _names_any(path, later):
            try:
                summary.version = _read(await ask(LOAD, {"document": build_input(path, options)}))["version"]
            except (BadFile, Refused):
                continue  # It was refused before, and said so.


def _names_any(path: Path, titles: Sequence[str]) -> bool:
    try:
        text = squeeze_name(read_document(path).text)
    except DocumentError:
        return False
    return any(title in text for title in titles)


def _read(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    if not answer.get("errors"):
        loaded: Mapping[str, Any] = answer["data"]["loadDocument"]
        return loaded
    error = answer["errors"][0]
    code = error.get("extensions", {}).get("code", "")
    candidates = error.get("extensions", {}).get("candidates") or []
    message = f"{error['message']}{f' Perhaps {chr(44).join(candidates)}.' if candidates else ''} ({code})"
    if code in _HOPELESS:
        raise CommandError(message)
    raise Refused(message)


def _describe(path: Path, loaded: Mapping[str, Any]) -> Iterator[str]:
    document = loaded["document"]
    counts = [f"{loaded[name]:,} {name}" for name in ("created", "changed", "unchanged", "removed") if loaded[name]]
    suspect = f"; {loaded['suspect']:,} wait for another review" if loaded["suspect"] else ""
    key = parse_global_id(document["id"])
    yield f"{path}: 《{document['name']}》 {key[1] if key else ''}: clauses: {', '.join(counts)}{suspect}"
    warnings = loaded["warnings"]
    yield from (f"  {one['kind']}, {one['place']}: {one['reason']}" for one in warnings[:_SHOWN_WARNINGS])
    if len(warnings) > _SHOWN_WARNINGS:
        yield f"  and {len(warnings) - _SHOWN_WARNINGS:,} more: --json shows them"
