"""Parses an operation's text within the limits and remembers it, since dashboards send the same text all day."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
)

from graph.steps import note_step
from schema.failures import format_too_complex, format_unparsed
from schema.limits import Limits, TooComplex, parse_within


class NotExecutable(Exception):
    """A document that is not worth validating; `answer` is the response that says why."""

    def __init__(self, answer: Mapping[str, object]) -> None:
        super().__init__()
        self.answer = answer


@dataclass(slots=True)
class Operations:
    """Documents by their text; bounded in number and in the length of a text worth remembering."""

    limits: Limits = field(default_factory=Limits)
    remembered: int = 512
    longest: int = 20_000
    hits: int = 0
    misses: int = 0
    _known: OrderedDict[str, DocumentNode] = field(default_factory=OrderedDict)

    def parse(self, text: str) -> DocumentNode:
        """The document of the text. Raises NotExecutable."""
        known = self._known.get(text)
        if known is not None:
            self.hits += 1
            self._known.move_to_end(text)
            return known
        self.misses += 1
        try:
            with note_step("graphql.parse"):
                document = parse_within(text, self.limits)
        except (TooComplex, GraphQLError) as error:
            raise NotExecutable({"errors": [format_unparsed(error)]}) from None
        if len(text) <= self.longest:
            self._known[text] = document
            if len(self._known) > self.remembered:
                self._known.popitem(last=False)
        return document

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._known)


def list_roots(operation: OperationDefinitionNode) -> list[str]:
    """The names of the root fields that an operation asks for itself, a few of them."""
    selections = operation.selection_set.selections[:5]
    return [one.name.value[:50] for one in selections if isinstance(one, FieldNode)]


def is_query(operation: OperationDefinitionNode) -> bool:
    """Whether the operation only reads, once."""
    return operation.operation is OperationType.QUERY


def build_too_complex(error: TooComplex) -> dict[str, object]:
    """The response that refuses an operation, with what would fit."""
    return {"errors": [format_too_complex(error)]}
