"""Several processes that answer on one socket, each over the graph as it opened it; one that dies is replaced."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from time import monotonic

from hezuo.errors import CommandError
from hezuo.log import SERVICE
from hezuo.service.server.server import GRACE_SECONDS, SIGNALS

# A process that ends sooner than this ended because it cannot start, and its next would end too.
STARTING_SECONDS = 20.0
LOOK_SECONDS = 0.5
# Not forked: the engine's driver and the log have threads.
SPAWN = multiprocessing.get_context("spawn")


def run_workers(count: int, ended: Callable[[int], None], work: Callable[..., None], *given: object) -> None:
    """Keep so many processes at work until a signal comes; then they end what is under way.

    `ended` hears which process is no more. `work` and what it is given are pickled. Raises CommandError where a process
    cannot start.
    """

    def start() -> tuple[BaseProcess, float]:
        process = SPAWN.Process(target=work, args=given)
        with _held_back():
            process.start()
        return process, monotonic()

    with _signalled() as signals:
        workers = [start() for _ in range(count)]
        try:
            while not signals:
                wait([process.sentinel for process, _ in workers], LOOK_SECONDS)
                for at, (process, began) in enumerate(workers):
                    if process.is_alive() or signals:
                        continue
                    if process.exitcode and process.exitcode > 0 and monotonic() - began < STARTING_SECONDS:
                        raise CommandError("a worker process could not start; the lines above say why")
                    assert process.pid is not None
                    ended(process.pid)
                    SERVICE.warning("worker replaced", {"pid": process.pid, "exitcode": process.exitcode})
                    workers[at] = start()
        finally:
            _end([process for process, _ in workers])


def _end(processes: list[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
    until = monotonic() + GRACE_SECONDS + 2
    for process in processes:
        process.join(max(0.1, until - monotonic()))
        if process.is_alive():
            process.kill()


@contextmanager
def _held_back() -> Iterator[None]:
    """Signals wait meanwhile, also in a process that is started here: it takes them when it can end cleanly."""
    # It is started with the first process, and lets signals through.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _signalled() -> Iterator[list[int]]:
    """The signals to stop that came so far."""
    came: list[int] = []
    before = {number: signal.signal(number, lambda got, _frame: came.append(got)) for number in SIGNALS}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
