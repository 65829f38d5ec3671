"""Lets go of clients that connect and then send no request, or send its head drop by drop."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# From the first byte of a request to the end of its head; a body has a limit of its own.
HEAD_SECONDS = 15.0


class HurriedProtocol(HttpToolsProtocol):
    """HTTP whose clients have so long for the head of a request; uvicorn itself would wait for ever."""

    _end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Wait for a first request."""
        super().connection_made(transport)
        self._hurry()

    def data_received(self, data: bytes) -> None:
        """Wait for the end of the head that these bytes begin, unless they are the body of a request."""
        if self.cycle is None or self.cycle.response_complete:
            self._hurry()
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """The head is there."""
        self._rest()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more will come."""
        self._rest()
        super().connection_lost(exc)

    def _hurry(self) -> None:
        if self._end is None:
            self._end = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _rest(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None
