"""What asks the seed on each engine."""

from __future__ import annotations

import pytest

from graph.store import Graph
from tests.schema.asking import Asker
from tests.seed.asking import asker_of_seed


@pytest.fixture
def seed_asker(seeded: Graph) -> Asker:
    """Asks all of the seed, by the names that are in it."""
    return asker_of_seed(seeded)
