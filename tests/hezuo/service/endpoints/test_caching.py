"""Tags of answers on a real graph: a dashboard's second poll costs the engine nothing beyond the version."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from graph.store import Graph
from hezuo.service.app import ServiceConfig, build_app
from hezuo.service.auth.admin_token import Token
from hezuo.service.auth.authentication import Authenticator
from hezuo.service.endpoints.caching import digest_schema
from schema.build import build_schema, print_declared
from schema.execution.execute import Answers
from tests.hezuo.service.front_door import TOKEN
from tests.schema.asking import WatchedGraph
from tests.schema.changes.test_graph_changed import change
from tests.schema.small_graph import KnownNames, load_small
from tests.schema.test_contract import VARIABLES, read_operation

pytestmark = pytest.mark.anyio


@dataclass
class Counted(WatchedGraph):
    """Counts the readings of the version too."""

    versions_read: int = 0

    async def version(self) -> int:
        self.versions_read += 1
        return await self.graph.reader.version()


@asynccontextmanager
async def open_client(graph: Graph, schema: str = "") -> AsyncIterator[httpx.AsyncClient]:
    digest = schema or digest_schema(print_declared())
    door = ServiceConfig(Authenticator(Token(TOKEN)), 10_000, 20_000, Path("nowhere"), schema_digest=digest)
    app = build_app(graph, Answers(graph, KnownNames(), build_schema()), door)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://hezuo.test") as client:
        yield client


def ask(name: str, **more: object) -> dict[str, str]:
    return {"query": read_operation(name), "variables": json.dumps(VARIABLES[name] | more)}


@pytest.mark.parametrize("name", ["gaps", "matrix", "profile"])
async def test_second_poll_costs_nothing_but_the_version(graph: Graph, name: str) -> None:
    await load_small(graph)
    counted = Counted(graph)
    async with open_client(counted) as client:
        first = await client.get("/graphql", params=ask(name))
        assert first.status_code == 200
        assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
        assert counted.asked
        counted.asked.clear()
        counted.versions_read = 0
        again = {"if-none-match": first.headers["etag"]}
        second = await client.get("/graphql", params=ask(name), headers=again)
        assert (second.status_code, second.content, counted.asked, counted.versions_read) == (304, b"", [], 1)
        assert second.headers["etag"] == first.headers["etag"]
        assert second.headers["vary"] == first.headers["vary"] == "Accept, Authorization"
        await change(graph, f"after-{name}")
        third = await client.get("/graphql", params=ask(name), headers=again)
        assert third.status_code == 200
        assert third.headers["etag"] != first.headers["etag"]


async def test_tag_depends_on_all_that_the_answer_does(graph: Graph) -> None:
    await load_small(graph)
    token = {"authorization": f"Bearer {TOKEN}"}
    async with open_client(graph) as client, open_client(graph, "another schema") as other:
        base = await client.get("/graphql", params=ask("gaps"))
        answers = [
            base,
            await client.get("/graphql", params=ask("gaps", asOf="2015")),
            await client.get("/graphql", params=ask("matrix")),
            await client.get("/graphql", params=ask("gaps") | {"operationName": "Gaps"}),
            await client.get("/graphql", params=ask("gaps"), headers=token),
            await client.get("/graphql", params=ask("gaps"), headers={"accept": "application/graphql-response+json"}),
            await other.get("/graphql", params=ask("gaps")),
        ]
        assert len({answer.headers["etag"] for answer in answers}) == len(answers)
        assert answers[4].headers["cache-control"] == "private, max-age=0, must-revalidate"
        spaced = ask("gaps") | {"variables": json.dumps(VARIABLES["gaps"], indent=1)}
        assert (await client.get("/graphql", params=spaced)).headers["etag"] == base.headers["etag"]


async def test_what_must_not_be_kept_has_no_tag(graph: Graph) -> None:
    await load_small(graph)
    async with open_client(graph) as client:
        posted = await client.post("/graphql", json={"query": read_operation("info")})
        wrong = await client.get("/graphql", params={"query": '{ node(id: "nonsense") { id } }'})
        costed = await client.get("/graphql", params=ask("info") | {"extensions": '{"cost": true}'})
        for answer in (posted, wrong, costed):
            assert answer.status_code == 200
            assert "etag" not in answer.headers
            assert answer.headers["cache-control"] == "no-store"
