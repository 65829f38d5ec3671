"""Work that is done side by side, and fails the same way each time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

ResultT = TypeVar("ResultT")


async def side_by_side(*work: Awaitable[ResultT]) -> list[ResultT]:
    """The results in the order of the work. Where several fail, the first by place is raised, not the first by time."""
    results: list[ResultT] = []
    for done in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(done, BaseException):
            raise done
        results.append(done)
    return results
