"""Make the rows of a document's clauses: nodes with their fingerprints, and the relationships that hold them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from graph.model import Label, RelationshipType
from graph.names.text import fold_text
from graph.writing.batch import EdgeRow, NodeRow, PropertyValue
from loaders.document import Clause


def fingerprint_of(text: str) -> str:
    """Hash a clause's wording, whatever its number: equal for texts that differ in spaces, width or script."""
    folded = "".join(fold_text(text).split())
    return hashlib.sha256(folded.encode()).hexdigest()[:32]


def clause_rows(
    document: str, title: str, clauses: Iterable[Clause], sources: tuple[str, ...], *, verified: bool
) -> tuple[list[NodeRow], list[EdgeRow]]:
    """The clauses of a document and the HAS_CLAUSE of each, in order; `document` is its id."""
    nodes = [_node(document, title, clause, sources, verified=verified) for clause in clauses]
    # (:PolicyDocument)-[:HAS_CLAUSE]->(:Clause)
    edges = [
        EdgeRow(
            RelationshipType.HAS_CLAUSE,
            (Label.POLICY_DOCUMENT, document),
            (Label.CLAUSE, node.id),
            {},
            sources,
            verified,
        )
        for node in nodes
    ]
    return nodes, edges


def _node(document: str, title: str, clause: Clause, sources: tuple[str, ...], *, verified: bool) -> NodeRow:
    properties: dict[str, PropertyValue] = {
        "path": clause.path,
        "ordinal": clause.ordinal,
        "heading": clause.heading or None,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
        "fingerprint": fingerprint_of(clause.text),
    }
    key = f"{document}#{clause.path}"
    return NodeRow(Label.CLAUSE, key, f"《{title}》{clause.path}", properties, sources, verified)
