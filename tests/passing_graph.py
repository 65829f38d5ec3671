"""A graph that passes every question on to another: what tests that watch the questions begin with."""

from __future__ import annotations

from dataclasses import dataclass

from graph.access import Answer, Graph, Parameters, Question, Reader, RowT, Writer
from graph.figures import Figures


@dataclass
class PassingGraph:
    """Another graph; whoever watches it does so in `answer`, by which all rows come."""

    graph: Graph

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
        """What reads: the graph itself."""
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
        return await self.graph.reader.answer(question, parameters)

    async def version(self) -> int:
        """The graph's version."""
        return await self.graph.reader.version()

    async def close(self) -> None:
        """Let go of the engine."""
        await self.graph.close()
