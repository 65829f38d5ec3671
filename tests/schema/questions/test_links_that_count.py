"""Which links count: gaps, matrix, coverage of a task, clauses to borrow and the review list agree on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from graph.model import Label
from graph.store import Graph
from graph.writing.batch import Batch
from tests.queries.coverage.coverage_world import TASK_1, WEST, document, edge, load_world, node, region
from tests.schema.asking import Asker, asker_of

pytestmark = pytest.mark.anyio
QUERY = """query ($parties: [ID!]!, $asking: ID!) {
  policyGaps(parties: $parties, asOf: "2014") {
    tasks { statuses { status party { name } evidence { clause { document { title } } } } } }
  coverageMatrix(parties: $parties, asOf: "2014") {
    rows { party { name } cells { status documentCount } } }
  task(id: "1") {
    counted: coverage(asOf: "2014", first: 200) { edges { node { document { title } } } }
    rejected: coverage(asOf: "2014", first: 200, verdicts: [REJECTED]) { edges { node { document { title } } } } }
  models: policyGaps(parties: [$asking], asOf: "2014") {
    tasks { modelClauses(first: 200) { document { title } } } }
  waiting: coverageToReview(first: 200) { totalCount edges { node { document { title } } } }
}"""


@dataclass(frozen=True)
class Case:
    """The only link of a document, and where it is to be seen: `sees` holds of `counted models waiting rejected`."""

    sees: str
    held: str = "PART"
    path: str = "1"
    method: str = "profile-1"
    verdict: str = "SUGGESTED"
    score: float = 0.5
    suspect: bool = False
    states_tasks: bool = False


CASES = {
    "suggested": Case("counted models waiting"),
    "of a full text": Case("counted models waiting", held="FULL"),
    "below the score": Case("waiting", score=0.4),
    "confirmed": Case("counted models", verdict="CONFIRMED", score=1.0),
    # What is lent reaches minScore whoever confirmed it.
    "confirmed below the score": Case("counted", verdict="CONFIRMED", score=0.4),
    "confirmed of other words": Case("counted models waiting", verdict="CONFIRMED", suspect=True),
    "rejected": Case("rejected", verdict="REJECTED", score=0.9),
    "title alone": Case("counted", held="TITLE", path="title", method="curated-title"),
    "title alone rejected": Case("rejected", held="TITLE", path="title", method="curated-title", verdict="REJECTED"),
    # The text speaks for itself once it is held, unless a person said so of its title.
    "title of a full text": Case("", held="FULL", path="title", method="curated-title", score=0.7),
    "title read otherwise": Case("", held="FULL", path="title"),
    "clause known by a title": Case("", held="FULL", method="curated-title"),
    "title confirmed": Case("counted", held="FULL", path="title", method="curated-title", verdict="CONFIRMED"),
    "title added by a reviewer": Case("counted", held="FULL", path="title", method="reviewer", verdict="CONFIRMED"),
    "title rejected": Case("rejected", held="FULL", path="title", method="curated-title", verdict="REJECTED"),
    "states the tasks": Case("", held="FULL", verdict="CONFIRMED", score=1.0, states_tasks=True),
}


def build_cases() -> Batch:
    """For each case a region with one document."""
    batch = Batch("tests/cases")
    for at, (name, case) in enumerate(CASES.items()):
        key, clause = f"9{at:05}", f"{at}#{case.path}"
        batch.nodes.append(node(Label.REGION, key, name=name, level="PROVINCE", macroRegion="WEST"))
        document(batch, str(at), region(key), held=case.held, title=name, name=name, statesTasks=case.states_tasks)
        batch.nodes.append(node(Label.CLAUSE, clause, path=case.path))
        batch.edges.append(edge("HAS_CLAUSE", (Label.POLICY_DOCUMENT, str(at)), (Label.CLAUSE, clause)))
        batch.edges.append(
            edge(
                "COVERS", (Label.CLAUSE, clause), (Label.TASK, TASK_1), score=case.score, method=case.method,
                verdict=case.verdict, suspect=case.suspect,
            )
        )  # fmt: skip
    return batch


@pytest.fixture
async def answer(graph: Graph) -> Any:  # noqa: ANN401 JSON
    await load_world(graph, build_cases())
    asker: Asker = asker_of(graph)
    return await asker.read(QUERY, parties=[f"9{at:05}" for at in range(len(CASES))], asking=WEST)


def cases_that_see(what: str) -> set[str]:
    return {name for name, case in CASES.items() if what in case.sees.split()}


def titles(connection: Any) -> set[str]:  # noqa: ANN401 JSON
    """Of the documents of a list those that are cases."""
    return {edge["node"]["document"]["title"] for edge in connection["edges"]} & CASES.keys()


async def test_gaps_and_matrix_count_the_same_links(answer: Any) -> None:  # noqa: ANN401 JSON
    statuses = answer["policyGaps"]["tasks"][0]["statuses"]
    counted = cases_that_see("counted")
    assert {one["party"]["name"] for one in statuses if one["status"] == "COVERED"} == counted
    assert {one["clause"]["document"]["title"] for each in statuses for one in each["evidence"]} == counted
    cells = {row["party"]["name"]: row["cells"][0] for row in answer["coverageMatrix"]["rows"]}
    assert {name for name, cell in cells.items() if cell["status"] == "COVERED"} == counted
    assert {name for name, cell in cells.items() if cell["documentCount"]} == counted


async def test_coverage_of_a_task_shows_the_links_that_count(answer: Any) -> None:  # noqa: ANN401 JSON
    assert titles(answer["task"]["counted"]) == cases_that_see("counted")
    assert titles(answer["task"]["rejected"]) == cases_that_see("rejected")


async def test_clauses_to_borrow_are_links_that_count_and_no_titles(answer: Any) -> None:  # noqa: ANN401 JSON
    models = answer["models"]["tasks"][0]["modelClauses"]
    assert {one["document"]["title"] for one in models} & CASES.keys() == cases_that_see("models")


async def test_what_waits_for_a_reviewer_is_no_title(answer: Any) -> None:  # noqa: ANN401 JSON
    waiting = answer["waiting"]
    assert titles(waiting) == cases_that_see("waiting")
    assert waiting["totalCount"] == len(waiting["edges"])
