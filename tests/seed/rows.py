"""The rows of the seed by label and type, for tests of what they say."""

from __future__ import annotations

from functools import cache

from graph.model import Label, RelationshipType
from graph.writing.batch import Batch, EdgeRow, NodeRow
from loaders.facts.facts import read_seed


@cache
def seed_batches() -> dict[str, Batch]:
    """The batches by load."""
    return {batch.load: batch for batch in read_seed()}


def seed_nodes(label: Label) -> dict[str, NodeRow]:
    """The nodes of a label by id."""
    return {row.id: row for batch in seed_batches().values() for row in batch.nodes if row.label is label}


def seed_edges(kind: RelationshipType) -> list[EdgeRow]:
    """The relationships of a type."""
    return [row for batch in seed_batches().values() for row in batch.edges if row.type is kind]
