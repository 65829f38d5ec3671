"""Reads from the graph all that applying some batches may touch, with one engine call a label or arrow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.bookkeeping import Manifest
from graph.model import Label, RelationshipType
from graph.statements import FROM, TO, read_edges, read_nodes
from graph.store import WriteTransaction
from graph.writing.batch import Batch
from graph.writing.rows import EdgeRef, NodeRef, Stored, edge_ref, node_ref, read_edge_ref, read_node_ref

CHUNK = 5_000  # ids a call: bounds the memory of one statement


@dataclass(slots=True)
class StoredRows:
    """The stored columns of nodes and relationships, by what names them."""

    nodes: dict[NodeRef, Stored] = field(default_factory=dict)
    edges: dict[EdgeRef, Stored] = field(default_factory=dict)


async def read_stored(
    transaction: WriteTransaction, batches: Sequence[Batch], manifests: Mapping[str, Manifest]
) -> StoredRows:
    """Read what is stored of the rows that the batches state, stated before, point at, or give as their source."""
    ids: dict[Label, set[str]] = defaultdict(set)
    arrows: dict[tuple[RelationshipType, Label, Label], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for batch in batches:
        manifest = manifests.get(batch.load)
        for label, key in _nodes_of(batch, manifest):
            ids[label].add(key)
        for kind, start_label, start, end_label, end, _ in _edges_of(batch, manifest):
            ids[start_label].add(start)
            ids[end_label].add(end)
            starts, ends = arrows[kind, start_label, end_label]
            starts.add(start)
            ends.add(end)
    found = StoredRows()
    for label in sorted(ids):
        for part in _parts(ids[label]):
            for row in await transaction.run(read_nodes(label), {"ids": part}):
                found.nodes[label, str(row["id"])] = row
    for (kind, start_label, end_label), (starts, ends) in sorted(arrows.items()):
        question = read_edges(kind, (start_label, end_label))
        # Nothing hangs on what is not there: a new graph is asked for no relationships at all.
        there = sorted(key for key in ends if (end_label, key) in found.nodes)
        for part in _parts({key for key in starts if (start_label, key) in found.nodes} if there else set()):
            for row in await transaction.run(question, {"from_ids": part, "to_ids": there}):
                ref = (kind, start_label, str(row[FROM]), end_label, str(row[TO]), str(row["key"]))
                found.edges[ref] = row
    return found


def _nodes_of(batch: Batch, manifest: Manifest | None) -> Iterable[NodeRef]:
    yield from map(node_ref, batch.nodes)
    yield from map(read_node_ref, (manifest and manifest.nodes) or ())
    sources = {source for node in batch.nodes for source in node.sources}
    sources |= {source for edge in batch.edges for source in edge.sources}
    yield from ((Label.SOURCE, source) for source in sources)


def _edges_of(batch: Batch, manifest: Manifest | None) -> Iterable[EdgeRef]:
    yield from map(edge_ref, batch.edges)
    yield from map(read_edge_ref, (manifest and manifest.edges) or ())


def _parts(keys: set[str]) -> Iterable[list[str]]:
    ordered = sorted(keys)
    for first in range(0, len(ordered), CHUNK):
        yield ordered[first : first + CHUNK]
