"""What a selection asks at all levels is answered in one round trip where the engine can, and is the same answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from graphql import parse

from graph.store import Answer, BatchingReader, FollowUpAnswer, FollowUps, Parameters, RowT, Statement
from schema.build import build_schema
from schema.execution.execute import Answers
from schema.request.operation import Operation, PreparedDocument
from tests.schema.asking import Asker
from tests.schema.execution.test_output import OPERATIONS
from tests.schema.small_graph import KnownNames

pytestmark = pytest.mark.anyio

DEEP = {
    "one node": """{ region(id: "610000") { name partOf { name partOf { name } } successors { name }
        parts { totalCount } } }""",
    "list": "{ tasks { number theme { title tasks { number } } responsible { name seatedIn { name } } } }",
    "pages": """{ documents(first: 2) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { title
        issuers { name issued(first: 1) { edges { node { title } } } }
        clauses(first: 1) { totalCount edges { cursor node { path coverage { score task { theme { title } }
        document { title issuers { name } } } } } } } } } }""",
    "descending": """{ institutions { edges { node { name
        issued(first: 1) { edges { node { title cites { title } } } } } } } }""",
    "days": """{ zones { edges { node { name a: regions(asOf: "2010") { edges { node { name partOf { name } } } }
        b: regions(asOf: "2020") { totalCount edges { since node { name } } } } } } }""",
    "later pages": """{ regions { edges { node { name
        programmes(last: 1) { edges { node { name sponsors { name } } } } } } } }""",
    "interfaces": OPERATIONS["interfaces"][0],
}
NESTED = """{ documents(first: 25) { edges { node { id issuers { name }
    clauses { edges { node { coverage { score task { number } } } } } } } } }"""
on_neo4j = pytest.mark.parametrize("small_graph", ["neo4j"], indirect=True)


@dataclass
class Spy:
    """Answers together, and keeps what came along; `lose` forgets it, as an engine may."""

    reader: BatchingReader
    came: list[FollowUpAnswer] = field(default_factory=list)
    lose: bool = False

    async def answer_together(
        self, question: Statement[RowT], parameters: Parameters, companions: FollowUps
    ) -> tuple[Answer[RowT], Sequence[FollowUpAnswer]]:
        answer, came = await self.reader.answer_together(question, parameters, companions)
        self.came += came
        return answer, [FollowUpAnswer([], []) for _ in came] if self.lose else came


def answers_of(asker: Asker) -> Answers:
    return Answers(asker.graph.graph, KnownNames(), build_schema())


async def ask(answers: Answers, text: str, variables: dict[str, Any]) -> Any:  # noqa: ANN401 JSON
    return await answers(Operation(PreparedDocument(text, parse(text)), variables))


def spy_on(answers: Answers) -> Spy:
    assert answers.together is not None
    spy = answers.together = Spy(answers.together)
    return spy


@pytest.mark.parametrize("name", OPERATIONS)
async def test_operations_have_the_same_answer(asker: Asker, name: str) -> None:
    text, variables = OPERATIONS[name]
    answer = await ask(answers_of(asker), text, variables)
    assert answer.get("data") == (await asker.ask(text, **variables)).get("data")


@on_neo4j
@pytest.mark.parametrize("lose", [False, True])
@pytest.mark.parametrize("name", DEEP)
async def test_deep_selections_have_the_same_answer(asker: Asker, name: str, lose: bool) -> None:
    answers = answers_of(asker)
    spy = spy_on(answers)
    spy.lose = lose
    assert await ask(answers, DEEP[name], {}) == await asker.ask(DEEP[name])
    assert spy.came


async def test_nested_selection_is_one_statement_where_round_trips_cost(asker: Asker) -> None:
    answers, figures = answers_of(asker), asker.graph.figures
    await asker.graph.version()  # The embedded engine reads it once.
    before = figures.answered
    answer = await ask(answers, NESTED, {})
    assert "errors" not in answer
    assert figures.answered - before == (1 if answers.together else 4)


@on_neo4j
async def test_nothing_is_read_for_what_the_page_leaves_out(asker: Asker) -> None:
    answers = answers_of(asker)
    spy = spy_on(answers)
    query = "{ documents(first: 1) { edges { node { issuers { name } } } } }"
    await ask(answers, query, {})
    assert [len(one.ids) for one in spy.came] == [1]
    spy.came.clear()
    query = "{ documents(first: 9) { edges { node { clauses(first: 1) { edges { node { coverage { score } } } } } } } }"
    await ask(answers, query, {})
    clauses, coverage = spy.came
    assert len(clauses.rows) > len(coverage.ids) > 0
    assert len(coverage.ids) <= len(clauses.ids)
