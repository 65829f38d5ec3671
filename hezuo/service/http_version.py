"""Says of which version the graph is, on responses that no question was asked for: refusals."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from graph.errors import GraphError

# A refusal does not wait longer for an engine that is slow or down; then it goes without.
PATIENCE_SECONDS = 1.0


@dataclass(slots=True)
class VersionTeller:
    """Reads the version with `read`, once for all who are refused meanwhile: refusing costs the engine little."""

    read: Callable[[], Awaitable[int]]
    _reading: asyncio.Task[int | None] | None = None

    async def tell(self, answer: Mapping[str, object]) -> Mapping[str, object]:
        """The answer with the version in its `extensions`; as it is where the version cannot be read."""
        if self._reading is None or self._reading.done():
            self._reading = asyncio.ensure_future(self._read())
        try:
            # Who leaves or gives up does not end the reading of the others.
            version = await asyncio.wait_for(asyncio.shield(self._reading), PATIENCE_SECONDS)
        except TimeoutError:
            return answer
        return answer if version is None else {**answer, "extensions": {"version": version}}

    async def _read(self) -> int | None:
        try:
            return await self.read()
        except GraphError:
            return None
