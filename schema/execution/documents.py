"""A bounded memory of what was worked out for a text, the least recently used forgotten first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from graphql import DocumentNode, GraphQLError

from graph.telemetry import note_step
from hezuo.service.http.errors import NotExecutable
from schema.cost.document_limits import Limits, TooComplex, parse_within
from schema.execution.errors import format_unparsed

ValueT = TypeVar("ValueT")


@dataclass(slots=True)
class Remembered(Generic[ValueT]):
    """Values by text; at most `most` of them, none for a text longer than `longest` characters."""

    most: int = 512
    longest: int = 20_000
    _known: OrderedDict[str, ValueT] = field(default_factory=OrderedDict)

    def get(self, text: str) -> ValueT | None:
        """What is known of a text."""
        known = self._known.get(text)
        if known is not None:
            self._known.move_to_end(text)
        return known

    def put(self, text: str, value: ValueT) -> None:
        """Remember it, and forget what has not been asked for longest."""
        if len(text) > self.longest:
            return
        self._known[text] = value
        if len(self._known) > self.most:
            self._known.popitem(last=False)

    def __len__(self) -> int:
        """How many texts are known."""
        return len(self._known)


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
