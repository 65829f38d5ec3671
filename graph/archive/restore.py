"""Reads an archive of JSON lines into an empty graph, on either engine: all of it, or nothing."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from graph.archive.contents import (
    CHANGES,
    REVIEWS,
    SHADOWS,
    ArchiveError,
    Contents,
    Place,
    check_archive,
    edge_file,
    node_file,
)
from graph.archive.export import PAGE, Told
from graph.archive.lines import (
    ArchiveLine,
    import_changes,
    import_reviews,
    read_change,
    read_edge,
    read_node,
    read_review,
    read_shadow,
)
from graph.bookkeeping import IMPORT, Change, Manifest, lock_state, record_changes, write_manifest
from graph.model import Label, RelationshipType
from graph.statements import FROM, TO, reading
from graph.store import Statement, Value, Writer, WriteTransaction
from graph.writing.in_force import derive_in_force
from graph.writing.rows import EdgeRef, NodeRef, Stored, write_ref

# What was there before: names by label and id.
Names = dict[tuple[str, str], str]


async def clear_graph(transaction: WriteTransaction) -> Names:
    """Remove everything but the version; the names of what was there, as the record of changes has it."""
    names: Names = {}
    for label in Label:
        if label is not Label.CLAUSE:
            rows = await transaction.run(_names_of(label), {})
            names |= {(label, str(row["id"])): str(row["name"]) for row in rows}
    for kind in (*Label, "Load", "Review", "Change"):
        await transaction.execute(f"MATCH (n:{kind}) DETACH DELETE n", {})
    return names


def compare_changes(before: Names, created: Sequence[Change]) -> list[Change]:
    """The record of a graph that was filled anew: what was there before was updated, or removed."""
    changes = [
        Change(one.kind, one.entity, one.name, "UPDATED") if (one.kind, one.entity) in before else one
        for one in created
    ]
    kept = {(one.kind, one.entity) for one in created}
    removed = [Change(kind, key, name, "REMOVED") for (kind, key), name in before.items() if (kind, key) not in kept]
    return changes + removed


def _names_of(label: Label) -> Statement[dict[str, Value]]:
    return reading(f"names of {label}", f"MATCH (n:{label}) RETURN n.id AS id, n.name AS name", [], ["id", "name"])


RowT = TypeVar("RowT")


class Imported:
    """The part of an archive read so far: which nodes there are, and what each load stated."""

    def __init__(self) -> None:
        self.ids: dict[Label, set[str]] = {label: set() for label in Label}
        self.nodes: dict[str, list[str]] = defaultdict(list)
        self.edges: dict[str, list[str]] = defaultdict(list)
        self.changes: list[Change] = []

    def add_node(self, label: Label, row: Stored) -> None:
        """Note a node; ArchiveLine for an id met twice, or none."""
        key = row["id"]
        if not isinstance(key, str) or not key or key in self.ids[label]:
            raise ArchiveLine(f"the id {key!r} is missing or stands twice")
        self.ids[label].add(key)
        ref: NodeRef = (label, key)
        self._note(self.nodes, row, write_ref(ref))
        if label is not Label.CLAUSE:
            self.changes.append(Change(label, key, str(row["name"]), "CREATED"))

    def add_edge(self, kind: RelationshipType, arrow: tuple[Label, Label], row: Stored) -> None:
        """Note a relationship; ArchiveLine where one of its ends is nowhere."""
        for label, key in ((arrow[0], row[FROM]), (arrow[1], row[TO])):
            if key not in self.ids[label]:
                raise ArchiveLine(f"no {label} with the id '{key}'")
        ref: EdgeRef = (kind, arrow[0], str(row[FROM]), arrow[1], str(row[TO]), str(row["key"]))
        self._note(self.edges, row, write_ref(ref))

    def _note(self, stated: dict[str, list[str]], row: Stored, ref: str) -> None:
        loads = row["loads"]
        for load in loads if isinstance(loads, list) else []:
            stated[str(load)].append(ref)


# Versions after a restore count seconds from here.
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def read_clock() -> datetime:
    """The instant it is."""
    return datetime.now(UTC)


def leap_version(now: datetime, *shown: int) -> int:
    """A version beyond all that were ever shown of a graph: not only before these, but after a backup and lost, too.

    Nobody knows how many those were; but as long as there are fewer writes than seconds, the clock is beyond them. The
    versions left out say that the record of changes has a gap there (queries/changes.py).
    """
    return max(int((now - _EPOCH).total_seconds()), max(shown) + 2)


async def import_graph(  # noqa: PLR0913 all that a restore may be told
    writer: Writer,
    place: Place,
    by: str,
    tell: Told = lambda _name, _count: None,
    *,
    replace: bool = False,
    clock: Callable[[], datetime] = read_clock,
) -> tuple[Contents, dict[str, int]]:
    """Fill an empty graph from an archive, in one transaction; what the archive says it is, and the rows of each kind.

    With `replace`, a graph that holds something loses it in the same transaction. All is checked before it begins.
    Raises ArchiveError, and GraphError where the graph is not empty or the engine fails.
    """
    contents = await asyncio.to_thread(check_archive, place)
    counts: dict[str, int] = {}
    async with writer.transaction() as transaction:
        state = await lock_state(transaction)
        if state.version and not replace:
            raise ArchiveError("the graph holds something already; import into a new one, or replace it (`--replace`)")
        before = await clear_graph(transaction) if state.version else {}
        imported = Imported()
        for label in Label:
            counts[label] = await _import_nodes(transaction, place, label, imported)
            tell(label, counts[label])
        for kind in RelationshipType:
            counts[kind] = await _import_edges(transaction, place, kind, imported)
            tell(kind, counts[kind])
        await derive_in_force(transaction, sorted(imported.ids[Label.POLICY_DOCUMENT]))
        await _import_kept(transaction, place, contents, imported)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        if changes := compare_changes(before, imported.changes):
            await record_changes(transaction, leap_version(clock(), state.version, contents.version), changes, by, at)
        transaction.ledger.tell_whole(IMPORT, by, at)
    return contents, counts


async def _import_kept(transaction: WriteTransaction, place: Place, contents: Contents, imported: Imported) -> None:
    """Import what is kept beside the rows."""
    for reviews in _portions(place, REVIEWS, read_review):
        await import_reviews(transaction, reviews)
    beneath = {one.load: one.shadowed for portion in _portions(place, SHADOWS, read_shadow) for one in portion}
    for load in sorted({*imported.nodes, *imported.edges}):
        # Without a digest: the load's next run compares row by row.
        await write_manifest(transaction, _manifest(imported, load, beneath.get(load)))
    if CHANGES in contents.files:
        for changes in _portions(place, CHANGES, read_change):
            await import_changes(transaction, changes)


def _manifest(imported: Imported, load: str, shadowed: list[str] | None) -> Manifest:
    return Manifest(load, imported.nodes[load], imported.edges[load], None, shadowed)


async def _import_nodes(transaction: WriteTransaction, place: Place, label: Label, imported: Imported) -> int:
    def read(line: bytes) -> Stored:
        row = read_node(label, line)
        imported.add_node(label, row)
        return row

    count = 0
    for rows in _portions(place, node_file(label), read):
        await transaction.insert_nodes(label, rows)
        count += len(rows)
    return count


async def _import_edges(transaction: WriteTransaction, place: Place, kind: RelationshipType, imported: Imported) -> int:
    def read(line: bytes) -> tuple[tuple[Label, Label], Stored]:
        arrow, row = read_edge(kind, line)
        imported.add_edge(kind, arrow, row)
        return arrow, row

    count = 0
    for portion in _portions(place, edge_file(kind), read):
        by_arrow: dict[tuple[Label, Label], list[Stored]] = defaultdict(list)
        for arrow, row in portion:
            by_arrow[arrow].append(row)
        for arrow, rows in by_arrow.items():
            await transaction.insert_edges(kind, arrow, rows)
        count += len(portion)
    return count


def _portions(place: Place, name: str, read: Callable[[bytes], RowT]) -> Iterator[list[RowT]]:
    file = place / name
    portion: list[RowT] = []
    try:
        with file.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                try:
                    portion.append(read(line))
                except ArchiveLine as error:
                    raise ArchiveError(f"{file}:{number}: {error}") from error
                if len(portion) == PAGE:
                    yield portion
                    portion = []
    except OSError as error:
        raise ArchiveError(f"{file} cannot be read: {error.strerror}") from error
    yield portion
