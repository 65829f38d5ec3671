"""Prepares documents, and keeps those that are asked again, the least recently used forgotten first."""

from __future__ import annotations

from dataclasses import dataclass, field

from cachetools import LRUCache

from graph.telemetry import note_step
from schema.cost.document_limits import Limits, parse_within
from schema.request.operation import PreparedDocument

# Dashboards have some hundred operations; a text longer than any of theirs is made by hand, and not asked again.
MOST_DOCUMENTS, LONGEST_TEXT = 512, 20_000
_LIMITS = Limits()


def prepare(text: str, limits: Limits = _LIMITS) -> PreparedDocument:
    """Parse a text. Raises TooComplex, GraphQLSyntaxError, GraphQLError (fragments that spread themselves)."""
    with note_step("graphql.parse"):
        return PreparedDocument(text, parse_within(text, limits))


@dataclass(slots=True)
class DocumentMemory:
    """Prepared documents by their text, bounded in number and in the length of a text."""

    limits: Limits = field(default_factory=Limits)
    hits: int = 0
    misses: int = 0
    _known: LRUCache[str, PreparedDocument] = field(default_factory=lambda: LRUCache(MOST_DOCUMENTS))

    def prepare(self, text: str) -> PreparedDocument:
        """The document of a text, prepared once. Raises as `prepare`."""
        known = self._known.get(text)
        if known is not None:
            self.hits += 1
            return known
        self.misses += 1
        prepared = prepare(text, self.limits)
        if len(text) <= LONGEST_TEXT:
            self._known[text] = prepared
        return prepared

    def __len__(self) -> int:
        """Count the documents that are kept."""
        return len(self._known)
