"""The worlds of questions and the small graph, on each engine."""

from __future__ import annotations

from tests.fixtures.graphs import graph_with
from tests.queries.coverage.coverage_world import COVERAGE
from tests.queries.pairing.pairing_world import PAIRING
from tests.schema.small_graph import SMALL

coverage_world = graph_with(COVERAGE)
pairing_world = graph_with(PAIRING)
small_graph = graph_with(SMALL)
