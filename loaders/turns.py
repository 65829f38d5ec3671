"""Reads and analyses texts, each kind in its turn; here in threads of this process, for commands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import Protocol, TypeVar

from graph.writing.batch import NodeRow
from loaders.mentions.gazetteer import build_gazetteer
from loaders.mentions.gazetteer_reading import TaskText
from loaders.storing.reading import Tools
from loaders.tasks.matcher import Matcher
from loaders.tasks.profiles import read_seed_profiles

T = TypeVar("T")
# Characters: an office's notice. Who checks one does not wait for somebody who checks a whole plan.
SHORT = 20_000


class Turn(StrEnum):
    """A kind of work that waits for its like alone: small drafts, large ones, documents to be stored."""

    SHORT_DRAFT = "short draft"
    DRAFT = "draft"
    LOAD = "load"


def find_turn(text: str) -> Turn:
    """The turn of a draft."""
    return Turn.SHORT_DRAFT if len(text) <= SHORT else Turn.DRAFT


@dataclass(frozen=True, slots=True)
class Known:
    """The names and tasks that texts are analysed with; `state` counts how often they changed."""

    state: int
    rows: tuple[NodeRow, ...]
    tasks: tuple[TaskText, ...]


class Turns(Protocol):
    """Does what a text may make long, where it holds nobody else up."""

    async def analyse(self, turn: Turn, known: Known, work: Callable[[Tools], T]) -> T:
        """Work with the tools made of what is known. Raises what the work raises, TooCostly and Busy."""

    async def read(self, turn: Turn, work: Callable[[], T]) -> T:
        """Work that needs none. Raises what the work raises, TooCostly and Busy."""


@dataclass(slots=True)
class Toolbox:
    """The tools made last; those who wait for them find them made."""

    _known: Known | None = None
    _tools: Tools | None = None
    _making: Lock = field(default_factory=Lock)

    def holds(self, state: int) -> bool:
        """Tell whether these are the tools of this state."""
        return self._known is not None and self._known.state == state

    def make(self, known: Known) -> Tools:
        """The tools of what is known."""
        with self._making:
            if self._tools is None or self._known is None or self._known.state != known.state:
                self._tools = Tools(build_gazetteer(known.rows), self._make_matcher(known))
                self._known = known
            return self._tools

    def take(self) -> Tools:
        """The tools made last."""
        assert self._tools is not None
        return self._tools

    def _make_matcher(self, known: Known) -> Matcher:
        if self._tools is not None and self._known is not None and self._known.tasks == known.tasks:
            return self._tools.matcher
        return Matcher(read_seed_profiles(), {task.id: task.text for task in known.tasks})


@dataclass(slots=True)
class Threads:
    """Turns in threads, one text of a kind after another. A long text takes its share of this process."""

    _box: Toolbox = field(default_factory=Toolbox)
    _taken: dict[Turn, asyncio.Lock] = field(default_factory=lambda: {turn: asyncio.Lock() for turn in Turn})

    async def analyse(self, turn: Turn, known: Known, work: Callable[[Tools], T]) -> T:
        """Work with the tools made of what is known."""
        async with self._taken[turn]:
            return await asyncio.to_thread(lambda: work(self._box.make(known)))

    async def read(self, turn: Turn, work: Callable[[], T]) -> T:
        """Work that needs none."""
        async with self._taken[turn]:
            return await asyncio.to_thread(work)
