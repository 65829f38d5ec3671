"""Asks operations of a graph as the front door would, and counts what that costs the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from graphql import parse

from graph.store import Answer, Graph, Parameters, RowT, Statement
from schema.build import build_schema
from schema.execution.execute import Answers
from schema.request.operation import Operation, PreparedDocument
from schema.request.roles import ANYBODY, Role, Viewer
from tests.fixtures.passing_graph import PassingGraph
from tests.schema.small_graph import KnownNames

ADMIN = Viewer("tests", Role.ADMIN, authenticated=True)
REQUEST = "the-request"


@dataclass
class WatchedGraph(PassingGraph):
    """A graph that notes every question; `before` is called with each, and may fail it.

    `versions` are those that the next answers say to be of, after they were read.
    """

    asked: list[str] = field(default_factory=list)
    before: Callable[[str], None] = lambda _name: None
    versions: list[int] = field(default_factory=list)

    async def answer(self, question: Statement[RowT], parameters: Parameters) -> Answer[RowT]:
        self.asked.append(question.name)
        self.before(question.name)
        assert set(parameters) == set(question.parameters), question.name
        answer = await super().answer(question, parameters)
        return replace(answer, after=self.versions.pop(0)) if self.versions else answer


@dataclass
class Asker:
    """Asks one graph."""

    graph: WatchedGraph
    answers: Answers
    # Without the limits of a text, which come before and are another test's.
    prepared: dict[str, PreparedDocument] = field(default_factory=dict)

    async def ask(
        self,
        text: str,
        /,
        *,
        name: str | None = None,
        viewer: Viewer = ANYBODY,
        **variables: Any,  # noqa: ANN401 JSON
    ) -> Any:  # noqa: ANN401 JSON
        prepared = self.prepared.setdefault(text, PreparedDocument(text, parse(text)))
        return await self.answers(Operation(prepared, variables, name, viewer, REQUEST))

    async def read(self, text: str, /, **variables: Any) -> Any:  # noqa: ANN401 JSON
        """The data of an answer without errors."""
        answer = await self.ask(text, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


def asker_of(graph: Graph) -> Asker:
    """What asks a graph, with the names of the small one."""
    watched = WatchedGraph(graph)
    return Asker(watched, Answers(watched, KnownNames(), build_schema()))
