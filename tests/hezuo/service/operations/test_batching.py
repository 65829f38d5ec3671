"""Lists of queries in one body: refused unless a setting allows them, bounded, and each answered as its own."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import orjson
import pytest
from httpx import Response

from hezuo.service.limits.budgets import LEAST_PRICE, Budgets
from hezuo.service.limits.concurrency import ConcurrencyLimit
from hezuo.service.operations.persisted import Documents
from hezuo.service.operations.pipeline import Bounds
from hezuo.service.telemetry.audit import Audit
from hezuo.settings_table import default_number
from schema.cost.pricing import Pricing
from tests.hezuo.service.front_door import SCHEMA, TOKEN, Client, StandIn, open_door
from tests.hezuo.service.running_server import serve_here
from tests.hezuo.service.server.test_run_time_limits import FAR, Clients, Slow, read_code, wait_until

GRAPHQL, JSON = "application/graphql-response+json", "application/json"
BEARER = {"authorization": f"Bearer {TOKEN}"}
HELLO: dict[str, object] = {"query": "query Ask($n: String) { hello(name: $n) }", "variables": {"n": "合作"}}


def open_lists(graph: StandIn | None = None, most: int = 4, **door: Any) -> Client:  # noqa: ANN401 fields of the door
    return Client(open_door(graph, most_in_batch=most, **door))


def post(client: Client, body: object, accept: str = GRAPHQL, **headers: str) -> Response:
    sent = {"content-type": JSON, "accept": accept, **headers}
    return client.post("/graphql", content=json.dumps(body).encode(), headers=sent)


def read_refusal(response: Response) -> dict[str, Any]:
    (error,) = response.json()["errors"]
    refusal: dict[str, Any] = error["extensions"]
    return refusal


def test_list_is_refused_where_no_setting_allows_it() -> None:
    graph = StandIn()
    for body in ([HELLO], [HELLO, HELLO], []):
        response = post(open_lists(graph, 0), body)
        assert response.status_code == 400
        assert read_refusal(response) == {"code": "BAD_USER_INPUT", "argument": "body"}
    assert not graph.asked


@pytest.mark.parametrize("accept", [GRAPHQL, JSON])
def test_queries_are_answered_as_a_list_in_their_order(accept: str) -> None:
    response = post(open_lists(), [HELLO, {"query": "{ hello }"}, HELLO | {"variables": {"n": "西安"}}], accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{accept}; charset=utf-8"
    assert response.json() == [
        {"data": {"hello": "hello 合作"}}, {"data": {"hello": "hello nobody"}},
        {"data": {"hello": "hello 西安"}},
    ]  # fmt: skip


def test_list_of_one_is_answered_by_a_list() -> None:
    assert post(open_lists(), [HELLO]).json() == [{"data": {"hello": "hello 合作"}}]


def test_list_longer_than_allowed_is_too_large() -> None:
    graph = StandIn()
    response = post(open_lists(graph), [HELLO] * 5)
    assert response.status_code == 413
    assert read_refusal(response) == {"code": "PAYLOAD_TOO_LARGE", "limit": 4}
    assert not graph.asked
    assert len(post(open_lists(graph), [HELLO] * 4).json()) == 4


@pytest.mark.parametrize(
    ("broken", "status", "code", "argument"),
    [
        (None, 400, "BAD_USER_INPUT", "[1]"),
        ([HELLO], 400, "BAD_USER_INPUT", "[1]"),
        ({}, 400, "BAD_USER_INPUT", "[1].query"),
        ({"query": 1}, 400, "BAD_USER_INPUT", "[1].query"),
        (HELLO | {"variables": "{}"}, 400, "BAD_USER_INPUT", "[1].variables"),
        (HELLO | {"operationName": 1}, 400, "BAD_USER_INPUT", "[1].operationName"),
        (HELLO | {"extensions": []}, 400, "BAD_USER_INPUT", "[1].extensions"),
        ({"query": "subscription { ticks }"}, 400, "BAD_USER_INPUT", "[1].query"),
        ({"query": "mutation { touch }"}, 401, "UNAUTHENTICATED", None),
    ],
)
def test_what_is_no_query_refuses_the_whole_list(broken: object, status: int, code: str, argument: str | None) -> None:
    graph = StandIn()
    response = post(open_lists(graph), [HELLO, broken, HELLO])
    refusal = read_refusal(response)
    assert (response.status_code, refusal["code"], refusal.get("argument")) == (status, code, argument)
    assert response.json()["extensions"] == {"version": 7}
    assert not graph.asked


def test_writing_comes_alone_whoever_writes() -> None:
    graph = StandIn()
    response = post(open_lists(graph), [HELLO, {"query": "mutation { touch }"}], **BEARER)
    assert response.status_code == 400
    assert read_refusal(response) == {"code": "BAD_USER_INPUT", "argument": "[1].query"}
    assert not graph.asked


def test_list_is_not_answered_by_events_or_by_get() -> None:
    client = open_lists()
    assert read_refusal(post(client, [HELLO], "text/event-stream"))["argument"] == "body"
    assert post(client, [HELLO], f"{GRAPHQL}, text/event-stream").json() == [{"data": {"hello": "hello 合作"}}]
    assert client.get("/graphql", params={"query": json.dumps([HELLO])}, headers={"accept": GRAPHQL}).status_code == 400


def test_document_that_cannot_run_is_refused_in_its_place() -> None:
    deep = "{" + "self{" * 30 + "hello" + "}" * 31
    response = post(open_lists(), [{"query": "{"}, HELLO, {"query": deep}, {"query": "{ nothing }"}])
    assert response.status_code == 200
    parsed, answered, too_deep, invalid = response.json()
    assert parsed["errors"][0]["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"
    assert parsed["extensions"] == {"version": 7}
    assert answered == {"data": {"hello": "hello 合作"}}
    assert too_deep["errors"][0]["extensions"]["measure"] == "levels"
    assert "data" not in invalid


@pytest.mark.parametrize(("accept", "status"), [(GRAPHQL, 400), (JSON, 200)])
def test_list_of_which_nothing_ran_has_the_status_of_its_first(accept: str, status: int) -> None:
    response = post(open_lists(), [{"query": "{"}, {"query": "{ nothing }"}], accept)
    assert response.status_code == status
    assert len(response.json()) == 2


def test_hash_that_is_unknown_is_refused_in_its_place() -> None:
    hashed = {"documentId": "sha256:" + "0" * 64}
    unknown, answered = post(open_lists(), [hashed, HELLO]).json()
    assert unknown["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"
    assert answered["data"]
    only = open_lists(documents=Documents({"a": str(HELLO["query"])}, only=True))
    assert post(only, [HELLO, {"documentId": "a"}]).status_code == 200
    assert post(only, [HELLO, {"query": "{ hello }"}]).status_code == 403


def test_one_that_fails_leaves_the_others() -> None:
    failed, answered = post(open_lists(), [{"query": "{ broken }"}, HELLO]).json()
    assert failed["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "secret" not in str(failed)
    assert answered == {"data": {"hello": "hello 合作"}}


def test_together_queries_are_as_dear_as_one_may_be() -> None:
    graph = StandIn()
    each = {"query": "{ self { hello } }", "extensions": {"cost": True}}
    price = post(open_lists(graph, price=Pricing(SCHEMA, 1_000)), [each]).json()[0]["extensions"]["cost"]["price"]
    assert price > 0
    client = open_lists(graph, price=Pricing(SCHEMA, 3 * price))
    assert [one["extensions"]["cost"]["price"] for one in post(client, [each] * 3).json()] == [price] * 3
    graph.asked.clear()
    refused = post(client, [each] * 4)
    refusal = read_refusal(refused)
    assert (refused.status_code, refusal["code"]) == (400, "QUERY_TOO_COMPLEX")
    assert (refusal["price"], refusal["limit"]) == (4 * price, 3 * price)
    assert not graph.asked


@pytest.mark.anyio
async def test_list_spends_the_budget_of_all_or_of_none() -> None:
    graph = StandIn()
    budget = {
        "price": Pricing(SCHEMA, default_number("HEZUO_MAX_PRICE")),
        "budgets": Budgets(5 * LEAST_PRICE),
        "most_in_batch": 4,
    }
    clients = Clients(graph, budget)
    body = [{"query": "{ hello }", "extensions": {"cost": True}}] * 4
    paid = await clients.ask(FAR, body)
    # All were charged before any was answered, the least price for each.
    assert [one["extensions"]["cost"]["left"] for one in paid.json()] == [LEAST_PRICE] * 4
    graph.asked.clear()
    refused = await clients.ask(FAR, body)
    assert (refused.status_code, read_code(refused)) == (429, "RATE_LIMITED")
    assert int(refused.headers["retry-after"]) > 0
    assert not graph.asked
    assert (await clients.ask(FAR, {"query": "{ hello }"})).status_code == 200


@pytest.mark.anyio
async def test_each_query_takes_a_place_of_its_own() -> None:
    graph = Slow()
    clients = Clients(graph, {"admission": ConcurrencyLimit(4, 2, wait_seconds=5), "most_in_batch": 9})
    asking = asyncio.create_task(clients.ask(FAR, [HELLO] * 5))
    # Half of the places are a client's, and half of those to wait.
    await wait_until(graph, 2)
    assert (await clients.ask(FAR)).status_code == 503
    graph.let.set()
    answers = (await asking).json()
    assert sum("data" in one for one in answers) == 3
    refused = [one["errors"][0]["extensions"]["code"] for one in answers if "errors" in one]
    assert refused == ["UNAVAILABLE"] * 2


@pytest.mark.anyio
async def test_list_takes_no_longer_than_one_may() -> None:
    graph = Slow()
    clients = Clients(graph, {"bounds": Bounds(read_seconds=0.1), "most_in_batch": 4})
    began = monotonic()
    stopped = await clients.ask(FAR, [HELLO] * 4)
    assert monotonic() - began < 2
    assert (stopped.status_code, graph.stopped, graph.under_way) == (504, 4, 0)
    assert [one["errors"][0]["extensions"]["code"] for one in stopped.json()] == ["TIMEOUT"] * 4


@pytest.mark.anyio
async def test_client_that_leaves_ends_all() -> None:
    graph = Slow()
    app = open_door(graph, most_in_batch=4)
    async with serve_here(app) as place, httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post(f"http://{place}/graphql", json=[HELLO] * 3, timeout=0.5)
        await wait_until(graph, 0)
        figures = await client.get(f"http://{place}/metrics", headers=BEARER)
    assert graph.stopped == 3
    assert 'code="CLIENT_GONE",kind="query",operation="Ask",transport="batch"} 3.0' in figures.text


def test_answers_together_are_as_large_as_one_may_be() -> None:
    client = open_lists(bounds=Bounds(answer_bytes=1_000))
    long = {"query": "{ hello(count: 30) }"}
    assert post(client, [long]).status_code == 200
    refused = post(client, [long] * 3)
    assert read_refusal(refused)["measure"] == "bytes of the answer"


def test_each_is_counted_and_noted_by_itself(tmp_path: Path) -> None:
    client = open_lists(audit=Audit(tmp_path))
    body = [HELLO, {"query": "{"}, {"query": "{" + " ".join(f"a{i}: hello" for i in range(200)) + "}"}]
    assert post(client, body).status_code == 200
    post(client, [HELLO] * 9)
    counted = client.get("/metrics", headers=BEARER).text
    assert 'hezuo_operations_total{code="200",kind="query",operation="Ask",transport="batch"} 1.0' in counted
    assert 'code="GRAPHQL_PARSE_FAILED",kind="",operation="",transport="batch"} 1.0' in counted
    # The list that was refused is one request.
    assert 'code="PAYLOAD_TOO_LARGE",kind="",operation="",transport="http"} 1.0' in counted
    noted = [orjson.loads(line) for line in (tmp_path / "refusals.jsonl").read_text("utf-8").splitlines()]
    assert [(one["transport"], one["codes"]) for one in noted] == [
        ("batch", ["QUERY_TOO_COMPLEX"]), ("http", ["PAYLOAD_TOO_LARGE"]),
    ]  # fmt: skip
