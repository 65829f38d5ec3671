"""The difference between what the graph holds and what batches state, and how it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from graph.bookkeeping import Change, Manifest
from graph.model import Label, RelationshipType
from graph.store import Ledger, WriteTransaction
from graph.writing.batch import Batch, EdgeRow, NodeRow, Skipped
from graph.writing.overrides import Overrides
from graph.writing.rows import (
    EdgeRef,
    NodeRef,
    Stored,
    edge_columns_of,
    edge_ref,
    node_columns_of,
    node_ref,
    read_edge_ref,
    read_node_ref,
)
from graph.writing.stored import StoredRows

RefT = TypeVar("RefT", NodeRef, EdgeRef)

# Who is believed where two loads state one row, the last first: a reviewer before a document's own text, this before an
# office's facts, these before the seed; and readers of either before what the pipeline matched.
PRECEDENCE = ("match/", "seed/", "facts/", "document/", "review/")
_UNNAMED = PRECEDENCE.index("seed/")


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by what became of them."""

    created: int
    updated: int
    removed: int
    unchanged: int


class Difference:
    """Merges batches into a picture of the stored rows, one after another; then writes what is no longer the same."""

    def __init__(self, stored: StoredRows, shadows: Overrides) -> None:
        self._before = stored
        self.shadows = shadows
        self._nodes: dict[NodeRef, Stored] = dict(stored.nodes)
        self._edges: dict[EdgeRef, Stored] = dict(stored.edges)
        self._stated: set[NodeRef | EdgeRef] = set()
        self.stated_nodes: dict[str, list[NodeRef]] = {}
        self.stated_edges: dict[str, list[EdgeRef]] = {}
        self.skipped: list[Skipped] = []
        # Of those left out, now or by their loader, the ones that had been loaded before.
        self.failed: list[Skipped] = []
        # Loads of which a row was left out: their next run must compare again.
        self.unsettled_loads: set[str] = set()

    def merge(self, batch: Batch, manifest: Manifest | None) -> None:
        """State what a batch states, and withdraw what its load stated before and does not state now."""
        before_nodes = set(map(read_node_ref, (manifest and manifest.nodes) or ()))
        before_edges = set(map(read_edge_ref, (manifest and manifest.edges) or ()))
        nodes: dict[NodeRef, NodeRow] = {}
        for row in sorted(batch.nodes, key=lambda one: one.label is not Label.SOURCE):
            # A source may be its own.
            if missing := self._missing(set(row.sources) - ({row.id} if row.label is Label.SOURCE else set())):
                place = row.place or f"{batch.load}: {row.id}"
                self._skip(row.label, place, missing, batch.load, loaded=node_ref(row) in before_nodes)
            else:
                nodes[node_ref(row)] = row
                self._state(self._nodes, node_ref(row), node_columns_of(row), batch.load)
        edges: dict[EdgeRef, EdgeRow] = {}
        for edge_row in batch.edges:
            if missing := self._missing(edge_row.sources, edge_row.start, edge_row.end):
                place = edge_row.place or f"{batch.load}: {edge_row.start[1]} → {edge_row.end[1]}"
                self._skip(edge_row.type, place, missing, batch.load, loaded=edge_ref(edge_row) in before_edges)
            else:
                edges[edge_ref(edge_row)] = edge_row
        for edge, stating in edges.items():
            self._state(self._edges, edge, edge_columns_of(stating), batch.load)
        kept_edges = self._keep(before_edges - edges.keys(), batch)
        kept_nodes = self._keep(before_nodes - nodes.keys(), batch)
        self._withdraw(self._edges, before_edges - kept_edges, edges.keys(), batch.load)
        self._withdraw(self._nodes, before_nodes - kept_nodes, nodes.keys(), batch.load)
        self.stated_nodes[batch.load] = [*nodes, *sorted(kept_nodes)]
        self.stated_edges[batch.load] = [*edges, *sorted(kept_edges)]

    def _keep(self, unstated: set[RefT], batch: Batch) -> set[RefT]:
        """Return what a load stated before, and of which a row now cannot be read: left out is not withdrawn."""
        kept: set[RefT] = set()
        for one in batch.skipped:
            if one.names is not None and (meant := {ref for ref in unstated if ref[: len(one.names)] == one.names}):
                kept |= meant
                self.failed.append(replace(one, reason=f"{one.reason}; what was loaded before stands"))
                self.unsettled_loads.add(batch.load)
        return kept

    def _missing(self, sources: Iterable[str], *ends: NodeRef) -> str | None:
        for label, key in (*ends, *((Label.SOURCE, source) for source in sources)):
            if (label, key) not in self._nodes:
                return f"no {label} with the id '{key}'"
        return None

    def _skip(self, kind: str, place: str, reason: str, load: str, *, loaded: bool) -> None:
        self.skipped.append(Skipped(kind, place, reason))
        self.unsettled_loads.add(load)
        if loaded:
            self.failed.append(Skipped(kind, place, f"{reason}; it was loaded before, and is withdrawn"))

    def _state(self, rows: dict[RefT, Stored], ref: RefT, columns: Stored, load: str) -> None:
        self._stated.add(ref)
        if ref not in rows:
            rows[ref] = columns | {"loads": [load]}
            return
        held: Stored = rows[ref]
        # Stable: among equals the first to state it.
        loads = sorted(dict.fromkeys([*list_loads(held), load]), key=_precedence, reverse=True)
        if loads[0] == load:
            self.shadows.show(ref, loads, held, columns)
            rows[ref] = columns | {"loads": loads}
        else:
            self.shadows.put(load, ref, columns, held)
            rows[ref] = held | {"loads": loads}

    def _withdraw(self, rows: dict[RefT, Stored], before: Iterable[RefT], now: Iterable[RefT], load: str) -> None:
        for ref in sorted(set(before) - set(now)):
            if (held := rows.get(ref)) is None:
                continue
            loads = [name for name in list_loads(held) if name != load]
            self.shadows.drop(load, ref)
            if not loads:
                del rows[ref]
                continue
            columns = self.shadows.get(loads[0], ref, held)
            self.shadows.show(ref, loads, held, columns)
            rows[ref] = columns | {"loads": loads}

    async def write(self, transaction: WriteTransaction) -> None:
        """Write the rows that are no longer as they were stored: removals first, nodes before relationships."""
        for (kind, start, end), rows in _by_arrow(_gone(self._before.edges, self._edges)).items():
            await transaction.delete_edges(kind, (start, end), rows)
        for label, rows in _by_label(_gone(self._before.nodes, self._nodes)).items():
            await transaction.delete_nodes(label, [str(row["id"]) for row in rows])
        for label, rows in _by_label(_new(self._before.nodes, self._nodes)).items():
            await transaction.insert_nodes(label, rows)
        for label, rows in _by_label(_changed(self._before.nodes, self._nodes)).items():
            await transaction.set_nodes(label, rows)
        for (kind, start, end), rows in _by_arrow(_new(self._before.edges, self._edges)).items():
            await transaction.insert_edges(kind, (start, end), rows)
        for (kind, start, end), rows in _by_arrow(_changed(self._before.edges, self._edges)).items():
            await transaction.set_edges(kind, (start, end), rows)

    def counts(self) -> Counts:
        """Nodes and relationships together."""
        nodes, edges = _move(self._before.nodes, self._nodes), _move(self._before.edges, self._edges)
        created, updated, removed = (len(a) + len(b) for a, b in zip(nodes, edges, strict=True))
        written = {*nodes[0], *nodes[1], *edges[0], *edges[1]}
        return Counts(created, updated, removed, len(self._stated - written))

    def changes(self) -> list[Change]:
        """One entry an entity: a relationship counts for the node it starts from, a clause for its document."""
        created, updated, removed = _move(self._before.nodes, self._nodes)
        actions: dict[NodeRef, str] = {}
        for edge in self._edges_moved():
            actions[_entity(edge[1], edge[2])] = "UPDATED"
        for node in updated:
            actions[_entity(*node)] = "UPDATED"
        for nodes, action in ((created, "CREATED"), (removed, "REMOVED")):
            # A document is one entry: its clauses come first, so that what became of itself has the last word.
            for node in sorted(nodes, key=lambda ref: ref[0] is not Label.CLAUSE):
                actions[_entity(*node)] = "UPDATED" if node[0] is Label.CLAUSE else action
        return [Change(label, key, self._name(label, key), action) for (label, key), action in sorted(actions.items())]

    def tell_rows(self, ledger: Ledger, hanging: Mapping[EdgeRef, Stored]) -> None:
        """Tell a ledger which rows come, change and go, those too that hang on removed nodes."""
        gone = set(self.removed_nodes())
        for moved in _move(self._before.nodes, self._nodes):
            for node in moved:
                ledger.replace(node[0], self._before.nodes.get(node), self._nodes.get(node))
        touched = {*self._edges_moved(), *hanging}
        for edge in touched | {edge for edge in self._before.edges if not gone.isdisjoint(_ends(edge))}:
            before = hanging.get(edge) or self._before.edges.get(edge)
            after = self._edges.get(edge) if gone.isdisjoint(_ends(edge)) else None
            rows = (row and [edge[1], edge[3], row] for row in (before, after))
            ledger.replace(edge[0], *rows)

    def removed_nodes(self) -> list[NodeRef]:
        """The stored nodes that no load states any more."""
        return list(_gone(self._before.nodes, self._nodes))

    def touched(self, label: Label) -> list[str]:
        """Ids of the stored nodes of a label that changed, or that stand at an end of a changed relationship."""
        created, updated, _ = _move(self._before.nodes, self._nodes)
        found = {key for of, key in (*created, *updated) if of is label}
        for _, start_label, start, end_label, end, _ in self._edges_moved():
            found |= {key for of, key in ((start_label, start), (end_label, end)) if of is label}
        return sorted(key for key in found if (label, key) in self._nodes)

    def _edges_moved(self) -> list[EdgeRef]:
        created, updated, removed = _move(self._before.edges, self._edges)
        return [*created, *updated, *removed]

    def _name(self, label: Label, key: str) -> str:
        row = self._nodes.get((label, key)) or self._before.nodes.get((label, key)) or {}
        return str(row.get("name") or key)


