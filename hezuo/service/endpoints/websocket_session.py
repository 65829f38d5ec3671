"""One client's WebSocket, from its first message to its last: operations side by side, and a heartbeat."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

from starlette.websockets import WebSocket, WebSocketDisconnect

from hezuo.service.auth.authentication import Authenticator
from hezuo.service.endpoints.websocket_messages import CloseCode, Closing, Message, parse_message, write_message
from hezuo.service.http.errors import HttpRefusal, NotExecutable, build_refusal
from hezuo.service.http.record import Record
from hezuo.service.http.request import build_request
from hezuo.service.limits.streams import KEEP_ALIVE_SECONDS, SEND_SECONDS, Pace
from hezuo.service.operations.pipeline import OperationPipeline, is_subscription
from hezuo.service.telemetry.operation_log import Operating
from schema.request.roles import Viewer

INIT_SECONDS = 10.0
# Operations of one socket that run at a time, single results and subscriptions.
MOST_OPERATIONS = 50


@dataclass(frozen=True, slots=True)
class Patience:
    """The times that a session waits: for the first message, between signs of life, for a message to be taken."""

    init_seconds: float = INIT_SECONDS
    ping_seconds: float = KEEP_ALIVE_SECONDS
    send_seconds: float = SEND_SECONDS


@dataclass(slots=True)
class Session:
    """An accepted socket. `header` is the handshake's Authorization; a token in the first message goes before it."""

    socket: WebSocket
    reception: OperationPipeline
    gate: Authenticator
    header: str | None
    max_message_bytes: int
    patience: Patience = field(default_factory=Patience)
    observe: Callable[[Record, str, float], None] | None = None
    _operations: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _pace: Pace = field(default_factory=Pace)
    _heard_at: float = field(default_factory=monotonic)

    async def run(self) -> None:
        """Serve until either side closes. Raises Closing, WebSocketDisconnect."""
        try:
            viewer = await self._begin()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._beat())
                while True:
                    await self._take(await self._hear(), viewer, tasks)
        except* (Closing, WebSocketDisconnect) as ends:
            raise _first(ends) from None

    async def _begin(self) -> Viewer:
        try:
            async with asyncio.timeout(self.patience.init_seconds):
                while (message := await self._hear()).type in ("ping", "pong"):
                    await self._answer_ping(message)
        except TimeoutError:
            raise Closing(CloseCode.INIT_TIMEOUT, "Connection initialisation timeout") from None
        if message.type != "connection_init":
            raise Closing(CloseCode.UNAUTHORIZED, "Unauthorized: send connection_init first")
        self.header = _read_token(message.payload) or self.header
        viewer = await self._identify()
        await self._send(write_message("connection_ack"))
        return viewer

    async def _identify(self) -> Viewer:
        try:
            return await self.gate.identify(self.header, self.socket.client.host if self.socket.client else "")
        except HttpRefusal as refusal:
            raise Closing(CloseCode.FORBIDDEN, refusal.message) from None

    async def _take(self, message: Message, viewer: Viewer, tasks: asyncio.TaskGroup) -> None:
        if message.type == "connection_init":
            raise Closing(CloseCode.TOO_MANY_INITS, "Too many initialisation requests")
        if message.type == "subscribe":
            if message.id in self._operations:
                raise Closing(CloseCode.SUBSCRIBER_EXISTS, f"Subscriber for {message.id} already exists")
            if len(self._operations) >= MOST_OPERATIONS:
                refusal = build_refusal("RATE_LIMITED", f"At most {MOST_OPERATIONS} operations run on a socket.")
                await self._send(write_message("error", message.id, refusal["errors"]))
                return
            self._operations[message.id] = tasks.create_task(self._operate(message, viewer))
        elif message.type == "complete":
            if running := self._operations.pop(message.id, None):
                running.cancel()
        else:
            await self._answer_ping(message)

    async def _operate(self, message: Message, viewer: Viewer) -> None:
        operating = Operating(viewer, self.observe)
        try:
            refused = await self._respond(message, viewer, operating)
        except HttpRefusal as refusal:
            refused = refusal.build_answer()
        except NotExecutable as refusal:
            refused = refusal.answer
        except (Closing, WebSocketDisconnect):
            raise
        except Exception as error:  # noqa: BLE001 one operation that fails leaves the socket's others
            refused = operating.mask(error)
        finally:
            if self._operations.get(message.id) is asyncio.current_task():
                del self._operations[message.id]
            operating.log()
        if refused is None:
            await self._send(write_message("complete", message.id))
        else:
            operating.note(refused)
            await self._send(write_message("error", message.id, refused["errors"]))

    async def _respond(self, message: Message, viewer: Viewer, operating: Operating) -> Mapping[str, object] | None:
        """Send the responses to an operation; what refuses it is returned."""
        asked = self.reception.receive(build_request(message.payload), viewer, operating.record)
        with self.reception.hold(asked):
            async for response in self.reception.stream_responses(asked):
                if "data" not in response:
                    return response
                if is_subscription(asked):
                    await self._pace.wait_turn()
                operating.note(response)
                text = write_message("next", message.id, response)
                self.reception.check_size(len(text))
                await self._send(text)
        return None

    async def _beat(self) -> None:
        """Ask for a sign of life every so often, and whether the token is still valid."""
        while True:
            await asyncio.sleep(self.patience.ping_seconds)
            if monotonic() - self._heard_at > 2 * self.patience.ping_seconds:
                raise Closing(CloseCode.SILENT, "No sign of life")
            await self._identify()
            await self._send(write_message("ping"))

    async def _answer_ping(self, message: Message) -> None:
        if message.type == "ping":
            await self._send(write_message("pong"))

    async def _hear(self) -> Message:
        received = await self.socket.receive()
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received.get("code", 1006))
        text = received.get("text")
        if text is None:
            raise Closing(CloseCode.INVALID, "A message must be a text.")
        if len(text) > self.max_message_bytes:
            raise Closing(CloseCode.TOO_BIG, f"A message holds at most {self.max_message_bytes} bytes.")
        self._heard_at = monotonic()
        return parse_message(text)

    async def _send(self, text: str) -> None:
        try:
            async with asyncio.timeout(self.patience.send_seconds):
                await self.socket.send_text(text)
        except TimeoutError:
            raise Closing(CloseCode.SILENT, "The client does not read") from None
        except RuntimeError as error:
            # The socket was closed while this was on its way.
            raise WebSocketDisconnect(1006) from error


def _read_token(payload: Mapping[str, object]) -> str | None:
    """The Authorization that the first message holds; browsers cannot give a handshake headers."""
    for name, value in payload.items():
        if name.lower() == "authorization" and isinstance(value, str):
            return value
    return None


def _first(ends: ExceptionGroup[Closing | WebSocketDisconnect]) -> Closing | WebSocketDisconnect:
    one: BaseException = ends
    while isinstance(one, ExceptionGroup):
        one = one.exceptions[0]
    assert isinstance(one, Closing | WebSocketDisconnect)
    return one
