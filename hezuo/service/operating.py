"""What the log says of one operation among several that share a WebSocket or an HTTP body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter

from hezuo.log import ACCESS
from hezuo.service.http_errors import build_refusal
from hezuo.service.http_record import Record, build_masked, describe, make_id
from hezuo.service.http_response import read_codes, read_version
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
        return build_refusal(*build_masked(self.record.id))

    def log(self) -> None:
        """One line, when the operation is over."""
        fields = {"id": self.record.id, "method": self.transport.upper(), "responses": self._responses}
        seconds = perf_counter() - self.record.began
        ACCESS.info("operation", fields | describe(self.record, seconds))
        if self.observe is not None:
            self.observe(self.record, self.transport, seconds)
