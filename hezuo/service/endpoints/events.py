"""GraphQL over server-sent events, a connection an operation (the protocol's "distinct connections mode")."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import ExitStack, suppress
from time import monotonic

import orjson
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from hezuo.service.http.errors import HttpRefusal
from hezuo.service.http.media_types import EVENTS
from hezuo.service.limits.streams import LASTING, Lasting, Pace
from hezuo.service.server.connections import HOLD_LITTLE

# A line that begins with a colon is a comment.
KEEP_ALIVE = b":\n\n"
COMPLETE = b"event: complete\ndata: \n\n"
HEADERS = {"Cache-Control": "no-store", "Vary": "Accept, Authorization", "X-Accel-Buffering": "no"}


def write_event(response: Mapping[str, object]) -> bytes:
    """One response as an event; JSON has no line ends of its own."""
    return b"event: next\ndata: " + orjson.dumps(response) + b"\n\n"


class EventStream(Response):
    """Sends responses as events until they end, the client leaves or does not read, or its token is no longer valid.

    `held` is let go at the end. Where the server stops the stream breaks off, and after its longest time it ends
    without the event that completes it: either way the client comes again.
    """

    def __init__(
        self,
        responses: AsyncIterator[Mapping[str, object]],
        still_allowed: Callable[[], Awaitable[object]],
        held: ExitStack,
        ended: asyncio.Event,
        lasting: Lasting = LASTING,
    ) -> None:
        super().__init__(None, 200, HEADERS, f"{EVENTS}; charset=utf-8")
        del self.headers["content-length"]
        self._responses = responses
        self._still_allowed = still_allowed
        self._held = held
        self._ended = ended
        self._lasting = lasting
        self._pace = Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream."""
        hold_little = scope.get(HOLD_LITTLE)
        if hold_little is not None:
            hold_little()
        with self._held:
            await self._send_until_gone(receive, send)

    async def _send_until_gone(self, receive: Receive, send: Send) -> None:
        sending = asyncio.create_task(self._send_all(send))
        ends = {asyncio.create_task(_wait_until_gone(receive)), asyncio.create_task(_wait_for(self._ended))}
        try:
            await asyncio.wait({sending, *ends}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (sending, *ends):
                task.cancel()
            await asyncio.wait({sending, *ends})
        if not sending.cancelled() and (failure := sending.exception()):
            raise failure

    async def _send_all(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        waiting: asyncio.Future[Mapping[str, object]] | None = None
        began = checked = monotonic()
        seconds = self._lasting.keep_alive_seconds
        try:
            while monotonic() - began < self._lasting.longest_seconds:
                waiting = waiting or asyncio.ensure_future(anext(self._responses))
                await asyncio.wait({waiting}, timeout=seconds)
                if monotonic() - checked >= seconds:
                    await self._still_allowed()
                    checked = monotonic()
                part = KEEP_ALIVE
                if waiting.done():
                    part = write_event(waiting.result())
                    waiting = None
                    await self._pace.wait_turn()
                await self._send_part(send, part)
        except StopAsyncIteration:
            await self._send_part(send, COMPLETE)
        except (HttpRefusal, TimeoutError):
            # Whoever may not listen any more, or does not read: the end says it all.
            pass
        finally:
            if waiting is not None:
                waiting.cancel()
                await asyncio.wait({waiting})
            await self._responses.aclose()  # type: ignore[attr-defined]
        # Whoever did not take an event does not take the end either.
        with suppress(TimeoutError):
            await self._send_part(send, b"", more=False)

    async def _send_part(self, send: Send, part: bytes, *, more: bool = True) -> None:
        async with asyncio.timeout(self._lasting.send_seconds):
            await send({"type": "http.response.body", "body": part, "more_body": more})


async def _wait_for(event: asyncio.Event) -> None:
    await event.wait()


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
