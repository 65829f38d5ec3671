"""The questions that every contender answers: ours and the peer's as GraphQL, the bare drivers' as Cypher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Variables = Mapping[str, object]
PROVINCES = [
    f"{code}0000"
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65))
    for code in range(first, last + 1)
]


@dataclass(frozen=True, slots=True)
class Request:
    """One GraphQL request."""

    query: str
    variables: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shape:
    """One question. `peer` and `bare` are missing where only we can answer it.

    `bare` is one Cypher statement that both engines take, with its columns; its rows hold what the answers hold.
    """

    name: str
    ours: Request
    peer: Request | None = None
    bare: str = ""
    columns: tuple[str, ...] = ()
    parameters: Variables = field(default_factory=dict)


def build_shapes(region: str, deep: str, depth: int, parties: list[str]) -> list[Shape]:
    """The shapes for a graph: `deep` is our cursor behind the `depth` latest documents."""
    return [POINT, LIST, NESTED, *_pages(deep, depth), _filter(region), *_matrices(parties)]


POINT = Shape(
    "point",
    Request("query Point($id: ID!) { region(id: $id) { id name nameEn level macroRegion } }", {"id": "610000"}),
    Request(
        "query Point($id: ID!) { regions(where: { id: { eq: $id } }) { id name nameEn level macroRegion } }",
        {"id": "610000"},
    ),
    "MATCH (r:Region) WHERE r.id = $id "
    "RETURN r.id AS id, r.name AS name, r.nameEn AS english, r.level AS level, r.macroRegion AS area",
    ("id", "name", "english", "level", "area"),
    {"id": "610000"},
)
LIST = Shape(
    "list of 1,000",
    Request("query List { documents(first: 1000) { edges { node { id title issued } } } }"),
    Request("query List { policyDocuments(limit: 1000, sort: [{ id: ASC }]) { id title issuedFirst } }"),
    "MATCH (d:PolicyDocument) "
    "RETURN d.id AS id, d.title AS title, d.issuedFirst AS first, d.issuedLast AS last ORDER BY id LIMIT 1000",
    ("id", "title", "first", "last"),
)
# 25 documents, their 200 clauses, the tasks that these cover: the widest level is the third.
NESTED = Shape(
    "4 levels nested",
    Request(
        "query Nested { documents(first: 25) { edges { node { id title issuers { name } "
        "clauses(first: 8) { edges { node { path coverage { score task { number title } } } } } } } } }"
    ),
    Request(
        "query Nested { policyDocuments(limit: 25, sort: [{ id: ASC }]) { id title issuers { name } "
        "clauses(limit: 8, sort: [{ ordinal: ASC }]) "
        "{ path coversConnection { edges { properties { score } node { number title } } } } } }"
    ),
    "MATCH (d:PolicyDocument) WITH d ORDER BY d.id LIMIT 25 "
    "OPTIONAL MATCH (i:Institution)-[:ISSUED]->(d) WITH d, collect(i.name) AS issuers "
    "OPTIONAL MATCH (d)-[:HAS_CLAUSE]->(c:Clause) OPTIONAL MATCH (c)-[e:COVERS]->(t:Task) "
    "WITH d, issuers, c, collect({score: e.score, number: t.number, title: t.title}) AS tasks "
    "WITH d, issuers, collect({path: c.path, ordinal: c.ordinal, tasks: tasks}) AS clauses "
    "RETURN d.id AS id, d.title AS title, issuers, clauses ORDER BY id",
    ("id", "title", "issuers", "clauses"),
)


ROW = ("id", "title", "first", "last", "kind")


def _pages(deep: str, depth: int) -> list[Shape]:
    """Pages of 20, the latest first: ours by cursor, the peer's by offset.

    The peer's own cursors count rows too, and its connections gather the whole label for a page: with 10,000 documents
    Neo4j refuses them in less than 3 GB.
    """
    fields = "edges { cursor node { id title issued kind } } pageInfo { hasNextPage endCursor }"
    ours = "documents(first: 20, after: $after, orderBy: [{ field: ISSUED, direction: DESC }])"
    theirs = (
        "policyDocuments(limit: 20, offset: $offset, sort: [{ issuedFirst: DESC }, { id: ASC }]) "
        "{ id title issuedFirst kind }"
    )
    counted = "policyDocumentsConnection { aggregate { count { nodes } } }"
    bare = (
        "MATCH (d:PolicyDocument) WHERE d.issuedFirst {0} RETURN d.id AS id, d.title AS title, "
        "d.issuedFirst AS first, d.issuedLast AS last, d.kind AS kind ORDER BY first DESC, id LIMIT 21"
    )
    return [
        Shape(
            "page of 20",
            Request(f"query Page($after: String) {{ {ours} {{ {fields} }} }}", {"after": None}),
            Request(f"query Page($offset: Int) {{ {theirs} }}", {"offset": 0}),
            bare.format(">= ''"),
            ROW,
        ),
        Shape(
            "deep page of 20",
            Request(f"query Page($after: String) {{ {ours} {{ {fields} }} }}", {"after": deep}),
            Request(f"query Page($offset: Int) {{ {theirs} }}", {"offset": depth}),
            bare.format("<= $day"),
            ROW,
            {"day": "2016-06-15"},
        ),
        Shape(
            "page with count",
            Request(f"query Page($after: String) {{ {ours} {{ totalCount {fields} }} }}", {"after": None}),
            Request(f"query Page($offset: Int) {{ {theirs} {counted} }}", {"offset": 0}),
        ),
    ]


def _filter(region: str) -> Shape:
    """The documents of one region, the latest first."""
    return Shape(
        "filter by relation",
        Request(
            "query Filter($id: ID!) { region(id: $id) { documents(first: 20, "
            "orderBy: [{ field: ISSUED, direction: DESC }]) { edges { node { id title issued kind } } } } }",
            {"id": region},
        ),
        Request(
            "query Filter($id: ID!) { policyDocuments(where: { appliesTo: { some: { id: { eq: $id } } } }, "
            "limit: 20, sort: [{ issuedFirst: DESC }, { id: ASC }]) { id title issuedFirst kind } }",
            {"id": region},
        ),
        "MATCH (r:Region)<-[:APPLIES_TO]-(d:PolicyDocument) WHERE r.id = $id RETURN d.id AS id, d.title AS title, "
        "d.issuedFirst AS first, d.issuedLast AS last, d.kind AS kind ORDER BY first DESC, id LIMIT 20",
        ROW,
        {"id": region},
    )


def _matrices(parties: list[str]) -> list[Shape]:
    gaps = (
        "query Gaps($parties: [ID!]!) { policyGaps(parties: $parties) { counts { sharedGap oneSided commonGround "
        "undetermined } tasks { task { number title } kind statuses { party { name } status evidenceCount } } } }"
    )
    matrix = (
        "query Matrix($parties: [ID!]!) { coverageMatrix(parties: $parties) { tasks { number } "
        "rows { party { name } covered notCovered unknown cells { status score documentCount } } } }"
    )
    asked = {"parties": parties}
    return [
        Shape("gaps of 31 provinces", Request(gaps, asked)),
        Shape("matrix of 31 provinces", Request(matrix, asked)),
    ]
