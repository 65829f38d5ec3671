"""What the schema asks of the document pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from graph.model import Label
from loaders.document_types import Mention, ParsedDocument, TaskMatch


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
        """The clauses of a pasted text, exactly as of a loaded one; stores nothing. BadInput for a text without any."""
