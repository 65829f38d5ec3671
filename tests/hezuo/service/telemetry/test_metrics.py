"""`/metrics`: what Prometheus reads, who may read it, and that clients cannot make it grow."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import Request

from graph.store import Graph
from graph.telemetry import EngineMetrics
from hezuo.service.endpoints.probes import MetricsEndpoint
from hezuo.service.limits.concurrency import ConcurrencyLimit
from hezuo.service.limits.streams import Streams
from hezuo.service.telemetry.metrics import MOST_NAMES, OTHERS, Metrics
from hezuo.service.telemetry.process_metrics import ProcessMetrics
from hezuo.service.telemetry.shared_metrics import forget, open_folder
from schema.execution.documents import DocumentMemory
from tests.hezuo.commands.commands import ROOT
from tests.hezuo.service.front_door import TOKEN, Client, StandIn, open_door
from tests.schema.small_graph import load_small

BEARER = {"authorization": f"Bearer {TOKEN}"}


def read(client: Client) -> dict[str, dict[tuple[str, ...], float]]:
    text = client.get("/metrics", headers=BEARER).text
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sample.labels[name] for name in sorted(sample.labels))] = (
                sample.value
            )
    return found


def test_operations_are_counted_by_name_and_outcome() -> None:
    client = Client(open_door())
    for _ in range(3):
        client.post("/graphql", json={"query": "query Ask { hello }"})
    client.post("/graphql", json={"query": "{"})
    client.get("/graphql", params={"query": "mutation { touch }"})
    client.get("/healthz")
    figures = read(client)
    assert figures["hezuo_operations_total"] == {
        ("200", "query", "Ask", "http"): 3,
        ("GRAPHQL_PARSE_FAILED", "", "", "http"): 1,
        ("BAD_USER_INPUT", "mutation", "", "http"): 1,
    }
    assert figures["hezuo_operation_seconds_count"][("query",)] == 3
    assert figures["hezuo_document_hits_total"][()] == 2
    assert figures["hezuo_graph_version"][()] == 7
    assert figures["hezuo_engine_connections"][()] == 4


def test_names_that_clients_make_up_are_bounded() -> None:
    client = Client(open_door())
    for number in range(MOST_NAMES + 20):
        client.post("/graphql", json={"query": f"query Q{number} {{ hello }}"})
    counted = read(client)["hezuo_operations_total"]
    assert len(counted) == MOST_NAMES + 1
    assert counted[("200", "query", OTHERS, "http")] == 20


@pytest.mark.parametrize(
    ("setting", "anonymous", "by_token"), [("token", 401, 200), ("open", 200, 200), ("off", 404, 404)]
)
def test_who_sees_the_figures_is_a_setting(setting: str, anonymous: int, by_token: int) -> None:
    client = Client(open_door(metrics=setting))
    assert client.get("/metrics").status_code == anonymous
    assert client.get("/metrics", headers=BEARER).status_code == by_token


def test_age_of_the_version_is_the_time_since_the_graph_changed() -> None:
    changed = datetime.now(UTC) - timedelta(minutes=5)
    age = read(Client(open_door(StandIn(changed_at=changed.isoformat()))))["hezuo_graph_version_age_seconds"][()]
    assert 300 <= age < 310
    assert "hezuo_graph_version_age_seconds" not in read(Client(open_door()))


@pytest.mark.anyio
async def test_age_begins_anew_with_every_change_of_a_real_graph(graph: Graph) -> None:
    metrics = Metrics(ProcessMetrics(graph.figures, ConcurrencyLimit(), Streams(), DocumentMemory()))
    endpoint = MetricsEndpoint(metrics, graph, None)
    request = Request({"type": "http", "headers": []})
    assert b"version_age" not in (await endpoint(request)).body
    await load_small(graph)
    figures = bytes((await endpoint(request)).body).decode()
    assert "hezuo_graph_version 1\n" in figures
    (age,) = re.findall(r"^hezuo_graph_version_age_seconds (.*)$", figures, re.MULTILINE)
    assert 0 <= float(age) < 60


def test_figures_of_processes_add_up_and_what_stood_in_one_that_ended_is_forgotten() -> None:
    with open_folder() as folder:
        first, second = (
            run_process("figures.answered = 3; metrics.count(None, 'query', 'http', '200', 0.02)") for _ in "ab"
        )
        pid, text = run_process("metrics.count('Ask', 'query', 'http', '200', 0.2)")
        assert 'hezuo_operations_total{code="200",kind="query",operation="",transport="http"} 2.0' in text
        assert 'hezuo_operations_total{code="200",kind="query",operation="Ask",transport="http"} 1.0' in text
        assert 'hezuo_operation_seconds_bucket{kind="query",le="0.025"} 2.0' in text
        assert "hezuo_engine_questions_total 6.0" in text
        assert "hezuo_engine_connections 12.0" in text
        for gone in (first[0], pid):
            forget(folder, gone)
        _, text = run_process("pass")
        assert "hezuo_engine_connections 8.0" in text
        assert "hezuo_engine_questions_total 6.0" in text
    assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ
    assert second


def run_process(doing: str) -> tuple[int, str]:
    """Do something in a process of four connections that shares its figures: its number, and what it tells of all."""
    code = (
        "import os; from graph.telemetry import EngineMetrics; from hezuo.service.telemetry.metrics import Metrics; "
        "from hezuo.service.telemetry.shared_metrics import Shared; "
        "from hezuo.service.telemetry.process_metrics import ProcessMetrics; "
        "from hezuo.service.limits.concurrency import ConcurrencyLimit; "
        "from hezuo.service.limits.streams import Streams; "
        "from schema.execution.documents import DocumentMemory; figures = EngineMetrics(4); "
        "standing = ProcessMetrics(figures, ConcurrencyLimit(), Streams(), DocumentMemory()); "
        f"metrics = Metrics(standing, Shared(standing)); {doing}; "
        "print(os.getpid()); print(metrics.write(None).decode())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    pid, _, text = done.stdout.partition("\n")
    return int(pid), text


def test_figures_are_there_when_the_engine_is_not() -> None:
    client = Client(open_door(StandIn(down="connection refused")))
    assert "hezuo_graph_version" not in read(client)


def test_questions_under_way_use_connections_or_wait() -> None:
    figures = EngineMetrics(2)

    async def ask(fail: bool) -> None:
        with figures.question():
            await asyncio.sleep(0.01)
            if fail:
                raise ValueError

    async def ask_all() -> tuple[int, int]:
        asking = [asyncio.create_task(ask(number == 0)) for number in range(5)]
        await asyncio.sleep(0)
        meanwhile = figures.in_use, figures.waiting
        await asyncio.gather(*asking, return_exceptions=True)
        return meanwhile

    assert asyncio.run(ask_all()) == (2, 3)
    assert (figures.answered, figures.failed, figures.under_way) == (4, 1, 0)
    assert figures.seconds > 0.04
