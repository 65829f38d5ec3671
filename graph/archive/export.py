"""Writes the whole graph as JSON lines, a file a label and a relationship type: equal graphs give equal bytes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import orjson

from graph.archive.lines import export_kept, write_edge, write_node
from graph.bookkeeping import lock_state
from graph.errors import GraphPlace
from graph.model import FORMAT, RELATIONSHIPS, Label, RelationshipType, node_columns
from graph.statements import FROM, TO, edge_columns_text, node_columns_text, reading
from graph.store import Statement, Value, Writer, WriteTransaction

# Rows a statement: bounds the memory of an export, and of the engine meanwhile.
PAGE = 10_000
HEADER = "graph.json"

Told = Callable[[str, int], None]


def node_file(folder: Path, label: Label) -> Path:
    """Where the nodes of a label stand."""
    return folder / "nodes" / f"{label}.jsonl"


def edge_file(folder: Path, kind: RelationshipType) -> Path:
    """Where the relationships of a type stand."""
    return folder / "relationships" / f"{kind}.jsonl"


async def export_graph(writer: Writer, folder: Path, tell: Told = lambda _name, _count: None) -> dict[str, int]:
    """Write the graph into an empty or new folder, and return how many rows each file has.

    Nobody writes the graph meanwhile. `tell` hears of each file when it is done. Raises GraphPlace, GraphError.
    """
    _prepare(folder)
    counts: dict[str, int] = {}
    async with writer.transaction() as transaction:
        await lock_state(transaction)
        ids: dict[Label, list[str]] = {}
        for label in Label:
            ids[label] = await _export_nodes(transaction, folder, label)
            counts[label] = len(ids[label])
            tell(label, counts[label])
        for kind in RelationshipType:
            counts[kind] = await _export_edges(transaction, folder, kind, ids)
            tell(kind, counts[kind])
        await export_kept(transaction, folder)
    header = {"format": FORMAT, "rows": {str(name): count for name, count in counts.items()}}
    (folder / HEADER).write_bytes(orjson.dumps(header, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return counts


def _prepare(folder: Path) -> None:
    try:
        for part in ("nodes", "relationships"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        if any(files for _, _, files in os.walk(folder)):
            raise GraphPlace(f"the folder {folder} is not empty; name a new one")
    except OSError as error:
        raise GraphPlace(f"the folder {folder} cannot be used: {error.strerror}") from error


async def _export_nodes(transaction: WriteTransaction, folder: Path, label: Label) -> list[str]:
    question = _node_page(label)
    ids: list[str] = []
    with node_file(folder, label).open("wb") as stream:
        while True:
            rows = await transaction.run(question, {"after": ids[-1] if ids else "", "limit": PAGE})
            stream.writelines(write_node(label, row) for row in rows)
            ids += (str(row["id"]) for row in rows)
            if len(rows) < PAGE:
                return ids


async def _export_edges(
    transaction: WriteTransaction, folder: Path, kind: RelationshipType, ids: Mapping[Label, Sequence[str]]
) -> int:
    count = 0
    with edge_file(folder, kind).open("wb") as stream:
        for arrow in sorted(RELATIONSHIPS[kind].arrows):
            question = _edges_from(kind, arrow)
            for part in _parts(ids[arrow[0]]):
                rows = await transaction.run(question, {"from_ids": part})
                rows.sort(key=lambda row: (str(row[FROM]), str(row[TO]), str(row["key"])))
                stream.writelines(write_edge(kind, arrow, row) for row in rows)
                count += len(rows)
    return count


def _node_page(label: Label) -> Statement[dict[str, Value]]:
    text = f"MATCH (n:{label}) WHERE n.id > $after RETURN {node_columns_text(label)} ORDER BY n.id LIMIT $limit"
    return reading(f"page of {label}", text, ["after", "limit"], list(node_columns(label)))


def _edges_from(kind: RelationshipType, arrow: tuple[Label, Label]) -> Statement[dict[str, Value]]:
    names, columns = edge_columns_text(kind)
    text = f"MATCH (a:{arrow[0]})-[e:{kind}]->(b:{arrow[1]}) WHERE a.id IN $from_ids RETURN {columns}"
    return reading(f"{kind} from {arrow[0]}", text, ["from_ids"], names)


def _parts(ids: Sequence[str]) -> Iterator[list[str]]:
    for first in range(0, len(ids), PAGE):
        yield list(ids[first : first + PAGE])
