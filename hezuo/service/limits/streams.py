"""Bounds what listens to live changes: how many streams there are, and how often a client is told something."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from hezuo.service.http.errors import HttpRefusal
from hezuo.settings_table import default_number

# Nobody reads faster, and what happens in between is told together.
SECONDS_BETWEEN = 1.0
# A proxy that sees nothing for a minute hangs up; a token that was revoked is noticed as often.
KEEP_ALIVE_SECONDS = 15.0
# A client that takes nothing for so long does not read.
SEND_SECONDS = 10.0
RETRY_SECONDS = 30
# Events are never answered, and the client's system takes them for it: nothing says for certain that anybody reads.
# Whoever does opens the stream again.
STREAM_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Lasting:
    """The length of a stream of events, and of its waits: between signs of life, for one to be taken."""

    keep_alive_seconds: float = KEEP_ALIVE_SECONDS
    send_seconds: float = SEND_SECONDS
    longest_seconds: float = STREAM_SECONDS


LASTING = Lasting()


@dataclass(slots=True)
class Streams:
    """The streams open in this process, in all and by client: subscriptions, or the sockets that carry them."""

    most: int = default_number("HEZUO_STREAMS")
    most_by_client: int = default_number("HEZUO_STREAMS") // 10
    what: str = "subscriptions"
    # Set when the server stops: a stream that goes on would hold it.
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    _open: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def hold(self, client: str) -> Iterator[None]:
        """A place for one more while it lasts. Raises HttpRefusal (429, 503)."""
        retry = {"Retry-After": str(RETRY_SECONDS)}
        if self._open[client] >= self.most_by_client:
            message = f"At most {self.most_by_client} {self.what} a client are open at a time."
            raise HttpRefusal("RATE_LIMITED", message, retry)
        if len(self) >= self.most:
            raise HttpRefusal("UNAVAILABLE", f"Too many {self.what} are open just now.", retry)
        self._open[client] += 1
        try:
            yield
        finally:
            self._open[client] -= 1
            if not self._open[client]:
                del self._open[client]

    def __len__(self) -> int:
        """Return how many are open."""
        return self._open.total()


@dataclass(slots=True)
class Pace:
    """Keeps a connection's events apart, whichever subscription they are of."""

    seconds: float = SECONDS_BETWEEN
    _last: float = float("-inf")
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def wait_turn(self) -> None:
        """Return when the next event may be sent; who came first goes first."""
        async with self._turn:
            await asyncio.sleep(max(0.0, self._last + self.seconds - monotonic()))
            self._last = monotonic()
