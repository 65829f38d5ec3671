"""Reads an archive of JSON lines into an empty graph, on either engine: all of it, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import orjson

from graph.archive.export import HEADER, PAGE, Told, edge_file, node_file
from graph.archive.lines import (
    REVIEWS,
    SHADOWS,
    ArchiveLine,
    import_reviews,
    read_edge,
    read_node,
    read_review,
    read_shadow,
)
from graph.bookkeeping import IMPORT, Change, Manifest, lock_state, record_changes, write_manifest
from graph.errors import GraphError
from graph.model import FORMAT, Label, RelationshipType
from graph.statements import FROM, TO, reading
from graph.store import Statement, Value, Writer, WriteTransaction
from graph.writing.in_force import derive_in_force
from graph.writing.rows import EdgeRef, NodeRef, Stored, write_ref

# What was there before: names by label and id.
Names = dict[tuple[str, str], str]


async def clear_graph(transaction: WriteTransaction) -> Names:
    """Remove everything but the version and its record of changes; the names of what is in that record."""
    names: Names = {}
    for label in Label:
        if label is not Label.CLAUSE:
            rows = await transaction.run(_names_of(label), {})
            names |= {(label, str(row["id"])): str(row["name"]) for row in rows}
    for kind in (*Label, "Load"):
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


class ArchiveError(GraphError):
    """An archive that cannot be read; the message names file and line."""


class Imported:
    """What has been read so far: which nodes there are, and what each load stated."""

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


async def import_graph(
    writer: Writer, folder: Path, by: str, tell: Told = lambda _name, _count: None, *, replace: bool = False
) -> dict[str, int]:
    """Fill an empty graph from an archive, in one transaction, and return how many rows each file had.

    With `replace`, a graph that holds something loses it in the same transaction.
    Raises ArchiveError, and GraphError where the graph is not empty or the engine fails.
    """
    _check_header(folder)
    counts: dict[str, int] = {}
    async with writer.transaction() as transaction:
        state = await lock_state(transaction)
        if state.version and not replace:
            raise ArchiveError("the graph holds something already; import into a new one, or replace it (`--replace`)")
        before = await clear_graph(transaction) if state.version else {}
        imported = Imported()
        for label in Label:
            counts[label] = await _import_nodes(transaction, folder, label, imported)
            tell(label, counts[label])
        for kind in RelationshipType:
            counts[kind] = await _import_edges(transaction, folder, kind, imported)
            tell(kind, counts[kind])
        await derive_in_force(transaction, sorted(imported.ids[Label.POLICY_DOCUMENT]))
        for reviews in _portions(folder / REVIEWS, read_review):
            await import_reviews(transaction, reviews)
        beneath = {one.load: one.shadowed for portion in _portions(folder / SHADOWS, read_shadow) for one in portion}
        for load in sorted({*imported.nodes, *imported.edges}):
            # Without a digest: the load's next run compares row by row.
            await write_manifest(transaction, _manifest(imported, load, beneath.get(load)))
        at = datetime.now(UTC).isoformat(timespec="seconds")
        if changes := compare_changes(before, imported.changes):
            await record_changes(transaction, state.version + 1, changes, by, at)
        transaction.ledger.tell_whole(IMPORT, by, at)
    return counts


def _manifest(imported: Imported, load: str, shadowed: list[str] | None) -> Manifest:
    return Manifest(load, imported.nodes[load], imported.edges[load], None, shadowed)


def _check_header(folder: Path) -> None:
    file = folder / HEADER
    try:
        header = orjson.loads(file.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise ArchiveError(f"{file} cannot be read; is {folder} an export of a graph?") from error
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise ArchiveError(f"{file} is not of format {FORMAT}, which this program reads")


async def _import_nodes(transaction: WriteTransaction, folder: Path, label: Label, imported: Imported) -> int:
    def read(line: bytes) -> Stored:
        row = read_node(label, line)
        imported.add_node(label, row)
        return row

    count = 0
    for rows in _portions(node_file(folder, label), read):
        await transaction.insert_nodes(label, rows)
        count += len(rows)
    return count


async def _import_edges(transaction: WriteTransaction, folder: Path, kind: RelationshipType, imported: Imported) -> int:
    def read(line: bytes) -> tuple[tuple[Label, Label], Stored]:
        arrow, row = read_edge(kind, line)
        imported.add_edge(kind, arrow, row)
        return arrow, row

    count = 0
    for portion in _portions(edge_file(folder, kind), read):
        by_arrow: dict[tuple[Label, Label], list[Stored]] = defaultdict(list)
        for arrow, row in portion:
            by_arrow[arrow].append(row)
        for arrow, rows in by_arrow.items():
            await transaction.insert_edges(kind, arrow, rows)
        count += len(portion)
    return count


def _portions(file: Path, read: Callable[[bytes], RowT]) -> Iterator[list[RowT]]:
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
