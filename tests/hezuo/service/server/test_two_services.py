"""Two services of one Neo4j: what is written through one is told by the other, and changes its answers' tags."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import httpx

from tests.fixtures.graphs import Server, open_server
from tests.hezuo.commands.commands import serve
from tests.schema.small_graph import load_small
from tests.schema.test_contract import CONTRACT, read_operation

TOKEN = "a-token-of-both-services"


async def _fill(server: Server) -> None:
    """The small graph, so that no service loads the seed."""
    async for graph in open_server(server):
        await load_small(graph)


def test_write_through_one_service_is_told_by_the_other(neo4j_server: Server, tmp_path: Path) -> None:
    neo4j_server.wipe()
    asyncio.run(_fill(neo4j_server))
    shared = {"HEZUO_GRAPH_URL": neo4j_server.url, "HEZUO_TOKEN": TOKEN}
    variables = json.loads((CONTRACT / "variables.json").read_text("utf-8"))["load"]
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with serve(tmp_path / "one", **shared) as one, serve(tmp_path / "two", **shared) as two:
        poll = {"query": read_operation("info")}
        before = httpx.get(f"{two.url}/graphql", params=poll)
        version = before.json()["extensions"]["version"]
        listening = {"query": read_operation("live"), "variables": {"since": version}}
        events = {"accept": "text/event-stream"}
        with httpx.stream("POST", f"{two.url}/graphql", json=listening, headers=events, timeout=60) as stream:
            written = httpx.post(
                f"{one.url}/graphql",
                json={"query": read_operation("load"), "variables": variables},
                headers={"authorization": f"Bearer {TOKEN}"},
                timeout=60,
            ).json()
            assert "errors" not in written, written
            told = next(json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: {"))
        assert told["data"]["graphChanged"]["version"] == written["data"]["loadDocument"]["version"] == version + 1
        assert "POLICY_DOCUMENT" in told["data"]["graphChanged"]["kinds"]
        after = httpx.get(f"{two.url}/graphql", params=poll, headers={"if-none-match": before.headers["etag"]})
        assert (after.status_code, after.json()["extensions"]["version"]) == (200, version + 1)
        assert (
            httpx.get(f"{two.url}/graphql", params=poll, headers={"if-none-match": after.headers["etag"]}).status_code
            == 304
        )
    (line,) = (tmp_path / "one" / "var" / "audit" / "writes.jsonl").read_text("utf-8").splitlines()
    record = json.loads(line)
    assert (record["caller"], record["fields"], record["version"]) == ("token", ["loadDocument"], version + 1)
