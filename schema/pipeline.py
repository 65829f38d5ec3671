"""What the schema asks of the document pipeline, and of what changes documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from graph.model import Label
from loaders.document_types import Mention, ParsedDocument, TaskMatch
from loaders.reviewing import Word
from loaders.upsert import Upserted
from loaders.upsert_given import Given


class Analysed(Protocol):
    """A text with its clauses, and clause by clause the tasks that it covers (best first) and what it names."""

    @property
    def document(self) -> ParsedDocument:
        """The text as read, and its clauses."""

    @property
    def tasks(self) -> Sequence[Sequence[TaskMatch]]:
        """Clause by clause, the tasks."""

    @property
    def mentions(self) -> Sequence[Sequence[Mention]]:
        """Clause by clause, what is named."""

    @property
    def notes(self) -> Sequence[str]:
        """What was unclear."""


class Pipeline(Protocol):
    """Analyses documents against the graph as it stands."""

    async def analyse(self, text: str, territory: tuple[Label, str] | None) -> Analysed:
        """The clauses of a pasted text, exactly as of a loaded one; stores nothing. DocumentError for one without."""


class Documents(Protocol):
    """Changes the documents of the graph; who may is checked before."""

    async def load(self, text: str, given: Given, notes: tuple[str, ...], by: str) -> Upserted:
        """Store a text; `notes` are what was said of its file. Raises DocumentError, GraphError."""

    async def remove(self, document: str, by: str) -> int:
        """Undo the load of a document, and return the version. Raises NotLoaded, GraphError."""

    async def review(self, word: Word) -> int:
        """Keep a reviewer's word, and return the version. Raises NotStored, GraphError."""