def list_loads(row: Stored) -> list[str]:
    """The loads that state a row, the most believed first."""
    loads = row.get("loads")
    return [str(load) for load in loads] if isinstance(loads, list) else []


def _precedence(load: str) -> int:
    return next((rank for rank, prefix in enumerate(PRECEDENCE) if load.startswith(prefix)), _UNNAMED)


def _new(before: Mapping[RefT, Stored], after: Mapping[RefT, Stored]) -> dict[RefT, Stored]:
    return {ref: row for ref, row in after.items() if ref not in before}


def _gone(before: Mapping[RefT, Stored], after: Mapping[RefT, Stored]) -> dict[RefT, Stored]:
    return {ref: row for ref, row in before.items() if ref not in after}


def _changed(before: Mapping[RefT, Stored], after: Mapping[RefT, Stored]) -> dict[RefT, Stored]:
    return {ref: row for ref, row in after.items() if ref in before and before[ref] != row}


def _move(before: Mapping[RefT, Stored], after: Mapping[RefT, Stored]) -> tuple[list[RefT], list[RefT], list[RefT]]:
    """Return what was created, what was updated, what was removed."""
    return list(_new(before, after)), list(_changed(before, after)), list(_gone(before, after))


def _ends(edge: EdgeRef) -> tuple[NodeRef, NodeRef]:
    return (edge[1], edge[2]), (edge[3], edge[4])


def _entity(label: Label, key: str) -> NodeRef:
    return (Label.POLICY_DOCUMENT, key.split("#", 1)[0]) if label is Label.CLAUSE else (label, key)


def _by_label(rows: Mapping[NodeRef, Stored]) -> dict[Label, list[Stored]]:
    grouped: dict[Label, list[Stored]] = defaultdict(list)
    for label, key in sorted(rows):
        grouped[label].append(rows[label, key])
    return grouped


def _by_arrow(rows: Mapping[EdgeRef, Stored]) -> dict[tuple[RelationshipType, Label, Label], list[Stored]]:
    grouped: dict[tuple[RelationshipType, Label, Label], list[Stored]] = defaultdict(list)
    for ref in sorted(rows):
        grouped[ref[0], ref[1], ref[3]].append(rows[ref])
    return grouped
