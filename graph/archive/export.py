"""Writes the whole graph as JSON lines, a file a label and a relationship type: equal graphs give equal bytes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO

from graph.archive.contents import (
    CHANGES,
    FORMAT,
    HEADER,
    REVIEWS,
    SHADOWS,
    Contents,
    FileSum,
    LineCounter,
    edge_file,
    node_file,
    write_contents,
)
from graph.archive.lines import ALL_SHADOWS, CHANGES_PAGE, write_edge, write_kept, write_node
from graph.bookkeeping import lock_state
from graph.errors import GraphPlace
from graph.model import RELATIONSHIPS, Label, RelationshipType, node_columns
from graph.statements import FROM, TO, edge_columns_text, node_columns_text, reading
from graph.store import Statement, Value, Writer, WriteTransaction
from graph.writing.reviews import ALL_REVIEWS

# Rows a statement: bounds the memory of an export, and of the engine meanwhile.
PAGE = 10_000

Told = Callable[[str, int], None]
Opening = Callable[[str], IO[bytes]]


async def export_graph(writer: Writer, folder: Path, tell: Told = lambda _name, _count: None) -> dict[str, int]:
    """Write the graph into an empty or new folder, and return how many rows each kind has.

    Nobody writes the graph meanwhile. `tell` hears of each file when it is done. Raises GraphPlace, GraphError.
    """
    _prepare(folder)
    return await write_archive(writer, lambda name: (folder / name).open("wb"), tell)


async def write_archive(writer: Writer, opening: Opening, tell: Told) -> dict[str, int]:
    """Write the files of an archive, one after another, its header last, so that what broke off has none."""
    counts: dict[str, int] = {}
    files: dict[str, FileSum] = {}
    async with writer.transaction() as transaction:
        version = (await lock_state(transaction)).version
        ids: dict[Label, list[str]] = {}
        for label in Label:
            ids[label] = []
            lines = _node_lines(transaction, label, ids[label])
            files[node_file(label)] = await _write_lines(opening, node_file(label), lines)
            counts[label] = len(ids[label])
            tell(label, counts[label])
        for kind in RelationshipType:
            summed = files[edge_file(kind)] = await _write_lines(
                opening, edge_file(kind), _edge_lines(transaction, kind, ids)
            )
            counts[kind] = summed.rows or 0
            tell(kind, counts[kind])
        reviews, shadows = await transaction.run(ALL_REVIEWS, {}), await transaction.run(ALL_SHADOWS, {})
        files[REVIEWS] = await _write_lines(opening, REVIEWS, _once(map(write_kept, reviews)))
        files[SHADOWS] = await _write_lines(opening, SHADOWS, _once(map(write_kept, shadows)))
        files[CHANGES] = await _write_lines(opening, CHANGES, _change_lines(transaction))
    with opening(HEADER) as stream:
        stream.write(write_contents(Contents(FORMAT, version, files)))
    return counts


def _prepare(folder: Path) -> None:
    try:
        for part in ("nodes", "relationships"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        if any(files for _, _, files in os.walk(folder)):
            raise GraphPlace(f"the folder {folder} is not empty; name a new one")
    except OSError as error:
        raise GraphPlace(f"the folder {folder} cannot be used: {error.strerror}") from error


async def _write_lines(opening: Opening, name: str, portions: AsyncIterator[Iterable[bytes]]) -> FileSum:
    counter = LineCounter()
    try:
        with opening(name) as stream:
            async for lines in portions:
                # A service answers others meanwhile.
                await asyncio.to_thread(_write_portion, stream, lines, counter)
    except OSError as error:
        raise GraphPlace(f"{name} cannot be written: {error.strerror}") from error
    return counter.sum()


def _write_portion(stream: IO[bytes], lines: Iterable[bytes], counter: LineCounter) -> None:
    for line in lines:
        stream.write(line)
        counter.add(line)


async def _once(lines: Iterable[bytes]) -> AsyncIterator[Iterable[bytes]]:
    yield lines


async def _node_lines(transaction: WriteTransaction, label: Label, ids: list[str]) -> AsyncIterator[Iterable[bytes]]:
    """The nodes of a label, whose ids are added to `ids`."""
    question = _node_page(label)
    while True:
        rows = await transaction.run(question, {"after": ids[-1] if ids else "", "limit": PAGE})
        ids += (str(row["id"]) for row in rows)
        yield map(partial(write_node, label), rows)
        if len(rows) < PAGE:
            return


async def _edge_lines(
    transaction: WriteTransaction, kind: RelationshipType, ids: Mapping[Label, Sequence[str]]
) -> AsyncIterator[Iterable[bytes]]:
    for arrow in sorted(RELATIONSHIPS[kind].arrows):
        question = _edges_from(kind, arrow)
        for part in _parts(ids[arrow[0]]):
            rows = await transaction.run(question, {"from_ids": part})
            rows.sort(key=lambda row: (str(row[FROM]), str(row[TO]), str(row["key"])))
            yield map(partial(write_edge, kind, arrow), rows)


async def _change_lines(transaction: WriteTransaction) -> AsyncIterator[Iterable[bytes]]:
    after = ""
    while True:
        rows = await transaction.run(CHANGES_PAGE, {"after": after, "limit": PAGE})
        yield map(write_kept, rows)
        if len(rows) < PAGE:
            return
        after = rows[-1].id


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
