"""Measures what is read of documents against a list of what is right: python -m tests.loaders.metadata.measure FOLDER.

The folder holds the texts and `index.json`, a list of `file`, `issuer`, `applies_to`, `issued`, `in_force_from`. A
field that an entry does not have is not asked; where it is null, a value that is read counts as guessed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.dates import Period
from hezuo.commands.documents.analysis import read_tools
from loaders.clauses.segment import parse_document
from loaders.document import DocumentMeta
from loaders.files.text import read_document
from loaders.mentions.gazetteer import Gazetteer
from loaders.metadata.metadata import read_meta

FIELDS = ("issuer", "applies_to", "issued", "in_force_from")


def judge(field: str, right: str | list[str] | None, meta: DocumentMeta) -> tuple[str, object]:
    """Whether what was read of a field is right, wrong, missing, rightly open or guessed; and what was read."""
    read: object = meta.territory if field == "applies_to" else getattr(meta, field)
    shown = str(read) if isinstance(read, Period) else read
    if not right:
        return ("guessed" if read else "open"), shown
    if not read:
        return "missing", None
    fits = shown in right if field == "applies_to" else shown == right
    return ("right" if fits else "wrong"), shown


def measure(folder: Path, gazetteer: Gazetteer) -> Iterator[tuple[str, str, str, object, object]]:
    """By document and field: the verdict, what is right, and what was read."""
    entries: list[Mapping[str, Any]] = json.loads((folder / "index.json").read_text("utf-8"))
    for entry in entries:
        if not entry.get("file"):
            continue
        meta, _ = read_meta(parse_document(read_document(folder / entry["file"]).text), gazetteer)
        for field in FIELDS:
            if field in entry:
                verdict, read = judge(field, entry[field], meta)
                yield entry["id"], field, verdict, entry[field], read


def main() -> None:
    """Print a line a field, and what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="+")
    given = parser.parse_args()
    gazetteer = read_tools().gazetteer
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for folder in given.folder:
        for name, field, verdict, right, read in measure(folder, gazetteer):
            counts[field][verdict] += 1
            if verdict not in ("right", "open"):
                sys.stdout.write(f"{name:26} {field:14} {verdict:8} {right} | {read}\n")
    for field, found in counts.items():
        asked = found["right"] + found["wrong"] + found["missing"]
        share = found["right"] / asked if asked else 0.0
        sys.stdout.write(f"{field:14} {share:.3f} of {asked}  {dict(sorted(found.items()))}\n")


if __name__ == "__main__":
    main()
