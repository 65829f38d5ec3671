"""The contract's changes, made to a graph of the seed on each engine with the contract's own variables, and undone."""

from __future__ import annotations

import pytest

from graph.store import Graph
from graph.writing.apply import apply_batches
from loaders.facts.facts import read_seed
from schema.request.roles import Role, Viewer
from tests.seed.asking import asker_of_seed
from tests.seed.test_contract import CONTRACT, VARIABLES

pytestmark = pytest.mark.anyio
REMOVE = "mutation($id: ID!) { removeDocument(id: $id) { version document { id } } }"
SOMEBODY = Viewer("wang", Role.ADMIN, authenticated=True)
COUNTS = "{ graphInfo { counts { kind count } } }"


async def test_contract_loads_reviews_and_the_seed_is_as_before_when_that_is_undone(graph: Graph) -> None:
    await apply_batches(graph.writer, read_seed(), "tests")
    asker = asker_of_seed(graph)
    before = await asker.read(COUNTS)
    load = (CONTRACT / "load.graphql").read_text("utf-8")
    loaded = (await asker.ask(load, viewer=SOMEBODY, **VARIABLES["load"]))["data"]["loadDocument"]
    assert (loaded["version"], loaded["created"], loaded["document"]["title"]) == (2, 2, "某市专利促进办法")
    again = (await asker.ask(load, viewer=SOMEBODY, **VARIABLES["load"]))["data"]["loadDocument"]
    assert (again["version"], again["created"], again["unchanged"]) == (2, 0, 2)
    review = (CONTRACT / "review.graphql").read_text("utf-8")
    reviewed = (await asker.ask(review, viewer=SOMEBODY, **VARIABLES["review"]))["data"]["reviewCoverage"]
    assert reviewed["version"] == 3
    assert (reviewed["coverage"]["verdict"], reviewed["coverage"]["reviewedBy"]) == ("CONFIRMED", "wang")
    # The facts run again find their rows as they left them, beneath what was said since.
    assert not (await apply_batches(graph.writer, read_seed(), "tests")).changed
    taken_back = VARIABLES["review"] | {"verdict": "SUGGESTED"}
    assert (await asker.ask(review, viewer=SOMEBODY, **taken_back))["data"]["reviewCoverage"]["version"] == 4
    removed = (await asker.ask(REMOVE, viewer=SOMEBODY, id=loaded["document"]["id"]))["data"]["removeDocument"]
    assert removed == {"version": 5, "document": None}
    assert await asker.read(COUNTS) == before
    assert not (await apply_batches(graph.writer, read_seed(), "tests")).changed
