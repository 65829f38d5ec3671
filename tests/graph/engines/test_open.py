"""Opening a graph: each thing that can be wrong has its own error, and an engine that comes back is used again."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import ladybug
import pytest

from graph.engines.ladybug import READING_THREADS
from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.errors import GraphError, GraphFormat, GraphInUse, GraphPlace, GraphUnavailable, QueryTimeout
from graph.store import Graph, Statement
from tests.fixtures.graphs import Server
from tests.schema.small_graph import load_small

pytestmark = pytest.mark.anyio

ENDLESS = Statement(
    "endless",
    "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a * b AS c WHERE c % 7 = 3 RETURN sum(c) AS total",
    (),
    ("total",),
    int,
)
OPEN = """
import asyncio, sys
from pathlib import Path
from typing import Any
from graph.engines.open import open_graph
from graph.engines.location import GraphLocation
asyncio.run(open_graph(GraphLocation("", Path(sys.argv[1]))))
"""


def embedded(file: Path, query_timeout: float = 10.0) -> GraphLocation:
    return GraphLocation(url="", file=file, query_timeout=query_timeout)


async def test_new_graph_is_made_with_its_folder_and_opens_again(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "graph.lbug"
    for _ in range(2):
        graph = await open_graph(embedded(file))
        assert await graph.reader.version() == 0
        await graph.close()


async def test_graph_held_by_another_process_says_so(tmp_path: Path) -> None:
    graph = await open_graph(embedded(tmp_path / "graph.lbug"))
    command = [sys.executable, "-c", OPEN, str(tmp_path / "graph.lbug")]
    other = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)
    await graph.close()
    assert GraphInUse.__name__ in other.stderr


async def test_place_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x" * 5000)
    for file, error in [
        (tmp_path / "file" / "g", GraphPlace),
        (tmp_path, GraphPlace),
        (tmp_path / "file", GraphFormat),
    ]:
        with pytest.raises(error, match=str(tmp_path)):
            await open_graph(embedded(file))


async def test_engine_refuses_a_graph_of_another_format_and_leaves_it_alone(graph: Graph, tmp_path: Path) -> None:
    async with graph.writer.transaction() as transaction:
        await transaction.execute("MATCH (s:GraphState) SET s.format = 999", {})
    with pytest.raises(GraphFormat, match="format 999"):
        engine: Any = getattr(graph, "graph", graph)
        await engine.prepare()  # what opening it does


async def test_question_past_its_time_is_stopped(tmp_path: Path, neo4j_server: Server) -> None:
    neo4j_server.wipe()
    for place in (embedded(tmp_path / "graph.lbug", 0.3), GraphLocation(neo4j_server.url, Path(), query_timeout=0.3)):
        graph = await open_graph(place)
        with pytest.raises(QueryTimeout):
            await graph.reader.run(ENDLESS, {})
        assert await graph.reader.version() >= 0
        await graph.close()


async def test_cancelled_question_frees_its_thread(tmp_path: Path) -> None:
    graph = await open_graph(embedded(tmp_path / "graph.lbug", 60))
    waiting = [asyncio.create_task(graph.reader.run(ENDLESS, {})) for _ in range(4)]
    await asyncio.sleep(0.3)
    for task in waiting:
        task.cancel()
    assert await asyncio.wait_for(graph.reader.version(), 20) == 0
    await graph.close()


async def test_server_that_is_away_is_unavailable_and_used_again_when_it_is_back(neo4j_server: Server) -> None:
    neo4j_server.wipe()
    with pytest.raises(GraphUnavailable):
        await open_graph(GraphLocation("bolt://127.0.0.1:1", Path()))
    async with forward(neo4j_server.url) as line:
        graph = await open_graph(GraphLocation(f"bolt://127.0.0.1:{line.port}", Path()))
        before = await graph.reader.version()
        await line.cut()
        with pytest.raises(GraphUnavailable) as caught:
            await graph.reader.version()
        assert isinstance(caught.value, GraphError)
        await line.mend()
        assert await graph.reader.version() == before
        await graph.close()


async def test_database_that_is_not_there_is_named(neo4j_server: Server) -> None:
    with pytest.raises(GraphUnavailable, match="HEZUO_GRAPH_DATABASE"):
        await open_graph(GraphLocation(neo4j_server.url, Path(), database="nowhere"))


class Line:
    """A line to a server that can be cut and mended."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.far_port, self.port = host, port, 0
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def mend(self) -> None:
        self._server = await asyncio.start_server(self._join, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        assert self._server
        self._server.close()
        for end in list(self._ends):
            end.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _join(self, near_in: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        far_in, far_out = await asyncio.open_connection(self.host, self.far_port)
        self._ends |= {near_out, far_out}
        for source, sink in ((near_in, far_out), (far_in, near_out)):
            self._tasks.add(asyncio.create_task(self._pump(source, sink)))

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65536):
                sink.write(data)
        except OSError:
            pass
        finally:
            sink.close()


@asynccontextmanager
async def forward(url: str) -> AsyncIterator[Line]:
    parts = urlsplit(url)
    line = Line(parts.hostname or "", parts.port or 7687)
    await line.mend()
    try:
        yield line
    finally:
        await line.cut()


async def test_full_pool_is_emptied_of_plans_and_the_question_asked_again(tmp_path: Path) -> None:
    related = (
        "UNWIND $ids AS i MATCH (n:Region) WHERE n.id = i OPTIONAL MATCH (n)<-[:PART_OF]-(m:Region) RETURN m.id AS id"
    )
    with patch("graph.engines.ladybug.PLANS_SHARE", 1_000):  # As if plans took nothing.
        graph = await open_graph(GraphLocation(url="", file=tmp_path / "graph.lbug", buffer_pool_mb=128))
    try:
        await load_small(graph)
        for number in range(150):
            question = Statement("another", f"{related}{number}", ("ids",), (f"id{number}",), str)
            assert await graph.reader.run(question, {"ids": ["610000"]}) == ["610100"]
    finally:
        await graph.close()


async def test_connection_is_kept_until_its_plans_are_too_many(tmp_path: Path) -> None:
    """A plan keeps a part of the buffer pool for as long as its connection lasts."""
    graph = await open_graph(GraphLocation(url="", file=tmp_path / "graph.lbug", buffer_pool_mb=64))
    many = "\nUNION ALL\n".join(["OPTIONAL MATCH (n:Region) RETURN n.id AS id"] * 20)
    try:
        with patch("ladybug.Connection", wraps=ladybug.Connection) as connecting:
            for _ in range(20):
                await graph.reader.run(Statement("the same", many, (), ("id",), str), {})
            assert connecting.call_count <= READING_THREADS
            for number in range(20):
                text = many.replace("AS id", f"AS id{number}")
                await graph.reader.run(Statement("another", text, (), (f"id{number}",), str), {})
            assert connecting.call_count >= 20
    finally:
        await graph.close()
