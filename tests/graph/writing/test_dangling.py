"""Which batches are shaken by nodes that go: those that point at one, or rest on one as a source."""

from __future__ import annotations

from graph.model import Label, RelationshipType
from graph.writing.batch import Batch, EdgeRow, NodeRow
from graph.writing.dangling import find_shaken

REGION, DOCUMENT, SOURCE = Label.REGION, Label.POLICY_DOCUMENT, Label.SOURCE
APPLIES = EdgeRow(RelationshipType.APPLIES_TO, (DOCUMENT, "d"), (REGION, "610000"), {}, ("gazette",), True)
BATCHES = (
    Batch("edges", [], [APPLIES]),
    Batch("nodes", [NodeRow(REGION, "500000", "重庆市", {}, ("yearbook",), True)]),
)


def test_batch_is_shaken_by_either_end_of_an_edge() -> None:
    assert find_shaken(BATCHES, [(DOCUMENT, "d")]) == find_shaken(BATCHES, [(REGION, "610000")]) == {"edges"}


def test_batch_is_shaken_by_the_sources_of_its_nodes_and_edges() -> None:
    assert find_shaken(BATCHES, [(SOURCE, "gazette")]) == {"edges"}
    assert find_shaken(BATCHES, [(SOURCE, "yearbook")]) == {"nodes"}
    assert find_shaken(BATCHES, [(SOURCE, "yearbook"), (REGION, "610000")]) == {"edges", "nodes"}


def test_source_is_told_from_a_node_of_the_same_id() -> None:
    assert find_shaken(BATCHES, [(REGION, "gazette"), (SOURCE, "610000")]) == set()


def test_nothing_removed_shakes_nothing_and_a_node_not_its_own_batch() -> None:
    assert find_shaken(BATCHES, []) == set()
    assert find_shaken(BATCHES, [(REGION, "500000")]) == set()
