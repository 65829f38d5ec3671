"""Around every request: an id, security headers, and one line in the log."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hezuo.log import ACCESS
from hezuo.service.http.errors import build_refusal
from hezuo.service.http.media_types import JSON
from hezuo.service.http.record import _KEY, Record, describe, make_id
from hezuo.service.http.response import build_response
from schema.execution.errors import build_masked

_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

SECURITY_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
]

# What answers are not pages loads nothing, whoever opens them as one; and nobody keeps what does not say who may.
UNLESS_GIVEN = [
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
]


@dataclass(frozen=True, slots=True)
class Recorded:
    """The application with an id, headers and a log line for every HTTP request."""

    app: ASGIApp
    observe: Callable[[Record, str, float], None] | None = None
    # Set when the server stops: then it cancels what takes too long.
    stopping: asyncio.Event | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whatever leaves the application unhandled becomes a masked INTERNAL."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        record = scope[_KEY] = Record(_read_id(scope), traceparent=_read_header(scope, b"traceparent") or None)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                record.status = message["status"]
                _add_headers(message, record.id)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except asyncio.CancelledError:
            if self.stopping is None or not self.stopping.is_set():
                raise
            # The server waits no longer; what is left of this request is to say so.
            record.codes.append("UNAVAILABLE")
            if not record.status:
                await build_stopped()(scope, receive, send_with_headers)
        except Exception:  # The last place that can tell the client anything: the cause goes to the log only.
            ACCESS.exception("failed", {"id": record.id})
            record.codes.append("INTERNAL")
            if record.status:
                raise
            await build_internal(record.id)(scope, receive, send_with_headers)
        finally:
            seconds = perf_counter() - record.began
            _log(scope, record, seconds)
            if self.observe is not None:
                self.observe(record, "http", seconds)


def build_internal(request_id: str) -> ASGIApp:
    """The answer when something of ours failed: nothing but the id under which the log tells more."""
    return build_response({"errors": [build_masked(request_id)]}, JSON, 500)


def build_stopped() -> ASGIApp:
    """The answer to a request that the service's end cut short."""
    refusal = build_refusal("UNAVAILABLE", "The service was stopped before the answer was there.")
    return build_response(refusal, JSON, 503, {"Retry-After": "5", "Connection": "close"})


def _read_header(scope: Scope, wanted: bytes) -> str:
    for name, value in scope["headers"]:
        if name == wanted:
            return str(value, "latin-1")
    return ""


def _read_id(scope: Scope) -> str:
    given = _read_header(scope, b"x-request-id")
    return given if _GIVEN_ID.fullmatch(given) else make_id()


def _add_headers(message: Message, request_id: str) -> None:
    headers = list(message.get("headers", ()))
    given = {name for name, _ in headers}
    headers += [(b"x-request-id", request_id.encode()), *SECURITY_HEADERS]
    headers += [header for header in UNLESS_GIVEN if header[0] not in given]
    message["headers"] = headers


def _log(scope: Scope, record: Record, seconds: float) -> None:
    if not ACCESS.isEnabledFor(logging.INFO):
        return
    fields = {"id": record.id, "method": scope["method"], "path": scope["path"], "status": record.status}
    ACCESS.info("request", fields | describe(record, seconds))
