"""Figures for Prometheus: operations, time, the engine's connections, the line before it, caches, and the version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from graph.bookkeeping import State
from hezuo.service.telemetry.process_metrics import ProcessMetrics
from hezuo.service.telemetry.shared_metrics import Shared

# Clients choose names: the first so many are counted each, the rest together.
MOST_NAMES = 200
OTHERS = "(others)"
SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


@dataclass(slots=True)
class Metrics:
    """All figures of one application, or with `shared` of all processes that answer beside it."""

    standing: ProcessMetrics
    shared: Shared | None = None
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    _operations: Counter = field(init=False)
    _seconds: Histogram = field(init=False)
    _names: set[str] = field(default_factory=set)
    # What the library looks up under a lock for each operation; as many as there are names and outcomes.
    _counted: dict[tuple[str, str, str, str], tuple[Counter, Histogram]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Register what is counted here, and what stands elsewhere."""
        labels = ("operation", "kind", "transport", "code")
        self._operations = Counter("hezuo_operations", "Operations by name and outcome", labels, registry=self.registry)
        self._seconds = Histogram(
            "hezuo_operation_seconds", "Time that operations took", ("kind",), buckets=SECONDS, registry=self.registry
        )
        self.registry.register(self.standing)

    def count(self, operation: str | None, kind: str, transport: str, code: str, seconds: float) -> None:
        """One operation is over; its code is that of its first error, or its status."""
        name = operation or ""
        if name not in self._names:
            if len(self._names) >= MOST_NAMES:
                name = OTHERS
            else:
                self._names.add(name)
        key = (name, kind, transport, code)
        if key not in self._counted:
            self._counted[key] = (self._operations.labels(*key), self._seconds.labels(kind))
        counter, histogram = self._counted[key]
        counter.inc()
        histogram.observe(seconds)

    def write(self, state: State | None) -> bytes:
        """All figures as Prometheus reads them, with what the graph says of itself where the engine tells it."""
        if self.shared is not None:
            self.shared.publish()
        lines = [generate_latest(self.shared.registry if self.shared is not None else self.registry)]
        if state is not None:
            lines.append(_write_gauge("hezuo_graph_version", "Version of the graph", state.version))
        if state is not None and state.loaded_at is not None:
            age = max(0.0, (datetime.now(UTC) - datetime.fromisoformat(state.loaded_at)).total_seconds())
            meaning = "Time since a write last changed the graph, and with it its version"
            lines.append(_write_gauge("hezuo_graph_version_age_seconds", meaning, age))
        return b"".join(lines)


def _write_gauge(name: str, meaning: str, value: float) -> bytes:
    return f"# HELP {name} {meaning}\n# TYPE {name} gauge\n{name} {value}\n".encode()
