"""Refuses operations that may cost too much, and says which field to shrink to what so that they fit."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphql import GraphQLSchema, OperationDefinitionNode

from schema.cost.document_limits import TooComplex
from schema.cost.list_sizes import NAMED
from schema.cost.price import AS_ASKED, Instead, Sized, open_bill
from schema.execution.documents import Remembered
from schema.request.operation import Operation, Price

MOST_PRICE = 1_000_000
# Who has a token may ask for longer pages and more parties.
TOKEN_TIMES = 10


@dataclass(frozen=True, slots=True)
class Pricing:
    """Prices operations on a schema."""

    schema: GraphQLSchema
    most: int = MOST_PRICE
    _known: Remembered[dict[object, int]] = field(default_factory=Remembered)

    def __call__(self, asked: Operation) -> Price:
        """The price of an operation. Raises TooComplex where it is above the limit."""
        limit = self.most * (TOKEN_TIMES if asked.viewer.authenticated else 1)
        operation = asked.definition
        if operation is None:
            return Price(0, limit)
        key = _key(asked)
        known = self._known.get(asked.text) if key is not None else None
        price = known.get(key) if known is not None else None
        if price is None:
            price = self._price(asked, operation)
            if price > limit:
                raise self._refuse(asked, operation, price, limit)
            self._note(asked.text, key, price)
        if price > limit:
            raise self._refuse(asked, operation, price, limit)
        return Price(price, limit)

    def _note(self, text: str, key: object, price: int) -> None:
        if key is None:
            return
        known = self._known.get(text) or {}
        if len(known) >= 64:
            known.clear()
        known[key] = price
        self._known.put(text, known)

    def _price(self, asked: Operation, operation: OperationDefinitionNode, instead: Instead = AS_ASKED) -> int:
        return open_bill(self.schema, asked, operation, instead).price(operation)

    def _refuse(self, asked: Operation, operation: OperationDefinitionNode, price: int, limit: int) -> TooComplex:
        sized, at = open_bill(self.schema, asked, operation).find_heaviest(operation)
        for one in sorted(sized, key=lambda one: one.count, reverse=True):
            fits = self._find_fit(asked, operation, one, limit)
            if fits > 0:
                what = f"at most {fits} {one.argument}" if one.argument in NAMED else f"{one.argument}: {fits}"
                refusal = TooComplex("price", price, limit, one.path, f"With {what} at {one.path} it fits.")
                refusal.fits = fits
                return refusal
        return TooComplex("price", price, limit, at, f"Most stands under {at}: leave fields out there.")

    def _find_fit(self, asked: Operation, operation: OperationDefinitionNode, one: Sized, limit: int) -> int:
        """The greatest count of a field for which the operation fits: the price is linear in it."""
        none = self._price(asked, operation, (one.node, 0))
        each = self._price(asked, operation, (one.node, 1)) - none
        return min(one.count - 1, (limit - none) // each) if each > 0 and none < limit else 0


def _key(asked: Operation) -> object:
    """What of an operation its price depends on beside its text; None where that is too much to remember."""
    if "checkDraft" in asked.text:
        return None
    sizes = tuple(
        (name, value if isinstance(value, int) else len(value) if isinstance(value, list) else value is None)
        for name, value in sorted(asked.variables.items())
    )
    return (asked.operation_name, asked.viewer.authenticated, sizes)
