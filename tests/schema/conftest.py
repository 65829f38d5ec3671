"""The small graph and the worlds of questions on each engine, and what asks them."""

from __future__ import annotations

import pytest

from graph.store import Graph
from tests.fixtures.graphs import graph_with
from tests.queries.coverage.coverage_world import COVERAGE
from tests.queries.pairing.pairing_world import PAIRING
from tests.schema.asking import Asker, asker_of
from tests.schema.small_graph import SMALL

small_graph = graph_with(SMALL)
coverage_world = graph_with(COVERAGE)
pairing_world = graph_with(PAIRING)


@pytest.fixture
def asker(small_graph: Graph) -> Asker:
    """Asks the small graph."""
    return asker_of(small_graph)
