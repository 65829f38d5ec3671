"""Rows as they are stored: the statements of a batch turned into columns, and references that name them."""

from __future__ import annotations

from collections.abc import Mapping

from graph.dates import Period
from graph.model import NODES, RELATIONSHIPS, Label, PropertyType, RelationshipType, edge_columns, node_columns
from graph.statements import FROM, TO
from graph.store import Value
from graph.writing.batch import EdgeRow, NodeRow, PropertyValue

NodeRef = tuple[Label, str]
EdgeRef = tuple[RelationshipType, Label, str, Label, str, str]
Stored = dict[str, Value]

_JOIN = "\t"  # No id, label or key holds one.


def node_ref(row: NodeRow) -> NodeRef:
    """Return the reference that names a node."""
    return row.label, row.id


def edge_ref(row: EdgeRow) -> EdgeRef:
    """Return the reference that names a relationship."""
    return row.type, *row.start, *row.end, row.key


def write_ref(ref: NodeRef | EdgeRef) -> str:
    """A reference as one string, for a load's manifest."""
    return _JOIN.join(ref)


def read_node_ref(text: str) -> NodeRef:
    """The node that a string from a manifest names."""
    label, key = text.split(_JOIN)
    return Label(label), key


def read_edge_ref(text: str) -> EdgeRef:
    """The relationship that a string from a manifest names."""
    kind, start_label, start, end_label, end, key = text.split(_JOIN)
    return RelationshipType(kind), Label(start_label), start, Label(end_label), end, key


def node_columns_of(row: NodeRow) -> Stored:
    """A node's columns, without the loads that state it."""
    common: Stored = {"id": row.id, "name": row.name, "sources": list(row.sources) or None, "verified": row.verified}
    return dict.fromkeys(node_columns(row.label)) | common | columns_of(row.properties, NODES[row.label])


def edge_columns_of(row: EdgeRow) -> Stored:
    """A relationship's columns and ends, without the loads that state it."""
    common: Stored = {
        FROM: row.start[1],
        TO: row.end[1],
        "key": row.key,
        "sources": list(row.sources) or None,
        "verified": row.verified,
    }
    return (
        dict.fromkeys(edge_columns(row.type)) | common | columns_of(row.properties, RELATIONSHIPS[row.type].properties)
    )


def columns_of(values: Mapping[str, PropertyValue], types: Mapping[str, PropertyType]) -> Stored:
    """The stored columns of some properties; KeyError for one that the model does not have."""
    if not values.keys() <= types.keys():
        unknown = values.keys() - types.keys()
        raise KeyError(f"properties that graph/model.py does not have: {', '.join(sorted(unknown))}")
    columns: Stored = {}
    for name, value in values.items():
        if types[name] is PropertyType.DATE:
            if value is not None and not isinstance(value, Period):
                raise TypeError(f"{name} is a date, not {value!r}")
            columns[f"{name}First"] = value.first if value else None
            columns[f"{name}Last"] = value.last if value else None
        else:
            columns[name] = _stored(value, types[name])
    return columns


def _stored(value: PropertyValue, kind: PropertyType) -> Value:
    if value in (None, "", ()):
        return None  # An empty list has no type for LadybugDB, and says no more than nothing.
    if isinstance(value, tuple):
        return list(value)
    if kind is PropertyType.FLOAT and isinstance(value, int | float):
        return float(value)
    if isinstance(value, Period):
        raise TypeError(f"{value} is a date where the model has {kind}")
    return value
