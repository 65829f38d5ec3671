"""Questions that go along with another: about the nodes that its rows name, for an engine that answers both at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from graph.access import Answer, Parameters, Question, RowT, Value


@dataclass(frozen=True, slots=True)
class RowTerm:
    """One term of an order of rows: a column by its place, and what an absent value counts as."""

    column: int
    descending: bool
    missing: str | int | float


@dataclass(frozen=True, slots=True)
class Along:
    """A question with the parameter `ids`, to be asked about the nodes in a column of the rows that it goes along with.

    The nodes are those of the first rows in `order`: of all rows, or of those of each node in their first column
    (`grouped`). `then` goes along with its own rows.
    """

    question: Question[Any]
    ids_column: int
    grouped: bool
    order: tuple[RowTerm, ...] = ()
    then: tuple[Along, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What an `Along` asks of this time: how many rows come first, and its question's parameters but `ids`."""

    first: int
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class Companions:
    """What goes along with a question, and what each asks: those of `then` follow the one that they go along with."""

    along: tuple[Along, ...] = ()
    given: tuple[Given, ...] = ()


NONE_ALONG = Companions()


@dataclass(frozen=True, slots=True)
class Companion:
    """The answer to one: the ids that it was asked about, and its rows as they came."""

    ids: Sequence[Value]
    rows: Sequence[Sequence[Value]]


@runtime_checkable
class AnswersTogether(Protocol):
    """A reader of an engine to which each round trip costs: it answers questions that go along in the same one."""

    async def answer_together(
        self, question: Question[RowT], parameters: Parameters, companions: Companions
    ) -> tuple[Answer[RowT], Sequence[Companion]]:
        """The answer to a question, and to all that goes along, in the order of `companions.given`."""
