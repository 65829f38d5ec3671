"""Figures for Prometheus: operations, time, the engine's connections, the line before it, caches, and the version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from graph.bookkeeping import State
from graph.figures import Figures
from hezuo.reception import Reception

# Clients choose names: the first so many are counted each, the rest together.
MOST_NAMES = 200
OTHERS = "(others)"
SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Standing(Collector):
    """What stands just now in the engine and at the reception."""

    def __init__(self, figures: Figures, reception: Reception) -> None:
        self._figures = figures
        self._reception = reception

    def collect(self) -> Iterator[Metric]:
        """The figures."""
        figures, reception = self._figures, self._reception
        for name, meaning, value in (
            ("engine_connections", "Connections to the engine at most", figures.connections),
            ("engine_connections_in_use", "Connections that answer a question", figures.in_use),
            ("engine_questions_waiting", "Questions that wait for a connection", figures.waiting),
            ("operations_running", "Operations being answered", reception.admission.running),
            ("operations_waiting", "Operations waiting for a place", reception.admission.waiting),
            ("subscriptions_open", "Subscriptions that are open", len(reception.streams)),
            ("documents_remembered", "Parsed documents in memory", len(reception.operations)),
        ):
            yield GaugeMetricFamily(f"hezuo_{name}", meaning, value)
        for name, meaning, count in (
            ("engine_questions", "Questions that the engine answered", figures.answered),
            ("engine_questions_failed", "Questions that failed or were given up", figures.failed),
            ("engine_seconds", "Time that questions took, with waiting", figures.seconds),
            ("operations_turned_away", "Operations refused because too many were waiting", reception.admission.refused),
            ("document_hits", "Operations whose text was parsed before", reception.operations.hits),
            ("document_misses", "Operations whose text was parsed anew", reception.operations.misses),
        ):
            yield CounterMetricFamily(f"hezuo_{name}", meaning, count)


@dataclass(slots=True)
class Metrics:
    """All figures of one application."""

    figures: Figures
    reception: Reception
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    _operations: Counter = field(init=False)
    _seconds: Histogram = field(init=False)
    _names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Register what is counted here, and what stands elsewhere."""
        labels = ("operation", "kind", "transport", "code")
        self._operations = Counter("hezuo_operations", "Operations by name and outcome", labels, registry=self.registry)
        self._seconds = Histogram(
            "hezuo_operation_seconds", "Time that operations took", ("kind",), buckets=SECONDS, registry=self.registry
        )
        self.registry.register(Standing(self.figures, self.reception))

    def count(self, operation: str | None, kind: str, transport: str, code: str, seconds: float) -> None:
        """One operation is over; its code is that of its first error, or its status."""
        name = operation or ""
        if name not in self._names:
            if len(self._names) >= MOST_NAMES:
                name = OTHERS
            else:
                self._names.add(name)
        self._operations.labels(name, kind, transport, code).inc()
        self._seconds.labels(kind).observe(seconds)

    def write(self, state: State | None) -> bytes:
        """All figures as Prometheus reads them, with what the graph says of itself where the engine tells it."""
        lines = [generate_latest(self.registry)]
        if state is not None:
            lines.append(_write_gauge("hezuo_graph_version", "Version of the graph", state.version))
        if state is not None and state.loaded_at is not None:
            age = max(0.0, (datetime.now(UTC) - datetime.fromisoformat(state.loaded_at)).total_seconds())
            meaning = "Time since a write last changed the graph, and with it its version"
            lines.append(_write_gauge("hezuo_graph_version_age_seconds", meaning, age))
        return b"".join(lines)


def _write_gauge(name: str, meaning: str, value: float) -> bytes:
    return f"# HELP {name} {meaning}\n# TYPE {name} gauge\n{name} {value}\n".encode()
