"""The model of the graph in one place: labels, relationship types, their arrows and properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

FORMAT = 3  # Raised when a stored graph of the form before can no longer be read.


class Label(StrEnum):
    """The kinds of nodes, as the engines, GraphQL and the files of `seed/` write them."""

    REGION = "Region"
    ECONOMIC_ZONE = "EconomicZone"
    PROGRAMME = "Programme"
    INSTITUTION = "Institution"
    POLICY_DOCUMENT = "PolicyDocument"
    CLAUSE = "Clause"
    TASK = "Task"
    THEME = "Theme"
    INDUSTRY = "Industry"
    INDICATOR = "Indicator"
    SOURCE = "Source"


class RelationshipType(StrEnum):
    """The kinds of relationships."""

    PART_OF = "PART_OF"
    INCLUDES = "INCLUDES"
    SUCCEEDS = "SUCCEEDS"
    PAIRED_WITH = "PAIRED_WITH"
    HOSTS = "HOSTS"
    SPONSORS = "SPONSORS"
    SEATED_IN = "SEATED_IN"
    ISSUED = "ISSUED"
    RESPONSIBLE_FOR = "RESPONSIBLE_FOR"
    APPLIES_TO = "APPLIES_TO"
    AGREED_BY = "AGREED_BY"
    CITES = "CITES"
    SUPERSEDES = "SUPERSEDES"
    HAS_CLAUSE = "HAS_CLAUSE"
    MENTIONS = "MENTIONS"
    COVERS = "COVERS"
    IN_THEME = "IN_THEME"
    HAS_STRENGTH = "HAS_STRENGTH"
    MEASURED = "MEASURED"


class PropertyType(StrEnum):
    """The type of a property. DATE, of reduced precision, is stored as two ISO days: `<name>First`, `<name>Last`."""

    STRING = "STRING"
    STRINGS = "STRINGS"
    BOOLEAN = "BOOLEAN"
    INTEGER = "INTEGER"
    FLOAT = "FLOAT"
    DATE = "DATE"


def _properties(**types: str) -> dict[str, PropertyType]:
    return {name: PropertyType(kind) for name, kind in types.items()}


S, L, B, N, F, D = "STRING", "STRINGS", "BOOLEAN", "INTEGER", "FLOAT", "DATE"

# Every node: `id` is stable and unique within its label, `name` what a person reads, `loads` the loads that state it.
NODE_PROPERTIES = _properties(id=S, name=S, sources=L, verified=B, loads=L)
# Every relationship: `key` tells apart the relationships of one type between the same two nodes.
EDGE_PROPERTIES = _properties(key=S, sources=L, verified=B, loads=L)

NODES: dict[Label, dict[str, PropertyType]] = {
    Label.REGION: _properties(
        shortName=S, nameEn=S, level=S, macroRegion=S, latitude=F, longitude=F, aliases=L, formerNames=L, vintages=L,
        note=S,
    ),
    Label.ECONOMIC_ZONE: _properties(
        nameEn=S, aliases=L, formerNames=L, datedNames=L, kind=S, since=D, until=D, note=S
    ),
    Label.PROGRAMME: _properties(nameEn=S, aliases=L, family=S, kind=S, ipTypes=L, since=D, until=D, note=S),
    Label.INSTITUTION: _properties(
        nameEn=S, aliases=L, formerNames=L, datedNames=L, kind=S, since=D, until=D, derived=B, role=S, note=S
    ),
    Label.POLICY_DOCUMENT: _properties(
        title=S, nameEn=S, aliases=L, number=S, kind=S, issued=D, inForceFrom=D, inForceUntil=D, period=D, held=S,
        examined=B, statesTasks=B, clauseCount=N, note=S,
    ),
    Label.CLAUSE: _properties(path=S, ordinal=N, heading=S, text=S, start=N, end=N, fingerprint=S),
    Label.TASK: _properties(number=N, title=S, titleEn=S, text=S, aliases=L),
    Label.THEME: _properties(number=N, title=S, shortTitle=S, titleEn=S),
    Label.INDUSTRY: _properties(nameEn=S, strategicEmerging=B),
    Label.INDICATOR: _properties(nameEn=S, unit=S),
    Label.SOURCE: _properties(title=S, publisher=S, url=S, retrieved=D),
}  # fmt: skip

# Derived by the writer from what is stored, never stated by a load: the ISO days between which a document is in force
# (`effectFrom` null where it is undated, `effectUntil` 9999-12-31 where no end is known).
DERIVED: dict[Label, dict[str, PropertyType]] = {Label.POLICY_DOCUMENT: _properties(effectFrom=S, effectUntil=S)}

REGION, ZONE, PROGRAMME, INSTITUTION = Label.REGION, Label.ECONOMIC_ZONE, Label.PROGRAMME, Label.INSTITUTION
DOCUMENT, CLAUSE, TASK = Label.POLICY_DOCUMENT, Label.CLAUSE, Label.TASK


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship type: its arrows (start label, end label) and its own properties."""

    type: RelationshipType
    arrows: tuple[tuple[Label, Label], ...]
    properties: dict[str, PropertyType]


