"""One operation on its way from a transport to who answers it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from graphql import DocumentNode, OperationDefinitionNode, OperationType, get_operation_ast

from hezuo.service.gate import Caller
from schema.pricing import Price


@dataclass(slots=True)
class Asked:
    """One operation to answer: its text and document, who asks, and the id that the log knows the request by.

    `operation` is the one of the document's that runs; none where the name fits none or is missing among several.
    """

    text: str
    document: DocumentNode
    variables: Mapping[str, object]
    operation_name: str | None
    caller: Caller
    request_id: str
    price: Price | None = None
    # Whether the answer says what it cost.
    tells_cost: bool = False
    operation: OperationDefinitionNode | None = field(init=False)

    def __post_init__(self) -> None:
        """Look the operation up once for all who ask."""
        self.operation = get_operation_ast(self.document, self.operation_name)

    def is_kind(self, kind: OperationType) -> bool:
        """Whether it is a query, a mutation or a subscription."""
        return self.operation is not None and self.operation.operation is kind


# Answers an operation with a GraphQL response; reports its own failures in it.
Answer = Callable[[Asked], Awaitable[Mapping[str, object]]]
# Answers a subscription with a response an event; reports its own failures in the last one.
Stream = Callable[[Asked], AsyncIterator[Mapping[str, object]]]
