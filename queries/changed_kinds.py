"""What kinds of things changed after a version, as those who watch the graph are told."""

from __future__ import annotations

from dataclasses import dataclass

from graph.access import Reader
from queries.question import question


@dataclass(frozen=True, slots=True)
class ChangedKind:
    """A kind of which something changed: by the latest version that did so, at an ISO instant."""

    kind: str
    version: int
    at: str


CHANGED_KINDS = question("changed_kinds", ChangedKind)


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed between two versions: the later one, its instant, and the labels of what changed, sorted."""

    version: int
    at: str
    kinds: tuple[str, ...]


async def read_changed(reader: Reader, since: int) -> Changed | None:
    """What changed after a version; None where nothing is on record."""
    rows = await reader.run(CHANGED_KINDS, {"since": since})
    if not rows:
        return None
    return Changed(
        max(row.version for row in rows), max(row.at for row in rows), tuple(sorted(row.kind for row in rows))
    )