def _relationship(name: str, *arrows: tuple[Label, Label], **types: str) -> tuple[RelationshipType, Relationship]:
    kind = RelationshipType(name)
    return kind, Relationship(kind, arrows, _properties(**types))


RELATIONSHIPS: dict[RelationshipType, Relationship] = dict([
    # (:Region)-[:PART_OF]->(:Region)
    _relationship("PART_OF", (REGION, REGION)),
    # (:EconomicZone)-[:INCLUDES]->(:Region)
    _relationship("INCLUDES", (ZONE, REGION), since=D, until=D, untilDerived=B, partial=B, note=S),
    # (:Region)-[:SUCCEEDS]->(:Region), (:Institution)-[:SUCCEEDS]->(:Institution)
    _relationship("SUCCEEDS", (REGION, REGION), (INSTITUTION, INSTITUTION), on=D, continues=B, note=S),
    # (:Region)-[:PAIRED_WITH]->(:Region), donor to recipient
    _relationship(
        "PAIRED_WITH", (REGION, REGION), scheme=S, basis=S, since=D, until=D, untilDerived=B, lastSeen=D, note=S
    ),
    # (:Region)-[:HOSTS]->(:Programme), (:EconomicZone)-[:HOSTS]->(:Programme)
    _relationship("HOSTS", (REGION, PROGRAMME), (ZONE, PROGRAMME), since=D, until=D, untilDerived=B, batch=S, note=S),
    # (:Institution)-[:SPONSORS]->(:Programme)
    _relationship("SPONSORS", (INSTITUTION, PROGRAMME)),
    # (:Institution)-[:SEATED_IN]->(:Region)
    _relationship("SEATED_IN", (INSTITUTION, REGION)),
    # (:Institution)-[:ISSUED]->(:PolicyDocument)
    _relationship("ISSUED", (INSTITUTION, DOCUMENT)),
    # (:Institution)-[:RESPONSIBLE_FOR]->(:Task)
    _relationship("RESPONSIBLE_FOR", (INSTITUTION, TASK)),
    # (:PolicyDocument)-[:APPLIES_TO]->(:Region|:EconomicZone)
    _relationship("APPLIES_TO", (DOCUMENT, REGION), (DOCUMENT, ZONE)),
    # (:PolicyDocument)-[:AGREED_BY]->(:Region|:EconomicZone|:Institution)
    _relationship("AGREED_BY", (DOCUMENT, REGION), (DOCUMENT, ZONE), (DOCUMENT, INSTITUTION)),
    # (:PolicyDocument)-[:CITES]->(:PolicyDocument)
    _relationship("CITES", (DOCUMENT, DOCUMENT)),
    # (:PolicyDocument)-[:SUPERSEDES]->(:PolicyDocument)
    _relationship("SUPERSEDES", (DOCUMENT, DOCUMENT), on=D),
    # (:PolicyDocument)-[:HAS_CLAUSE]->(:Clause)
    _relationship("HAS_CLAUSE", (DOCUMENT, CLAUSE)),
    # (:Clause)-[:MENTIONS]->(:Region|:EconomicZone|:Programme|:Institution|:PolicyDocument|:Industry)
    _relationship(
        "MENTIONS", (CLAUSE, REGION), (CLAUSE, ZONE), (CLAUSE, PROGRAMME), (CLAUSE, INSTITUTION), (CLAUSE, DOCUMENT),
        (CLAUSE, Label.INDUSTRY), start=N, end=N, text=S, score=F,
    ),
    # (:Clause)-[:COVERS]->(:Task); `evidence` is a JSON list of {text, start, end}
    _relationship(
        "COVERS", (CLAUSE, TASK), score=F, method=S, verdict=S, evidence=S, suspect=B, note=S, reviewedBy=S,
        reviewedAt=S,
    ),
    # (:Task)-[:IN_THEME]->(:Theme)
    _relationship("IN_THEME", (TASK, Label.THEME)),
    # (:Region)-[:HAS_STRENGTH]->(:Industry)
    _relationship("HAS_STRENGTH", (REGION, Label.INDUSTRY), year=N, quotient=F),
    # (:Region)-[:MEASURED]->(:Indicator)
    _relationship("MEASURED", (REGION, Label.INDICATOR), year=N, value=F),
])  # fmt: skip


def stored_columns(properties: dict[str, PropertyType]) -> dict[str, PropertyType]:
    """The properties as stored: a date becomes its first and last day, both strings."""
    columns: dict[str, PropertyType] = {}
    for name, kind in properties.items():
        if kind is PropertyType.DATE:
            columns[f"{name}First"] = columns[f"{name}Last"] = PropertyType.STRING
        else:
            columns[name] = kind
    return columns


@cache
def node_columns(label: Label) -> Mapping[str, PropertyType]:
    """Every column that a load states of a label, the common ones first."""
    return MappingProxyType(stored_columns(NODE_PROPERTIES) | stored_columns(NODES[label]))


@cache
def edge_columns(kind: RelationshipType) -> Mapping[str, PropertyType]:
    """Every stored column of a relationship type, the common ones first."""
    return MappingProxyType(stored_columns(EDGE_PROPERTIES) | stored_columns(RELATIONSHIPS[kind].properties))
