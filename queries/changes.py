"""Reads what changed since a version: the entries that every write leaves, page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.store import Parameters, Reader, RowT, Statement
from queries.errors import BadInput
from queries.question import question

# Beyond every id of a version: ids are digits.
_END = "~"

# Whoever keeps something of the graph in memory reads all of it again where versions changed more.
MOST_CHANGED = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One entry: what a version did (`action`: CREATED UPDATED REMOVED) to an entity; `at` is ISO 8601 in UTC."""

    id: str
    version: int
    at: str
    action: str
    kind: str
    entity: str
    name: str
    by: str


@dataclass(frozen=True, slots=True)
class ChangesAsked:
    """The `size` entries after version `since`, from the front or the back, between the ids of two entries."""

    since: int
    size: int
    after: str = ""
    before: str = ""
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """The number of entries, and of their versions."""

    total: int
    versions: int


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The entries of a page, oldest first, and whether more lie on either side."""

    changes: tuple[Change, ...]
    has_previous: bool
    has_next: bool


@dataclass(frozen=True, slots=True)
class ChangedEntity:
    """A node that is not as it was, by its label and id."""

    kind: str
    entity: str


CHANGED = question("entities_changed", ChangedEntity)

FORWARD = question("changes", Change)

BACKWARD = replace(FORWARD, name="changes_backward", text=FORWARD.text.replace("ORDER BY id", "ORDER BY id DESC"))

EXTENT = question("changes_extent", Extent)


def check_since(since: int) -> int:
    """The version; BadInput where it is none."""
    if since < 0:
        raise BadInput(f"`since` is {since}; versions begin at 0.", "since")
    return since


async def read_changes(reader: Reader, asked: ChangesAsked) -> ChangesPage:
    """The entries asked for, oldest first; one engine call."""
    start = max(asked.after, end_of_version(check_since(asked.since)))
    parameters: Parameters = {"after": start, "before": asked.before or _END, "limit": asked.size + 1}
    rows = await reader.run(BACKWARD if asked.backward else FORWARD, parameters)
    more, cut = len(rows) > asked.size, rows[: asked.size]
    if asked.backward:
        return ChangesPage(tuple(reversed(cut)), more, bool(asked.before))
    return ChangesPage(tuple(cut), bool(asked.after), more)


async def find_changed(reader: Reader, changed: Statement[RowT], since: int, version: int) -> list[RowT] | None:
    """The rows of a question for what changed after `since`; None where not all is known of it, or it is too much.

    Then all is to be read.
    """
    if needs_resync(since, version, (await read_extent(reader, since)).versions):
        return None
    rows = await reader.run(changed, {"after": end_of_version(since), "limit": MOST_CHANGED + 1})
    return rows if len(rows) <= MOST_CHANGED else None


async def read_extent(reader: Reader, since: int) -> Extent:
    """Count the entries after version `since`, and their versions."""
    return (await reader.run(EXTENT, {"after": end_of_version(since)}))[0]


def end_of_version(version: int) -> str:
    """A text that sorts after every entry of a version and before those of the next."""
    return f"{version:010d}-{_END}"


def needs_resync(since: int, version: int, recorded: int) -> bool:
    """Tell whether the entries cannot say what changed: a version after `since` left none, or `since` is yet to come.

    Every write that raises the version leaves entries, and raises it by one. Versions without entries are those whose
    entries are kept no more, and those that a restore leaps over, since others may have been shown under them.
    `recorded` is how many versions after `since` have entries, read after `version`.
    """
    return since > version or recorded < version - since


@dataclass(frozen=True, slots=True)
class ChangedKind:
    """A kind of which something changed: by the latest version that did so, at an ISO instant."""

    kind: str
    version: int
    at: str


CHANGED_KINDS = question("changed_kinds", ChangedKind)


@dataclass(frozen=True, slots=True)
class Changed:
    """The changes between two versions: the later one, its instant, and the labels of what changed, sorted."""

    version: int
    at: str
    kinds: tuple[str, ...]


async def read_changed(reader: Reader, since: int) -> Changed | None:
    """Read what changed after a version; None where nothing is on record."""
    rows = await reader.run(CHANGED_KINDS, {"since": since})
    if not rows:
        return None
    return Changed(
        max(row.version for row in rows), max(row.at for row in rows), tuple(sorted(row.kind for row in rows))
    )
