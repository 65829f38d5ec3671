"""The head of an answer and what follows it leave together, and nothing waits longer than a turn of the loop."""

from __future__ import annotations

import asyncio

import pytest

from hezuo.service.one_write import LONGEST, OneWrite

pytestmark = pytest.mark.anyio
HEAD = b"HTTP/1.1 200 OK\r\n\r\n"


class Noting(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self.closed
        self.written.append(bytes(data))

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed


def begin() -> tuple[Noting, OneWrite]:
    noting = Noting()
    return noting, OneWrite(noting, asyncio.get_running_loop())


async def test_head_leaves_with_the_first_part_of_the_body() -> None:
    noting, answer = begin()
    answer.write(HEAD)
    assert noting.written == []
    answer.write(b"one")
    answer.write(b"two")
    await asyncio.sleep(0)
    assert noting.written == [HEAD + b"one", b"two"]


async def test_head_alone_leaves_when_the_loop_turns() -> None:
    noting, answer = begin()
    answer.write(HEAD)
    await asyncio.sleep(0)
    assert noting.written == [HEAD]
    answer.write(b"later")
    assert noting.written == [HEAD, b"later"]


async def test_long_body_is_not_copied() -> None:
    noting, answer = begin()
    answer.write(HEAD)
    answer.write(b"x" * (LONGEST + 1))
    await asyncio.sleep(0)
    assert [len(part) for part in noting.written] == [len(HEAD), LONGEST + 1]


async def test_closing_sends_the_head_first() -> None:
    noting, answer = begin()
    answer.write(HEAD)
    answer.close()
    await asyncio.sleep(0)
    assert (noting.written, answer.is_closing()) == ([HEAD], True)


async def test_head_for_who_has_left_is_dropped() -> None:
    noting, answer = begin()
    answer.write(HEAD)
    noting.close()
    await asyncio.sleep(0)
    assert noting.written == []
