"""Waits for the graph to change: one reading of its version at a time, however many wait."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

from graph.errors import GraphError
from graph.store import Reader


@dataclass(slots=True)
class VersionWatch:
    """Reads the version at most once in `seconds`, for all who wait together."""

    reader: Reader
    seconds: float = 1.0
    # None while the engine is down: what was read before may be gone.
    _version: int | None = None
    _read_at: float = float("-inf")
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def wait_beyond(self, version: int) -> None:
        """Return once the graph's version is greater, or is less. An engine that is down is waited for as well."""
        behind_at = None
        while (current := await self._current()) is None or current <= version:
            if current is not None and current < version:
                # What was read for others may be older, and a reader of a cluster late: another look tells.
                if behind_at is not None and behind_at < self._read_at:
                    return
                behind_at = behind_at or self._read_at
            await asyncio.sleep(self.seconds)

    async def _current(self) -> int | None:
        async with self._reading:
            if monotonic() - self._read_at >= self.seconds:
                # An engine that is down tells when it is back; who waits has nothing better to do.
                self._version = None
                with suppress(GraphError):
                    self._version = await self.reader.version()
                self._read_at = monotonic()
            return self._version
