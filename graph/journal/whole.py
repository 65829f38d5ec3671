"""The whole graph as rows, its bookkeeping too: measured, written into a journal, put back from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

from graph.bookkeeping import EFFECT, LABELS, LOAD, READ_STATE, SHADOW, unpack_references
from graph.journal.sums import Sums
from graph.model import RELATIONSHIPS, Label, RelationshipType, node_columns
from graph.statements import edge_columns_text, insert_nodes_named, node_columns_text, reading
from graph.store import Parameters, RowT, Statement, Value, WriteTransaction
from graph.writing.in_force import derive_in_force
from graph.writing.rows import Stored

# Rows a statement: bounds the memory of a reading, and of the engine meanwhile.
PAGE = 10_000
STATE, NODES, EDGES, KEPT = "state", "nodes", "edges", "kept"
# Of the graph's own notes, those that are rows; its state is one line.
_KEPT = tuple(label for label in LABELS if label != "GraphState")

Arrow = tuple[Label, Label]
Rows = Sequence[Stored]


class Runs(Protocol):
    """Anything that reads: a reader, or a transaction."""

    async def run(self, question: Statement[RowT], parameters: Parameters) -> list[RowT]:
        """All rows of a question."""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one kind: a label of the model or of the bookkeeping, or a relationship type with its arrow."""

    what: str
    kind: str
    arrow: Arrow | None
    rows: Rows


async def read_pages(reader: Runs) -> AsyncIterator[Page]:
    """Every row of the graph, the ends of relationships first."""
    ids: dict[Label, list[str]] = {}
    for label in Label:
        ids[label] = []
        async for rows in _pages(reader, label, list(node_columns(label)), node_columns_text(label)):
            ids[label] += (str(row["id"]) for row in rows)
            yield Page(NODES, label, None, rows)
    for kind, relationship in RELATIONSHIPS.items():
        for arrow in relationship.arrows:
            question = _edges_from(kind, arrow)
            for part in _parts(ids[arrow[0]] if ids[arrow[1]] else []):
                yield Page(EDGES, kind, arrow, await reader.run(question, {"from_ids": part}))
    for name in _KEPT:
        columns = list(LABELS[name])
        async for rows in _pages(reader, name, columns, ", ".join(f"n.`{one}` AS `{one}`" for one in columns)):
            yield Page(KEPT, name, None, rows)


async def measure_graph(reader: Runs, hear: Callable[[Page], object] = lambda _page: None) -> Sums:
    """The sums of the rows that the graph holds; `hear` hears of each page."""
    sums = Sums()
    async for page in read_pages(reader):
        hear(page)
        for row in page.rows:
            _count(sums, page, row)
    names = ["id", "effectFrom", "effectUntil"]
    columns = ", ".join(f"n.`{name}` AS `{name}`" for name in names)
    async for rows in _pages(reader, Label.POLICY_DOCUMENT, names, columns):
        for row in rows:
            if row["effectUntil"]:
                sums.replace(EFFECT, None, [row["id"], row["effectFrom"], row["effectUntil"]])
    return sums


def _count(sums: Sums, page: Page, row: Stored) -> None:
    if page.kind == LOAD:
        stated = [unpack_references(_texts(row[name])) for name in ("nodes", "edges")]
        sums.replace(LOAD, None, [row["id"], *stated])
        for text in _texts(row["shadowed"]):
            sums.replace(SHADOW, None, [row["id"], *orjson.loads(text)])
    else:
        sums.replace(page.kind, None, [*page.arrow, row] if page.arrow else row)


def _texts(value: Value) -> list[str]:
    return [str(text) for text in value] if isinstance(value, list) else []


async def write_whole(reader: Runs) -> tuple[list[bytes], Sums]:
    """The lines of the whole graph, and its sums."""
    state = (await reader.run(READ_STATE, {}))[0]
    lines = [orjson.dumps([STATE, state.version, state.loaded_at])]

    def hear(page: Page) -> None:
        lines.append(orjson.dumps([page.what, page.kind, page.arrow]))
        lines.extend(map(orjson.dumps, page.rows))

    sums = await measure_graph(reader, hear)
    return lines, sums


async def put_whole(transaction: WriteTransaction, lines: Iterable[bytes]) -> int:
    """Fill an empty graph with what `write_whole` wrote, and return its version."""
    documents: list[str] = []
    version = 0
    for head, rows in _read_pages(lines):
        if head[0] == STATE:
            version, loaded_at = head[1], head[2]
            text = "MATCH (s:GraphState {id: 'graph'}) SET s.version = $version"
            await transaction.execute(text, {"version": version})
            if loaded_at:
                text = "MATCH (s:GraphState {id: 'graph'}) SET s.loadedAt = $at"
                await transaction.execute(text, {"at": loaded_at})
        elif head[0] == NODES:
            await transaction.insert_nodes(Label(head[1]), rows)
            documents += (str(row["id"]) for row in rows if head[1] == Label.POLICY_DOCUMENT)
        elif head[0] == EDGES:
            await transaction.insert_edges(RelationshipType(head[1]), (Label(head[2][0]), Label(head[2][1])), rows)
        else:
            await _put_kept(transaction, head[1], rows)
    await derive_in_force(transaction, documents)
    return version


def _read_pages(lines: Iterable[bytes]) -> Iterator[tuple[list[Any], list[Stored]]]:
    head: list[Any] | None = None
    rows: list[Stored] = []
    for line in lines:
        if line.startswith(b"{"):
            rows.append(orjson.loads(line))
            continue
        if head is not None:
            yield head, rows
        head, rows = orjson.loads(line), []
    if head is not None:
        yield head, rows


async def _put_kept(transaction: WriteTransaction, label: str, rows: Rows) -> None:
    # LadybugDB takes rows for one list only where the same columns have values.
    alike: dict[frozenset[str], list[Stored]] = defaultdict(list)
    for row in rows:
        known: Stored = {name: value for name, value in row.items() if value is not None}
        alike[frozenset(known)].append(known)
    for names, some in alike.items():
        # Packed references are long texts: a thousand of them a statement would be many megabytes.
        for part in _parts(some, 100 if label == LOAD else 1_000):
            await transaction.execute(insert_nodes_named(label, sorted(names)), {"rows": part})


def _edges_from(kind: RelationshipType, arrow: Arrow) -> Statement[dict[str, Value]]:
    names, columns = edge_columns_text(kind)
    start, end = arrow
    text = f"UNWIND $from_ids AS i MATCH (a:{start} {{id: i}})-[e:{kind}]->(b:{end}) RETURN {columns}"
    return reading(f"{kind} of {start} to {end}, all", text, ["from_ids"], names)


async def _pages(reader: Runs, label: str, names: list[str], columns: str) -> AsyncIterator[Rows]:
    text = f"MATCH (n:{label}) WHERE n.id > $after RETURN {columns} ORDER BY n.id LIMIT $limit"
    question = reading(f"page of {label}, all", text, ["after", "limit"], names)
    after = ""
    while True:
        rows = await reader.run(question, {"after": after, "limit": PAGE})
        if rows:
            yield rows
        if len(rows) < PAGE:
            return
        after = str(rows[-1]["id"])


def _parts(items: Sequence[Any], size: int = PAGE) -> Iterator[list[Any]]:
    for first in range(0, len(items), size):
        yield list(items[first : first + size])
