"""A write transaction of the Neo4j engine."""

from __future__ import annotations

from collections.abc import Sequence

import neo4j

from graph.access import Parameters, Value
from graph.cypher_writer import CypherTransaction


class Neo4jTransaction(CypherTransaction):
    """One transaction on the server; it belongs to one task."""

    portion = 5_000

    def __init__(self, transaction: neo4j.AsyncTransaction) -> None:
        self._transaction = transaction

    async def send(self, text: str, parameters: Parameters) -> Sequence[Sequence[Value]]:
        """Run one statement in this transaction and return its rows."""
        result = await self._transaction.run(text, dict(parameters))
        return [record.values() async for record in result]
