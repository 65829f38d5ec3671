"""Puts the shapes to a graph from within, and counts what each costs its engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import neo4j

from graph.engines.ladybug import LadybugGraph
from graph.journal.keeping import KeptGraph
from graph.model import Label
from graph.store import Graph
from graph.writing.batch import Batch, NodeRow
from queries.nodes.sorted_keys import SortedKeys
from queries.search.names import GraphNames
from schema.build import build_schema
from schema.execution.documents import DocumentMemory
from schema.execution.execute import Answers
from schema.request.operation import Operation
from tests.bench.recording import RecordedGraph, count_hits, count_tuples
from tests.bench.shapes import PROVINCES, Request, build_shapes
from tests.schema.asking import ADMIN

CONTRACT = Path(__file__).parents[1] / "contract"
# How many documents stand before the deep page, where there are so many.
DEEP = 5_000
# Rounds of a shape; fewer, but one, where these have taken so many seconds.
ROUNDS, LONG = 7, 2.0

SEARCH = Request('{ search(text: "陕西", first: 5) { score entity { id } } }')


class AnswerFailed(Exception):
    """An operation that is measured was not answered."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one answer cost: statements, rows that came back, the engine's own count of its work, seconds.

    `work` are accesses of Neo4j's store, or tuples that operators of the embedded engine hand on. `processor` are
    seconds of this process, in which the embedded engine is.
    """

    shape: str
    statements: int
    rows: int
    work: int
    seconds: float
    processor: float


@dataclass
class Asked:
    """A graph and what answers from it, as the service puts them together."""

    graph: RecordedGraph
    answers: Answers
    memory: DocumentMemory = field(default_factory=DocumentMemory)

    async def ask(self, request: Request) -> Mapping[str, object]:
        """The data of an answer. Raises AnswerFailed where it has errors."""
        posted = Operation(self.memory.prepare(request.query), request.variables, None, ADMIN)
        answer = await self.answers(posted)
        data = answer.get("data")
        if answer.get("errors") or not isinstance(data, Mapping):
            raise AnswerFailed(f"{request.query[:60]}: {answer.get('errors')}")
        return data


def put_together(graph: Graph) -> Asked:
    """What asks an open graph."""
    recorded = RecordedGraph(graph)
    catalogue = None if graph.engine.startswith("Neo4j") else SortedKeys(recorded)
    return Asked(recorded, Answers(recorded, GraphNames(recorded), build_schema(), catalogue))


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
    taken = [await _time(asked, request)]
    while len(taken) < ROUNDS and sum(seconds for seconds, _ in taken) < LONG:
        taken.append(await _time(asked, request))
    return _cost(asked, name, url, (median(one[0] for one in taken), median(one[1] for one in taken)))


async def measure_once(asked: Asked, name: str, request: Request, url: str) -> Cost:
    """What the next answer costs, as after a write."""
    return _cost(asked, name, url, await _time(asked, request))


async def _time(asked: Asked, request: Request) -> tuple[float, float]:
    asked.graph.statements.clear()
    start, processor = perf_counter(), process_time()
    await asked.ask(request)
    return perf_counter() - start, process_time() - processor


def _cost(asked: Asked, name: str, url: str, taken: tuple[float, float]) -> Cost:
    statements = asked.graph.statements
    return Cost(name, len(statements), sum(one.rows for one in statements), _count_work(asked, url), *taken)


def _count_work(asked: Asked, url: str) -> int:
    statements = asked.graph.statements
    graph = asked.graph.graph
    # The engine counts, not what keeps its journal.
    graph = graph.graph if isinstance(graph, KeptGraph) else graph
    if isinstance(graph, LadybugGraph):
        return sum(count_tuples(graph, one) for one in statements)
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        return sum(count_hits(session, one) for one in statements)


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
