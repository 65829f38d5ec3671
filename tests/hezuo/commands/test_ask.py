"""`hezuo ask`: the same answers as over HTTP, from a file."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from tests.hezuo.commands.commands import ROOT, run_command, run_here, serve

GAPS = str(ROOT / "tests" / "contract" / "gaps.graphql")
PARTIES = '{"parties": ["上海", "陕西"]}'


def test_operation_is_answered_from_the_graph_and_from_a_service_alike(loaded: Path) -> None:
    given = ["ask", GAPS, "--variables", PARTIES, "--as-of", "2016"]
    done = run_here(*given, HEZUO_DATA=str(loaded / "var"))
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["data"]["policyGaps"]["asOf"] == "2016-12-31"
    assert [task["kind"] for task in answer["data"]["policyGaps"]["tasks"]] == ["UNDETERMINED", "UNDETERMINED"]
    with serve(loaded) as service:
        body = {"query": Path(GAPS).read_text("utf-8"), "variables": {**json.loads(PARTIES), "asOf": "2016"}}
        assert httpx.post(f"{service.url}/graphql", json=body).json() == answer
        held = run_here(*given, HEZUO_DATA=str(loaded / "var"))
        assert "--to http://" in held.stderr
        sent = run_here(*given, "--to", service.url, HEZUO_DATA=str(loaded / "elsewhere"))
        assert (sent.returncode, json.loads(sent.stdout)) == (0, answer)
        refused = run_here(*given, "--to", service.url, HEZUO_TOKEN="not-the-token-of-it")
        assert refused.returncode == 1
        assert json.loads(refused.stdout)["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{ party(id: 1", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ('{ policyGaps(parties: ["火星"]) { version } }', "BAD_USER_INPUT"),
    ],
)
def test_answer_with_errors_is_printed_and_the_status_is_one(loaded: Path, text: str, code: str) -> None:
    done = run_command("ask", "-", given=text, HEZUO_DATA=str(loaded / "var"))
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([GAPS, "--variables", "{"], "the variables are no JSON"),
        ([GAPS, "--variables", "[]"], "must be a JSON object"),
        ([GAPS, "--variables", "@nowhere.json"], "cannot read nowhere.json"),
        (["nowhere.graphql"], "cannot read nowhere.graphql"),
        ([GAPS, "--to", "ftp://here"], "no address of a service"),
        ([GAPS, "--to", "http://127.0.0.1:1"], "does not answer"),
    ],
)
def test_what_cannot_be_asked_is_one_line(given: list[str], says: str, tmp_path: Path) -> None:
    done = run_here("ask", *given, HEZUO_DATA=str(tmp_path / "var"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert says in done.stderr
