"""One operation on its way from whoever brings it to who prices and answers it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graphql import DocumentNode, OperationDefinitionNode, OperationType, get_operation_ast

from schema.request.roles import ANYBODY, Viewer


@dataclass(frozen=True, slots=True)
class Price:
    """The price of an operation at worst, in objects, and what it may cost."""

    price: int
    limit: int


@dataclass(slots=True, eq=False)
class PreparedDocument:
    """A text parsed within the limits, and what was worked out for it once, each by the room whose work it is.

    `invalid` are the errors that keep it from running (None: nobody has looked yet), `plan` is the executor's, `prices`
    are by what of an operation its price depends on.
    """

    text: str
    document: DocumentNode
    invalid: Sequence[Mapping[str, object]] | None = None
    plan: object = None
    prices: dict[object, int] = field(default_factory=dict)


@dataclass(slots=True)
class Operation:
    """One operation to answer: its document, who asks, and the id that the log knows the request by.

    `definition` is the one of the document's that runs; none where the name fits none or is missing among several.
    """

    prepared: PreparedDocument
    variables: Mapping[str, object]
    operation_name: str | None = None
    viewer: Viewer = ANYBODY
    request_id: str = ""
    price: Price | None = None
    # Whether the answer says what it cost.
    tells_cost: bool = False
    definition: OperationDefinitionNode | None = field(init=False)

    def __post_init__(self) -> None:
        """Look the definition up once for all who ask."""
        self.definition = get_operation_ast(self.prepared.document, self.operation_name)

    def is_kind(self, kind: OperationType) -> bool:
        """Tell whether it is of this kind: a query, a mutation or a subscription."""
        return self.definition is not None and self.definition.operation is kind


# Answers an operation with a GraphQL response; reports its own failures in it.
Answer = Callable[[Operation], Awaitable[Mapping[str, object]]]

# Answers a subscription with a response an event; reports its own failures in the last one.
Stream = Callable[[Operation], AsyncIterator[Mapping[str, object]]]
