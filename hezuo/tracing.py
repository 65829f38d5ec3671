"""Sends a span of every operation to an OpenTelemetry collector, where the settings name one; never variables."""

from __future__ import annotations

from dataclasses import dataclass
from time import time_ns
from typing import TYPE_CHECKING

from hezuo.errors import CommandError
from hezuo.http_record import Record

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

SERVICE_NAME = "hezuo"
MISSING = (
    "HEZUO_OTLP names a collector, and the packages that traces need are not installed: run "
    "`pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http`"
)


@dataclass(frozen=True, slots=True)
class Traces:
    """Spans of operations that are over; a caller's own trace goes on in them.

    `provider` sends them on, and what is left when the process ends.
    """

    provider: TracerProvider

    def note(self, record: Record, transport: str, seconds: float) -> None:
        """The span of one operation."""
        from opentelemetry.trace import SpanKind, StatusCode  # noqa: PLC0415 the packages are optional
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415

        parent = TraceContextTextMapPropagator().extract({"traceparent": record.traceparent or ""})
        ended = time_ns()
        span = self.provider.get_tracer(SERVICE_NAME).start_span(
            f"{record.kind or 'request'} {record.operation or ''}".strip(),
            context=parent,
            kind=SpanKind.SERVER,
            attributes=_describe(record, transport),
            start_time=ended - int(seconds * 1e9),
        )
        if record.codes:
            span.set_status(StatusCode.ERROR, record.codes[0])
        span.end(ended)


def open_traces(collector: str) -> Traces:
    """What sends spans to a collector (OTLP over HTTP) at an address. Raises CommandError without the packages."""
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
    return Traces(provider)


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
