"""Pure builders of the Cypher that reads and writes rows of one label or relationship type, alike on both engines."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from graph.model import Label, RelationshipType, edge_columns, node_columns
from graph.store import Statement, Value

# Relationship rows name their two ends by these columns; `start` and `end` are properties of mentions and clauses.
FROM, TO = "from_id", "to_id"

# An embedded graph that was filled by COPY, as earlier programs did, holds an empty text as null.
_KEY = "coalesce(e.`key`, '')"

Arrow = tuple[Label, Label]
Row = Mapping[str, Value]


def reading(name: str, text: str, parameters: Sequence[str], names: Sequence[str]) -> Statement[dict[str, Value]]:
    """A question whose rows are dictionaries of its columns."""

    def row(*values: Value) -> dict[str, Value]:
        return dict(zip(names, values, strict=True))

    return Statement(name, text, tuple(parameters), tuple(names), row)


def node_columns_text(label: Label) -> str:
    """Write what to return of a node `n`: every column that a load states."""
    return ", ".join(f"n.`{name}` AS `{name}`" for name in node_columns(label))


def edge_columns_text(kind: RelationshipType) -> tuple[list[str], str]:
    """Write what to return of a relationship `e` from `a` to `b`: the names, and the text."""
    names = list(edge_columns(kind))
    columns = ", ".join(f"{_KEY if name == 'key' else f'e.`{name}`'} AS `{name}`" for name in names)
    return [FROM, TO, *names], f"a.id AS {FROM}, b.id AS {TO}, {columns}"


def read_nodes(label: Label) -> Statement[dict[str, Value]]:
    """Nodes of a label with their stored columns. Parameters: ids."""
    # Unwound ids are looked up in the index; LadybugDB would test every node of the label against a list of them.
    text = f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}) RETURN {node_columns_text(label)}"
    return reading(f"nodes of {label}", text, ["ids"], list(node_columns(label)))


def read_edges(kind: RelationshipType, arrow: Arrow) -> Statement[dict[str, Value]]:
    """Relationships of a type between named starts and ends with their stored columns. Parameters: from_ids, to_ids."""
    start, end = arrow
    names, columns = edge_columns_text(kind)
    # From each start along its own relationships: sought by both ends, every pair of them would be tried.
    match = f"UNWIND $from_ids AS i MATCH (a:{start} {{id: i}})-[e:{kind}]->(b:{end}) WHERE b.id IN $to_ids"
    text = f"{match} RETURN {columns}"
    return reading(f"{kind} of {start} to {end}", text, ["from_ids", "to_ids"], names)


def list_named(rows: Sequence[Row]) -> frozenset[str]:
    """The columns that have a value in any row."""
    # LadybugDB reads a type off the parameter: a column that is null in every row has none; it becomes a literal.
    return frozenset(name for row in rows for name, value in row.items() if value is not None)


def set_columns(target: str, names: Iterable[str], named: Container[str]) -> str:
    """The assignments of a SET from `r` to the target: the columns that are `named`, and null to the others."""
    return ", ".join(f"{target}.`{name}` = " + (f"r.`{name}`" if name in named else "null") for name in names)


def _map_of(names: Iterable[str], named: Container[str]) -> str:
    return ", ".join(f"`{name}`: r.`{name}`" for name in names if name in named)


def insert_nodes(label: Label, named: Container[str]) -> str:
    """Create nodes with the columns that are named. Parameters: rows."""
    return f"UNWIND $rows AS r CREATE (:{label} {{{_map_of(node_columns(label), named)}}})"


def insert_nodes_named(label: str, names: Iterable[str]) -> str:
    """Create nodes of a label of the bookkeeping with some columns. Parameters: rows."""
    return f"UNWIND $rows AS r CREATE (:{label} {{{', '.join(f'`{name}`: r.`{name}`' for name in names)}}})"


def set_nodes(label: Label, named: Container[str]) -> str:
    """Overwrite the columns of nodes found by id, those not named with null. Parameters: rows."""
    names = [name for name in node_columns(label) if name != "id"]
    return f"UNWIND $rows AS r MATCH (n:{label} {{id: r.id}}) SET {set_columns('n', names, named)}"


def delete_nodes(label: Label) -> str:
    """Remove nodes and what hangs on them. Parameters: ids."""
    return f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}) DETACH DELETE n"


def insert_edges(kind: RelationshipType, arrow: Arrow, named: Container[str]) -> str:
    """Create relationships with the columns that are named. Parameters: rows."""
    properties = _map_of(edge_columns(kind), named)
    return f"{_match_ends(arrow)} CREATE (a)-[:{kind} {{{properties}}}]->(b)"


def set_edges(kind: RelationshipType, arrow: Arrow, named: Container[str]) -> str:
    """Overwrite the columns of relationships found by ends and key, those not named with null. Parameters: rows."""
    names = [name for name in edge_columns(kind) if name != "key"]
    return f"{_match_edge(kind, arrow)} SET {set_columns('e', names, named)}"


def delete_edges(kind: RelationshipType, arrow: Arrow) -> str:
    """Remove relationships found by their ends and key. Parameters: rows."""
    return f"{_match_edge(kind, arrow)} DELETE e"


def _match_ends(arrow: Arrow) -> str:
    # One MATCH an end: from one for both, LadybugDB tries every start with every end.
    return f"UNWIND $rows AS r MATCH (a:{arrow[0]} {{id: r.{FROM}}}) MATCH (b:{arrow[1]} {{id: r.{TO}}})"


def _match_edge(kind: RelationshipType, arrow: Arrow) -> str:
    start, end = arrow
    ends = f"(a:{start} {{id: r.{FROM}}})-[e:{kind}]->(b:{end} {{id: r.{TO}}})"
    return f"UNWIND $rows AS r MATCH {ends} WHERE {_KEY} = r.key"
