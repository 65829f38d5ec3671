"""Fills a graph with the seed and made-up documents, for measurements."""

from __future__ import annotations

from pathlib import Path

from tqdm import tqdm

from graph.access import Graph
from graph.apply import apply_batches
from graph.model import Label
from graph.open import open_graph
from graph.place import Place
from loaders.facts import read_seed
from queries.relations import build_nodes_by_id
from tests.bench.synthetic import DOCUMENTS_A_BATCH, World, build_documents

BY = "bench"


def place_of(graph: str) -> Place:
    """Where the graph is: an address of Neo4j, or a file."""
    is_server = "://" in graph
    return Place(url=graph if is_server else "", file=Path() if is_server else Path(graph), query_timeout=600)


async def fill(graph: str, documents: int) -> None:
    """Load the seed and so many documents into an empty graph, a thousand documents a transaction."""
    opened = await open_graph(place_of(graph))
    try:
        await apply_batches(opened.writer, read_seed(), BY)
        total = -(-documents // DOCUMENTS_A_BATCH)
        batches = build_documents(await read_world(opened), documents)
        for batch in tqdm(batches, total=total, unit="thousand documents", leave=False):
            await apply_batches(opened.writer, [batch], BY)
    finally:
        await opened.close()


async def read_world(graph: Graph) -> World:
    """What the made-up documents hang on, in the order of the seed."""
    keys: dict[Label, list[str]] = {}
    for batch in read_seed():
        for row in batch.nodes:
            keys.setdefault(row.label, []).append(row.id)
    found = {}
    for label in (Label.REGION, Label.INSTITUTION, Label.TASK):
        reading = build_nodes_by_id(label, ("id",))
        rows = await graph.reader.run(reading.question, {"ids": keys[label]})
        found[label] = sorted(str(row[0]) for row in rows)
    return World(found[Label.REGION], found[Label.INSTITUTION], found[Label.TASK])
