"""Ends a command on SIGTERM as Ctrl+C does: between two commits, or at once where that takes too long."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

INTERRUPTED, TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM
# What sends SIGTERM wants an end within five; the journal makes one at any moment as good as any other.
GRACE_SECONDS = 4.0


@dataclass(slots=True)
class Stop:
    """The record of whether SIGTERM came."""

    asked: bool = False

    @property
    def status(self) -> int:
        """The exit status of a command that was stopped."""
        return TERMINATED if self.asked else INTERRUPTED


@contextmanager
def stopped_by_sigterm() -> Iterator[Stop]:
    """Take SIGTERM as an interruption, where nobody else takes it."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        yield stop
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        if not stop.asked:
            stop.asked = True
            deadline = threading.Timer(GRACE_SECONDS, os._exit, [TERMINATED])
            deadline.daemon = True
            deadline.start()
        # What runs the command's tasks listens to this one: it cancels them, and what they hold is let go of.
        signal.raise_signal(signal.SIGINT)

    signal.signal(signal.SIGTERM, end)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
