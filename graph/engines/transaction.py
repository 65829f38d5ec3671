"""A write transaction spoken in Cypher, alike on both engines: rows travel as parameters, in bounded portions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from graph import statements
from graph.model import Label, RelationshipType
from graph.store import Ledger, Parameters, RowT, Statement, Value

Rows = Sequence[Mapping[str, Value]]


class Unkept:
    """A ledger of nobody, where the database itself is what keeps."""

    kept = False

    def tell(self, kind: str, lines: Iterable[bytes], by: str, at: str) -> None:
        """Forget it."""

    def tell_whole(self, kind: str, by: str, at: str) -> None:
        """Forget it."""

    def replace(self, kind: str, before: object, after: object) -> None:
        """Forget it."""


class CypherTransaction(ABC):
    """The changes of the graph as statements; an engine sends them, and may know a quicker way for many rows."""

    portion = 1_000  # rows a statement
    ledger: Ledger = Unkept()

    @abstractmethod
    async def send(self, text: str, parameters: Parameters) -> Sequence[Sequence[Value]]:
        """Run one statement in this transaction and return its rows."""

    def list_named(self, rows: Rows) -> Container[str]:
        """The columns that a statement for these rows names."""
        return statements.list_named(rows)

    async def run(self, question: Statement[RowT], parameters: Parameters) -> list[RowT]:
        """Read within the transaction."""
        return question.read(await self.send(question.text, parameters))

    async def insert_nodes(self, label: Label, rows: Rows) -> None:
        """Add nodes that are not there yet."""
        for part in self._portions(rows):
            await self.send(statements.insert_nodes(label, self.list_named(part)), {"rows": part})

    async def set_nodes(self, label: Label, rows: Rows) -> None:
        """Overwrite all columns of nodes found by `id`."""
        for part in self._portions(rows):
            await self.send(statements.set_nodes(label, self.list_named(part)), {"rows": part})

    async def delete_nodes(self, label: Label, ids: Sequence[str]) -> None:
        """Remove nodes with their relationships."""
        for first in range(0, len(ids), self.portion):
            await self.send(statements.delete_nodes(label), {"ids": list(ids[first : first + self.portion])})

    async def insert_edges(self, kind: RelationshipType, arrow: tuple[Label, Label], rows: Rows) -> None:
        """Add relationships."""
        for part in self._portions(rows):
            await self.send(statements.insert_edges(kind, arrow, self.list_named(part)), {"rows": part})

    async def set_edges(self, kind: RelationshipType, arrow: tuple[Label, Label], rows: Rows) -> None:
        """Overwrite all columns of relationships found by their ends and `key`."""
        for part in self._portions(rows):
            await self.send(statements.set_edges(kind, arrow, self.list_named(part)), {"rows": part})

    async def delete_edges(self, kind: RelationshipType, arrow: tuple[Label, Label], rows: Rows) -> None:
        """Remove relationships found by their ends and `key`."""
        names = (statements.FROM, statements.TO, "key")
        keys = [{name: row[name] for name in names} for row in rows]
        for part in self._portions(keys):
            await self.send(statements.delete_edges(kind, arrow), {"rows": part})

    async def execute(self, text: str, parameters: Parameters) -> None:
        """Run one writing statement on the graph's own bookkeeping nodes."""
        await self.send(text, parameters)

    def _portions(self, rows: Rows) -> Iterator[list[Mapping[str, Value]]]:
        for first in range(0, len(rows), self.portion):
            part = rows[first : first + self.portion]
            # LadybugDB takes rows for one list only where their columns stand in one order; a load's own words that
            # another had hidden come back in that of the alphabet.
            names = list(part[0])
            yield [row if list(row) == names else {name: row.get(name) for name in names} for row in part]
