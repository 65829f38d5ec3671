"""What is read of the graph before a load is compared with it: nothing that cannot be there."""

from __future__ import annotations

import pytest

from graph.engines.transaction import CypherTransaction
from graph.store import Graph, Parameters, RowT, Statement
from graph.writing.apply import apply_batches
from graph.writing.stored import read_stored
from tests.schema.small_graph import build_batch


@pytest.mark.anyio
async def test_new_graph_is_asked_for_no_relationships_and_a_full_one_for_each_arrow(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    run = CypherTransaction.run

    async def watch(self: CypherTransaction, question: Statement[RowT], parameters: Parameters) -> list[RowT]:
        asked.append(question.name)
        return await run(self, question, parameters)

    monkeypatch.setattr(CypherTransaction, "run", watch)
    batch = build_batch()
    arrows = {f"{row.type} of {row.start[0]} to {row.end[0]}" for row in batch.edges}
    async with graph.writer.transaction() as transaction:
        assert not (await read_stored(transaction, [batch], {})).edges
    assert arrows.isdisjoint(asked)
    await apply_batches(graph.writer, [batch], "tests")
    asked.clear()
    async with graph.writer.transaction() as transaction:
        assert len((await read_stored(transaction, [batch], {})).edges) == len(batch.edges)
    assert arrows <= set(asked)
    assert len(asked) == len(set(asked))
