"""Writes reviewed links as labels, so that the pipeline is measured on an office's own documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from hezuo.errors import CommandError

BEGINS = 20  # characters of a clause, by which people find it


def write_labels(folder: str, reviewed: Sequence[Mapping[str, Any]], waiting: Sequence[Mapping[str, Any]]) -> int:
    """A file a document, a line a clause that was reviewed, and return how many. Raises CommandError.

    What was confirmed must be found, what waits may be, and what was rejected must not. A document's text is looked
    for under its id.
    """
    clauses = {row["clause"]: row for row in reviewed if not row["suspect"]}
    must: dict[str, set[str]] = defaultdict(set)
    may: dict[str, set[str]] = defaultdict(set)
    for row in reviewed:
        if row["verdict"] == "CONFIRMED":
            must[row["clause"]].add(row["taskId"])
    for row in waiting:
        may[row["clause"]].add(row["taskId"])
    lines: dict[str, list[bytes]] = defaultdict(list)
    for clause, row in sorted(clauses.items()):
        document = clause.partition("#")[0]
        label = {
            "doc": document, "path": row["path"], "begins": (row["text"] or "")[:BEGINS],
            "must": sorted(must[clause]), "core": sorted(must[clause]), "may": sorted(may[clause] - must[clause]),
            "mentions": [],
        }  # fmt: skip
        lines[document].append(orjson.dumps(label, option=orjson.OPT_APPEND_NEWLINE))
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for document, written in lines.items():
            (Path(folder) / f"{document}.jsonl").write_bytes(b"".join(written))
    except OSError as error:
        raise CommandError(f"cannot write into {folder}: {error.strerror}") from error
    return len(clauses)
