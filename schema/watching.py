"""Waits for the graph to change: one reading of its version at a time, however many wait."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

from graph.access import Reader
from graph.errors import GraphError


@dataclass(slots=True)
class VersionWatch:
    """Reads the version at most once in `seconds`, for all who wait together."""

    reader: Reader
    seconds: float = 1.0
    _version: int = 0
    _read_at: float = float("-inf")
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def wait_beyond(self, version: int) -> None:
        """Return once the graph's version is greater. An engine that is down is waited for as well."""
        while await self._current() <= version:  # noqa: ASYNC110 the engine sends no event
            await asyncio.sleep(self.seconds)

    async def _current(self) -> int:
        async with self._reading:
            if monotonic() - self._read_at >= self.seconds:
                # An engine that is down tells when it is back; who waits has nothing better to do.
                with suppress(GraphError):
                    self._version = await self.reader.version()
                self._read_at = monotonic()
            return self._version
