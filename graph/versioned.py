"""Values that are read from the graph, kept in memory, and read again when the graph's version moves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A value, and the version of the graph that it was read at."""

    version: int
    value: T


@dataclass(slots=True)
class Versioned(Generic[T]):
    """A value that follows the graph; whoever asks while it is read waits, and it is read once for all of them.

    `read` makes the value of a version, of the one kept before where there is one: of what changed since, then, or the
    same object where nothing of it did. Values that share `reading` are read one after another.
    """

    find_version: Callable[[], Awaitable[int]]
    read: Callable[[Kept[T] | None, int], Awaitable[T]]
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    _kept: Kept[T] | None = None

    async def find(self) -> Kept[T]:
        """The value at the graph's version. Raises what `read` raises; what was kept stays then."""
        version = await self.find_version()
        if self._kept is not None and self._kept.version == version:
            return self._kept
        async with self.reading:
            # Taken before the reading: what is written meanwhile is read again with the next version.
            version = await self.find_version()
            if self._kept is None or self._kept.version != version:  # Else somebody who waited before us has read it.
                self._kept = Kept(version, await self.read(self._kept, version))
            return self._kept
