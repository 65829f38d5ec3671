"""Notes the steps of an operation and how long each took, where somebody listens; else it costs nothing."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType

# A subscription goes on for days: what its first steps were says enough.
MOST_STEPS = 250


@dataclass(frozen=True, slots=True)
class Step:
    """One step, from one reading of the clock to another, and what kind of error ended it.

    `operation` says what the engine did, `read` for a question of this name or `write`; nothing for a step of our own.
    """

    name: str
    began: float
    ended: float
    error: str = ""
    operation: str = ""


@dataclass(slots=True)
class Steps:
    """The steps of one operation in the order in which they ended, and how many more there were."""

    noted: list[Step] = field(default_factory=list)
    left_out: int = 0

    def note(self, step: Step) -> None:
        """Keep a step."""
        if len(self.noted) < MOST_STEPS:
            self.noted.append(step)
        else:
            self.left_out += 1


# The steps of the operation that this task answers; tasks that it starts go on with them.
LISTENING: ContextVar[Steps | None] = ContextVar("listening", default=None)
_NOBODY: AbstractContextManager[None] = nullcontext()


def note_step(name: str, operation: str = "") -> AbstractContextManager[None]:
    """Note what is done inside as a step, where somebody listens."""
    steps = LISTENING.get()
    return _NOBODY if steps is None else _Noting(steps, name, operation)


@dataclass(slots=True)
class _Noting(AbstractContextManager[None]):
    steps: Steps
    name: str
    operation: str
    began: float = 0.0

    def __enter__(self) -> None:
        self.began = perf_counter()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        failure = kind.__name__ if kind else ""
        self.steps.note(Step(self.name, self.began, perf_counter(), failure, self.operation))
