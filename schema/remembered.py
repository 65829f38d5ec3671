"""A bounded memory of what was worked out for a text, the least recently used forgotten first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Generic, TypeVar

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
