"""Analyses texts against the graph as it stands: its names and tasks in memory, read again when its version moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from graph.store import Kept, Reader, Versioned, Writer
from graph.writing.rows import NodeRef
from loaders.analysis import Analysis
from loaders.document import Mention
from loaders.files.text import ReadText, read_bytes
from loaders.mentions.gazetteer_reading import GraphWords, read_graph_names
from loaders.storing.given import StatedMetadata
from loaders.storing.reading import DocumentReading, analyse_text, read_for_graph
from loaders.storing.review import ReviewDecision, review_link
from loaders.storing.upsert import Upserted, remove_document, upsert_document
from loaders.turns import Known, Threads, Turn, Turns, find_turn


@dataclass(frozen=True, slots=True)
class Followed:
    """The names of one version, and what of them texts are analysed with."""

    names: GraphWords
    known: Known


@dataclass(slots=True)
class DocumentPipeline:
    """The pipeline over an open graph; one for all its requests. Texts are read and analysed in turns, so that nobody
    who drafts waits for a long document that somebody loads.

    The profiles are those that come with the project; a task without one is matched by n-grams.
    """

    reader: Reader
    turns: Turns = field(default_factory=Threads)
    _followed: Versioned[Followed] = field(init=False)

    def __post_init__(self) -> None:
        self._followed = Versioned(self.reader.version, self._read_again)

    async def analyse(self, text: str, territory: NodeRef | None) -> Analysis:
        """The clauses of a text, exactly as of a loaded one; stores nothing. Raises DocumentError, TooCostly, Busy."""
        followed = await self._follow()
        work = partial(analyse_text, text, territory=territory)
        analysis = await self.turns.analyse(find_turn(text), followed.known, work)
        return replace(analysis, mentions=_point(analysis.mentions, followed.names.derived))

    async def read(self, text: str, given: StatedMetadata, notes: tuple[str, ...] = ()) -> DocumentReading:
        """A text read to be stored. Raises UnusableDocument, TooCostly, Busy."""
        followed = await self._follow()
        work = partial(read_for_graph, text, given, notes=notes)
        reading = await self.turns.analyse(Turn.LOAD, followed.known, work)
        mentions = _point(reading.analysis.mentions, followed.names.derived)
        return replace(reading, analysis=replace(reading.analysis, mentions=mentions))

    async def read_file(self, data: bytes, name: str, media_type: str, turn: Turn = Turn.LOAD) -> ReadText:
        """The text of a file, read in its turn. Raises UnreadableFile, TooCostly, Busy."""
        return await self.turns.read(turn, partial(read_bytes, data, name, media_type))

    async def _follow(self) -> Followed:
        return (await self._followed.find()).value

    async def _read_again(self, kept: Kept[Followed] | None, _: int) -> Followed:
        names = await read_graph_names(self.reader)
        if kept is None:
            return Followed(names, Known(0, names.rows, names.tasks))
        known = kept.value.known
        if (known.rows, known.tasks) == (names.rows, names.tasks):
            return Followed(names, known)
        return Followed(names, Known(known.state + 1, names.rows, names.tasks))


def _point(mentions: Sequence[Sequence[Mention]], derived: Mapping[str, str]) -> list[tuple[Mention, ...]]:
    """The mentions, those that derive an institution pointing at it where it is stored already."""
    return [
        tuple(
            replace(one, entity_id=derived.get(one.name)) if one.derived and one.entity_id is None else one
            for one in clause
        )
        for clause in mentions
    ]


@dataclass(frozen=True, slots=True)
class GraphDocuments:
    """The documents of an open graph; who may change them is decided before."""

    writer: Writer
    pipeline: DocumentPipeline

    async def load(self, text: str, given: StatedMetadata, notes: tuple[str, ...], by: str) -> Upserted:
        """Store a text; `notes` are what was said of its file. Raises DocumentError, TooCostly, Busy, GraphError."""
        return await upsert_document(self.writer, await self.pipeline.read(text, given, notes), given, by)

    async def read_file(self, data: bytes, name: str, media_type: str) -> ReadText:
        """The text of a file that is to be stored. Raises UnreadableFile, TooCostly, Busy."""
        return await self.pipeline.read_file(data, name, media_type)

    async def remove(self, document: str, by: str) -> int:
        """Undo the load of a document, and return the version. Raises NotLoaded, GraphError."""
        return await remove_document(self.writer, document, by)

    async def review(self, word: ReviewDecision) -> int:
        """Keep a reviewer's word, and return the version. Raises NotStored, GraphError."""
        return await review_link(self.writer, word)
