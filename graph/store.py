"""The protocols to read and write the graph: one each, so that a resolver that writes fails the type check.

What is read and kept in memory follows the graph as `Versioned`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar, cast, runtime_checkable

from graph.model import Label, RelationshipType
from graph.telemetry import EngineMetrics

Value = str | bool | int | float | None | Sequence["Value"] | Mapping[str, "Value"]

Parameters = Mapping[str, Value]

RowT = TypeVar("RowT")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Statement(Generic[RowT]):
    """One question: its Cypher text, its parameters and columns, and what makes a typed row of the columns."""

    name: str
    text: str
    parameters: tuple[str, ...]
    columns: tuple[str, ...]
    row: Callable[..., RowT]

    def read(self, rows: Sequence[Sequence[Value]]) -> list[RowT]:
        """The typed rows of an engine's own, which are taken as they came where the question is of plain rows."""
        if self.row is plain_row:
            return cast("list[RowT]", list(rows))
        return [self.row(*row) for row in rows]


def plain_row(*columns: Value) -> Sequence[Value]:
    """A row as it came."""
    return columns


@dataclass(frozen=True, slots=True)
class Answer(Generic[RowT]):
    """The rows of a question, and the graph's version before and after they were read: equal unless a write came in."""

    rows: list[RowT]
    before: int
    after: int


class Reader(Protocol):
    """Reads the graph. Raises GraphUnavailable, QueryTimeout."""

    async def run(self, question: Statement[RowT], parameters: Parameters) -> list[RowT]:
        """All rows of a question, in its order; one engine call."""

    async def answer(self, question: Statement[RowT], parameters: Parameters) -> Answer[RowT]:
        """Return the rows of a question with the version that they are of, in the same engine call."""

    async def version(self) -> int:
        """The number of committed writes that changed something; 0 for an empty graph."""


class Ledger(Protocol):
    """Hears what a transaction changes, so that it can be kept beside the graph and done again."""

    @property
    def kept(self) -> bool:
        """Tell whether anybody listens; where nobody does, nothing need be told."""

    def tell(self, kind: str, lines: Iterable[bytes], by: str, at: str) -> None:
        """Take a step of the write (graph/writing/lines.py): of what kind it is, who did it and when (ISO, UTC)."""

    def tell_whole(self, kind: str, by: str, at: str) -> None:
        """Take it that the graph was filled anew: all of it is to be kept."""

    def replace(self, kind: str, before: object, after: object) -> None:
        """Count a row as it is now in the place of what it was; None where there was none, or is none."""


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A value, and the version of the graph that it was read at."""

    version: int
    value: T


@dataclass(slots=True)
class Versioned(Generic[T]):
    """A value that follows the graph; whoever asks while it is read waits, and it is read once for all of them.

    `read` makes the value of a version, of the one kept before where there is one: of what changed since, then, or the
    same object where nothing of it did. Values that share `reading` are read one after another.
    """

    find_version: Callable[[], Awaitable[int]]
    read: Callable[[Kept[T] | None, int], Awaitable[T]]
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    _kept: Kept[T] | None = None

    async def find(self) -> Kept[T]:
        """The value at the graph's version. Raises what `read` raises; what was kept stays then."""
        version = await self.find_version()
        if self._kept is not None and self._kept.version == version:
            return self._kept
        async with self.reading:
            # Taken before the reading: what is written meanwhile is read again with the next version.
            version = await self.find_version()
            if self._kept is None or self._kept.version != version:  # Else somebody who waited before us has read it.
                self._kept = Kept(version, await self.read(self._kept, version))
            return self._kept


class WriteTransaction(Protocol):
    """One transaction: every change in it is committed, or none."""

    @property
    def ledger(self) -> Ledger:
        """The ledger that hears of its changes."""

    async def run(self, question: Statement[RowT], parameters: Parameters) -> list[RowT]:
        """Read within the transaction."""

    async def insert_nodes(self, label: Label, rows: Sequence[Mapping[str, Value]]) -> None:
        """Add nodes that are not there yet; each row holds every stored column of the label."""

    async def set_nodes(self, label: Label, rows: Sequence[Mapping[str, Value]]) -> None:
        """Overwrite all columns of nodes found by `id`."""

    async def delete_nodes(self, label: Label, ids: Sequence[str]) -> None:
        """Remove nodes with their relationships."""

    async def insert_edges(
        self, kind: RelationshipType, arrow: tuple[Label, Label], rows: Sequence[Mapping[str, Value]]
    ) -> None:
        """Add relationships; each row holds `start`, `end` (ids) and every stored column of the type."""

    async def set_edges(
        self, kind: RelationshipType, arrow: tuple[Label, Label], rows: Sequence[Mapping[str, Value]]
    ) -> None:
        """Overwrite all columns of relationships found by `start`, `end` and `key`."""

    async def delete_edges(
        self, kind: RelationshipType, arrow: tuple[Label, Label], rows: Sequence[Mapping[str, Value]]
    ) -> None:
        """Remove relationships found by `start`, `end` and `key`."""

    async def execute(self, text: str, parameters: Parameters) -> None:
        """Run one writing statement on the graph's own bookkeeping nodes."""


class Writer(Protocol):
    """Writes the graph, one transaction at a time."""

    def transaction(self) -> AbstractAsyncContextManager[WriteTransaction]:
        """A transaction that commits on leaving, and rolls back if an exception leaves it."""


class Graph(Protocol):
    """An open graph on one engine."""

    @property
    def engine(self) -> str:
        """The engine's name and version, for people."""

    @property
    def figures(self) -> EngineMetrics:
        """The figures of what it has been asked."""

    @property
    def reader(self) -> Reader:
        """The reader of the graph."""

    @property
    def writer(self) -> Writer:
        """The writer of the graph."""

    async def close(self) -> None:
        """Let go of the engine."""


@dataclass(frozen=True, slots=True)
class RowTerm:
    """One term of an order of rows: a column by its place, and what an absent value counts as."""

    column: int
    descending: bool
    missing: str | int | float


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question with the parameter `ids`, to be asked about the nodes in a column of the rows that it goes along with.

    The nodes are those of the first rows in `order`: of all rows, or of those of each node in their first column
    (`grouped`). `then` goes along with its own rows.
    """

    question: Statement[Any]
    ids_column: int
    grouped: bool
    order: tuple[RowTerm, ...] = ()
    then: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUpParameters:
    """The request of a `FollowUp` this time: how many rows come first, and its question's parameters but `ids`."""

    first: int
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class FollowUps:
    """The companions of a question, and what each asks: those of `then` follow the one that they go along with."""

    along: tuple[FollowUp, ...] = ()
    given: tuple[FollowUpParameters, ...] = ()


NO_FOLLOW_UPS = FollowUps()


@dataclass(frozen=True, slots=True)
class FollowUpAnswer:
    """The answer to one: the ids that it was asked about, and its rows as they came."""

    ids: Sequence[Value]
    rows: Sequence[Sequence[Value]]


@runtime_checkable
class BatchingReader(Protocol):
    """A reader of an engine to which each round trip costs: it answers questions that go along in the same one."""

    async def answer_together(
        self, question: Statement[RowT], parameters: Parameters, companions: FollowUps
    ) -> tuple[Answer[RowT], Sequence[FollowUpAnswer]]:
        """The answer to a question, and to all that goes along, in the order of `companions.given`."""
