"""What is kept of every operation when it is over: figures, a trace, and the audit record of writes and refusals."""

from __future__ import annotations

from dataclasses import dataclass

from hezuo.service.audit import REFUSALS, WRITES, Audit
from hezuo.service.http_record import Record
from hezuo.service.metrics import Metrics
from hezuo.service.tracing import Traces

# Codes of what the caller may not do, or may not do so much of.
REFUSING = {"UNAUTHENTICATED", "FORBIDDEN", "QUERY_TOO_COMPLEX", "PAYLOAD_TOO_LARGE", "RATE_LIMITED"}
TOO_MANY = 503


@dataclass(frozen=True, slots=True)
class Observer:
    """Notes operations; each part may be missing."""

    audit: Audit | None = None
    metrics: Metrics | None = None
    traces: Traces | None = None

    def note(self, record: Record, transport: str, seconds: float) -> None:
        """One operation is over."""
        if self.metrics is not None and record.is_operation:
            code = record.codes[0] if record.codes else str(record.status or "OK")
            self.metrics.count(record.operation, record.kind or "", transport, code, seconds)
        if self.traces is not None and record.is_operation:
            self.traces.note(record, transport, seconds)
        if self.audit is None:
            return
        refused = record.status == TOO_MANY or bool(REFUSING & set(record.codes))
        writes = record.kind == "mutation" and not refused
        if writes or refused:
            self.audit.note(WRITES if writes else REFUSALS, _describe(record, transport))


def _describe(record: Record, transport: str) -> dict[str, object]:
    """Who did what; never with what variables."""
    fields: dict[str, object] = {"id": record.id, "transport": transport}
    for name in ("caller", "role", "address", "kind", "operation", "fields", "codes", "version", "status"):
        if value := getattr(record, name):
            fields[name] = value
    return fields
