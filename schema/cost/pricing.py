"""Refuses operations that may cost too much, and says which field to shrink to what so that they fit."""

from __future__ import annotations

from dataclasses import dataclass

from graphql import GraphQLSchema, OperationDefinitionNode

from schema.cost.document_limits import TooComplex
from schema.cost.list_sizes import NAMED
from schema.cost.price import AS_ASKED, Instead, Sized, open_bill
from schema.request.operation import Operation, Price

# Who has a token may ask for longer pages and more parties.
TOKEN_TIMES = 10
# Prices of one document that are kept: its page sizes and numbers of parties.
MOST_KNOWN = 64


@dataclass(frozen=True, slots=True)
class Pricing:
    """Prices operations on a schema."""

    schema: GraphQLSchema
    most: int

    def __call__(self, asked: Operation) -> Price:
        """The price of an operation. Raises TooComplex where it is above the limit."""
        limit = self.most * (TOKEN_TIMES if asked.viewer.authenticated else 1)
        operation = asked.definition
        if operation is None:
            return Price(0, limit)
        known, key = asked.prepared.prices, _key(asked)
        price = known.get(key) if key is not None else None
        if price is None:
            price = self._price(asked, operation)
            if key is not None and price <= limit:
                if len(known) >= MOST_KNOWN:
                    known.clear()
                known[key] = price
        if price > limit:
            raise self._refuse(asked, operation, price, limit)
        return Price(price, limit)

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
    """Return what the price depends on beside the operation's text; None where that is too much to remember."""
    if "checkDraft" in asked.prepared.text:
        return None
    sizes = tuple(
        (name, value if isinstance(value, int) else len(value) if isinstance(value, list) else value is None)
        for name, value in sorted(asked.variables.items())
    )
    return (asked.operation_name, asked.viewer.authenticated, sizes)
