"""Sends the head of an answer and the first part of its body in one write, since a write is a call of the system."""

from __future__ import annotations

import asyncio

# A longer part goes by itself: to copy it would take longer than a write.
LONGEST = 65_536


class OneWrite(asyncio.Transport):
    """What one answer is written to: its head waits for what follows it, until the loop turns."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._transport = transport
        self._loop = loop
        self._head: bytes | None = None
        self._begun = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Write, or hold what comes first."""
        if not self._begun:
            self._begun = True
            self._head = bytes(data)
            self._loop.call_soon(self._send_head)
        elif self._head is not None and len(data) <= LONGEST:
            head, self._head = self._head, None
            self._transport.write(head + data)
        else:
            self._send_head()
            self._transport.write(data)

    def close(self) -> None:
        """Close when everything is written."""
        self._send_head()
        self._transport.close()

    def is_closing(self) -> bool:
        """Whether it is being closed."""
        return self._transport.is_closing()

    def _send_head(self) -> None:
        if self._head is not None:
            head, self._head = self._head, None
            if not self._transport.is_closing():
                self._transport.write(head)
