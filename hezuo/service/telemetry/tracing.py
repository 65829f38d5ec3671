"""Sends spans of every operation and its steps to an OpenTelemetry collector, where one is named; never variables."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter, time_ns
from typing import TYPE_CHECKING

from graph.telemetry import Trace, TraceStep
from hezuo.errors import CommandError
from hezuo.service.http.record import Record

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span, Tracer

SERVICE_NAME = "hezuo"
MISSING = (
    "HEZUO_OTLP names a collector, and the packages that traces need are not installed: run "
    "`pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http`"
)


@dataclass(frozen=True, slots=True)
class Database:
    """The database that holds the graph, as OpenTelemetry's conventions call it (`db.system.name`, `db.namespace`)."""

    system: str
    namespace: str = ""


@dataclass(frozen=True, slots=True)
class Traces:
    """Spans of operations that are over; a caller's own trace goes on in them.

    `provider` sends them on, and what is left when the process ends.
    """

    provider: TracerProvider
    database: Database

    def note(self, record: Record, transport: str, seconds: float) -> None:
        """The span of one operation, and within it one of each step."""
        from opentelemetry.trace import SpanKind, StatusCode  # noqa: PLC0415 the packages are optional
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415

        parent = TraceContextTextMapPropagator().extract({"traceparent": record.traceparent or ""})
        # What is timed here is timed by a clock of its own, which nobody sets meanwhile.
        tracer, elsewhere = self.provider.get_tracer(SERVICE_NAME), time_ns() - int(perf_counter() * 1e9)
        span = tracer.start_span(
            f"{record.kind or 'request'} {record.operation or ''}".strip(),
            context=parent,
            kind=SpanKind.SERVER,
            attributes=_describe(record, transport),
            start_time=elsewhere + int(record.began * 1e9),
        )
        if record.codes:
            span.set_status(StatusCode.ERROR, record.codes[0])
        if record.steps is not None:
            self._note_steps(record.steps, tracer, span, elsewhere)
        span.end(elsewhere + int((record.began + seconds) * 1e9))

    def _note_steps(self, steps: Trace, tracer: Tracer, whole: Span, elsewhere: int) -> None:
        from opentelemetry.trace import SpanKind, StatusCode, set_span_in_context  # noqa: PLC0415 as above

        within = set_span_in_context(whole)
        for step in steps.noted:
            span = tracer.start_span(
                step.name,
                context=within,
                kind=SpanKind.CLIENT if step.operation else SpanKind.INTERNAL,
                attributes=self._describe_step(step),
                start_time=elsewhere + int(step.began * 1e9),
            )
            if step.error:
                span.set_status(StatusCode.ERROR)
            span.end(elsewhere + int(step.ended * 1e9))
        if steps.left_out:
            whole.set_attribute("hezuo.steps.left_out", steps.left_out)

    def _describe_step(self, step: TraceStep) -> dict[str, str]:
        """A question by its name, which sums up its text; what it was asked with is nobody's to read."""
        described = {"error.type": step.error}
        if step.operation:
            described |= {
                "db.system.name": self.database.system,
                "db.namespace": self.database.namespace,
                "db.operation.name": step.operation,
                "db.query.summary": step.name,
            }
        return {name: value for name, value in described.items() if value}


def open_traces(collector: str, database: Database) -> Traces:
    """Open what sends spans to a collector (OTLP over HTTP) at an address. Raises CommandError without the packages."""
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError:
        raise CommandError(MISSING) from None
    provider = TracerProvider(resource=Resource.create({"service.name": SERVICE_NAME}))
    exporter = OTLPSpanExporter(endpoint=f"{collector.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return Traces(provider, database)


def _describe(record: Record, transport: str) -> dict[str, str | int]:
    described: dict[str, str | int] = {"hezuo.request.id": record.id, "network.protocol.name": transport}
    optional: tuple[tuple[str, str | int | None], ...] = (
        ("graphql.operation.name", record.operation),
        ("graphql.operation.type", record.kind),
        ("hezuo.codes", ",".join(record.codes)),
        ("hezuo.version", record.version),
        ("http.response.status_code", record.status),
    )
    return described | {name: value for name, value in optional if value}
