"""Asks operations of a graph as the front door would, and counts what that costs the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graphql import DocumentNode, OperationDefinitionNode, get_operation_ast, parse

from graph.access import Answer, Graph, Parameters, Question, RowT
from schema.build import build_schema
from schema.context import Role
from schema.execute import Answers
from tests.passing_graph import PassingGraph
from tests.schema.small_graph import KnownNames


@dataclass(frozen=True)
class Somebody:
    """Who asks."""

    authorised: bool = False
    name: str = "tests"

    @property
    def role(self) -> Role:
        return Role.ADMIN if self.authorised else Role.READER


@dataclass(frozen=True)
class Posted:
    """An operation as the front door hands it on."""

    text: str
    document: DocumentNode
    variables: Mapping[str, object]
    operation_name: str | None = None
    caller: Somebody = Somebody()
    request_id: str = "the-request"

    @property
    def operation(self) -> OperationDefinitionNode | None:
        return get_operation_ast(self.document, self.operation_name)


@dataclass
class WatchedGraph(PassingGraph):
    """A graph that notes every question; `before` is called with each, and may fail it.

    `versions` are those that the next answers say to be of, after they were read.
    """

    asked: list[str] = field(default_factory=list)
    before: Callable[[str], None] = lambda _name: None
    versions: list[int] = field(default_factory=list)

    async def answer(self, question: Question[RowT], parameters: Parameters) -> Answer[RowT]:
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

    async def ask(
        self,
        text: str,
        /,
        *,
        name: str | None = None,
        caller: Somebody = Somebody(),
        **variables: Any,  # noqa: ANN401 JSON
    ) -> Any:  # noqa: ANN401 JSON
        posted = Posted(text, parse(text), variables, name, caller)
        return await self.answers(posted)

    async def read(self, text: str, /, **variables: Any) -> Any:  # noqa: ANN401 JSON
        """The data of an answer without errors."""
        answer = await self.ask(text, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


def asker_of(graph: Graph) -> Asker:
    """What asks a graph, with the names of the small one."""
    watched = WatchedGraph(graph)
    return Asker(watched, Answers(watched, KnownNames(), build_schema()))
