"""What the measured shapes cost an engine, counted and not timed: statements, rows, and the engine's own count."""

from __future__ import annotations

import re
from dataclasses import dataclass

import neo4j
import pytest

from graph.model import Label
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from queries.question import FOLDER
from schema.execution import execute
from schema.execution.plan import DocumentPlan, plan_document
from schema.request.operation import PreparedDocument
from tests.bench.growing import SEARCH, Cost, build_note, list_requests, measure_once, put_together
from tests.bench.shapes import Request
from tests.bench.synthetic import World, build_documents
from tests.fixtures.graphs import Server
from tests.schema.small_graph import build_batch, load_small, node

pytestmark = pytest.mark.anyio

FEW, MANY = 60, 180
# These read one page, however many documents there are; the others read what the parties that they name have.
FLAT = ("point", "4 levels nested", "page of 20", "deep page of 20", "page with count", "searchClauses")
# These read what the write changed, and what they ask for.
AFTER_A_WRITE = ("page of 20", "search", "searchClauses")
OF_PARTIES = ("gaps", "matrix", "pairing of Shaanxi", "coverage of a task")
PARTIES = ["310000", "610000"]


@dataclass(frozen=True)
class Measured:
    """What each shape costs a graph of some documents."""

    documents: int
    costs: dict[str, Cost]


def list_keys(label: Label) -> list[str]:
    return sorted(row.id for row in build_batch().nodes if row.label is label)


async def load(graph: Graph, first: int, last: int, regions: list[str] | None = None) -> None:
    world = World(regions or list_keys(Label.REGION), list_keys(Label.INSTITUTION), list_keys(Label.TASK))
    for batch in build_documents(world, last, first=first):
        report = await apply_batches(graph.writer, [batch], "tests")
        assert not report.skipped


def url_of(graph: Graph, request: pytest.FixtureRequest) -> str:
    """The address of the Neo4j that holds a graph; empty for the embedded engine."""
    if not graph.engine.startswith("Neo4j"):
        return ""
    server: Server = request.getfixturevalue("neo4j_server")
    with neo4j.GraphDatabase.driver(server.url) as driver, driver.session() as session:
        session.run("CALL db.resampleOutdatedIndexes()").consume()
        session.run("CALL db.clearQueryCaches()").consume()
    return server.url


async def measure_all(graph: Graph, documents: int, request: pytest.FixtureRequest) -> Measured:
    asked, url = put_together(graph), url_of(graph, request)
    requests = await list_requests(asked, documents)
    gaps, matrix = requests.pop("gaps of 31 provinces"), requests.pop("matrix of 31 provinces")
    wanted = {name: requests[name] for name in (*FLAT, "pairing of Shaanxi")} | {
        "gaps": Request(gaps.query, {"parties": PARTIES}),
        "matrix": Request(matrix.query, {"parties": PARTIES}),
        "coverage of a task": Request(requests["coverage of task 26"].query, {"id": list_keys(Label.TASK)[0]}),
    }
    costs = {}
    for name, one in wanted.items():
        await asked.ask(one)  # What is remembered of a version, is.
        costs[name] = await measure_once(asked, name, one, url)
    for name in AFTER_A_WRITE:
        one = wanted.get(name, SEARCH)
        await asked.ask(one)
        await apply_batches(graph.writer, [build_note(f"{name} at {documents} documents")], "tests")
        costs[f"{name} after a write"] = await measure_once(asked, name, one, url)
    return Measured(documents, costs)


async def test_work_grows_with_nothing_that_a_question_does_not_touch(
    graph: Graph, request: pytest.FixtureRequest
) -> None:
    await load_small(graph)
    await load(graph, 0, FEW)
    few = await measure_all(graph, FEW, request)
    await load(graph, FEW, MANY)
    many = await measure_all(graph, MANY, request)
    for name in (*FLAT, *(name for name in few.costs if name.endswith("after a write"))):
        before, after = few.costs[name], many.costs[name]
        assert (after.statements, after.rows) == (before.statements, before.rows), name
        # The embedded engine has no index by which it would find the latest changes: it reads them all.
        if name in FLAT or graph.engine.startswith("Neo4j"):
            assert after.work <= 1.5 * before.work + 20, name
    for name in OF_PARTIES:
        before, after = few.costs[name], many.costs[name]
        assert after.statements == before.statements, name
        # The parties have so many times the links that they had.
        assert after.rows <= 1.2 * MANY / FEW * before.rows, name
        assert after.work <= 1.2 * MANY / FEW * before.work, name


