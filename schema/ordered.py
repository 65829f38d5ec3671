"""The order of a related list as an `orderBy` argument names it."""

from __future__ import annotations

from collections.abc import Sequence

from queries.relation_pages import By
from schema.lookahead import Arguments
from schema.shapes import Ordering

# Sorts after every text of the graph.
LAST = "\uffff"


def by_argument(variable: str) -> Ordering:
    """The order that `orderBy` asks for, on the properties of a variable; by id where it is not given."""

    def order(arguments: Arguments) -> Sequence[By]:
        given = arguments.get("orderBy")
        terms = given if isinstance(given, list) else []
        return [_by(variable, str(term["field"].value), term["direction"].value == "DESC") for term in terms]

    return order


def _by(variable: str, name: str, descending: bool) -> By:
    # What is missing comes last, whichever way the order goes.
    return By(variable, name, descending, "" if descending else LAST)
