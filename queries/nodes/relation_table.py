"""The relations of each kind of node: the patterns behind the fields of the API, each asked for many nodes at once.

`p` is the node asked about, `c` what it is related to, `e` the relationship whose properties are shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Label, RelationshipType
from queries.nodes.columns import Kind
from queries.nodes.relations import Match, Relation
from queries.rules import ANY_NAME, COUNTS, DEEPEST, IN_FORCE, holds

REGION, ZONE, PROGRAMME, INSTITUTION = Label.REGION, Label.ECONOMIC_ZONE, Label.PROGRAMME, Label.INSTITUTION

DOCUMENT, CLAUSE, TASK, THEME = Label.POLICY_DOCUMENT, Label.CLAUSE, Label.TASK, Label.THEME

PARTIES = (REGION, ZONE)

DONOR, RECIPIENT = (("role", "DONOR"),), (("role", "RECIPIENT"),)

DIRECT, DERIVED = (("derived", ""),), (("derived", "yes"),)


def _forward(parent: Label, kind: str, child: Label, **more: tuple[tuple[str, str], ...]) -> Match:
    stands_for: tuple[tuple[str, Kind], ...] = (("e", RelationshipType(kind)), ("c", child))
    return Match(f"(p:{parent})-[e:{kind}]->(c:{child})", stands_for, constants=more.get("constants", ()))


def _backward(parent: Label, kind: str, child: Label, **more: tuple[tuple[str, str], ...]) -> Match:
    stands_for: tuple[tuple[str, Kind], ...] = (("e", RelationshipType(kind)), ("c", child))
    return Match(f"(p:{parent})<-[e:{kind}]-(c:{child})", stands_for, constants=more.get("constants", ()))


def _memberships() -> Iterator[Match]:
    """Zones that include a region, a region above it (it is a full member), or one below it (a partial member)."""
    stands_for: tuple[tuple[str, Kind], ...] = (("e", RelationshipType.INCLUDES), ("c", ZONE))
    included = f"<-[e:INCLUDES]-(c:{ZONE})"
    yield Match(f"(p:{REGION}){included}", stands_for, 0, (*DIRECT, ("part", "")))
    above = f"(p:{REGION})-[:PART_OF*1..{DEEPEST}]->(:{REGION}){included}"
    yield Match(above, stands_for, 1, (*DERIVED, ("part", "")))
    below = f"(p:{REGION})<-[:PART_OF*1..{DEEPEST}]-(:{REGION}){included}"
    yield Match(below, stands_for, 2, (*DERIVED, ("part", "yes")))


def _dated(name: str, *matches: Match) -> Relation:
    return Relation(name, matches, holds("e"), ("day",))


def _plain(name: str, *matches: Match) -> Relation:
    return Relation(name, matches)


# (:Region)-[:PART_OF]->(:Region)
PART_OF = _plain("what a region is part of", _forward(REGION, "PART_OF", REGION))

PARTS = _plain("what a region is made of", _backward(REGION, "PART_OF", REGION))

# (:Region)-[:SUCCEEDS]->(:Region), (:Institution)-[:SUCCEEDS]->(:Institution)
PREDECESSORS = _plain("what came before a region", _forward(REGION, "SUCCEEDS", REGION))

SUCCESSORS = _plain("what came after a region", _backward(REGION, "SUCCEEDS", REGION))

EARLIER_BODIES = _plain("what came before an institution", _forward(INSTITUTION, "SUCCEEDS", INSTITUTION))

LATER_BODIES = _plain("what came after an institution", _backward(INSTITUTION, "SUCCEEDS", INSTITUTION))

# (:EconomicZone)-[:INCLUDES]->(:Region)
ZONES = _dated("zones of a region", *_memberships())

MEMBERS = _dated("regions of a zone", _forward(ZONE, "INCLUDES", REGION))

# (:Region)-[:PAIRED_WITH]->(:Region), donor to recipient
PAIRINGS = _dated(
    "pairings of a region",
    _forward(REGION, "PAIRED_WITH", REGION, constants=DONOR),
    _backward(REGION, "PAIRED_WITH", REGION, constants=RECIPIENT),
)

# (:Region|:EconomicZone)-[:HOSTS]->(:Programme)
PROGRAMMES = _dated("programmes of a party", *(_forward(party, "HOSTS", PROGRAMME) for party in PARTIES))

HOSTS = _dated("hosts of a programme", *(_backward(PROGRAMME, "HOSTS", party) for party in PARTIES))

# (:Institution)-[:SPONSORS]->(:Programme)
SPONSORS = _plain("sponsors of a programme", _backward(PROGRAMME, "SPONSORS", INSTITUTION))

SPONSORED = _plain("programmes of an institution", _forward(INSTITUTION, "SPONSORS", PROGRAMME))

# (:Institution)-[:SEATED_IN]->(:Region)
SEATED_IN = _plain("seat of an institution", _forward(INSTITUTION, "SEATED_IN", REGION))

INSTITUTIONS = Relation(
    "institutions of a region", (_backward(REGION, "SEATED_IN", INSTITUTION),), holds("c"), ("day",)
)

# (:Institution)-[:ISSUED]->(:PolicyDocument)
ISSUED = _plain("documents of an institution", _forward(INSTITUTION, "ISSUED", DOCUMENT))

ISSUERS = _plain("issuers of a document", _backward(DOCUMENT, "ISSUED", INSTITUTION))

# (:Institution)-[:RESPONSIBLE_FOR]->(:Task)
RESPONSIBLE = _plain("who is responsible for a task", _backward(TASK, "RESPONSIBLE_FOR", INSTITUTION))

RESPONSIBLE_FOR = _plain("tasks of an institution", _forward(INSTITUTION, "RESPONSIBLE_FOR", TASK))

# (:PolicyDocument)-[:APPLIES_TO]->(:Region|:EconomicZone), (:PolicyDocument)-[:AGREED_BY]->(… or :Institution)
DOCUMENTS = Relation(
    "documents of a party",
    tuple(_backward(party, kind, DOCUMENT) for kind in ("APPLIES_TO", "AGREED_BY") for party in PARTIES),
    IN_FORCE.format("c"),
    ("day",),
)

APPLIES_TO = _plain("where a document applies", *(_forward(DOCUMENT, "APPLIES_TO", party) for party in PARTIES))

AGREED_BY = _plain(
    "who agreed a document", *(_forward(DOCUMENT, "AGREED_BY", party) for party in (*PARTIES, INSTITUTION))
)

# (:PolicyDocument)-[:CITES]->(:PolicyDocument), (:PolicyDocument)-[:SUPERSEDES]->(:PolicyDocument)
CITES = _plain("what a document cites", _forward(DOCUMENT, "CITES", DOCUMENT))

CITED_BY = _plain("what cites a document", _backward(DOCUMENT, "CITES", DOCUMENT))

SUPERSEDES = _plain("what a document supersedes", _forward(DOCUMENT, "SUPERSEDES", DOCUMENT))

SUPERSEDED_BY = _plain("what supersedes a document", _backward(DOCUMENT, "SUPERSEDES", DOCUMENT))

# (:PolicyDocument)-[:HAS_CLAUSE]->(:Clause)
CLAUSES = _plain("clauses of a document", _forward(DOCUMENT, "HAS_CLAUSE", CLAUSE))

CLAUSE_DOCUMENT = _plain("document of a clause", _backward(CLAUSE, "HAS_CLAUSE", DOCUMENT))

# (:Task)-[:IN_THEME]->(:Theme)
IN_THEME = _plain("theme of a task", _forward(TASK, "IN_THEME", THEME))

THEME_TASKS = _plain("tasks of a theme", _backward(THEME, "IN_THEME", TASK))

# (:Clause)-[:MENTIONS]->(…)
MENTIONS = _plain(
    "what a clause mentions",
    *(
        _forward(CLAUSE, "MENTIONS", label)
        for label in (*PARTIES, PROGRAMME, INSTITUTION, DOCUMENT, Label.INDUSTRY)
    ),
)  # fmt: skip

# (:Region)-[:MEASURED]->(:Indicator), (:Region)-[:HAS_STRENGTH]->(:Industry); a $names that holds ANY means all of them
MEASURED = Relation(
    "figures of a region",
    (_forward(REGION, "MEASURED", Label.INDICATOR),),
    f"({ANY_NAME} IN $names OR c.id IN $names OR c.name IN $names) AND e.year >= $fromYear AND e.year <= $toYear",
    ("names", "fromYear", "toYear"),
)

STRENGTHS = _plain("strengths of a region", _forward(REGION, "HAS_STRENGTH", Label.INDUSTRY))

_LINK: tuple[tuple[str, Kind], ...] = (("e", RelationshipType.COVERS), ("d", DOCUMENT))

# (:PolicyDocument)-[:HAS_CLAUSE]->(:Clause)-[:COVERS]->(:Task): the links that count, and rejected ones for who asks
TASK_COVERAGE = Relation(
    "clauses that cover a task",
    (
        Match(
            f"(p:{TASK})<-[e:COVERS]-(c:{CLAUSE})<-[:HAS_CLAUSE]-(d:{DOCUMENT})",
            (*_LINK, ("c", CLAUSE), ("p", TASK)),
        ),
    ),
    f"({COUNTS.format('e', 'd', 'c')} OR e.verdict = 'REJECTED') AND e.verdict IN $verdicts AND {IN_FORCE.format('d')} "
    f"AND ({ANY_NAME} IN $methods OR e.method IN $methods) AND ({ANY_NAME} IN $territory "
    f"OR EXISTS {{ MATCH (d)-[:APPLIES_TO|AGREED_BY]->(x:{REGION}) WHERE x.id IN $territory }} "
    f"OR EXISTS {{ MATCH (d)-[:APPLIES_TO|AGREED_BY]->(y:{ZONE}) WHERE y.id IN $territory }})",
    ("minScore", "day", "verdicts", "methods", "territory"),
)

CLAUSE_COVERAGE = Relation(
    "tasks that a clause covers",
    (
        Match(
            f"(d:{DOCUMENT})-[:HAS_CLAUSE]->(p:{CLAUSE})-[e:COVERS]->(c:{TASK})",
            (*_LINK, ("c", TASK), ("p", CLAUSE)),
        ),
    ),
)
