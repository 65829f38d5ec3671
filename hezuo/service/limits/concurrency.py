"""Limits the operations answered at a time: others wait in a bounded line, of which no client has more than half."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from hezuo.service.http.errors import HttpRefusal
from hezuo.settings_table import default_number

RETRY_SECONDS = 2


@dataclass(slots=True, eq=False)
class _Waiting:
    """One in the line; `called` is done when its turn has come."""

    client: str | None
    called: asyncio.Future[None]


@dataclass(slots=True)
class ConcurrencyLimit:
    """The line before the engine; `client` is None for who is on this machine, and may have all of it."""

    at_once: int = default_number("HEZUO_CONCURRENCY")
    most_waiting: int = default_number("HEZUO_QUEUE")
    wait_seconds: float = 10.0
    running: int = 0
    refused: int = 0
    _running_by: Counter[str | None] = field(default_factory=Counter)
    _line: dict[_Waiting, None] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """The number that stand in the line."""
        return len(self._line)

    @asynccontextmanager
    async def hold(self, client: str | None) -> AsyncIterator[None]:
        """A place while an operation is answered. Raises HttpRefusal (503)."""
        if self._has_place(client):
            self._enter(client)
        else:
            await self._wait(client)
        try:
            yield
        finally:
            self._leave(client)

    def _has_place(self, client: str | None) -> bool:
        share = max(1, self.at_once // 2)
        return self.running < self.at_once and (client is None or self._running_by[client] < share)

    def _enter(self, client: str | None) -> None:
        self.running += 1
        self._running_by[client] += 1

    def _leave(self, client: str | None) -> None:
        self.running -= 1
        self._running_by[client] -= 1
        if not self._running_by[client]:
            del self._running_by[client]
        for one in self._line:
            if not one.called.done() and self._has_place(one.client):
                # The place is taken for it at once, so that nobody slips in between.
                self._enter(one.client)
                one.called.set_result(None)
                return

    async def _wait(self, client: str | None) -> None:
        ahead = sum(one.client == client for one in self._line) if client is not None else 0
        if len(self._line) >= self.most_waiting or ahead >= self.most_waiting // 2 > 0:
            raise self._refuse("Too many operations are waiting just now.")
        one = _Waiting(client, asyncio.get_running_loop().create_future())
        self._line[one] = None
        try:
            async with asyncio.timeout(self.wait_seconds):
                await one.called
        except BaseException as error:
            if one.called.done() and not one.called.cancelled():
                self._leave(client)
            if isinstance(error, TimeoutError):
                raise self._refuse(f"No place was free within {self.wait_seconds:g} seconds.") from None
            raise
        finally:
            del self._line[one]

    def _refuse(self, message: str) -> HttpRefusal:
        self.refused += 1
        return HttpRefusal("UNAVAILABLE", message, {"Retry-After": str(RETRY_SECONDS)})
