"""The small graph on each engine, and what asks it."""

from __future__ import annotations

import pytest

from graph.store import Graph
from tests.schema.asking import Asker, asker_of
from tests.schema.small_graph import load_small


@pytest.fixture
async def asker(graph: Graph) -> Asker:
    """Asks the small graph."""
    await load_small(graph)
    return asker_of(graph)
