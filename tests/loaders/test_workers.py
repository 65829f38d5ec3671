"""Texts in processes of their own: the same answers; what takes too much is ended and said, without harm to others."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from functools import partial

import pytest

from graph.model import Label
from graph.writing.batch import NodeRow
from loaders import workers as module
from loaders.errors import Busy, TooCostly, UnreadableFile
from loaders.files.text import read_bytes
from loaders.mentions.gazetteer_reading import TaskText
from loaders.storing.reading import Tools, analyse_text
from loaders.turns import SHORT, Known, Threads, Turn, find_turn
from loaders.workers import LARGEST_MEMORY, Workers, working

pytestmark = pytest.mark.anyio
TEXT = "第一条 市知识产权局应当与陕西省知识产权局开展跨区域执法协作。\n"


def know(state: int, name: str = "陕西省") -> Known:
    row = NodeRow(Label.REGION, "610000", name, {"level": "PROVINCE"}, (), True)
    return Known(state, (row,), (TaskText("ws2012-26", "开展跨区域执法协作"),))


def fill_memory() -> int:
    return len(bytearray(2 * LARGEST_MEMORY))


def turn_round() -> None:
    while True:
        pass


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def find_process() -> int:
    return os.getpid()


def name_regions(tools: Tools) -> list[str]:
    return [entity.name for (label, _), entity in tools.gazetteer.entities.items() if label is Label.REGION]


async def test_answer_is_that_of_a_thread() -> None:
    work = partial(analyse_text, TEXT, territory=None)
    async with working() as workers:
        apart = await workers.analyse(Turn.LOAD, know(0), work)
    assert apart == await Threads().analyse(Turn.LOAD, know(0), work)
    assert apart.document.clauses[0].path == "第一条"


async def test_names_that_changed_are_known_and_those_that_did_not_are_not_sent_again() -> None:
    async with working() as workers:
        for state, name in ((0, "陕西省"), (0, "陕西省"), (1, "甘肃省"), (1, "甘肃省")):
            assert await workers.analyse(Turn.DRAFT, know(state, name), name_regions) == [name]


async def test_process_that_was_replaced_learns_the_names_again() -> None:
    async with working() as workers:
        assert await workers.analyse(Turn.DRAFT, know(0), name_regions) == ["陕西省"]
        with pytest.raises(TooCostly, match="ended without an answer"):
            await workers.read(Turn.DRAFT, die)
        workers._lanes[Turn.DRAFT].state = 0
        assert await workers.analyse(Turn.DRAFT, know(0), name_regions) == ["陕西省"]


@pytest.mark.parametrize(
    ("work", "reason"), [(fill_memory, "bytes of memory"), (turn_round, "more than 1 seconds of a processor")]
)
async def test_text_that_takes_too_much_is_ended_and_said(
    work: object, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(module.SECONDS, Turn.LOAD, 1)
    async with working() as workers:
        with pytest.raises(TooCostly, match=reason):
            await workers.read(Turn.LOAD, work)  # type: ignore[arg-type]  # whatever they would return
        assert await workers.read(Turn.LOAD, find_process) != os.getpid()


async def test_long_text_holds_up_neither_short_drafts_nor_the_loop() -> None:
    async with working() as workers:
        loading = asyncio.create_task(workers.read(Turn.LOAD, turn_round))
        drafting = asyncio.create_task(workers.read(Turn.DRAFT, turn_round))
        assert await workers.read(Turn.SHORT_DRAFT, find_process) != os.getpid()
        assert not loading.done()
        assert not drafting.done()
        loading.cancel()
        drafting.cancel()
        await asyncio.gather(loading, drafting, return_exceptions=True)


async def test_whoever_leaves_ends_the_work_for_whoever_waits() -> None:
    async with working() as workers:
        first = asyncio.create_task(workers.read(Turn.LOAD, turn_round))
        second = asyncio.create_task(workers.read(Turn.LOAD, find_process))
        await asyncio.sleep(0.1)
        first.cancel()
        assert await second != os.getpid()


async def test_queue_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 2)
    async with working() as workers:
        tasks = [asyncio.create_task(workers.read(Turn.LOAD, turn_round)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Busy, match="too many texts wait"):
            await workers.read(Turn.LOAD, find_process)
        assert await workers.read(Turn.DRAFT, find_process)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_is_under_way_ends_with_the_service() -> None:
    workers = Workers()
    await workers.read(Turn.LOAD, find_process)
    task = asyncio.create_task(workers.read(Turn.LOAD, turn_round))
    await asyncio.sleep(0.2)
    await asyncio.to_thread(workers.stop)
    with pytest.raises(Busy, match="stops"):
        await task
    with pytest.raises(Busy, match="stops"):
        await workers.read(Turn.LOAD, find_process)


async def test_errors_of_the_text_itself_come_through() -> None:
    async with working() as workers:
        with pytest.raises(UnreadableFile, match="is none"):
            await workers.read(Turn.LOAD, partial(read_bytes, b"x", "a.docx", ""))


async def test_process_ends_where_nobody_is_left_to_stop_it() -> None:
    script = (
        "import asyncio, os\nfrom tests.loaders.test_workers import find_process\nfrom loaders.turns import Turn\n"
        "from loaders.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    print(asyncio.run(Workers().read(Turn.LOAD, find_process)), flush=True)\n    os._exit(1)\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, stdout=asyncio.subprocess.PIPE, env={**os.environ}
    )
    out, _ = await process.communicate()
    assert await asyncio.to_thread(_ends, int(out))


def _ends(process: int) -> bool:
    """Whether a process ends within ten seconds."""
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_draft_of_a_notice_does_not_wait_for_one_of_a_plan() -> None:
    assert find_turn("字" * SHORT) is Turn.SHORT_DRAFT
    assert find_turn("字" * (SHORT + 1)) is Turn.DRAFT
