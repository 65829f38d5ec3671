"""The constraints and indexes of a new Neo4j graph, written from the model."""

from __future__ import annotations

from collections.abc import Iterator

from graph.bookkeeping import LABELS
from graph.model import Label

# What lists are ordered by, next to the key: with the id behind it, a page reads its own rows and no others.
ORDER_COLUMNS: dict[Label, tuple[str, ...]] = {
    Label.POLICY_DOCUMENT: ("name", "issuedFirst", "number", "effectFrom"),
    Label.CLAUSE: ("name",),
    Label.REGION: ("name", "level"),
    Label.ECONOMIC_ZONE: ("name",),
    Label.PROGRAMME: ("name", "sinceFirst"),
    Label.INSTITUTION: ("name",),
    Label.SOURCE: ("name",),
}


def build_constraints() -> Iterator[str]:
    """One statement each; safe to run again."""
    for name in (*Label, *LABELS):
        yield f"CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:{name}) REQUIRE n.id IS UNIQUE"
    for label, columns in ORDER_COLUMNS.items():
        for column in columns:
            yield f"CREATE INDEX {label}_{column} IF NOT EXISTS FOR (n:{label}) ON (n.{column}, n.id)"
    yield "CREATE INDEX Change_version IF NOT EXISTS FOR (n:Change) ON (n.version)"
