"""The figures of what stands in one process just now, and what its engine and its operations have counted so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from graph.telemetry import EngineMetrics
from hezuo.service.limits.concurrency import ConcurrencyLimit
from hezuo.service.limits.streams import Streams
from schema.execution.documents import DocumentMemory


class Figure(NamedTuple):
    """One figure: its name, what it means, how much it is."""

    name: str
    meaning: str
    value: float


@dataclass(frozen=True, slots=True, eq=False)
class ProcessMetrics(Collector):
    """The figures, read when they are asked for."""

    figures: EngineMetrics
    admission: ConcurrencyLimit
    streams: Streams
    memory: DocumentMemory

    def list_gauges(self) -> list[Figure]:
        """List what goes up and down."""
        figures, admission = self.figures, self.admission
        return [
            Figure("hezuo_engine_connections", "Connections to the engine at most", figures.connections),
            Figure("hezuo_engine_connections_in_use", "Connections that answer a question", figures.in_use),
            Figure("hezuo_engine_questions_waiting", "Questions that wait for a connection", figures.waiting),
            Figure("hezuo_operations_running", "Operations being answered", admission.running),
            Figure("hezuo_operations_waiting", "Operations waiting for a place", admission.waiting),
            Figure("hezuo_subscriptions_open", "Subscriptions that are open", len(self.streams)),
            Figure("hezuo_documents_remembered", "Parsed documents in memory", len(self.memory)),
        ]

    def list_counts(self) -> list[Figure]:
        """List what only grows."""
        figures, memory = self.figures, self.memory
        turned_away = self.admission.refused
        return [
            Figure("hezuo_engine_questions", "Questions that the engine answered", figures.answered),
            Figure("hezuo_engine_questions_failed", "Questions that failed or were given up", figures.failed),
            Figure("hezuo_engine_seconds", "Time that questions took, with waiting", figures.seconds),
            Figure("hezuo_operations_turned_away", "Operations refused because too many were waiting", turned_away),
            Figure("hezuo_document_hits", "Operations whose text was parsed before", memory.hits),
            Figure("hezuo_document_misses", "Operations whose text was parsed anew", memory.misses),
        ]

    def collect(self) -> Iterator[Metric]:
        """All of them, as the library wants them."""
        yield from (GaugeMetricFamily(*one) for one in self.list_gauges())
        yield from (CounterMetricFamily(*one) for one in self.list_counts())
