"""An operation as the front door hands it on: to be priced, and to be answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from graphql import DocumentNode, OperationDefinitionNode

from schema.context import Role


class Payer(Protocol):
    """Who asks, as far as prices go."""

    @property
    def authorised(self) -> bool:
        """Whether they have a token."""


class Caller(Payer, Protocol):
    """Who asks, as the front door knows them."""

    @property
    def name(self) -> str:
        """How the record of changes calls them."""

    @property
    def role(self) -> Role:
        """What they may do."""


class PricedOperation(Protocol):
    """One operation to price."""

    @property
    def text(self) -> str:
        """The document as it was sent."""

    @property
    def document(self) -> DocumentNode:
        """The same, parsed and within the limits."""

    @property
    def variables(self) -> Mapping[str, object]:
        """The variables as they were sent."""

    @property
    def operation_name(self) -> str | None:
        """Which of the document's operations; needed where there are several."""

    @property
    def operation(self) -> OperationDefinitionNode | None:
        """The one that runs; none where the name fits none."""

    @property
    def caller(self) -> Payer:
        """Who asks."""


class Operation(PricedOperation, Protocol):
    """One operation to answer: what is priced, who asks, and the id of the request."""

    @property
    def caller(self) -> Caller:
        """Who asks."""

    @property
    def request_id(self) -> str:
        """The id under which the log knows the request."""
