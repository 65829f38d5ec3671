"""The listener to what becomes of a graph while it is opened: nobody, or a person at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

Advance = Callable[[], object]


@contextmanager
def _show_nothing(_writes: int) -> Iterator[Advance]:
    yield lambda: None


@dataclass(frozen=True, slots=True)
class Watching:
    """`say` hears a sentence; `show` shows how many of so many writes are played."""

    say: Callable[[str], object] = lambda _text: None
    show: Callable[[int], AbstractContextManager[Advance]] = _show_nothing


NOBODY = Watching()
