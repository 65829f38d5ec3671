"""The graph's own notes: its format and version, what each load stated, and what each version changed."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from graph.model import FORMAT, PropertyType
from graph.store import Statement, Value, WriteTransaction

# In no reference, of which each holds tabs: the separator of records.
_BETWEEN = "\x1e"

# Quick: references repeat themselves, and are a tenth so already.
_LEVEL = 1


def pack_references(references: Sequence[str]) -> list[str]:
    """References as one text."""
    return [b64encode(zlib.compress(_BETWEEN.join(references).encode(), _LEVEL)).decode()] if references else []


def unpack_references(stored: Sequence[str]) -> list[str]:
    """The references of a text, or those of a graph that holds them one by one."""
    if len(stored) != 1 or "\t" in stored[0]:
        return list(stored)
    return zlib.decompress(b64decode(stored[0])).decode().split(_BETWEEN)


STATE = "graph"

# What a ledger (graph/store.py) hears of beside the labels and relationship types of the model.
CHANGE, EFFECT, LOAD, REVIEW, SHADOW = "Change", "effect", "Load", "Review", "shadow"

# What it calls a write that fills the graph anew.
IMPORT = "import"

# Beside the model's labels; no loader writes these and no front end lists them.
LABELS: dict[str, dict[str, PropertyType]] = {
    "GraphState": {
        "id": PropertyType.STRING,
        "format": PropertyType.INTEGER,
        "version": PropertyType.INTEGER,
        "loadedAt": PropertyType.STRING,
    },
    # What one load stated last: its nodes and relationships by reference (graph/bookkeeping.py), a digest of the
    # whole, and the rows that another load states otherwise (graph/writing/overrides.py).
    "Load": {
        "id": PropertyType.STRING,
        "nodes": PropertyType.STRINGS,
        "edges": PropertyType.STRINGS,
        "digest": PropertyType.STRING,
        "shadowed": PropertyType.STRINGS,
    },
    # A reviewer's word on one clause and task (graph/writing/reviews.py).
    "Review": {
        "id": PropertyType.STRING,
        "document": PropertyType.STRING,
        "clause": PropertyType.STRING,
        "task": PropertyType.STRING,
        "fingerprint": PropertyType.STRING,
        "verdict": PropertyType.STRING,
        "note": PropertyType.STRING,
        "reviewer": PropertyType.STRING,
        "at": PropertyType.STRING,
    },
    "Change": {
        "id": PropertyType.STRING,
        "version": PropertyType.INTEGER,
        "at": PropertyType.STRING,
        "action": PropertyType.STRING,
        "kind": PropertyType.STRING,
        "entity": PropertyType.STRING,
        "name": PropertyType.STRING,
        "by": PropertyType.STRING,
    },
}


@dataclass(frozen=True, slots=True)
class State:
    """The graph as a whole: the format it is stored in, its version, and when it was last changed (ISO, UTC)."""

    format: int
    version: int
    loaded_at: str | None


READ_STATE = Statement(
    "state",
    "MATCH (s:GraphState {id: 'graph'}) RETURN s.format AS format, s.version AS version, s.loadedAt AS loaded_at",
    (),
    ("format", "version", "loaded_at"),
    State,
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last statement of a load: references of nodes and relationships, and the digest of its batch.

    `shadowed` are the rows of it that are not stored as it stated them, since a load believed before it says otherwise.
    """

    id: str
    nodes: list[str] | None
    edges: list[str] | None
    digest: str | None
    shadowed: list[str] | None = None


def read_manifest(
    key: str, nodes: list[str] | None, edges: list[str] | None, digest: str | None, shadowed: list[str] | None
) -> Manifest:
    """A manifest as it is stored."""
    return Manifest(key, unpack_references(nodes or ()), unpack_references(edges or ()), digest, shadowed)


READ_MANIFESTS = Statement(
    "manifests",
    "MATCH (l:Load) WHERE l.id IN $loads "
    "RETURN l.id AS id, l.nodes AS nodes, l.edges AS edges, l.digest AS digest, l.shadowed AS shadowed ORDER BY id",
    ("loads",),
    ("id", "nodes", "edges", "digest", "shadowed"),
    read_manifest,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that one version changed; `action` is CREATED, UPDATED or REMOVED."""

    kind: str
    entity: str
    name: str
    action: str


async def create_state(transaction: WriteTransaction) -> None:
    """Note the format of a new graph."""
    await transaction.execute("CREATE (:GraphState {id: 'graph', format: $format, version: 0})", {"format": FORMAT})


async def lock_state(transaction: WriteTransaction) -> State:
    """Read the state so that no other writer can change it before this transaction ends."""
    # On Neo4j the assignment takes the write lock of the node: writers queue here, before they read what they compare.
    await transaction.execute("MATCH (s:GraphState {id: 'graph'}) SET s.format = s.format", {})
    return (await transaction.run(READ_STATE, {}))[0]


async def record_changes(transaction: WriteTransaction, version: int, changes: list[Change], by: str, at: str) -> None:
    """Raise the version and note what it changed."""
    await transaction.execute(
        "MATCH (s:GraphState {id: 'graph'}) SET s.version = $version, s.loadedAt = $at", {"version": version, "at": at}
    )
    rows: list[Value] = [
        {"id": f"{version:010d}-{number:07d}", "action": c.action, "kind": c.kind, "entity": c.entity, "name": c.name}
        for number, c in enumerate(changes)
    ]
    text = (
        "UNWIND $rows AS r CREATE (:Change {id: r.id, version: $version, at: $at, by: $by, "
        "action: r.action, kind: r.kind, entity: r.entity, name: r.name})"
    )
    for number, c in enumerate(changes) if transaction.ledger.kept else ():
        row = {"id": f"{version:010d}-{number:07d}", **asdict(c), "version": version, "at": at, "by": by}
        transaction.ledger.replace(CHANGE, None, row)
    for first in range(0, len(rows), 1000):
        part = rows[first : first + 1000]
        await transaction.execute(text, {"rows": part, "version": version, "at": at, "by": by})


async def write_manifest(transaction: WriteTransaction, manifest: Manifest, before: Manifest | None = None) -> None:
    """Remember what a load stated, and `before` that; one that states nothing any more is forgotten."""
    if transaction.ledger.kept:
        transaction.ledger.replace(LOAD, *map(_state, (before, manifest)))
    await transaction.execute("MATCH (l:Load {id: $id}) DELETE l", {"id": manifest.id})
    if not manifest.nodes and not manifest.edges:
        return
    lists: dict[str, Value] = {
        "nodes": pack_references(manifest.nodes or ()),
        "edges": pack_references(manifest.edges or ()),
        "shadowed": manifest.shadowed,
    }
    stated = {name: value for name, value in lists.items() if value}
    if manifest.digest:
        stated["digest"] = manifest.digest
    columns = "".join(f", {name}: ${name}" for name in stated)
    await transaction.execute(f"CREATE (:Load {{id: $id{columns}}})", {"id": manifest.id, **stated})


def _state(manifest: Manifest | None) -> list[object] | None:
    if manifest is None or not (manifest.nodes or manifest.edges):
        return None
    return [manifest.id, manifest.nodes or [], manifest.edges or []]


async def forget_digests(transaction: WriteTransaction, loads: list[str]) -> None:
    """Make the next run of these loads compare row by row, although their files may be the same."""
    if loads:
        await transaction.execute("MATCH (l:Load) WHERE l.id IN $loads SET l.digest = null", {"loads": list(loads)})
