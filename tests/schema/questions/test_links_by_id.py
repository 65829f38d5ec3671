"""A link has one id wherever it is shown, and is found by it; on both engines."""

from __future__ import annotations

import pytest

from graph.store import Graph
from schema.request.ids import link_id, parse_global_id, parse_link_id
from tests.queries.coverage.coverage_world import EAST, load_world
from tests.schema.asking import Asker, asker_of

pytestmark = pytest.mark.anyio
QUERY = """query ($p: [ID!]!) {
  policyGaps(parties: $p, asOf: "2014", tasks: [4]) { tasks { statuses {
    evidence { id } inheritedEvidence { id document { title } } } } }
  task(id: "4") { coverage(asOf: "2014") { edges { node { id score } } } }
  alone: task(id: "4") { coverage(asOf: "2014") { edges { node { id clause { path } task { number } } } } }
  clause(id: "east-title#title") { coverage { id } }
  document(id: "east-title") { clauses { edges { node { coverage { id task { number } } } } } }
  nation: clause(id: "nation-law#5") { coverage { id evidenceCount } }
}"""
OWN, FROM_ABOVE = link_id("east-title#title", "ws2012-4"), link_id("nation-law#5", "ws2012-4")


@pytest.fixture
async def world(graph: Graph) -> Asker:
    await load_world(graph)
    return asker_of(graph)


async def test_link_has_one_id_wherever_it_is_shown(world: Asker) -> None:
    data = await world.read(QUERY, p=[EAST])
    (status,) = data["policyGaps"]["tasks"][0]["statuses"]
    assert status["evidence"] == [{"id": OWN}]
    assert status["inheritedEvidence"] == [{"id": FROM_ABOVE, "document": {"title": "nation-law"}}]
    for way in ("task", "alone"):
        assert [edge["node"]["id"] for edge in data[way]["coverage"]["edges"]] == [FROM_ABOVE, OWN]
    assert data["clause"]["coverage"] == [{"id": OWN}]
    assert data["nation"]["coverage"] == [{"id": FROM_ABOVE, "evidenceCount": 0}]
    assert data["document"]["clauses"]["edges"][0]["node"]["coverage"] == [{"id": OWN, "task": {"number": 4}}]


async def test_link_is_found_by_its_id(world: Asker) -> None:
    query = (
        "query ($id: ID!) { node(id: $id) { __typename id ... on Coverage { score clause { path } task { number } } } }"
    )
    assert (await world.read(query, id=OWN))["node"] == {
        "__typename": "Coverage", "id": OWN, "score": 0.5, "clause": {"path": "title"}, "task": {"number": 4},
    }  # fmt: skip
    assert (await world.read(query, id=link_id("east-title#title", "ws2012-3")))["node"] is None
    refused = await world.ask(query, id="nothing")
    assert refused["errors"][0]["extensions"]["argument"] == "id"


@pytest.mark.parametrize(("clause", "task"), [("a#1", "ws2012-1"), ("一#第一条 之一", "ws2012-29")])
def test_id_of_a_link_is_read_back(clause: str, task: str) -> None:
    assert parse_link_id(link_id(clause, task)) == (clause, task)
    assert parse_global_id(link_id(clause, task)) is None


@pytest.mark.parametrize(
    "text", ["", "nothing", "UmVnaW9uOjMxMDAwMA==", "Q292ZXJhZ2U6", "Q292ZXJhZ2U6YQ==", "知识产权"]
)
def test_what_is_no_id_of_a_link_is_none(text: str) -> None:
    assert parse_link_id(text) is None
