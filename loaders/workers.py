"""Reads and analyses texts in processes of their own, bounded in memory, time and number: no text holds others up."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import signal
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from loaders.errors import Busy, TooCostly
from loaders.storing.reading import Tools
from loaders.turns import Known, Toolbox, Turn

try:
    import resource
except ImportError:  # pragma: no cover - Windows has no such limits: time on the clock alone bounds a text there.
    resource = None  # type: ignore[assignment]

T = TypeVar("T")
LARGEST_MEMORY = 1_000_000_000  # Bytes of one process, of which it takes a tenth before any text.
# Of a processor. A draft of 200 kB takes one or two, the longest document twenty.
SECONDS = {Turn.SHORT_DRAFT: 10, Turn.DRAFT: 20, Turn.LOAD: 60}
# On the clock, where a machine is busy: so many times those of a processor.
_PATIENCE = 4
MOST_WAITING = 32
# Whoever asks a question is served before long texts, where both want the same processor.
_NICE = {Turn.SHORT_DRAFT: 0, Turn.DRAFT: 5, Turn.LOAD: 5}
# Not forked: the engine's driver and the log have threads.
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class _Lane:
    """One process, started when it is first needed, and what waits for it."""

    turn: Turn
    pool: ProcessPool | None = None
    waiting: set[Future[Any]] = field(default_factory=set)
    # The state of the tools that its process was last given.
    state: int | None = None


@dataclass(slots=True)
class Workers:
    """Turns in processes; one that takes too much is killed, and its text refused with the reason."""

    _lanes: dict[Turn, _Lane] = field(default_factory=lambda: {turn: _Lane(turn) for turn in Turn})
    _packed: tuple[int, bytes] | None = None
    _stopped: bool = False

    async def analyse(self, turn: Turn, known: Known, work: Callable[[Tools], T]) -> T:
        """Work with the tools made of what is known. Raises what the work raises, TooCostly and Busy."""
        lane = self._lanes[turn]
        packed = None if lane.state == known.state else await self._pack(known)
        lane.state = known.state
        done = await self._run(lane, _analyse, known.state, packed, work)
        if done is None:
            # The process that was given the tools is no more.
            done = await self._run(lane, _analyse, known.state, await self._pack(known), work)
            assert done is not None
        found: T = done[0]
        return found

    async def read(self, turn: Turn, work: Callable[[], T]) -> T:
        """Work that needs none. Raises what the work raises, TooCostly and Busy."""
        done: T = await self._run(self._lanes[turn], work)
        return done

    def stop(self) -> None:
        """End what is under way, and every process."""
        self._stopped = True
        for lane in self._lanes.values():
            for future in list(lane.waiting):
                future.cancel()
            if lane.pool is not None:
                lane.pool.stop()  # type: ignore[no-untyped-call]  # the library leaves it without types
                lane.pool.join()

    async def _pack(self, known: Known) -> bytes:
        if self._packed is None or self._packed[0] != known.state:
            self._packed = known.state, await asyncio.to_thread(pickle.dumps, known)
        return self._packed[1]

    async def _run(self, lane: _Lane, work: Callable[..., T], *given: object) -> T:
        seconds = SECONDS[lane.turn]
        if self._stopped or len(lane.waiting) >= MOST_WAITING:
            raise Busy("the service stops" if self._stopped else "too many texts wait to be read just now")
        if lane.pool is None:
            lane.pool = ProcessPool(1, context=_SPAWN, initializer=_begin, initargs=[_NICE[lane.turn]])
        future = lane.pool.schedule(_bounded, args=[seconds, work, *given])
        lane.waiting.add(future)
        try:
            # Whoever waits has the time of those before besides.
            async with asyncio.timeout(seconds * _PATIENCE * len(lane.waiting)):
                done: T = await asyncio.wrap_future(future)
        except MemoryError:
            raise TooCostly(_say_memory()) from None
        except TimeoutError:
            lane.state = None
            raise TooCostly(_say_time(seconds)) from None
        except ProcessExpired as error:
            lane.state = None
            raise self._explain(error, seconds) from None
        except asyncio.CancelledError:
            lane.state = None
            task = asyncio.current_task()
            if self._stopped and task is not None and not task.cancelling():
                raise Busy("the service stops") from None
            raise
        finally:
            lane.waiting.discard(future)
        return done

    def _explain(self, error: ProcessExpired, seconds: int) -> Exception:
        ended = -(error.exitcode or 0)
        if self._stopped or ended == signal.SIGTERM:
            return Busy("the service stops")
        if ended == signal.SIGXCPU:
            return TooCostly(_say_time(seconds))
        return TooCostly(
            f"what reads it ended without an answer ({error.exitcode}), mostly for want of memory: split it"
        )


@asynccontextmanager
async def working() -> AsyncIterator[Workers]:
    """Processes for the length of a service."""
    workers = Workers()
    try:
        yield workers
    finally:
        await asyncio.to_thread(workers.stop)


def _say_time(seconds: int) -> str:
    return f"reading it takes more than {seconds} seconds of a processor: split it, or save it anew in a simpler form"


def _say_memory() -> str:
    return f"reading it takes more than {LARGEST_MEMORY:,} bytes of memory: split it, or save it anew in a simpler form"


# What follows runs in the process.

_BOX = Toolbox()


def _begin(niceness: int) -> None:
    if hasattr(os, "nice"):
        os.nice(niceness)
    if resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (LARGEST_MEMORY, most))


def _bounded(seconds: int, work: Callable[..., T], *given: object) -> T:
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, most))
    return work(*given)


def _analyse(state: int, packed: bytes | None, work: Callable[[Tools], T]) -> tuple[T] | None:
    """None where this process does not know what it would work with."""
    if packed is not None and not _BOX.holds(state):
        _BOX.make(pickle.loads(packed))
    return (work(_BOX.take()),) if _BOX.holds(state) else None
