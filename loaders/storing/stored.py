"""Reads what the graph holds of a document before it is loaded again: its row, its clauses, its links, its ends."""

from __future__ import annotations

from dataclasses import dataclass

from graph.dates import Period, period_of
from graph.model import NODES, Label, PropertyType, RelationshipType
from graph.statements import read_nodes
from graph.store import Statement, Value, WriteTransaction
from graph.writing.batch import PropertyValue
from graph.writing.rows import NodeRef, Stored


@dataclass(frozen=True, slots=True)
class DocumentName:
    """By what a stored document is known."""

    id: str
    name: str
    aliases: list[str] | None
    number: str | None
    issued_first: str | None
    issued_last: str | None
    in_force_first: str | None
    in_force_last: str | None

    @property
    def issued(self) -> Period | None:
        """The date of its issue."""
        return period_of(self.issued_first, self.issued_last)

    @property
    def in_force_from(self) -> Period | None:
        """From when it is in force."""
        return period_of(self.in_force_first, self.in_force_last)


@dataclass(frozen=True, slots=True)
class StoredClause:
    """A clause as it is stored; `text` None where only its path is known."""

    id: str
    path: str
    text: str | None
    fingerprint: str | None
    sources: list[str] | None
    loads: list[str]


@dataclass(frozen=True, slots=True)
class StoredLink:
    """A link of a clause to a task as it is stored."""

    clause: str
    task: str
    score: float
    method: str
    evidence: str | None
    loads: list[str]


@dataclass(frozen=True, slots=True)
class StoredEnd:
    """One that issued or agreed a document, or where it applies; and the loads that say so.

    What a document's load states is `verified` where somebody gave it, and not where the text was read for it.
    """

    type: str
    label: str
    id: str
    verified: bool
    loads: list[str]

    @property
    def ref(self) -> NodeRef:
        """The reference that names the other end."""
        return Label(self.label), self.id


@dataclass(frozen=True, slots=True)
class StoredBody:
    """A stored institution; `derived` where loads of documents made it."""

    id: str
    name: str
    derived: bool


DOCUMENT_NAMES = Statement(
    "names of documents",
    "MATCH (d:PolicyDocument) RETURN d.id AS id, d.name AS name, d.aliases AS aliases, d.number AS number, "
    "d.issuedFirst AS issued_first, d.issuedLast AS issued_last, d.inForceFromFirst AS in_force_first, "
    "d.inForceFromLast AS in_force_last ORDER BY d.id",
    (),
    ("id", "name", "aliases", "number", "issued_first", "issued_last", "in_force_first", "in_force_last"),
    DocumentName,
)
CLAUSES = Statement(
    "clauses of a document",
    "MATCH (d:PolicyDocument {id: $document})-[:HAS_CLAUSE]->(c:Clause) RETURN c.id AS id, c.path AS path, "
    "c.text AS text, c.fingerprint AS fingerprint, c.sources AS sources, c.loads AS loads "
    "ORDER BY coalesce(c.ordinal, 0), c.id",
    ("document",),
    ("id", "path", "text", "fingerprint", "sources", "loads"),
    StoredClause,
)
LINKS = Statement(
    "links of a document",
    "MATCH (d:PolicyDocument {id: $document})-[:HAS_CLAUSE]->(c:Clause)-[r:COVERS]->(t:Task) RETURN c.id AS clause, "
    "t.id AS task, r.score AS score, r.method AS method, r.evidence AS evidence, r.loads AS loads "
    "ORDER BY clause, task",
    ("document",),
    ("clause", "task", "score", "method", "evidence", "loads"),
    StoredLink,
)
BODIES = Statement(
    "institutions by id or name",
    "MATCH (i:Institution) WHERE i.id IN $ids OR i.name IN $names "
    "RETURN i.id AS id, i.name AS name, coalesce(i.derived, false) AS derived ORDER BY id",
    ("ids", "names"),
    ("id", "name", "derived"),
    StoredBody,
)
_ENDS = (
    (RelationshipType.ISSUED, Label.INSTITUTION, "(d)<-[e:ISSUED]-"),
    (RelationshipType.APPLIES_TO, Label.REGION, "(d)-[e:APPLIES_TO]->"),
    (RelationshipType.APPLIES_TO, Label.ECONOMIC_ZONE, "(d)-[e:APPLIES_TO]->"),
    (RelationshipType.AGREED_BY, Label.REGION, "(d)-[e:AGREED_BY]->"),
    (RelationshipType.AGREED_BY, Label.ECONOMIC_ZONE, "(d)-[e:AGREED_BY]->"),
    (RelationshipType.AGREED_BY, Label.INSTITUTION, "(d)-[e:AGREED_BY]->"),
)
ENDS = Statement(
    "who issued or agreed a document, and where it applies",
    " UNION ALL ".join(
        f"MATCH {path.replace('(d)', '(d:PolicyDocument {id: $document})')}(x:{label}) "
        f"RETURN '{kind}' AS type, '{label}' AS label, x.id AS id, e.verified AS verified, e.loads AS loads"
        for kind, label, path in _ENDS
    ),
    ("document",),
    ("type", "label", "id", "verified", "loads"),
    StoredEnd,
)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """All that the graph holds of a document; `row` None where it is not there yet."""

    id: str
    row: Stored | None
    clauses: tuple[StoredClause, ...] = ()
    links: tuple[StoredLink, ...] = ()
    ends: tuple[StoredEnd, ...] = ()


async def read_stored_document(transaction: WriteTransaction, document: str, *, known: bool) -> StoredDocument:
    """Read what is stored of a document; nothing is asked for one that is not `known`."""
    if not known:
        return StoredDocument(document, None)
    rows = await transaction.run(read_nodes(Label.POLICY_DOCUMENT), {"ids": [document]})
    asked = {"document": document}
    return StoredDocument(
        document,
        rows[0] if rows else None,
        tuple(await transaction.run(CLAUSES, asked)),
        tuple(await transaction.run(LINKS, asked)),
        tuple(await transaction.run(ENDS, asked)),
    )


def properties_of(label: Label, row: Stored) -> dict[str, PropertyValue]:
    """The properties of a stored node, as a load would state them."""
    return {name: _property(name, kind, row) for name, kind in NODES[label].items()}


def _property(name: str, kind: PropertyType, row: Stored) -> PropertyValue:
    if kind is PropertyType.DATE:
        first, last = row[f"{name}First"], row[f"{name}Last"]
        return period_of(str(first), str(last)) if first and last else None
    value: Value = row[name]
    if isinstance(value, list):
        return tuple(map(str, value))
    return value if isinstance(value, str | bool | int | float) else None
