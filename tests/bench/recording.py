"""A graph that notes what it is asked: the statements with their parameters, and how many rows came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import neo4j

from graph.access import Answer, Parameters, Question, RowT
from graph.neo4j_text import pack
from tests.passing_graph import PassingGraph


@dataclass(frozen=True, slots=True)
class Statement:
    """One engine call: the text as Neo4j gets it, what it was given, and the rows that it gave."""

    name: str
    text: str
    parameters: Parameters
    rows: int


@dataclass
class RecordedGraph(PassingGraph):
    """Another graph, whose every reading statement is noted."""

    statements: list[Statement] = field(default_factory=list)

    async def answer(self, question: Question[RowT], parameters: Parameters) -> Answer[RowT]:
        """The rows and the version that they are of."""
        answer = await super().answer(question, parameters)
        text = pack(question.text, tuple(question.columns))
        self.statements.append(Statement(question.name, text, parameters, len(answer.rows)))
        return answer


def count_hits(session: neo4j.Session, statement: Statement) -> int:
    """How often the database touched its store for a statement: its own count, which no other load disturbs."""
    plan = session.run(f"PROFILE {statement.text}", dict(statement.parameters)).consume().profile
    assert plan is not None
    return _sum_hits(plan)


def _sum_hits(plan: Mapping[str, object]) -> int:
    hits, children = plan.get("dbHits", 0), plan.get("children", [])
    assert isinstance(hits, int)
    assert isinstance(children, list)
    return hits + sum(_sum_hits(child) for child in children)
