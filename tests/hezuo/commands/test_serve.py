"""`hezuo serve` as an operator runs it: it starts, stops, and says in one line why it does not."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from time import monotonic

import httpx
import pytest

from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from tests.hezuo.commands.commands import find_free_port, run_command, serve


def refuse(folder: Path, command: str = "serve", **settings: str) -> str:
    """The one line that a command ends with."""
    done = run_command(command, **{"HEZUO_DATA": str(folder / "var"), "HEZUO_PORT": str(find_free_port()), **settings})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert done.stderr.startswith("hezuo: ")
    return done.stderr


def test_service_starts_says_where_and_stops_cleanly(tmp_path: Path) -> None:
    with serve(tmp_path) as service:
        ready = httpx.get(f"{service.url}/readyz")
        assert ready.status_code == 200
        assert "server" not in ready.headers
        page = httpx.get(f"{service.url}/graphql", headers={"accept": "text/html"})
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        asked = httpx.post(f"{service.url}/graphql", json={"query": "{ graphInfo { version engine } }"}).json()
        assert asked["data"]["graphInfo"]["engine"].startswith("LadybugDB")
        # It holds the graph and its port: a second one says so.
        assert "another process holds the graph" in refuse(tmp_path)
        assert "another process holds the graph" in refuse(tmp_path, "status")
        port = service.url.rpartition(":")[2]
        assert f"port {port} on 127.0.0.1 is taken" in refuse(tmp_path / "other", HEZUO_PORT=port)
        token = (tmp_path / "var" / "token").read_text("ascii").strip()
        assert service.stop() == 0
    said, told = service.said.read_text("utf-8"), service.told.read_text("utf-8")
    assert f"answers at {service.url}/graphql" in said
    assert f"curl -sG {service.url}/graphql" in said
    assert token in said
    assert token not in told
    assert '"event":"stopped"' in told
    # The graph was let go of, and the token is shown no more.
    assert run_command("status", HEZUO_DATA=str(tmp_path / "var")).returncode == 0
    with serve(tmp_path) as service:
        pass
    assert token not in service.said.read_text("utf-8")


def test_service_beyond_loopback_wants_a_decision_first(tmp_path: Path, loaded: Path) -> None:
    assert "HEZUO_ANONYMOUS_READ" in refuse(tmp_path, HEZUO_HOST="0.0.0.0")
    assert not (tmp_path / "var").exists()
    with serve(loaded, HEZUO_HOST="0.0.0.0", HEZUO_ANONYMOUS_READ="0") as service:
        assert httpx.post(f"{service.url}/graphql", json={"query": "{ __typename }"}).status_code == 401
    assert "-H 'Authorization: Bearer …'" in service.said.read_text("utf-8")


def test_address_that_is_not_ours_is_one_line(tmp_path: Path) -> None:
    assert "HEZUO_HOST is '192.0.2.1'" in refuse(tmp_path, HEZUO_HOST="192.0.2.1", HEZUO_ANONYMOUS_READ="1")
    assert "HEZUO_HOST is 'no.invalid'" in refuse(tmp_path, HEZUO_HOST="no.invalid", HEZUO_ANONYMOUS_READ="1")
    assert not (tmp_path / "var").exists()


def test_folder_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert f"the folder {tmp_path}/file/var cannot be used" in refuse(tmp_path, HEZUO_DATA=f"{tmp_path}/file/var")


def test_server_that_is_down_is_one_line(tmp_path: Path) -> None:
    url = f"bolt://127.0.0.1:{find_free_port()}"
    assert "Neo4j does not answer" in refuse(tmp_path, HEZUO_GRAPH_URL=url)


def test_keys_that_cannot_be_read_are_one_line(tmp_path: Path) -> None:
    settings = {"HEZUO_JWKS": str(tmp_path / "keys.json"), "HEZUO_JWT_ISSUER": "us"}
    assert "HEZUO_JWKS" in refuse(tmp_path, **settings)
    # Nobody saw a token, so none was made.
    assert not (tmp_path / "var" / "token").exists()


@pytest.mark.parametrize("damage", ["other", "none"])
def test_graph_of_another_format_is_one_line_that_names_the_way(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "var" / "graph.lbug"

    async def age() -> None:
        graph = await open_graph(GraphLocation(url="", file=file))
        async with graph.writer.transaction() as transaction:
            await transaction.execute("MATCH (s:GraphState) SET s.format = 999", {})
        await graph.close()

    if damage == "other":
        asyncio.run(age())
        # With its journal it would be made anew.
        for journal in file.parent.glob("graph.journal.*"):
            journal.unlink()
    else:
        file.parent.mkdir()
        file.write_text("no graph at all " * 1000)
    line = refuse(tmp_path)
    assert "format" in line
    assert "`hezuo export DIR`" in line
    assert "`hezuo import DIR`" in line


def test_client_that_sends_no_head_is_let_go(loaded: Path) -> None:
    with serve(loaded) as service:
        host, _, port = service.url.removeprefix("http://").partition(":")
        began = monotonic()
        with (
            socket.create_connection((host, int(port))) as silent,
            socket.create_connection((host, int(port))) as slow,
        ):
            slow.sendall(b"GET /healthz HTTP/1.1\r\nHost: h")
            for one in (silent, slow):
                one.settimeout(30)
                assert one.recv(1000) == b""
        assert 10 < monotonic() - began < 25


def test_stop_waits_for_what_is_under_way_but_not_for_ever(loaded: Path) -> None:
    with serve(loaded) as service:
        host, _, port = service.url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as slow:
            slow.sendall(
                b"POST /graphql HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n"
            )
            httpx.get(f"{service.url}/healthz")
            began = monotonic()
            assert service.stop() == 0
            assert monotonic() - began < 20
            # Who was cut short reads so.
            slow.settimeout(5)
            refused = b"".join(iter(lambda: slow.recv(65_536), b""))
            assert refused.startswith(b"HTTP/1.1 503 ")
            assert b'"code":"UNAVAILABLE"' in refused
    told = service.told.read_text("utf-8")
    assert '"event":"stopped"' in told
    assert "Traceback" not in told
    assert '"status":503,"ms"' in told


def test_stop_ends_open_streams_at_once(tmp_path: Path) -> None:
    body = {"query": "subscription { graphChanged(since: 0) { version } }"}
    with (
        serve(tmp_path) as service,
        httpx.stream(
            "POST", f"{service.url}/graphql", json=body, headers={"accept": "text/event-stream"}, timeout=30
        ) as stream,
    ):
        lines = stream.iter_lines()
        assert next(lines) == "event: next"
        assert '"version":1' in next(lines)
        began = monotonic()
        assert service.stop() == 0
        assert monotonic() - began < 6
        with pytest.raises((StopIteration, httpx.RemoteProtocolError)):
            while next(lines) != "event: complete":
                pass


def test_refusals_are_kept_beside_the_graph(tmp_path: Path) -> None:
    with serve(tmp_path) as service:
        refused = httpx.post(f"{service.url}/graphql", json={"query": "mutation { __typename }"})
        assert refused.status_code == 401
        assert httpx.get(f"{service.url}/metrics").status_code == 401
    (path,) = (tmp_path / "var" / "audit").glob("*.jsonl")
    assert path.name == "refusals.jsonl"
    assert '"codes":["UNAUTHENTICATED"]' in path.read_text("utf-8")
