"""The messages of the protocol graphql-transport-ws, and the codes with which it closes a socket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import orjson

PROTOCOL = "graphql-transport-ws"
LONGEST_ID = 200
# A close frame holds 125 bytes, two of them for the code.
LONGEST_REASON = 123


class CloseCode(IntEnum):
    """Why a socket is closed; from 4400 on as the protocol numbers them."""

    TOO_BIG = 1009
    TRY_LATER = 1013
    INVALID = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    WRONG_PROTOCOL = 4406
    INIT_TIMEOUT = 4408
    SUBSCRIBER_EXISTS = 4409
    TOO_MANY_INITS = 4429
    # Not the protocol's: no sign of life.
    SILENT = 4499


class Closing(Exception):
    """The socket is to be closed with a code and a reason."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason.encode()[:LONGEST_REASON].decode(errors="ignore")


@dataclass(frozen=True, slots=True)
class Message:
    """One message from a client; `id` is empty where its type has none, `payload` where it holds none."""

    type: str
    id: str
    payload: Mapping[str, object]


TYPES_WITH_ID = {"subscribe", "complete"}
TYPES = TYPES_WITH_ID | {"connection_init", "ping", "pong"}


def parse_message(text: str) -> Message:
    """The message in a frame. Raises Closing (4400)."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Closing(CloseCode.INVALID, "A message must be JSON.") from None
    if not isinstance(value, dict) or value.get("type") not in TYPES:
        raise Closing(CloseCode.INVALID, "A message must be an object with a type that clients send.")
    identity, payload = value.get("id", ""), value.get("payload")
    if value["type"] in TYPES_WITH_ID and not (isinstance(identity, str) and 0 < len(identity) <= LONGEST_ID):
        raise Closing(CloseCode.INVALID, f"The message {value['type']} needs an id of 1 to {LONGEST_ID} characters.")
    if not isinstance(payload, dict | None) or (value["type"] == "subscribe" and payload is None):
        raise Closing(CloseCode.INVALID, f"The payload of the message {value['type']} must be an object.")
    return Message(value["type"], str(identity), payload or {})


def write_message(kind: str, identity: str = "", payload: object = None) -> str:
    """A message to a client."""
    message: dict[str, object] = {"type": kind}
    if identity:
        message["id"] = identity
    if payload is not None:
        message["payload"] = payload
    return orjson.dumps(message).decode()
