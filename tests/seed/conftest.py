"""What asks the seed on each engine."""

from __future__ import annotations

import pytest

from graph.access import Graph
from queries.catalogue import Catalogue
from queries.names import GraphNames
from schema.execute import Answers
from tests.schema.asking import Asker, WatchedGraph


@pytest.fixture
def seed_asker(seeded: Graph) -> Asker:
    """Asks all of the seed, by the names that are in it."""
    watched = WatchedGraph(seeded)
    catalogue = Catalogue(watched) if seeded.engine.startswith("LadybugDB") else None
    return Asker(watched, Answers(watched, GraphNames(watched), catalogue))
