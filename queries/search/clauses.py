"""The words of all clauses, folded and in memory, read as the graph changes: for a search as people write.

The engines' own indexes know no full-width or traditional forms and no word broken over two lines, and each has another
idea of what a Chinese word is. A clause costs two bytes a character and about 300 more.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.store import Kept, Reader, Versioned
from queries.changes import find_changed
from queries.nodes.sorted_keys import KeyList
from queries.paging import Key
from queries.question import question
from queries.search.clause_terms import squeeze

# Documents whose clauses are read at a time: what an engine gathers for one statement has to fit into its memory.
PORTION = 2_000
# Answers that are remembered for the pages that follow, until the graph changes.
MOST_REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class ClauseText:
    """The words of a clause and its place: its document, and its order in it. None where there is no clause."""

    document: str
    ordinal: int
    clause: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """The id of a document."""

    document: str


ALL = question("search/documents_all", DocumentKey)
CHANGED = question("search/documents_changed", DocumentKey)
TEXTS_OF = question("search/clause_texts", ClauseText)

# The key by which a clause stands in the order of answers (document, ordinal, id), and its words as they are searched.
Held = tuple[Key, str]


def group_texts(rows: Iterable[ClauseText]) -> dict[str, list[Held]]:
    """The clauses of each document in their order, with their words as they are searched."""
    found: dict[str, list[Held]] = defaultdict(list)
    for row in rows:
        if row.clause is not None and row.text is not None:
            found[row.document].append(((row.document, row.ordinal, row.clause), squeeze(row.text)))
    for held in found.values():
        held.sort()
    return found


@dataclass(frozen=True, slots=True)
class ReadClauses:
    """All clauses at one version, those of a document together, and the answers found in them since."""

    by_document: dict[str, list[Held]]
    rows: list[Held]
    found: dict[tuple[str, ...], KeyList] = field(default_factory=dict)


@dataclass(slots=True)
class ClauseTexts:
    """Finds clauses by their words; one for an open graph, whose every request asks it.

    Of a new version the changed documents are read again, or all where there are many; who asks meanwhile waits.
    """

    reader: Reader
    _clauses: Versioned[ReadClauses] = field(init=False)

    def __post_init__(self) -> None:
        self._clauses = Versioned(self.reader.version, self._read)

    async def find(self, terms: Sequence[str]) -> KeyList:
        """The keys of all clauses that hold every one of the terms (one or more), by document and order in it."""
        kept = await self._clauses.find()
        wanted, found = tuple(sorted(terms, key=len, reverse=True)), kept.value.found
        if wanted not in found:
            if len(found) >= MOST_REMEMBERED:
                found.clear()
            keys = [key for key, text in kept.value.rows if all(term in text for term in wanted)]
            found[wanted] = KeyList(kept.version, keys, _as_it_is)
        return found[wanted]

    async def _read(self, known: Kept[ReadClauses] | None, version: int) -> ReadClauses:
        changed = None if known is None else await find_changed(self.reader, CHANGED, known.version, version)
        if known is None or changed is None:
            by_document = await self._read_texts([row.document for row in await self.reader.run(ALL, {})])
        else:
            gone = {row.document for row in changed}
            kept = {key: held for key, held in known.value.by_document.items() if key not in gone}
            by_document = kept | await self._read_texts([row.document for row in changed])
        return ReadClauses(by_document, [one for _, held in sorted(by_document.items()) for one in held])

    async def _read_texts(self, documents: Sequence[str]) -> dict[str, list[Held]]:
        found: dict[str, list[Held]] = {}
        for first in range(0, len(documents), PORTION):
            rows = await self.reader.run(TEXTS_OF, {"documents": documents[first : first + PORTION]})
            found |= await asyncio.to_thread(group_texts, rows)
        return found


def _as_it_is(key: Key) -> Key:
    return key
