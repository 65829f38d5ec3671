"""The tables of a new LadybugDB graph, written from the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.bookkeeping import LABELS
from graph.model import DERIVED, RELATIONSHIPS, Label, PropertyType, edge_columns, node_columns

_TYPES = {
    PropertyType.STRING: "STRING",
    PropertyType.STRINGS: "STRING[]",
    PropertyType.BOOLEAN: "BOOL",
    PropertyType.INTEGER: "INT64",
    PropertyType.FLOAT: "DOUBLE",
}


def build_tables() -> Iterator[str]:
    """One statement a table: nodes first, then relationships, each with every arrow of its type."""
    for label in Label:
        yield _node_table(label, {**node_columns(label), **DERIVED.get(label, {})})
    for name, columns in LABELS.items():
        yield _node_table(name, columns)
    for kind, relationship in RELATIONSHIPS.items():
        arrows = ", ".join(f"FROM {start} TO {end}" for start, end in relationship.arrows)
        yield f"CREATE REL TABLE {kind}({arrows}, {_columns(edge_columns(kind))})"


def _node_table(name: str, columns: Mapping[str, PropertyType]) -> str:
    return f"CREATE NODE TABLE {name}({_columns(columns)}, PRIMARY KEY (id))"


def _columns(columns: Mapping[str, PropertyType]) -> str:
    return ", ".join(f"`{name}` {_TYPES[kind]}" for name, kind in columns.items())
