"""The endpoint where WebSockets come in: their origin, their protocol, and how they are closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.websockets import WebSocket, WebSocketDisconnect

from hezuo.service.auth.authentication import Authenticator
from hezuo.service.endpoints.websocket_messages import PROTOCOL, CloseCode, Closing
from hezuo.service.endpoints.websocket_session import Patience, Session
from hezuo.service.http.errors import HttpRefusal
from hezuo.service.http.record import Record
from hezuo.service.limits.streams import Streams
from hezuo.service.operations.pipeline import OperationPipeline


@dataclass(frozen=True, slots=True)
class WebSocketEndpoint:
    """Lets WebSockets in and serves each until it closes."""

    reception: OperationPipeline
    gate: Authenticator
    max_message_bytes: int
    origins: Collection[str] = ()
    patience: Patience = field(default_factory=Patience)
    observe: Callable[[Record, str, float], None] | None = None
    open_sockets: Streams = field(default_factory=lambda: Streams(1_000, 100, "sockets"))

    async def __call__(self, socket: WebSocket) -> None:
        """Serve one socket."""
        if not self._lets_in(socket):
            # Before it is accepted, this is the answer 403.
            await socket.close()
            return
        if PROTOCOL not in socket.scope["subprotocols"]:
            await socket.accept()
            await socket.close(CloseCode.WRONG_PROTOCOL, f"Subprotocol not acceptable: speak {PROTOCOL}")
            return
        await socket.accept(PROTOCOL)
        try:
            with self.open_sockets.hold(socket.client.host if socket.client else ""):
                await self._serve(socket)
        except HttpRefusal as refusal:
            await socket.close(CloseCode.TRY_LATER, refusal.message)

    async def _serve(self, socket: WebSocket) -> None:
        session = Session(
            socket,
            self.reception,
            self.gate,
            socket.headers.get("authorization"),
            self.max_message_bytes,
            self.patience,
            self.observe,
        )
        try:
            await session.run()
        except WebSocketDisconnect:
            return
        except Closing as closing:
            # A client that does not read takes no farewell either.
            with suppress(RuntimeError, WebSocketDisconnect, TimeoutError):
                async with asyncio.timeout(self.patience.send_seconds):
                    await socket.close(closing.code, closing.reason)

    def _lets_in(self, socket: WebSocket) -> bool:
        """Tell whether no browser asks, or one that shows a page of ours or of an origin that is allowed.

        Browsers let every page open a socket to anywhere; all they do is to say whose page it is.
        """
        origin = socket.headers.get("origin")
        if origin is None or origin in self.origins:
            return True
        return urlsplit(origin).netloc == socket.headers.get("host")
