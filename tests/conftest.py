"""What tests of every folder share: a real Neo4j, and graphs on both engines."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from graph.store import Graph
from tests.fixtures.graphs import ENGINES, SEED, Server, graph_with, open_embedded, open_server
from tests.fixtures.neo4j_server import Neo4jMissing, open_neo4j, read_wish

# No test asserts a time: the first example may import a solver, and machines are busy.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")


class ByDatabase(LoadScopeScheduling):  # type: ignore[misc]  # It ships no types.
    """Gives workers whole files, and one of them all that asks the one database of Neo4j."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        return "neo4j" if "neo4j" in test.partition("[")[2] or asks_server(self.config.rootpath / file) else file


@cache
def asks_server(file: Path) -> bool:
    """Whether tests of a file ask for the server by themselves, and not by their parameter."""
    return any(fixture in file.read_text("utf-8") for fixture in ("neo4j_server: ", "neo4j_url: "))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByDatabase:
    """Where there are several workers, share the tests out among them so."""
    return ByDatabase(config, log)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def neo4j_url(shared_folder: Path) -> Iterator[str]:
    """The bolt URL of a Neo4j that a test may wipe.

    Without Java or Maven the test is skipped, and the summary says why; with CI=true it fails.
    """
    wish = replace(read_wish(os.environ), brief=True)
    with ExitStack() as held:
        if wish.url:
            # A second worker would wipe what the tests of the first ask for.
            held.enter_context(FileLock(shared_folder / "neo4j.lock", timeout=0))
        # Not pytest's own folders: those keep the data of three runs.
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="hezuo-neo4j-")))
        try:
            url = held.enter_context(open_neo4j(wish, folder))
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


seeded = graph_with(SEED)
