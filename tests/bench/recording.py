"""A graph that notes what it is asked: the statements with their parameters, and how many rows came back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import ladybug
import neo4j

from graph.engines.ladybug import LadybugGraph, execute
from graph.engines.ladybug_schema import write_bounds
from graph.engines.neo4j_packing import pack
from graph.store import Answer, Parameters, RowT, Statement
from tests.fixtures.passing_graph import PassingGraph

_HANDED_ON = re.compile(r"NumOutputTuples: (\d+)")


@dataclass(frozen=True, slots=True)
class RecordedStatement:
    """One engine call: the text of its question, what it was given, and the rows that it gave."""

    name: str
    text: str
    columns: tuple[str, ...]
    parameters: Parameters
    rows: int


@dataclass
class RecordedGraph(PassingGraph):
    """Another graph, whose every reading statement is noted."""

    statements: list[RecordedStatement] = field(default_factory=list)

    async def answer(self, question: Statement[RowT], parameters: Parameters) -> Answer[RowT]:
        """The rows and the version that they are of."""
        answer = await super().answer(question, parameters)
        self.statements.append(
            RecordedStatement(question.name, question.text, tuple(question.columns), parameters, len(answer.rows))
        )
        return answer


def count_hits(session: neo4j.Session, statement: RecordedStatement) -> int:
    """How often the database touched its store for a statement: its own count, which no other load disturbs."""
    text = pack(statement.text, statement.columns)
    plan = session.run(f"PROFILE {text}", dict(statement.parameters)).consume().profile
    assert plan is not None
    return _sum_hits(plan)


def _sum_hits(plan: Mapping[str, object]) -> int:
    hits, children = plan.get("dbHits", 0), plan.get("children", [])
    assert isinstance(hits, int)
    assert isinstance(children, list)
    return hits + sum(_sum_hits(child) for child in children)


def count_tuples(graph: LadybugGraph, statement: RecordedStatement) -> int:
    """How many tuples the operators of the embedded engine hand on for a statement: its own count, under any load."""
    text, given = write_bounds(statement.text, statement.parameters)
    # A connection of its own: the engine crashes where one profiles a second statement.
    with ladybug.Connection(graph._database) as connection:  # nobody else needs it
        plan = str(execute(connection, f"PROFILE {text}", given)[0][0])
    return sum(map(int, _HANDED_ON.findall(plan)))
