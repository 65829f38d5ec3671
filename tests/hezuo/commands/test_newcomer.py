"""What a newcomer does, on either engine: start the command with nothing there, ask what front ends ask, stop it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx

from tests.fixtures.graphs import Server
from tests.hezuo.commands.commands import ROOT, Service, run_command, serve

CONTRACT = ROOT / "tests" / "contract"
VARIABLES: dict[str, dict[str, Any]] = json.loads((CONTRACT / "variables.json").read_text("utf-8"))
OPERATIONS = (
    "profile",
    "details",
    "gaps",
    "matrix",
    "lists",
    "info",
    "changes",
    "pairing",
    "plan",
    "task",
    "search",
    "paths",
    "draft",
)
# What may differ between two engines that hold the same.
OF_ONE_GRAPH = {"engine", "loadedAt", "at", "by"}


def ask(service: Service, name: str) -> Any:  # noqa: ANN401 JSON
    body = {"query": (CONTRACT / f"{name}.graphql").read_text("utf-8"), "variables": VARIABLES[name]}
    response = httpx.post(f"{service.url}/graphql", json=body, timeout=180)
    answer = response.json()
    assert "errors" not in answer, (name, answer["errors"])
    assert all(value is not None for value in answer["data"].values()), name
    return answer


def leave_out(value: Any) -> Any:  # noqa: ANN401 JSON
    if isinstance(value, dict):
        return {key: leave_out(one) for key, one in value.items() if key not in OF_ONE_GRAPH}
    return [leave_out(one) for one in value] if isinstance(value, list) else value


def visit(folder: Path, **settings: str) -> dict[str, Any]:
    """Start, look around, and stop; what was answered."""
    folder.mkdir()
    # A cold server on a busy machine plans its first questions for longer than anybody would wait.
    settings["HEZUO_QUERY_TIMEOUT"] = "120"
    with serve(folder, **settings) as service:
        page = httpx.get(f"{service.url}/", headers={"accept": "text/html"}, follow_redirects=True)
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        answers = {name: ask(service, name) for name in OPERATIONS}
        try_example(service)
        assert service.stop() == 0
    told = service.told.read_text("utf-8")
    assert "The graph is empty: loading the seed" in told
    assert '"level":"ERROR"' not in told
    # The second start loads nothing, and a second load finds nothing to do.
    with serve(folder, **settings) as service:
        again = ask(service, "profile")
    assert again == answers["profile"]
    assert "loading" not in service.told.read_text("utf-8")
    report = json.loads(run_command("load", "--json", **{"HEZUO_DATA": str(folder / "var"), **settings}).stdout)
    assert (report["changed"], report["version"]) == (False, 1)
    return answers


def try_example(service: Service) -> None:
    """The command that the service shows works as it stands."""
    (shown,) = (line for line in service.said.read_text("utf-8").splitlines() if "curl" in line)
    if shutil.which("curl"):
        done = subprocess.run(["sh", "-c", shown], capture_output=True, text=True, check=True)
        assert json.loads(done.stdout)["data"]["policyGaps"]["counts"]


def test_newcomer_is_answered_on_the_embedded_engine_and_alike_on_neo4j(tmp_path: Path, neo4j_server: Server) -> None:
    embedded = visit(tmp_path / "embedded")
    neo4j_server.wipe()
    server = visit(tmp_path / "server", HEZUO_GRAPH_URL=neo4j_server.url)
    assert leave_out(embedded) == leave_out(server)
    assert {name: answer["extensions"] for name, answer in server.items()} == {
        name: {"version": 1} for name in OPERATIONS
    }
