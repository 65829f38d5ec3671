"""Logs one operation among several that share a WebSocket or an HTTP body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter

from hezuo.log import ACCESS
from hezuo.service.http.record import Record, describe, make_id
from hezuo.service.http.response import read_codes, read_version
from hezuo.service.telemetry.audit import REFUSALS, WRITES, Audit
from hezuo.service.telemetry.metrics import Metrics
from hezuo.service.telemetry.tracing import Traces
from schema.execution.errors import build_masked
from schema.request.roles import Viewer


@dataclass(slots=True)
class Operating:
    """One operation under way, what brought it, and how many responses it has had."""

    viewer: Viewer
    observe: Callable[[Record, str, float], None] | None = None
    transport: str = "websocket"
    record: Record = field(init=False)
    _responses: int = 0

    def __post_init__(self) -> None:
        """Every operation has an id of its own."""
        viewer = self.viewer
        self.record = Record(
            make_id(), caller=viewer.name, role=viewer.role.value, address=viewer.address, is_operation=True
        )

    def note(self, response: Mapping[str, object]) -> None:
        """Count a response, and remember the codes of its errors."""
        self._responses += 1
        self.record.version = read_version(response)
        self.record.codes = (self.record.codes + read_codes(response))[:5]

    def mask(self, error: Exception) -> dict[str, object]:
        """The answer when something of ours failed."""
        ACCESS.error("failed", {"id": self.record.id}, exc_info=error)
        return {"errors": [build_masked(self.record.id)]}

    def log(self) -> None:
        """One line, when the operation is over."""
        fields = {"id": self.record.id, "method": self.transport.upper(), "responses": self._responses}
        seconds = perf_counter() - self.record.began
        ACCESS.info("operation", fields | describe(self.record, seconds))
        if self.observe is not None:
            self.observe(self.record, self.transport, seconds)


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
    """Describe who did what; never with what variables."""
    fields: dict[str, object] = {"id": record.id, "transport": transport}
    for name in ("caller", "role", "address", "kind", "operation", "fields", "codes", "version", "status"):
        if value := getattr(record, name):
            fields[name] = value
    return fields
