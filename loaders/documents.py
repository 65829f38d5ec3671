"""What changes the documents of an open graph: loads, their undoing, and reviews."""

from __future__ import annotations

from dataclasses import dataclass

from graph.access import Writer
from loaders.pipeline import DocumentPipeline
from loaders.reviewing import Word, review_link
from loaders.upsert import Upserted, remove_document, upsert_document
from loaders.upsert_given import Given


@dataclass(frozen=True, slots=True)
class GraphDocuments:
    """The documents of an open graph; who may change them is decided before."""

    writer: Writer
    pipeline: DocumentPipeline

    async def load(self, text: str, given: Given, notes: tuple[str, ...], by: str) -> Upserted:
        """Store a text; `notes` are what was said of its file. Raises DocumentError, GraphError."""
        return await upsert_document(self.writer, await self.pipeline.read(text, given, notes), given, by)

    async def remove(self, document: str, by: str) -> int:
        """Undo the load of a document, and return the version. Raises NotLoaded, GraphError."""
        return await remove_document(self.writer, document, by)

    async def review(self, word: Word) -> int:
        """Keep a reviewer's word, and return the version. Raises NotStored, GraphError."""
        return await review_link(self.writer, word)
