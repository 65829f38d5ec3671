"""A write transaction of the Neo4j engine."""

from __future__ import annotations

from collections.abc import Container, Sequence

import neo4j

from graph.access import Parameters, Value
from graph.cypher_writer import CypherTransaction, Rows


class _Every(Container[str]):
    def __contains__(self, name: object) -> bool:
        return True


class Neo4jTransaction(CypherTransaction):
    """One transaction on the server; it belongs to one task."""

    portion = 5_000

    def __init__(self, transaction: neo4j.AsyncTransaction) -> None:
        self._transaction = transaction

    def list_named(self, rows: Rows) -> Container[str]:
        """All: one text whatever the rows lack, since the server plans each text that it has not seen."""
        return _Every()

    async def send(self, text: str, parameters: Parameters) -> Sequence[Sequence[Value]]:
        """Run one statement in this transaction and return its rows."""
        result = await self._transaction.run(text, dict(parameters))
        return [record.values() async for record in result]
