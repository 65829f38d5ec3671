"""A graph that notes what it is asked: the statements with their parameters, and how many rows came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import neo4j

from graph.access import Answer, Graph, Parameters, Question, Reader, RowT, Writer
from graph.figures import Figures
from graph.neo4j_text import pack


@dataclass(frozen=True, slots=True)
class Statement:
    """One engine call: the text as Neo4j gets it, what it was given, and the rows that it gave."""

    name: str
    text: str
    parameters: Parameters
    rows: int


@dataclass
class RecordedGraph:
    """Another graph, whose every reading statement is noted."""

    graph: Graph
    statements: list[Statement] = field(default_factory=list)

    @property
    def engine(self) -> str:
        """The engine's name and version."""
        return self.graph.engine

    @property
    def figures(self) -> Figures:
        """What it has been asked."""
        return self.graph.figures

    @property
    def reader(self) -> Reader:
        """What reads, and notes."""
        return self

    @property
    def writer(self) -> Writer:
        """What writes."""
        return self.graph.writer

    async def run(self, question: Question[RowT], parameters: Parameters) -> list[RowT]:
        """The rows of a question."""
        return (await self.answer(question, parameters)).rows

    async def answer(self, question: Question[RowT], parameters: Parameters) -> Answer[RowT]:
        """The rows and the version that they are of."""
        answer = await self.graph.reader.answer(question, parameters)
        text = pack(question.text, tuple(question.columns))
        self.statements.append(Statement(question.name, text, parameters, len(answer.rows)))
        return answer

    async def version(self) -> int:
        """The graph's version."""
        return await self.graph.reader.version()

    async def close(self) -> None:
        """Let go of the engine."""
        await self.graph.close()


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
