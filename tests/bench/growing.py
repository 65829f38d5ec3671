"""Puts the shapes to a graph from within, and counts what each costs its engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import neo4j
from graphql import parse

from graph.access import Graph
from graph.batch import Batch, NodeRow
from graph.model import Label
from queries.catalogue import Catalogue
from queries.names import GraphNames
from schema.execute import Answers
from tests.bench.recording import RecordedGraph, count_hits
from tests.bench.shapes import PROVINCES, Request, build_shapes
from tests.schema.asking import Posted, Somebody

CONTRACT = Path(__file__).parents[1] / "contract"
# How many documents stand before the deep page, where there are so many.
DEEP = 5_000
ROUNDS = 7


class AnswerFailed(Exception):
    """An operation that is measured was not answered."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one answer cost: statements, rows that came back, accesses of Neo4j's store (none embedded), seconds."""

    shape: str
    statements: int
    rows: int
    hits: int | None
    seconds: float


@dataclass
class Asked:
    """A graph and what answers from it, as the service puts them together."""

    graph: RecordedGraph
    answers: Answers

    async def ask(self, request: Request) -> Mapping[str, object]:
        """The data of an answer. Raises AnswerFailed where it has errors."""
        posted = Posted(request.query, parse(request.query), request.variables, None, Somebody(authorised=True))
        answer = await self.answers(posted)
        data = answer.get("data")
        if answer.get("errors") or not isinstance(data, Mapping):
            raise AnswerFailed(f"{request.query[:60]}: {answer.get('errors')}")
        return data


def put_together(graph: Graph) -> Asked:
    """What asks an open graph."""
    recorded = RecordedGraph(graph)
    catalogue = None if graph.engine.startswith("Neo4j") else Catalogue(recorded)
    return Asked(recorded, Answers(recorded, GraphNames(recorded), catalogue))


async def list_requests(asked: Asked, documents: int) -> dict[str, Request]:
    """The shapes of the benchmark, and the questions that only we answer, by name."""
    deep = await _find_deep(asked, min(DEEP, documents // 2))
    found = {shape.name: shape.ours for shape in build_shapes("440000", deep, DEEP, PROVINCES)}
    pairing = {"for": "610000", "first": 5}
    return found | {
        "pairing of Shaanxi": Request((CONTRACT / "pairing.graphql").read_text("utf-8"), pairing),
        "coverage of task 26": Request((CONTRACT / "task.graphql").read_text("utf-8"), {"id": "26"}),
        "searchClauses": Request(
            '{ searchClauses(text: "维权援助", first: 20) { totalCount edges { node { id path text } } } }'
        ),
    }


async def measure(asked: Asked, name: str, request: Request, url: str) -> Cost:
    """What an answer costs when everything that may be remembered is; `url` is Neo4j's, or empty."""
    for _ in range(2):
        await asked.ask(request)
    taken = []
    for _ in range(ROUNDS):
        asked.graph.statements.clear()
        start = perf_counter()
        await asked.ask(request)
        taken.append(perf_counter() - start)
    return _cost(asked, name, median(taken), url)


async def measure_once(asked: Asked, name: str, request: Request, url: str) -> Cost:
    """What the next answer costs, as after a write."""
    asked.graph.statements.clear()
    start = perf_counter()
    await asked.ask(request)
    return _cost(asked, name, perf_counter() - start, url)


def _cost(asked: Asked, name: str, seconds: float, url: str) -> Cost:
    statements = asked.graph.statements
    return Cost(name, len(statements), sum(one.rows for one in statements), _hits(asked, url), seconds)


def _hits(asked: Asked, url: str) -> int | None:
    if not url:
        return None
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        return sum(count_hits(session, one) for one in asked.graph.statements)


def build_note(text: str) -> Batch:
    """A write that touches one source alone."""
    return Batch(
        "facts/growth", [NodeRow(Label.SOURCE, "growth", "a write", {"title": text}, ("growth",), verified=False)]
    )


async def _find_deep(asked: Asked, depth: int) -> str:
    text = (
        "query Deep($first: Int, $after: String) { documents(first: $first, after: $after, "
        "orderBy: [{ field: ISSUED, direction: DESC }]) { pageInfo { endCursor } } }"
    )
    after, size = None, min(500, depth)
    for _ in range(depth // size):
        data = await asked.ask(Request(text, {"first": size, "after": after}))
        page = data["documents"]
        assert isinstance(page, Mapping)
        after = page["pageInfo"]["endCursor"]
    return str(after)
