"""Fills a graph with the seed and made-up documents, for measurements."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from tqdm import tqdm

from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.model import Label
from graph.store import Graph, Statement
from graph.writing.apply import apply_batches
from loaders.facts.facts import read_seed
from queries.nodes.lists import Listing, build_keys
from tests.bench.synthetic import DOCUMENTS_A_BATCH, World, build_documents, document_id

BY = "bench"
# A commit of the embedded engine writes the last part of every table again, however little was added to it.
BATCHES_A_TRANSACTION = 5
MADE_UP = Statement(
    "documents made up",
    "MATCH (d:PolicyDocument) WHERE d.id >= $first AND d.id < 'synthetic-A' RETURN count(*) AS held",
    ("first",), ("held",), int,
)  # fmt: skip


def place_of(graph: str) -> GraphLocation:
    """Where the graph is: an address of Neo4j, or a file."""
    is_server = "://" in graph
    file = Path() if is_server else Path(graph)
    # Twice what the service takes: to profile a question takes memory beside what it is answered with.
    return GraphLocation(url=graph if is_server else "", file=file, query_timeout=600, buffer_pool_mb=1024)


async def fill(graph: str, documents: int) -> None:
    """Load the seed and so many documents into an empty graph."""
    opened = await open_graph(place_of(graph))
    try:
        await apply_batches(opened.writer, read_seed(), BY)
        await load_documents(opened, 0, documents)
    finally:
        await opened.close()


async def load_documents(graph: Graph, first: int, last: int) -> None:
    """Add made-up documents to a graph that holds the seed and `first` of them, until it holds `last`."""
    batches = build_documents(await read_world(graph), last, first=first)
    progress = tqdm(total=last - first, unit="document", leave=False)
    with progress:
        while several := list(islice(batches, BATCHES_A_TRANSACTION)):
            await apply_batches(graph.writer, several, BY)
            progress.update(min(last - first - progress.n, BATCHES_A_TRANSACTION * DOCUMENTS_A_BATCH))


async def count_documents(graph: Graph) -> int:
    """How many made-up documents a graph holds."""
    return (await graph.reader.run(MADE_UP, {"first": document_id(0)}))[0]


async def read_world(graph: Graph) -> World:
    """What the made-up documents hang on: the seed's own in their order, and then the counties that are made up."""
    keys: dict[Label, set[str]] = {}
    for batch in read_seed():
        for row in batch.nodes:
            keys.setdefault(row.label, set()).add(row.id)
    found = {}
    for label in (Label.REGION, Label.INSTITUTION, Label.TASK):
        stored = {str(key[-1]) for key in await graph.reader.run(build_keys(Listing(label, {}, ())), {})}
        made_up = sorted(key for key in stored - keys[label] if label is Label.REGION)
        found[label] = [*sorted(stored & keys[label]), *made_up]
    return World(found[Label.REGION], found[Label.INSTITUTION], found[Label.TASK])
