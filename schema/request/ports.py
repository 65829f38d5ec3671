"""Declares what the schema asks of the document pipeline, and of what changes documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from graph.model import Label
from graph.names.match import MatchKind
from loaders.document import Mention, ParsedDocument, TaskMatch
from loaders.files.text import ReadText
from loaders.storing.given import StatedMetadata
from loaders.storing.review import ReviewDecision
from loaders.storing.upsert import Upserted
from queries.search.name_rows import Named


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
        """The notes on what was unclear."""


class Pipeline(Protocol):
    """Analyses documents against the graph as it stands."""

    async def analyse(self, text: str, territory: tuple[Label, str] | None) -> Analysed:
        """The clauses of a pasted text, exactly as of a loaded one; stores nothing. DocumentError for one without."""


class Documents(Protocol):
    """Changes the documents of the graph; who may is checked before."""

    async def load(self, text: str, given: StatedMetadata, notes: tuple[str, ...], by: str) -> Upserted:
        """Store a text; `notes` are what was said of its file. Raises DocumentError, GraphError."""

    async def read_file(self, data: bytes, name: str, media_type: str) -> ReadText:
        """The text of a file that is to be stored. Raises UnreadableFile, TooCostly, Busy."""

    async def remove(self, document: str, by: str) -> int:
        """Undo the load of a document, and return the version. Raises NotLoaded, GraphError."""

    async def review(self, word: ReviewDecision) -> int:
        """Keep a reviewer's word, and return the version. Raises NotStored, GraphError."""


class NameHit(Protocol):
    """A node whose name a text matches: which name, how, and how well (0 to 1)."""

    @property
    def label(self) -> Label:
        """The kind of node that it is."""

    @property
    def key(self) -> str:
        """The key of the node."""

    @property
    def score(self) -> float:
        """The measure of how well the name matches."""

    @property
    def matched(self) -> str:
        """The name that matches."""

    @property
    def how(self) -> MatchKind:
        """The way in which it matches."""


class Names(Protocol):
    """Finds nodes by what people call them."""

    async def resolve(self, text: str, kinds: Sequence[Label], day: str) -> Sequence[Named]:
        """The nodes that the text names in the first tier where any is: official name, then alias."""

    async def nearest(self, text: str, kinds: Sequence[Label]) -> Sequence[Named]:
        """The nodes whose names are nearest, best first, five at most."""

    async def search(self, text: str, kinds: Sequence[Label] | None, first: int) -> Sequence[NameHit]:
        """The nodes whose names match a text, of these kinds (None: of all), best first."""
