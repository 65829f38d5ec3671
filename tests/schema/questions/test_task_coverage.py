"""Which documents cover a task, over GraphQL on both engines: territory, scope, day, score, verdict, method, pages."""

from __future__ import annotations

from typing import Any

import pytest

from graph.store import Graph
from tests.queries.coverage.coverage_world import CITY, EAST, SOUTH, WEST, ZONE
from tests.schema.asking import Asker, asker_of

pytestmark = pytest.mark.anyio
QUERY = """query ($id: ID!, $territory: ID, $scope: TerritoryScope, $asOf: Date, $minScore: Float,
                  $verdicts: [Verdict!], $methods: [String!], $first: Int, $after: String) {
  task(id: $id) { coverage(territory: $territory, scope: $scope, asOf: $asOf, minScore: $minScore,
      verdicts: $verdicts, methods: $methods, first: $first, after: $after) {
    totalCount edges { node { clause { id path } document { title } score verdict } }
    pageInfo { hasNextPage endCursor } } } }"""


@pytest.fixture
async def world(coverage_world: Graph) -> Asker:
    return asker_of(coverage_world)


async def read(world: Asker, task: int, **arguments: Any) -> list[str]:  # noqa: ANN401 JSON
    data = await world.read(QUERY, id=str(task), **{"asOf": "2014", **arguments})
    coverage = data["task"]["coverage"]
    found = [f"{edge['node']['document']['title']}#{edge['node']['clause']['path']}" for edge in coverage["edges"]]
    assert coverage["totalCount"] == len(found)
    return found


async def test_links_stand_best_first_without_what_never_counts(world: Asker) -> None:
    # Neither what states the tasks, nor what is undated.
    assert await read(world, 1) == ["east-rules#1", "east-rules#2", "south-loaded#1"]
    # Neither a title whose text is held, nor what is below minScore.
    assert await read(world, 2) == ["city-plan#1"]
    assert await read(world, 2, minScore=0.3) == ["city-plan#1", "east-rules#3"]
    # Not what was rejected, unless it is asked for.
    assert await read(world, 3) == ["zone-plan#1"]
    assert await read(world, 3, verdicts=["REJECTED"]) == ["east-rules#4"]
    assert await read(world, 4) == ["nation-law#5", "east-title#title"]
    assert await read(world, 1, methods=["profile-1"]) == ["south-loaded#1"]


async def test_empty_list_names_nothing_and_null_everything(world: Asker) -> None:
    assert await read(world, 1, verdicts=[]) == await read(world, 1, methods=[]) == []
    assert len(await read(world, 1, verdicts=None, methods=None)) == 3


@pytest.mark.parametrize(("day", "found"), [("1949", []), ("2012", ["zone-plan#1"]), ("2016", []), ("2100", [])])
async def test_only_documents_in_force_count(world: Asker, day: str, found: list[str]) -> None:
    assert await read(world, 3, asOf=day) == found


@pytest.mark.parametrize(
    ("task", "territory", "scope", "found"),
    [
        (2, WEST, "SELF", []),
        (2, WEST, None, []),
        (2, WEST, "BELOW", ["city-plan#1"]),
        (2, ZONE, "BELOW", ["city-plan#1"]),
        (3, CITY, "BELOW", []),
        (3, CITY, "ABOVE", ["zone-plan#1"]),
        (4, CITY, "ABOVE", ["nation-law#5"]),
        (4, EAST, "ALL", ["nation-law#5", "east-title#title"]),
        (4, "100000", "BELOW", ["nation-law#5", "east-title#title"]),
        (1, SOUTH, "SELF", ["south-loaded#1"]),
    ],
)
async def test_territory_and_scope_decide_whose_documents_count(
    world: Asker, task: int, territory: str, scope: str | None, found: list[str]
) -> None:
    assert await read(world, task, territory=territory, scope=scope) == found


async def test_pages_follow_each_other_best_first(world: Asker) -> None:
    found: list[str] = []
    after = None
    while True:
        data = await world.read(QUERY, id="1", asOf="2014", first=1, after=after)
        coverage = data["task"]["coverage"]
        assert coverage["totalCount"] == 3
        found += [edge["node"]["clause"]["path"] + edge["node"]["document"]["title"] for edge in coverage["edges"]]
        after = coverage["pageInfo"]["endCursor"]
        if not coverage["pageInfo"]["hasNextPage"]:
            break
    assert found == ["1east-rules", "2east-rules", "1south-loaded"]
    wrong = await world.ask(QUERY, id="1", asOf="2015", first=1, after=after)
    assert wrong["errors"][0]["extensions"]["argument"] == "after"


@pytest.mark.parametrize(
    ("variables", "argument"),
    [({"minScore": 2.0}, "minScore"), ({"territory": "nowhere"}, "territory"), ({"first": 201}, "first")],
)
async def test_bad_input_names_its_argument(world: Asker, variables: dict[str, Any], argument: str) -> None:
    answer = await world.ask(QUERY, id="1", **variables)
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert answer["errors"][0]["extensions"]["argument"] == argument
