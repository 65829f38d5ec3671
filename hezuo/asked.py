"""One operation on its way from a transport to who answers it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass

from graphql import DocumentNode

from hezuo.gate import Caller
from schema.pricing import Price


@dataclass(frozen=True, slots=True)
class Asked:
    """One operation to answer: its text and document, who asks, and the id that the log knows the request by."""

    text: str
    document: DocumentNode
    variables: Mapping[str, object]
    operation_name: str | None
    caller: Caller
    request_id: str
    price: Price | None = None
    # Whether the answer says what it cost.
    tells_cost: bool = False


# Answers an operation with a GraphQL response; reports its own failures in it.
Answer = Callable[[Asked], Awaitable[Mapping[str, object]]]
# Answers a subscription with a response an event; reports its own failures in the last one.
Stream = Callable[[Asked], AsyncIterator[Mapping[str, object]]]
