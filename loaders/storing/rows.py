"""Make the rows of a document: its node and ends, its clauses, what they name and cite, and the links to tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import orjson

from graph.dates import Period
from graph.enums import Verdict
from graph.model import Label, RelationshipType
from graph.writing.batch import Batch, EdgeRow, NodeRow, PropertyValue, Skipped
from graph.writing.rows import NodeRef
from loaders.clauses.rows import clause_rows
from loaders.document import Mention, TaskMatch
from loaders.storing.bodies import InstitutionRef, derived_rows
from loaders.storing.given import GivenSource, StatedMetadata
from loaders.storing.reading import DocumentReading
from loaders.storing.reviewed_links import LinkNow
from loaders.storing.settle import Ends, SettledDocument, load_of


@dataclass(slots=True)
class Made:
    """The batches of one document: what it states of itself, and which tasks its clauses were matched to.

    The matches are a load of their own, since readers are believed before them whatever is loaded first.
    """

    document: Batch
    matches: Batch
    # What was matched, by clause and task.
    links: dict[tuple[str, str], LinkNow] = field(default_factory=dict)
    warnings: list[Skipped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BodyIds:
    """By name the ids of institutions that a document makes; `official` are names under which facts know them."""

    by_name: Mapping[str, str]
    official: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that were settled: the document's, its clauses' by path, those of the institutions that it makes."""

    document: str
    clauses: Mapping[str, str]
    bodies: BodyIds


def match_load_of(document: str) -> str:
    """The name of the load that states the pipeline's links of a document."""
    return f"match/{document}"


def make_batches(
    reading: DocumentReading, given: StatedMetadata, settled: SettledDocument, ids: Ids, sources: tuple[str, ...]
) -> Made:
    """All that a document states; `sources` are those that were stored of it before."""
    source = _make_source(ids.document, settled.title, given.source)
    own = (source.id,)
    made = Made(Batch(load_of(ids.document), [source]), Batch(match_load_of(ids.document)))
    document, kept = (Label.POLICY_DOCUMENT, ids.document), tuple(one for one in sources if one != source.id)
    made.document.nodes.append(NodeRow(*document, settled.title, settled.properties, (*own, *kept), True))
    made.document.edges += _make_ends(document, settled.ends, ids, own)
    bodies = dict(reading.bodies)
    if (issuer := settled.ends.issuer) and issuer.id is None:
        bodies.setdefault(issuer.name, issuer)
    _add_bodies(made, bodies, ids, own)
    clauses = reading.analysis.document.clauses
    nodes, edges = clause_rows(ids.document, settled.title, clauses, own, verified=True)
    keys = [ids.clauses[clause.path] for clause in clauses]
    made.document.nodes += (replace(node, id=key) for node, key in zip(nodes, keys, strict=True))
    made.document.edges += (replace(edge, end=(Label.CLAUSE, key)) for edge, key in zip(edges, keys, strict=True))
    made.document.edges += _make_superseded(document, reading, settled, own, made.warnings)
    _add_mentions(made, reading, ids, own)
    for key, matches in zip(keys, reading.analysis.tasks, strict=True):
        made.links.update(((key, one.task_id), LinkNow(one.score, one.method, write_evidence(one))) for one in matches)
    made.matches.edges += (_make_link(*pair, link, own) for pair, link in made.links.items())
    return made


def _make_source(document: str, title: str, given: GivenSource | None) -> NodeRow:
    key = f"text-of-{document}"
    if given is None:
        return NodeRow(Label.SOURCE, key, title, {"title": title}, (key,), True)
    properties = {
        "title": given.title, "url": given.url, "publisher": given.publisher, "retrieved": given.retrieved,
    }  # fmt: skip
    return NodeRow(Label.SOURCE, key, given.title, properties, (key,), True)


def _make_ends(document: NodeRef, ends: Ends, ids: Ids, own: tuple[str, ...]) -> Iterator[EdgeRow]:
    """Unverified where nobody gave them and the text was read for them."""
    issuers = list(ends.issuers)
    if ends.issuer:
        issuers.append((Label.INSTITUTION, ends.issuer.id or ids.bodies.by_name[ends.issuer.name]))
    # (:Institution)-[:ISSUED]->(:PolicyDocument)
    kind = RelationshipType.ISSUED
    for end in issuers:
        yield EdgeRow(kind, end, document, {}, own, kind in ends.given)
    # (:PolicyDocument)-[:APPLIES_TO]->(:Region|:EconomicZone)
    kind = RelationshipType.APPLIES_TO
    for end in ends.applies_to:
        yield EdgeRow(kind, document, end, {}, own, kind in ends.given)
    # (:PolicyDocument)-[:AGREED_BY]->(:Region|:EconomicZone|:Institution)
    kind = RelationshipType.AGREED_BY
    for end in ends.agreed_by:
        yield EdgeRow(kind, document, end, {}, own, kind in ends.given)


