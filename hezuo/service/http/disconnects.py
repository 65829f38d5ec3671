"""Ends work whose client is gone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import Receive

# Most answers are there before it is worth looking.
LOOK_AFTER_SECONDS = 1.0
# What logs say of a client that left, since there is nobody to send a status to.
GONE = 499


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


@asynccontextmanager
async def while_connected(receive: Receive, after: float = LOOK_AFTER_SECONDS) -> AsyncIterator[None]:
    """Cancel the work inside, and with it its questions to the engine, when the client leaves. Raises ClientGone."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    watching: list[asyncio.Task[None]] = []
    gone = False

    async def watch() -> None:
        nonlocal gone
        while (await receive())["type"] != "http.disconnect":
            pass
        gone = True
        task.cancel()

    timer = loop.call_later(after, lambda: watching.append(loop.create_task(watch())))
    try:
        yield
    except asyncio.CancelledError:
        if gone and not task.uncancel():
            raise ClientGone from None
        raise
    finally:
        timer.cancel()
        for one in watching:
            one.cancel()
