"""Counts what an engine has been asked: questions under way, answered and failed, and the time that they took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType

# A subscription goes on for days: what its first steps were says enough.
MOST_STEPS = 250


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step, from one reading of the clock to another, and what kind of error ended it.

    `operation` says what the engine did, `read` for a question of this name or `write`; nothing for a step of our own.
    """

    name: str
    began: float
    ended: float
    error: str = ""
    operation: str = ""


@dataclass(slots=True)
class Trace:
    """The steps of one operation in the order in which they ended, and how many more there were."""

    noted: list[TraceStep] = field(default_factory=list)
    left_out: int = 0

    def note(self, step: TraceStep) -> None:
        """Keep a step."""
        if len(self.noted) < MOST_STEPS:
            self.noted.append(step)
        else:
            self.left_out += 1


# The steps of the operation that this task answers; tasks that it starts go on with them.
CURRENT_TRACE: ContextVar[Trace | None] = ContextVar("listening", default=None)

_NOBODY: AbstractContextManager[None] = nullcontext()


def note_step(name: str, operation: str = "") -> AbstractContextManager[None]:
    """Note what is done inside as a step, where somebody listens."""
    steps = CURRENT_TRACE.get()
    return _NOBODY if steps is None else _Noting(steps, name, operation)


@dataclass(slots=True)
class _Noting(AbstractContextManager[None]):
    steps: Trace
    name: str
    operation: str
    began: float = 0.0

    def __enter__(self) -> None:
        self.began = perf_counter()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        failure = kind.__name__ if kind else ""
        self.steps.note(TraceStep(self.name, self.began, perf_counter(), failure, self.operation))


@dataclass(slots=True)
class EngineMetrics:
    """Figures of one engine, which answers `connections` questions at a time; the others wait."""

    connections: int
    under_way: int = 0
    answered: int = 0
    failed: int = 0
    seconds: float = 0.0

    @property
    def in_use(self) -> int:
        """The number of connections that answer a question."""
        return min(self.under_way, self.connections)

    @property
    def waiting(self) -> int:
        """The number of questions that wait for a connection."""
        return max(0, self.under_way - self.connections)

    @contextmanager
    def question(self, name: str = "") -> Iterator[None]:
        """One question, from asking to its answer."""
        began, steps, kind = perf_counter(), CURRENT_TRACE.get(), ""
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
                steps.note(TraceStep(name, began, ended, kind, "read"))
