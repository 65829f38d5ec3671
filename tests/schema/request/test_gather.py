"""Of several that fail, the first by place is told, whichever failed first."""

from __future__ import annotations

import asyncio

import pytest

from schema.request.gather import side_by_side

pytestmark = pytest.mark.anyio


async def end(result: str, after: int) -> str:
    for _ in range(after):
        await asyncio.sleep(0)
    if result.startswith("bad"):
        raise ValueError(result)
    return result


async def test_results_stand_in_the_order_of_the_work() -> None:
    assert await side_by_side(end("one", 3), end("two", 0)) == ["one", "two"]


async def test_first_by_place_is_raised() -> None:
    with pytest.raises(ValueError, match="bad one"):
        await side_by_side(end("good", 1), end("bad one", 5), end("bad two", 0))
