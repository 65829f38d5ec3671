"""The tables of a new LadybugDB graph, written from the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from graph.bookkeeping import LABELS
from graph.model import DERIVED, RELATIONSHIPS, Label, PropertyType, edge_columns, node_columns
from graph.store import Value

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


# LadybugDB plans a statement whose LIMIT or SKIP is a parameter again each time that it is asked, since the number goes
# into its plan: https://github.com/LadybugDB/ladybug/pull/986. That takes longer than most pages.
_BOUND = re.compile(r"\b(?P<word>LIMIT|SKIP) \$(?P<name>\w+)")


# Looked for once a text, and not at every question.
@lru_cache(maxsize=4096)
def _list_bounds(text: str) -> tuple[str, ...]:
    # What is skipped has ten thousand values, each with a plan to remember; those texts are as they were.
    return () if "SKIP $" in text else tuple(found["name"] for found in _BOUND.finditer(text))


def write_bounds(text: str, parameters: Mapping[str, Value]) -> tuple[str, dict[str, Value]]:
    """The text with its bounds as numbers, and the parameters that are left."""
    bounds = {name: parameters[name] for name in _list_bounds(text)}
    if not bounds or not all(type(value) is int for value in bounds.values()):
        return text, dict(parameters)
    written = _BOUND.sub(lambda found: f"{found['word']} {bounds[found['name']]}", text)
    return written, {name: value for name, value in parameters.items() if name not in bounds}
