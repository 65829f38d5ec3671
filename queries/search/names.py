"""The names of the graph as they stand now: an index in memory that follows the graph, change by change."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from graph.model import Label
from graph.store import Kept, Reader, Versioned
from queries.changes import CHANGED, find_changed
from queries.paging import DEFAULT_FIRST
from queries.search.name_index import NameIndex
from queries.search.name_reading import NameRows, NamesRead, list_names, read_rows, read_rows_again
from queries.search.name_resolving import find_nearest, resolve_name
from queries.search.name_rows import Hit, Named


@dataclass(frozen=True, slots=True)
class SearchedNames:
    """The names of one version: as they are stored, as they are listed, and their index."""

    rows: NameRows
    read: NamesRead
    index: NameIndex


@dataclass(slots=True)
class GraphNames:
    """Finds nodes by what people call them; one for an open graph, whose every request asks it.

    Of a new version the names of changed nodes are read again, or all where there are many; and all are indexed again
    only where one of them changed. That takes about 0.2 ms a name, in a thread, while who needs the new ones waits.
    """

    reader: Reader
    _names: Versioned[SearchedNames] = field(init=False)

    def __post_init__(self) -> None:
        self._names = Versioned(self.reader.version, self._read)

    async def search(self, text: str, kinds: Collection[Label] | None = None, first: int = DEFAULT_FIRST) -> list[Hit]:
        """The best `first` nodes for a text, of these kinds (None: of all)."""
        return (await self._follow()).index.search(text, kinds, first)

    async def resolve(self, text: str, kinds: Sequence[Label], day: str) -> Sequence[Named]:
        """The node that the text means on a day; several, or none, where no tier has exactly one."""
        names = await self._follow()
        return resolve_name(names.index, names.read, text, kinds, day)

    async def nearest(self, text: str, kinds: Sequence[Label]) -> Sequence[Named]:
        """The nodes whose names are nearest, best first, five at most."""
        return find_nearest((await self._follow()).index, text, kinds)

    async def _follow(self) -> SearchedNames:
        return (await self._names.find()).value

    async def _read(self, known: Kept[SearchedNames] | None, version: int) -> SearchedNames:
        rows = await self._read_rows(known, version)
        if known is not None and rows == known.value.rows:
            return known.value
        read = await asyncio.to_thread(list_names, rows)
        if known is not None and read.names == known.value.read.names:
            return SearchedNames(rows, read, known.value.index)
        return SearchedNames(rows, read, await asyncio.to_thread(NameIndex, read.names))

    async def _read_rows(self, known: Kept[SearchedNames] | None, version: int) -> NameRows:
        changed = None if known is None else await find_changed(self.reader, CHANGED, known.version, version)
        if known is None or changed is None:
            return await read_rows(self.reader)
        return await read_rows_again(self.reader, known.value.rows, [(Label(one.kind), one.entity) for one in changed])
