"""The tables of facts, one a label or relationship type: which columns each has, and what its references name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import NODES, RELATIONSHIPS, Label, PropertyType
from graph.model import RelationshipType as Type

# What every row says beside its own columns: ids of sources.csv, and whether they bear it out beyond doubt.
SOURCES, VERIFIED = "sources", "verified"
PROVENANCE = {SOURCES: PropertyType.STRINGS, VERIFIED: PropertyType.BOOLEAN}

REGION, ZONE, PROGRAMME, INSTITUTION = Label.REGION, Label.ECONOMIC_ZONE, Label.PROGRAMME, Label.INSTITUTION
DOCUMENT, CLAUSE, TASK, THEME = Label.POLICY_DOCUMENT, Label.CLAUSE, Label.TASK, Label.THEME
INDUSTRY, INDICATOR = Label.INDUSTRY, Label.INDICATOR
PARTIES = {"region": REGION, "zone": ZONE}


@dataclass(frozen=True, slots=True)
class NodeTable:
    """`<name>.csv` holds nodes of a label; `filled` are the columns in which every row has something."""

    name: str
    label: Label
    filled: tuple[str, ...]

    @property
    def kind(self) -> Label:
        """The kind of a row, in the report of rows left out."""
        return self.label

    @property
    def named_by(self) -> str:
        """The column with the name of the node: what has a title is named by it."""
        return "title" if "title" in NODES[self.label] else "name"

    @property
    def properties(self) -> Mapping[str, PropertyType]:
        """The columns that become properties."""
        return NODES[self.label]

    @property
    def columns(self) -> dict[str, PropertyType]:
        """Every column, in the order in which the seed writes them."""
        names = {"id": PropertyType.STRING, self.named_by: PropertyType.STRING}
        return names | dict(self.properties) | PROVENANCE

    @property
    def needed(self) -> set[str]:
        """The columns without which the file cannot be read."""
        # A source is its own source.
        return {"id", self.named_by, *self.filled, VERIFIED, *([] if self.label is Label.SOURCE else [SOURCES])}


@dataclass(frozen=True, slots=True)
class EdgeTable:
    """`<name>.csv` holds relationships of a type.

    `start` and `end` give the columns that name the two ends, and the label that each names an id of: of several
    columns for one end a row fills one. The cells of the `key` columns tell apart rows between the same two ends.
    """

    name: str
    type: Type
    start: Mapping[str, Label]
    end: Mapping[str, Label]
    key: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()

    @property
    def kind(self) -> Type:
        """The kind of a row, in the report of rows left out."""
        return self.type

    @property
    def properties(self) -> Mapping[str, PropertyType]:
        """The columns that become properties."""
        return RELATIONSHIPS[self.type].properties

    @property
    def columns(self) -> dict[str, PropertyType]:
        """Every column, in the order in which the seed writes them."""
        ends = dict.fromkeys([*self.start, *self.end], PropertyType.STRING)
        return ends | dict(self.properties) | PROVENANCE

    @property
    def needed(self) -> set[str]:
        """The columns without which the file cannot be read."""
        single = [column for end in (self.start, self.end) if len(end) == 1 for column in end]
        return {*single, *self.filled, SOURCES, VERIFIED}


Table = NodeTable | EdgeTable


def _nodes(name: str, label: Label, *filled: str) -> NodeTable:
    return NodeTable(name, label, filled)


# In this order they are loaded: what is pointed at comes before what points at it.
TABLES: tuple[Table, ...] = (
    _nodes("sources", Label.SOURCE),
    _nodes("regions", REGION, "level"),
    _nodes("zones", ZONE, "kind"),
    _nodes("programmes", PROGRAMME, "family", "kind"),
    _nodes("institutions", INSTITUTION, "kind"),
    _nodes("themes", THEME, "number"),
    _nodes("tasks", TASK, "number"),
    _nodes("documents", DOCUMENT, "kind", "held"),
    _nodes("clauses", CLAUSE, "path"),
    _nodes("industries", INDUSTRY),
    _nodes("indicators", INDICATOR),
    # (:Region)-[:PART_OF]->(:Region)
    EdgeTable("region_parts", Type.PART_OF, {"part": REGION}, {"whole": REGION}),
    # (:EconomicZone)-[:INCLUDES]->(:Region)
    EdgeTable("memberships", Type.INCLUDES, {"zone": ZONE}, {"region": REGION}, key=("since",)),
    # (:Region)-[:SUCCEEDS]->(:Region), (:Institution)-[:SUCCEEDS]->(:Institution)
    EdgeTable("region_successions", Type.SUCCEEDS, {"successor": REGION}, {"predecessor": REGION}),
    EdgeTable("institution_successions", Type.SUCCEEDS, {"successor": INSTITUTION}, {"predecessor": INSTITUTION}),
    # (:Region)-[:PAIRED_WITH]->(:Region), donor to recipient
    EdgeTable(
        "pairings",
        Type.PAIRED_WITH,
        {"donor": REGION},
        {"recipient": REGION},
        key=("scheme", "since"),
        filled=("scheme",),
    ),
    # (:Region)-[:HOSTS]->(:Programme), (:EconomicZone)-[:HOSTS]->(:Programme)
    EdgeTable("hosts", Type.HOSTS, PARTIES, {"programme": PROGRAMME}, key=("since",)),
    # (:Institution)-[:SPONSORS]->(:Programme)
    EdgeTable("sponsors", Type.SPONSORS, {"institution": INSTITUTION}, {"programme": PROGRAMME}),
    # (:Institution)-[:SEATED_IN]->(:Region)
    EdgeTable("seats", Type.SEATED_IN, {"institution": INSTITUTION}, {"region": REGION}),
    # (:Institution)-[:ISSUED]->(:PolicyDocument)
    EdgeTable("issuers", Type.ISSUED, {"institution": INSTITUTION}, {"document": DOCUMENT}),
    # (:Institution)-[:RESPONSIBLE_FOR]->(:Task)
    EdgeTable("responsibilities", Type.RESPONSIBLE_FOR, {"institution": INSTITUTION}, {"task": TASK}),
    # (:PolicyDocument)-[:APPLIES_TO]->(:Region|:EconomicZone)
    EdgeTable("territories", Type.APPLIES_TO, {"document": DOCUMENT}, PARTIES),
    # (:PolicyDocument)-[:AGREED_BY]->(:Region|:EconomicZone|:Institution)
    EdgeTable("agreements", Type.AGREED_BY, {"document": DOCUMENT}, {**PARTIES, "institution": INSTITUTION}),
    # (:PolicyDocument)-[:CITES]->(:PolicyDocument)
    EdgeTable("citations", Type.CITES, {"document": DOCUMENT}, {"cited": DOCUMENT}),
    # (:PolicyDocument)-[:SUPERSEDES]->(:PolicyDocument)
    EdgeTable("supersessions", Type.SUPERSEDES, {"document": DOCUMENT}, {"superseded": DOCUMENT}),
    # (:PolicyDocument)-[:HAS_CLAUSE]->(:Clause)
    EdgeTable("document_clauses", Type.HAS_CLAUSE, {"document": DOCUMENT}, {"clause": CLAUSE}),
    # (:Clause)-[:MENTIONS]->(:Region|:EconomicZone|:Programme|:Institution|:PolicyDocument|:Industry)
    EdgeTable(
        "mentions",
        Type.MENTIONS,
        {"clause": CLAUSE},
        {**PARTIES, "programme": PROGRAMME, "institution": INSTITUTION, "document": DOCUMENT, "industry": INDUSTRY},
        key=("start",),
        filled=("start", "end", "text", "score"),
    ),
    # (:Clause)-[:COVERS]->(:Task)
    EdgeTable("coverage", Type.COVERS, {"clause": CLAUSE}, {"task": TASK}, filled=("score", "method", "verdict")),
    # (:Task)-[:IN_THEME]->(:Theme)
    EdgeTable("task_themes", Type.IN_THEME, {"task": TASK}, {"theme": THEME}),
    # (:Region)-[:HAS_STRENGTH]->(:Industry)
    EdgeTable(
        "strengths",
        Type.HAS_STRENGTH,
        {"region": REGION},
        {"industry": INDUSTRY},
        key=("year",),
        filled=("year", "quotient"),
    ),
    # (:Region)-[:MEASURED]->(:Indicator)
    EdgeTable(
        "measurements",
        Type.MEASURED,
        {"region": REGION},
        {"indicator": INDICATOR},
        key=("year",),
        filled=("year", "value"),
    ),
)
TABLES_BY_NAME = {table.name: table for table in TABLES}
