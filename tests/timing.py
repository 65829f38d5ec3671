"""Compares what two pieces of work take in one run: a ratio holds on a busy machine, a time does not."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

ROUNDS = 3


def find_ratio(work: Callable[[], object], reference: Callable[[], object]) -> float:
    """How many times as much processor time the work takes as the reference; the best of three rounds of each."""
    taken = [(_time(work), _time(reference)) for _ in range(ROUNDS)]
    return min(one for one, _ in taken) / min(other for _, other in taken)


def _time(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began
