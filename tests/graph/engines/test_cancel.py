"""A question whose asker gives up is stopped in the engine, not only forgotten."""

from __future__ import annotations

import asyncio
from time import monotonic

import neo4j
import neo4j.exceptions
import pytest

from graph.store import Graph, Statement

pytestmark = pytest.mark.anyio
LONG = Statement(
    "long",
    "UNWIND range(1, 4000) AS a UNWIND range(1, 4000) AS b UNWIND range(1, 4000) AS c "
    "WITH a, b, c WHERE a + b + c = $never RETURN count(*) AS n",
    ("never",),
    ("n",),
    lambda n: n,
)


BROKEN = Statement("broken", "MATCH (n:Region RETURN n.id AS id", (), ("id",), lambda key: key)


def count_running(url: str) -> int:
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        text = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'range(1, 4000)' RETURN count(*) AS n"
        record = session.run(text).single(strict=True)
        # The statement that counts holds the words too.
        return int(record["n"]) - 1


async def test_cancelled_question_stops_in_the_engine(graph: Graph, request: pytest.FixtureRequest) -> None:
    # More than there are reading threads: had they not stopped, nothing would be answered any more.
    asking = [asyncio.create_task(graph.reader.run(LONG, {"never": -1})) for _ in range(6)]
    await asyncio.sleep(1)
    assert not any(one.done() for one in asking)
    for one in asking:
        one.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    began = monotonic()
    assert await graph.reader.version() == 0
    assert monotonic() - began < 5
    if graph.engine.startswith("Neo4j"):
        url = request.getfixturevalue("neo4j_url")
        async with asyncio.timeout(10):
            while await asyncio.to_thread(count_running, url):  # noqa: ASYNC110 nothing tells
                await asyncio.sleep(0.2)


async def test_question_after_one_that_failed_is_answered(graph: Graph) -> None:
    for _ in range(3):
        with pytest.raises((RuntimeError, neo4j.exceptions.Neo4jError)):
            await graph.reader.run(BROKEN, {})
        assert await graph.reader.version() == 0
