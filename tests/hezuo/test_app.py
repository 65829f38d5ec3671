"""What stands around every request: health, ids, headers, the log, masked failures, the page."""

from __future__ import annotations

import base64
import hashlib
import logging
import re

import orjson
import pytest

from hezuo.log import JsonLines
from hezuo.service.endpoints.page import PAGE
from tests.hezuo.service.front_door import TOKEN, StandIn, open_client

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def read_access(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [orjson.loads(JsonLines().format(r)) for r in caplog.records if r.name == "hezuo.access"]


def test_alive_even_when_the_engine_is_down() -> None:
    client = open_client(StandIn(down="connection refused"))
    assert (client.get("/healthz").status_code, client.get("/healthz").json()) == (200, {"status": "alive"})


def test_ready_follows_the_engine_down_and_back_up() -> None:
    graph = StandIn()
    client = open_client(graph)
    assert client.get("/readyz").json() == {"status": "ready", "version": 7}
    graph.down = "neo4j://127.0.0.1:7687 does not answer"
    refused = client.get("/readyz")
    assert (refused.status_code, refused.json()["reason"]) == (503, graph.down)
    assert refused.headers["retry-after"]
    graph.down = ""
    assert client.get("/readyz").status_code == 200


def test_unknown_address_names_those_that_exist() -> None:
    response = open_client().get("/graphq")
    assert response.status_code == 404
    assert "/graphql" in response.json()["errors"][0]["message"]


def test_root_leads_to_the_endpoint() -> None:
    response = open_client().get("/")
    assert (response.status_code, response.headers["location"]) == (307, "/graphql")


def test_failure_of_ours_is_masked_and_logged_once_with_its_id(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "hezuo")
    response = open_client().post("/graphql", json={"query": "{ broken }"})
    assert response.status_code == 500
    extensions = response.json()["errors"][0]["extensions"]
    assert extensions == {"code": "INTERNAL", "requestId": response.headers["x-request-id"]}
    assert "secret cause" not in response.text
    failed, line = read_access(caplog)
    assert "secret cause" in str(failed["exception"])
    assert (failed["id"], line["id"], line["codes"]) == (extensions["requestId"], extensions["requestId"], ["INTERNAL"])


def test_log_names_the_operation_and_never_variables_or_tokens(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "hezuo")
    body = {"query": "query Ask($n: String) { hello(name: $n) }", "variables": {"n": "私密"}}
    open_client().post("/graphql", json=body, headers={"authorization": f"Bearer {TOKEN}", "x-request-id": "abc-1"})
    (line,) = read_access(caplog)
    assert line["event"] == "request"
    assert (line["id"], line["operation"], line["kind"], line["status"]) == ("abc-1", "Ask", "query", 200)
    written = "".join(JsonLines().format(record) for record in caplog.records)
    assert "私密" not in written
    assert TOKEN not in written


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", 'a"b'])
def test_request_id_that_could_spoil_the_log_is_replaced(given: str) -> None:
    response = open_client().get("/healthz", headers={"x-request-id": given})
    assert re.fullmatch(r"[0-9a-f]{16}", response.headers["x-request-id"])


@pytest.mark.parametrize("path", ["/graphql?query={hello}", "/graphql", "/healthz", "/nowhere"])
def test_every_answer_has_security_headers(path: str) -> None:
    headers = open_client().get(path).headers
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "access-control-allow-origin" not in headers


def test_browser_gets_the_page_and_a_program_an_answer() -> None:
    client = open_client()
    page = client.get("/graphql", headers={"accept": BROWSER})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.content == PAGE.read_bytes()
    asked = client.get("/graphql", params={"query": "{ hello }"}, headers={"accept": BROWSER})
    assert asked.json() == {"data": {"hello": "hello nobody"}}


def test_page_loads_nothing_from_elsewhere_and_its_policy_says_so() -> None:
    text = PAGE.read_text("utf-8")
    assert not re.search(r"https?://|src=|@import|url\(", text)
    policy = open_client().get("/graphql", headers={"accept": BROWSER}).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert re.findall(r"(?:connect|form)\S* (\S+)", policy) == ["'self';", "'none';"]
    script = text.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert not re.search(r"\bon\w+=|style=", text)  # The policy would refuse them.
