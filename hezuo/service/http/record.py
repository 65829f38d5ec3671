"""Around every request: an id, security headers, and one line in the log."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from time import perf_counter

from starlette.types import Scope

from graph.telemetry import Trace

_KEY = "hezuo.record"


@dataclass(slots=True)
class Record:
    """The log's record of one request; the endpoint adds the operation and the codes of its errors."""

    id: str
    operation: str | None = None
    kind: str | None = None
    caller: str | None = None
    role: str | None = None
    address: str | None = None
    # The root fields, and the version that the answer was of.
    fields: list[str] = field(default_factory=list)
    version: int | None = None
    # The caller's own trace, as its header names it.
    traceparent: str | None = None
    # What was done for it, where traces are sent.
    steps: Trace | None = None
    # Whether it asked for an operation, however that ended.
    is_operation: bool = False
    codes: list[str] = field(default_factory=list)
    status: int = 0
    began: float = field(default_factory=perf_counter)


def get_record(scope: Scope) -> Record:
    """The record of the request that is being answered."""
    record = scope[_KEY]
    assert isinstance(record, Record)
    return record


def make_id() -> str:
    """An id that no other request has; it is no secret, and 64 bits of the system's randomness take 20 µs."""
    return f"{random.getrandbits(64):016x}"


def describe(record: Record, seconds: float) -> dict[str, object]:
    """Describe what is known of an operation, and how long it took."""
    fields: dict[str, object] = {"ms": round(seconds * 1000, 1)}
    for name in ("operation", "kind", "caller", "codes"):
        if getattr(record, name):
            fields[name] = getattr(record, name)
    return fields
