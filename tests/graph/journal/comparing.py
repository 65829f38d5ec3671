"""Two graphs compared as a whole: every row of the model and of the bookkeeping."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.engines.ladybug import open_ladybug
from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.journal.keeping import KeptGraph
from graph.journal.rebuilding import build_graph
from graph.journal.sums import read_sums
from graph.journal.watching import NOBODY
from graph.journal.whole import measure_graph, write_whole


async def open_embedded_graph(file: Path) -> KeptGraph:
    """An embedded graph with its journal."""
    graph = await open_graph(GraphLocation("", file, query_timeout=60))
    assert isinstance(graph, KeptGraph)
    return graph


async def read_all(graph: KeptGraph) -> list[bytes]:
    """Every row of a graph, in one order."""
    lines, _ = await write_whole(graph.reader)
    return sorted(lines)


async def check_against_journal(graph: KeptGraph, place: Path) -> None:
    """Find the graph as its journal states it, and as it would be built from it."""
    last = graph.journal.last()
    assert last
    assert not (await measure_graph(graph.reader)).differ(read_sums(last.sums))
    assert await graph.reader.version() == last.version
    with TemporaryDirectory(dir=place) as folder:
        built = replace(GraphLocation("", Path(folder) / "built.lbug"), query_timeout=60)
        await build_graph(built, graph.journal, last.number, NOBODY)
        other = await open_ladybug(built)
        lines, sums = await write_whole(other)
        await other.close()
    assert sorted(lines) == await read_all(graph)
    assert not sums.differ(read_sums(last.sums))
