"""Applies batches to the graph: compares them with what is stored, writes the difference, and raises the version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

from graph.bookkeeping import (
    READ_MANIFESTS,
    Manifest,
    forget_digests,
    lock_state,
    record_changes,
    write_manifest,
)
from graph.model import Label
from graph.store import Writer, WriteTransaction
from graph.writing.batch import Batch, EdgeRow, NodeRow, Skipped
from graph.writing.dangling import find_dangling, find_resting, find_shaken
from graph.writing.difference import Difference, list_loads
from graph.writing.in_force import derive_in_force, tell_removed
from graph.writing.lines import write_applied
from graph.writing.overrides import read_shadows, write_shadows
from graph.writing.rows import write_ref
from graph.writing.stored import read_stored


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The outcome of applying batches: the version after it, counts of nodes and relationships, and rows left out.

    `failed` are those of the rows left out that had been loaded before, and say what became of that.
    """

    version: int
    created: int
    updated: int
    removed: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    failed: tuple[Skipped, ...] = ()

    @property
    def changed(self) -> bool:
        """Tell whether anything was written."""
        return bool(self.created or self.updated or self.removed)


async def apply_batches(writer: Writer, batches: Sequence[Batch], by: str) -> LoadReport:
    """Make the graph hold what the batches state, in one transaction: all of it or nothing.

    `by` says who loads. Batches of one load name must not meet in one call. A row whose ends or sources
    are nowhere is left out and reported. Raises GraphError as the engine does.
    """
    async with writer.transaction() as transaction:
        return await apply_in(transaction, batches, by)


async def apply_in(transaction: WriteTransaction, batches: Sequence[Batch], by: str, at: str = "") -> LoadReport:
    """Do what `apply_batches` does, within a transaction that the caller holds; `at` (ISO, UTC) is now unless given."""
    at = at or datetime.now(UTC).isoformat(timespec="seconds")
    state = await lock_state(transaction)
    manifests = {m.id: m for m in await transaction.run(READ_MANIFESTS, {"loads": [b.load for b in batches]})}
    digests = {batch.load: _digest(batch) for batch in batches}
    moved = [b for b in batches if b.load not in manifests or manifests[b.load].digest != digests[b.load]]
    reported = [skipped for batch in batches for skipped in batch.skipped]
    difference = await _compare(transaction, moved, manifests)
    # What did not change may still point at, or rest on, what no load states any more.
    if shaken := find_shaken([one for one in batches if one not in moved], difference.removed_nodes()):
        moved = [one for one in batches if one in moved or one.load in shaken]
        difference = await _compare(transaction, moved, manifests)
    shadows = difference.shadows
    still = sum(len(b.nodes) + len(b.edges) for b in batches) - sum(len(b.nodes) + len(b.edges) for b in moved)
    removed = difference.removed_nodes()
    hanging = await find_dangling(transaction, removed)
    resting = await find_resting(transaction, removed)
    await tell_removed(transaction, [key for label, key in removed if label is Label.POLICY_DOCUMENT])
    await difference.write(transaction)
    changes = difference.changes()
    written = [_manifest(batch, difference, digests[batch.load]) for batch in moved]
    if changes or shadows.moved or any(_is_news(one, manifests.get(one.id)) for one in written):
        transaction.ledger.tell(_kind(moved), write_applied(moved, by, at), by, at)
        difference.tell_rows(transaction.ledger, hanging)
        shadows.tell(transaction.ledger)
    version = state.version
    if changes:
        version += 1
        await derive_in_force(transaction, difference.touched(Label.POLICY_DOCUMENT))
        await record_changes(transaction, version, changes, by, at)
    await forget_digests(transaction, sorted({load for row in hanging.values() for load in list_loads(row)} | resting))
    await write_shadows(transaction, shadows, shadows.moved - {batch.load for batch in moved})
    for manifest in written:
        await write_manifest(transaction, manifest, manifests.get(manifest.id))
    counts = difference.counts()
    return LoadReport(
        version,
        counts.created,
        counts.updated,
        counts.removed,
        counts.unchanged + still,
        (*reported, *difference.skipped),
        tuple(difference.failed),
    )


async def _compare(
    transaction: WriteTransaction, batches: Sequence[Batch], manifests: Mapping[str, Manifest]
) -> Difference:
    stored = await read_stored(transaction, batches, manifests)
    shadows = await read_shadows(transaction, [*stored.nodes.values(), *stored.edges.values()])
    difference = Difference(stored, shadows)
    for batch in batches:
        difference.merge(batch, manifests.get(batch.load))
    return difference


def _is_news(manifest: Manifest, before: Manifest | None) -> bool:
    # One that states nothing, as before, is not stored, nor is its digest.
    held = before or Manifest(manifest.id, None, None, manifest.digest)
    mine, theirs = ([one.nodes or [], one.edges or [], one.shadowed or []] for one in (manifest, held))
    return mine != theirs or manifest.digest != held.digest


def _kind(batches: Sequence[Batch]) -> str:
    """Name the write of these batches as a journal does: by the first word of its load."""
    first = batches[0]
    kind = first.load.split("/", 1)[0]
    return "removal" if kind == "document" and not first.nodes and not first.edges else kind


def _manifest(batch: Batch, difference: Difference, digest: str) -> Manifest:
    # A row left out may find its ends next time: without a digest the rows are compared again.
    settled = batch.load not in difference.unsettled_loads
    nodes = [write_ref(ref) for ref in difference.stated_nodes[batch.load]]
    edges = [write_ref(ref) for ref in difference.stated_edges[batch.load]]
    return Manifest(batch.load, nodes, edges, digest if settled else None, difference.shadows.write(batch.load))


def _digest(batch: Batch) -> str:
    rows: list[NodeRow | EdgeRow] = [*batch.nodes, *batch.edges]
    lines = sorted(orjson.dumps(_statement(row), option=orjson.OPT_SORT_KEYS) for row in rows)
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


def _statement(row: NodeRow | EdgeRow) -> tuple[object, ...]:
    """Return what a row states: where it stands is no part of that."""
    if isinstance(row, NodeRow):
        return row.label, row.id, row.name, row.properties, row.sources, row.verified
    return row.type, row.start, row.end, row.properties, row.sources, row.verified, row.key