async def test_parties_cost_the_same_where_others_gain_documents(graph: Graph, request: pytest.FixtureRequest) -> None:
    await load_small(graph)
    # As many tasks as there are: with two, the embedded engine would begin at them, and read all that covers them.
    tasks = [node(Label.TASK, f"task-{number}", f"任务{number}", number=number) for number in range(100, 129)]
    await apply_batches(graph.writer, [Batch("tests/tasks", tasks)], "tests")
    await load(graph, 0, FEW, PARTIES)
    few = await measure_parties(graph, request)
    # What applies to the nation is read with what applies to its parts.
    others = [key for key in list_keys(Label.REGION) if key not in (*PARTIES, "100000")]
    await load(graph, FEW, FEW + 10 * MANY, others)
    many = await measure_parties(graph, request)
    for name, before in few.items():
        after = many[name]
        assert (after.statements, after.rows) == (before.statements, before.rows), name
        assert after.work <= 1.2 * before.work + 20, name


async def measure_parties(graph: Graph, request: pytest.FixtureRequest) -> dict[str, Cost]:
    asked, url = put_together(graph), url_of(graph, request)
    requests = await list_requests(asked, FEW)
    wanted = {
        name: Request(requests[f"{name} of 31 provinces"].query, {"parties": PARTIES}) for name in ("gaps", "matrix")
    }
    wanted["filter by relation"] = Request(requests["filter by relation"].query, {"id": PARTIES[0]})
    for one in wanted.values():
        await asked.ask(one)
    return {name: await measure_once(asked, name, one, url) for name, one in wanted.items()}


def test_nothing_that_grows_with_the_graph_is_sought_in_a_list() -> None:
    # LadybugDB holds each node against each of the list: documents of the provinces took 9 s where 0.2 s are enough.
    for path in sorted(FOLDER.glob("*.cypher")):
        assert not re.search(r"IN \$(documents|clauses)\b", path.read_text("utf-8")), path.name


async def test_hundred_pages_send_one_text_and_are_planned_once(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    planned: list[PreparedDocument] = []

    def plan(prepared: PreparedDocument) -> DocumentPlan:
        planned.append(prepared)
        return plan_document(prepared)

    monkeypatch.setattr(execute, "plan_document", plan)
    await load_small(graph)
    await load(graph, 0, 100)
    asked = put_together(graph)
    text = (
        "query Page($after: String) { documents(first: 1, after: $after, orderBy: [{ field: ISSUED, direction: DESC }])"
        " { edges { node { id title } } pageInfo { endCursor } } }"
    )
    seen, after, texts = set(), None, []
    for _ in range(100):
        asked.graph.statements.clear()
        documents = (await asked.ask(Request(text, {"after": after})))["documents"]
        assert isinstance(documents, dict)
        seen.add(documents["edges"][0]["node"]["id"])
        after = documents["pageInfo"]["endCursor"]
        texts.append([one.text for one in asked.graph.statements])
    assert len(seen) == 100
    assert len({id(one.plan) for one in planned}) == 1
    # The first page has no cursor to begin behind.
    assert len({one for page in texts[1:] for one in page}) == 1
    assert all(len(page) == 1 for page in texts[1:])


async def test_gaps_of_more_parties_send_no_more_statements(graph: Graph, request: pytest.FixtureRequest) -> None:
    await load_small(graph)
    await load(graph, 0, FEW)
    asked = put_together(graph)
    gaps = (await list_requests(asked, FEW))["gaps of 31 provinces"]
    url = url_of(graph, request)
    one = await measure_once(asked, "one", Request(gaps.query, {"parties": PARTIES[:1]}), url)
    four = await measure_once(asked, "four", Request(gaps.query, {"parties": list_keys(Label.REGION)[1:]}), url)
    assert four.statements == one.statements