def _add_bodies(made: Made, bodies: Mapping[str, InstitutionRef], ids: Ids, own: tuple[str, ...]) -> None:
    for name in sorted(bodies.keys() - ids.bodies.official):
        node, edges = derived_rows(bodies[name], ids.bodies.by_name[name], own)
        made.document.nodes.append(node)
        made.document.edges += edges


def _make_superseded(
    document: NodeRef, reading: DocumentReading, settled: SettledDocument, own: tuple[str, ...], warnings: list[Skipped]
) -> Iterator[EdgeRow]:
    starts = settled.properties["inForceFrom"] or settled.properties["issued"]
    on = starts if isinstance(starts, Period) else None
    for one in reading.supersedes:
        others = [key for key in one.ids if key != document[1]]
        if len(others) != 1:
            known = f"{len(others)} stored documents bear this title" if others else "it is not stored"
            warnings.append(Skipped("supersedes", "the text", f"《{one.title}》 is repealed, and {known}"))
            continue
        # (:PolicyDocument)-[:SUPERSEDES]->(:PolicyDocument)
        end = (Label.POLICY_DOCUMENT, others[0])
        yield EdgeRow(RelationshipType.SUPERSEDES, document, end, {"on": on}, own, False)


def _add_mentions(made: Made, reading: DocumentReading, ids: Ids, own: tuple[str, ...]) -> None:
    cited: set[str] = set()
    unknown: dict[str, Skipped] = {}
    for clause, mentions in zip(reading.analysis.document.clauses, reading.analysis.mentions, strict=True):
        for mention in mentions:
            # What this text does not make itself is not named either: else another document's load would change it.
            key = ids.bodies.by_name.get(mention.name) if mention.derived else mention.entity_id
            if key is None:
                reason = f"{mention.name} is named and is not in the graph"
                unknown.setdefault(mention.name, Skipped(mention.kind, clause.path, reason))
            elif (mention.kind, key) != (Label.POLICY_DOCUMENT, ids.document):
                made.document.edges.append(_make_mention(ids.clauses[clause.path], mention, key, own))
                if mention.kind is Label.POLICY_DOCUMENT:
                    cited.add(key)
    # (:PolicyDocument)-[:CITES]->(:PolicyDocument)
    for key in sorted(cited):
        ends = (Label.POLICY_DOCUMENT, ids.document), (Label.POLICY_DOCUMENT, key)
        made.document.edges.append(EdgeRow(RelationshipType.CITES, *ends, {}, own, False))
    made.warnings += unknown.values()


def _make_mention(clause: str, mention: Mention, key: str, own: tuple[str, ...]) -> EdgeRow:
    properties: dict[str, PropertyValue] = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "score": mention.score,
    }
    # (:Clause)-[:MENTIONS]->(:Region|:EconomicZone|:Programme|:Institution|:PolicyDocument)
    ends = (Label.CLAUSE, clause), (mention.kind, key)
    return EdgeRow(RelationshipType.MENTIONS, *ends, properties, own, False, key=str(mention.start))


def _make_link(clause: str, task: str, link: LinkNow, own: tuple[str, ...]) -> EdgeRow:
    properties: dict[str, PropertyValue] = {
        "score": link.score, "method": link.method, "verdict": Verdict.SUGGESTED, "suspect": False,
        "evidence": link.evidence,
    }  # fmt: skip
    # (:Clause)-[:COVERS]->(:Task)
    return EdgeRow(RelationshipType.COVERS, (Label.CLAUSE, clause), (Label.TASK, task), properties, own, False)


def write_evidence(match: TaskMatch) -> str | None:
    """The phrases of a match as they are stored: a JSON list of {text, start, end}."""
    phrases = [{"text": one.text, "start": one.start, "end": one.end} for one in match.evidence]
    return orjson.dumps(phrases).decode() if phrases else None
