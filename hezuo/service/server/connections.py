"""Sets what the HTTP server allows a connection before there is a request, and while an answer is on its way."""

from __future__ import annotations

import asyncio
import socket
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

# From the first byte, or the opening of the connection, to the end of the headers.
HEADERS_SECONDS = 15.0
# The server's parser takes any number of headers of any length, and a query in the address.
HEADERS_BYTES = 65_536
# Beyond what the system buffers: who takes nothing for so long does not read.
STALL_SECONDS = 30.0
MOST_CONNECTIONS = 2_000
HOLD_LITTLE = "hezuo.hold_little"
# Events are short: what the system holds of them for a client that takes none. It takes twice as much for its own.
EVENTS_BYTES = 16_384


class _Stalling(asyncio.Protocol):
    """Drops a connection whose client takes nothing. Closing it would wait for the client to take what is left."""

    transport: asyncio.Transport
    stall_seconds = STALL_SECONDS
    _stall: asyncio.TimerHandle | None = None

    def pause_writing(self) -> None:
        """The client is behind: from now on it has so long to catch up."""
        super().pause_writing()
        self._stall = asyncio.get_running_loop().call_later(self.stall_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """End the stall: the client caught up."""
        super().resume_writing()
        self._end_stall()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the stall: the connection is gone."""
        self._end_stall()
        super().connection_lost(exc)

    def _end_stall(self) -> None:
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None


class HttpConnection(_Stalling, HttpToolsProtocol):
    """An HTTP connection with a time and a size for headers, among at most so many."""

    headers_seconds = HEADERS_SECONDS
    most_connections = MOST_CONNECTIONS
    _waiting: asyncio.TimerHandle | None = None
    _unparsed = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the server has it
        """A client connected."""
        super().connection_made(transport)
        if len(self.connections) > self.most_connections:
            transport.abort()
            return
        self._expect_headers()

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._expect_headers()

    def on_headers_complete(self) -> None:
        """End the waiting: the headers are there."""
        self._end_waiting()
        super().on_headers_complete()
        # What the application calls before it streams: most who take events, too, ask for one long answer.
        cast("dict[str, object]", self.scope)[HOLD_LITTLE] = self._hold_little

    def data_received(self, data: bytes) -> None:
        """Some bytes came."""
        if self._waiting is not None:
            self._unparsed += len(data)
            # The rest of the first part may belong to a body.
            if self._unparsed > HEADERS_BYTES + len(data):
                self.send_400_response("The headers are too large.")
                return
        super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """End the waiting: the connection is gone."""
        self._end_waiting()
        super().connection_lost(exc)

    def _expect_headers(self) -> None:
        if self._waiting is None:
            self._unparsed = 0
            self._waiting = asyncio.get_running_loop().call_later(self.headers_seconds, self.transport.abort)

    def _hold_little(self) -> None:
        """Notice early who does not read: what is written beyond a little waits to be taken."""
        self.transport.set_write_buffer_limits(high=0)
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, EVENTS_BYTES)

    def _end_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


class SocketConnection(_Stalling, WebSocketsSansIOProtocol):
    """A WebSocket's connection."""


# What `uvicorn.Config` takes beside the application. Events are too short for compression to be worth its memory.
CONNECTIONS: dict[str, Any] = {
    "http": HttpConnection,
    "ws": SocketConnection,
    "ws_per_message_deflate": False,
}
