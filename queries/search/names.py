"""The names of the graph as they stand now: an index in memory that follows the graph, change by change."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from graph.model import Label
from graph.store import Reader
from queries.changes import CHANGED, find_changed
from queries.search.name_index import NameIndex
from queries.search.name_reading import NameRows, NamesRead, list_names, read_rows, read_rows_again
from queries.search.name_resolving import find_nearest, resolve_name
from queries.search.name_rows import Hit, Named

DEFAULT_FIRST = 20
# No version of a graph; an index of this one is of nothing.
UNREAD = -1


@dataclass(slots=True)
class GraphNames:
    """Finds nodes by what people call them; one for an open graph, whose every request asks it.

    Of a new version the names of changed nodes are read again, or all where there are many; and all are indexed again
    only where one of them changed. That takes about 0.2 ms a name, in a thread, while who needs the new ones waits.
    """

    reader: Reader
    _version: int = UNREAD
    _rows: NameRows = field(default_factory=lambda: NameRows({}, ()))
    _read: NamesRead = field(default_factory=lambda: NamesRead((), {}, {}))
    _index: NameIndex = field(default_factory=lambda: NameIndex(()))
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def search(self, text: str, kinds: Collection[Label] | None = None, first: int = DEFAULT_FIRST) -> list[Hit]:
        """The best `first` nodes for a text, of these kinds (None: of all)."""
        index, _ = await self._follow()
        return index.search(text, kinds, first)

    async def resolve(self, text: str, kinds: Sequence[Label], day: str) -> Sequence[Named]:
        """The node that the text means on a day; several, or none, where no tier has exactly one."""
        index, read = await self._follow()
        return resolve_name(index, read, text, kinds, day)

    async def nearest(self, text: str, kinds: Sequence[Label]) -> Sequence[Named]:
        """The nodes whose names are nearest, best first, five at most."""
        index, _ = await self._follow()
        return find_nearest(index, text, kinds)

    async def _follow(self) -> tuple[NameIndex, NamesRead]:
        if await self.reader.version() != self._version:
            async with self._reading:
                await self._read_again()
        return self._index, self._read

    async def _read_again(self) -> None:
        version = await self.reader.version()
        if version == self._version:
            return  # Somebody who waited before us has read it.
        rows = await self._read_rows(version)
        if rows != self._rows:
            read = await asyncio.to_thread(list_names, rows)
            if read.names != self._read.names:
                self._index = await asyncio.to_thread(NameIndex, read.names)
            self._rows, self._read = rows, read
        self._version = version

    async def _read_rows(self, version: int) -> NameRows:
        if self._version == UNREAD:
            return await read_rows(self.reader)
        changed = await find_changed(self.reader, CHANGED, self._version, version)
        if changed is None:
            return await read_rows(self.reader)
        return await read_rows_again(self.reader, self._rows, [(Label(one.kind), one.entity) for one in changed])
