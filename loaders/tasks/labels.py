"""Read labels: what people found in the clauses of documents, by which the analysis is measured.

A line a clause: {"doc", "path", "must", "core", "may", "mentions", "mentions_may"} of two readers, or
{"doc", "path", "tasks": [{"id", "grade"}], "mentions"} of one. What both readers gave must be found, what one gave may
be; of one reader's, grade 2 must be found and grade 1 may be.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class LabelsError(Exception):
    """A file of labels that cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled clause: the tasks it must, may and clearly (`core`) covers, the names by the text of each mention."""

    doc: str
    path: str
    must: frozenset[str]
    core: frozenset[str]
    may: frozenset[str]
    mentions: Mapping[str, str]
    mentions_may: frozenset[str]


def bare(text: str) -> str:
    """A name without the marks of a title."""
    return text.strip("《》 ")


def read_label(line: str) -> Labelled:
    """One line; KeyError, TypeError or ValueError where it is not as it must be."""
    said = json.loads(line)
    if "must" in said:
        must, core, may = said["must"], said["core"], said["may"]
    else:
        must = core = [task["id"] for task in said["tasks"] if task["grade"] == 2]
        may = [task["id"] for task in said["tasks"] if task["grade"] == 1]
    return Labelled(
        said["doc"],
        said["path"],
        frozenset(must),
        frozenset(core),
        frozenset(may),
        {bare(one["text"]): bare(one["resolves_to"]) for one in said["mentions"]},
        frozenset(bare(one["text"]) for one in said.get("mentions_may", ())),
    )


def read_labels(folder: Path) -> dict[str, list[Labelled]]:
    """The labels of a folder by document, in order. Raises LabelsError."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise LabelsError(f"{folder} holds no labels (*.jsonl)")
    by_doc: dict[str, list[Labelled]] = {}
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            try:
                label = read_label(line)
            except (KeyError, TypeError, ValueError) as error:
                raise LabelsError(f"{file}, line {number}: {error!r} is not as a label must be") from error
            by_doc.setdefault(label.doc, []).append(label)
    return by_doc
