"""Traces: spans of every operation and its steps, in the caller's own trace, with neither variables nor tokens."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from functools import partial
from typing import Any

import httpx
import pytest

from graph.store import Graph
from graph.telemetry import CURRENT_TRACE, MOST_STEPS, EngineMetrics, Trace, note_step
from hezuo.errors import CommandError
from hezuo.service.app import ServiceConfig, build_app
from hezuo.service.auth.admin_token import Token
from hezuo.service.auth.authentication import Authenticator
from hezuo.service.telemetry.tracing import Database, Traces, open_traces
from schema.build import build_schema
from schema.execution.execute import Answers
from schema.execution.subscribe import stream_operation
from tests.hezuo.service.front_door import NOWHERE, TOKEN, Client, StandIn, open_door
from tests.schema.small_graph import KnownNames, load_small

export = pytest.importorskip("opentelemetry.sdk.trace.export")
memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")
sdk = pytest.importorskip("opentelemetry.sdk.trace")
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def open_spans() -> tuple[Any, Traces]:
    """Where the spans are found, and what sends them there."""
    spans = memory.InMemorySpanExporter()
    provider = sdk.TracerProvider()
    provider.add_span_processor(export.SimpleSpanProcessor(spans))
    return spans, Traces(provider, Database("ladybugdb", "office"))


def list_operations(spans: Any) -> list[Any]:  # noqa: ANN401 the package is optional
    return [span for span in spans.get_finished_spans() if span.kind.name == "SERVER"]


def test_operation_is_a_span_in_the_trace_of_its_caller() -> None:
    spans, traces = open_spans()
    client = Client(open_door(traces=traces))
    body = {"query": "query Ask($n: String) { hello(name: $n) }", "variables": {"n": "私密"}}
    client.post("/graphql", json=body, headers={"traceparent": PARENT, "authorization": f"Bearer {TOKEN}"})
    client.post("/graphql", json={"query": "{"})
    client.get("/healthz")
    asked, failed = list_operations(spans)
    assert asked.name == "query Ask"
    assert f"{asked.context.trace_id:032x}" == PARENT.split("-")[1]
    assert asked.attributes["graphql.operation.name"] == "Ask"
    assert asked.end_time > asked.start_time
    assert failed.status.description == "GRAPHQL_PARSE_FAILED"
    written = asked.to_json() + failed.to_json()
    assert "私密" not in written
    assert TOKEN not in written


@pytest.mark.anyio
async def test_steps_of_an_operation_are_spans_within_it(graph: Graph) -> None:
    await load_small(graph)
    answers, (spans, traces) = Answers(graph, KnownNames(), build_schema()), open_spans()
    stream = partial(stream_operation, answers)
    app = build_app(
        graph,
        answers,
        ServiceConfig(Authenticator(Token(TOKEN)), 10_000, 20_000, NOWHERE, stream=stream, traces=traces),
    )
    body = {"query": "query Ask($id: ID!) { region(id: $id) { name documents(first: 5) { edges { node { name } } } } }"}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://hezuo.test") as client:
        asked = graph.figures.answered
        answer = await client.post(
            "/graphql", json=body | {"variables": {"id": "陕西"}}, headers={"traceparent": PARENT}
        )
        asked = graph.figures.answered - asked
    assert answer.json()["data"]["region"]["documents"]["edges"]
    *steps, operation = sorted(spans.get_finished_spans(), key=lambda span: span.kind.name == "SERVER")
    assert {step.parent.span_id for step in steps} == {operation.context.span_id}
    assert {f"{step.context.trace_id:032x}" for step in steps} == {PARENT.split("-")[1]}
    assert all(operation.start_time <= step.start_time <= step.end_time <= operation.end_time for step in steps)
    own = [step.name for step in steps if step.kind.name == "INTERNAL"]
    assert own == ["graphql.parse", "graphql.validate", "graphql.complete"]
    questions = [step for step in steps if step.kind.name == "CLIENT"]
    assert len(questions) == asked > 0
    for question in questions:
        assert question.attributes == {
            "db.system.name": "ladybugdb", "db.namespace": "office", "db.operation.name": "read",
            "db.query.summary": question.name,
        }  # fmt: skip
    written = "".join(span.to_json() for span in spans.get_finished_spans())
    assert not [secret for secret in ("陕西", "610000", "MATCH", TOKEN) if secret in written]


@pytest.mark.anyio
async def test_transaction_is_one_step_that_writes(graph: Graph) -> None:
    steps = Trace()
    listening = CURRENT_TRACE.set(steps)
    try:
        await load_small(graph)
        with pytest.raises(ZeroDivisionError):
            async with graph.writer.transaction():
                raise ZeroDivisionError
    finally:
        CURRENT_TRACE.reset(listening)
    writes = [step for step in steps.noted if step.operation == "write"]
    assert [(step.name, step.error) for step in writes] == [("transaction", ""), ("transaction", "ZeroDivisionError")]


def test_question_that_fails_is_a_span_with_its_error() -> None:
    figures, (spans, traces) = EngineMetrics(1), open_spans()

    class Failing(StandIn):
        async def answer(self, asked: Any) -> Any:  # noqa: ANN401 what it answers is nothing
            with figures.question("regions"):
                raise TimeoutError("of 610000")

    Client(open_door(Failing(), traces=traces)).post("/graphql", json={"query": "{ hello }"})
    (question,) = [span for span in spans.get_finished_spans() if span.kind.name == "CLIENT"]
    assert (question.name, question.attributes["error.type"]) == ("regions", "TimeoutError")
    assert question.status.status_code.name == "ERROR"
    assert "610000" not in question.to_json()


def test_operations_of_one_body_have_steps_of_their_own() -> None:
    figures, (spans, traces) = EngineMetrics(1), open_spans()

    class Asking(StandIn):
        async def answer(self, asked: Any) -> Any:  # noqa: ANN401 a GraphQL response
            with figures.question(asked.operation_name):
                await asyncio.sleep(0)
            return {"data": {}}

    names = ("First", "Second", "Third")
    body = [{"query": f"query {name} {{ hello }}", "operationName": name} for name in names]
    Client(open_door(Asking(), traces=traces, most_in_batch=3)).post("/graphql", json=body)
    operations = {span.context.span_id: span.attributes["graphql.operation.name"] for span in list_operations(spans)}
    assert sorted(operations.values()) == sorted(names)
    questions = [span for span in spans.get_finished_spans() if span.kind.name == "CLIENT"]
    assert {question.name: operations[question.parent.span_id] for question in questions} == {n: n for n in names}


def test_what_goes_on_for_days_keeps_its_first_steps_only() -> None:
    spans, traces = open_spans()

    class Busy(StandIn):
        async def answer(self, asked: Any) -> Any:  # noqa: ANN401 a GraphQL response
            for _ in range(MOST_STEPS + 9):
                with note_step("again"):
                    pass
            return {"data": {}}

    Client(open_door(Busy(), traces=traces)).post("/graphql", json={"query": "{ hello }"})
    (operation,) = list_operations(spans)
    # Parsing was the first.
    assert Counter(span.name for span in spans.get_finished_spans())["again"] == MOST_STEPS - 1
    assert operation.attributes["hezuo.steps.left_out"] == 10


def test_where_nobody_listens_no_step_is_kept_or_made() -> None:
    heard: list[Trace | None] = []

    class Listening(StandIn):
        async def answer(self, asked: Any) -> Any:  # noqa: ANN401 a GraphQL response
            heard.append(CURRENT_TRACE.get())
            return {"data": {}}

    Client(open_door(Listening())).post("/graphql", json={"query": "{ hello }"})
    assert heard == [None]
    assert note_step("one") is note_step("another")


def test_collector_without_the_packages_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(CommandError, match="pip install opentelemetry-sdk"):
        open_traces("http://127.0.0.1:4318", Database("neo4j"))


def test_collector_is_opened_and_closed() -> None:
    open_traces("http://127.0.0.1:4318", Database("neo4j")).provider.shutdown()
