"""What an engine has been asked: questions under way, answered and failed, and the time that they took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from graph.steps import LISTENING, Step


@dataclass(slots=True)
class Figures:
    """Figures of one engine, which answers `connections` questions at a time; the others wait."""

    connections: int
    under_way: int = 0
    answered: int = 0
    failed: int = 0
    seconds: float = 0.0

    @property
    def in_use(self) -> int:
        """How many connections answer a question."""
        return min(self.under_way, self.connections)

    @property
    def waiting(self) -> int:
        """How many questions wait for a connection."""
        return max(0, self.under_way - self.connections)

    @contextmanager
    def question(self, name: str = "") -> Iterator[None]:
        """One question, from asking to its answer."""
        began, steps, kind = perf_counter(), LISTENING.get(), ""
        self.under_way += 1
        try:
            yield
        except BaseException as error:
            self.failed += 1
            kind = type(error).__name__
            raise
        else:
            self.answered += 1
        finally:
            ended = perf_counter()
            self.under_way -= 1
            self.seconds += ended - began
            if steps is not None:
                steps.note(Step(name, began, ended, kind, "read"))
