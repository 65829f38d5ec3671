"""Traces: a span of every operation, in the caller's own trace, with neither variables nor tokens."""

from __future__ import annotations

import sys

import pytest

from hezuo.errors import CommandError
from hezuo.tracing import Traces, open_traces
from tests.hezuo.front_door import TOKEN, Client, open_door

export = pytest.importorskip("opentelemetry.sdk.trace.export")
memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")
sdk = pytest.importorskip("opentelemetry.sdk.trace")
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_operation_is_a_span_in_the_trace_of_its_caller() -> None:
    spans = memory.InMemorySpanExporter()
    provider = sdk.TracerProvider()
    provider.add_span_processor(export.SimpleSpanProcessor(spans))
    client = Client(open_door(traces=Traces(provider)))
    body = {"query": "query Ask($n: String) { hello(name: $n) }", "variables": {"n": "私密"}}
    client.post("/graphql", json=body, headers={"traceparent": PARENT, "authorization": f"Bearer {TOKEN}"})
    client.post("/graphql", json={"query": "{"})
    client.get("/healthz")
    asked, failed = spans.get_finished_spans()
    assert asked.name == "query Ask"
    assert f"{asked.context.trace_id:032x}" == PARENT.split("-")[1]
    assert asked.attributes["graphql.operation.name"] == "Ask"
    assert asked.end_time > asked.start_time
    assert failed.status.description == "GRAPHQL_PARSE_FAILED"
    written = asked.to_json() + failed.to_json()
    assert "私密" not in written
    assert TOKEN not in written


def test_collector_without_the_packages_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(CommandError, match="pip install opentelemetry-sdk"):
        open_traces("http://127.0.0.1:4318")


def test_collector_is_opened_and_closed() -> None:
    open_traces("http://127.0.0.1:4318").provider.shutdown()
