"""What tests of every folder share: a real Neo4j, and graphs on both engines."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.store import Graph
from tests.fixtures.graphs import ENGINES, SEED, Folder, Server, load_seed, open_embedded, open_server
from tests.fixtures.neo4j_server import Neo4jMissing, open_neo4j, read_wish


@pytest.fixture(scope="session")
def neo4j_url() -> Iterator[str]:
    """The bolt URL of a Neo4j that a test may wipe.

    Without Java or Maven the test is skipped, and the summary says why; with CI=true it fails.
    """
    with ExitStack() as held:
        # Not pytest's own folders: those keep the data of three runs.
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="hezuo-neo4j-")))
        try:
            url = held.enter_context(open_neo4j(read_wish(os.environ), folder))
        except Neo4jMissing as missing:
            if os.environ.get("CI") == "true":
                pytest.fail(f"CI needs a Neo4j: {missing}", pytrace=False)
            pytest.skip(f"no Neo4j: {missing}")
        yield url


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio."""
    return "asyncio"


@pytest.fixture(scope="session")
def neo4j_server(neo4j_url: str) -> Server:
    """The tests' Neo4j and what is in it."""
    return Server(neo4j_url)


@pytest.fixture(params=ENGINES)
async def graph(request: pytest.FixtureRequest, tmp_path: Path, anyio_backend: str) -> AsyncIterator[Graph]:
    """An empty graph, once on each engine."""
    if request.param == "embedded":
        async for opened in open_embedded(tmp_path):
            yield opened
        return
    server: Server = request.getfixturevalue("neo4j_server")
    server.wipe()
    async for opened in open_server(server):
        yield opened


@pytest.fixture(scope="session")
def seed_folder() -> Iterator[Folder]:
    """Where the embedded graph of the seed is kept while the tests run."""
    with tempfile.TemporaryDirectory(prefix="hezuo-seed-") as folder:
        yield Folder(Path(folder))


@pytest.fixture(params=ENGINES)
async def seeded(request: pytest.FixtureRequest, seed_folder: Folder, anyio_backend: str) -> AsyncIterator[Graph]:
    """The graph of the whole seed, once on each engine: only to be read, for it is loaded once for all."""
    if request.param == "embedded":
        async for opened in open_embedded(seed_folder.path):
            await load_seed(opened, seed_folder)
            yield opened
        return
    server: Server = request.getfixturevalue("neo4j_server")
    if server.holds != SEED:
        server.wipe()
    async for opened in open_server(server):
        await load_seed(opened, server)
        yield opened
