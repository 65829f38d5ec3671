"""The same question has the same answer on both engines, byte for byte but for engine, times and versions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import orjson
import pytest

from graph.store import BatchingReader
from tests.fixtures.graphs import SEED, Server, copy_embedded, open_embedded, open_server_with
from tests.schema.asking import Asker
from tests.seed.asking import asker_of_seed
from tests.seed.drawn import draw

pytestmark = pytest.mark.anyio
# Of the engine and the time of loading, and not of the graph.
APART = {"engine", "loadedAt", "at", "version"}


def strip(value: object) -> object:
    """An answer without what the engines need not share."""
    if isinstance(value, dict):
        return {name: strip(one) for name, one in value.items() if name not in APART}
    return [strip(one) for one in value] if isinstance(value, list) else value


@pytest.fixture
async def askers(shared_folder: Path, tmp_path: Path, neo4j_server: Server) -> AsyncIterator[list[Asker]]:
    await copy_embedded(SEED, shared_folder, tmp_path)
    async with AsyncExitStack() as held:
        embedded = await held.enter_async_context(asynccontextmanager(open_embedded)(tmp_path))
        neo4j = await held.enter_async_context(asynccontextmanager(open_server_with)(SEED, neo4j_server))
        askers = [asker_of_seed(embedded), asker_of_seed(neo4j)]
        # As it is served: one of them answers the levels of a selection in one statement.
        assert isinstance(neo4j, BatchingReader)
        askers[1].answers.together = neo4j
        yield askers


async def test_answers_are_equal(askers: list[Asker]) -> None:
    drawn = draw()
    assert len({orjson.dumps(one) for one in drawn}) >= 60
    for text, variables in drawn:
        embedded, neo4j = [orjson.dumps(strip(await asker.read(text, **variables))) for asker in askers]
        assert embedded == neo4j, (text.split("{", 1)[0], variables)
