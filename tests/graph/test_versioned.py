"""A kept value follows the version of the graph: read once a version, once for all who wait, and never half."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from graph.store import Kept, Versioned

pytestmark = pytest.mark.anyio


@dataclass
class World:
    """A graph of nothing but a version, and what was read of it: the version kept before, and the one to be read."""

    version: int = 1
    reads: list[tuple[int | None, int]] = field(default_factory=list)
    written_while_reading: int = 0
    failing: bool = False

    async def find_version(self) -> int:
        await asyncio.sleep(0)
        return self.version

    async def read(self, known: Kept[str] | None, version: int) -> str:
        self.reads.append((known.version if known else None, version))
        await asyncio.sleep(0)
        if self.failing:
            raise ConnectionError
        self.version += self.written_while_reading
        return f"value of {version}"


async def test_value_is_read_once_a_version_from_the_one_before() -> None:
    world = World()
    value = Versioned(world.find_version, world.read)
    assert await value.find() == await value.find() == Kept(1, "value of 1")
    world.version = 4
    assert await value.find() == Kept(4, "value of 4")
    assert world.reads == [(None, 1), (1, 4)]


async def test_many_who_wait_share_one_reading() -> None:
    world = World()
    value = Versioned(world.find_version, world.read)
    found = await asyncio.gather(*(value.find() for _ in range(20)))
    assert world.reads == [(None, 1)]
    assert all(one is found[0] for one in found)


async def test_what_is_written_while_it_is_read_is_read_with_the_next_version() -> None:
    world = World(written_while_reading=1)
    value = Versioned(world.find_version, world.read)
    assert (await value.find()).version == 1
    world.written_while_reading = 0
    assert (await value.find()).version == 2
    assert world.reads == [(None, 1), (1, 2)]


async def test_failed_reading_keeps_what_was_known_and_is_tried_again() -> None:
    world = World()
    value = Versioned(world.find_version, world.read)
    await value.find()
    world.version, world.failing = 2, True
    with pytest.raises(ConnectionError):
        await value.find()
    world.failing = False
    assert (await value.find()).value == "value of 2"
    assert world.reads == [(None, 1), (1, 2), (1, 2)]


async def test_version_that_goes_back_is_followed_too() -> None:
    world = World(version=7)
    value = Versioned(world.find_version, world.read)
    await value.find()
    world.version = 3
    assert await value.find() == Kept(3, "value of 3")


async def test_values_that_share_a_lock_are_read_one_after_another() -> None:
    running, most = 0, 0

    async def read(_: Kept[int] | None, version: int) -> int:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return version

    lock, world = asyncio.Lock(), World()
    values = [Versioned(world.find_version, read, lock) for _ in range(3)]
    assert [kept.value for kept in await asyncio.gather(*(one.find() for one in values))] == [1, 1, 1]
    assert most == 1
