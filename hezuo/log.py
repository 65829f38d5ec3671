"""The log: one JSON object a line on standard error; who logs gives a mapping, never a variable's text or a token."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

import orjson

ACCESS = logging.getLogger("hezuo.access")
SERVICE = logging.getLogger("hezuo.service")


class JsonLines(logging.Formatter):
    """A record as one line: time, level, what happened, its fields, and where an exception came from."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        fields = record.args if isinstance(record.args, Mapping) else {}
        event = record.msg if fields else record.getMessage()
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": event,
            **fields,
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


def start_log(level: str) -> None:
    """Send every logger's lines to standard error from `level` on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Their own chatter at INFO says what our lines already say; the driver's notes would quote query texts.
    for name in ("uvicorn", "uvicorn.error", "neo4j", "asyncio"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
