"""What the fields of documents, clauses and links, institutions, programmes, tasks and themes read."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from queries import relation_table as table
from queries.columns import Values
from queries.relation_pages import By
from schema.making import make_object
from schema.reading_days import at_day
from schema.registry_places import CONNECTION, LIST, NODE, ONE, edges
from schema.shapes import Bundle, Computed, Entity, Referred, Related, Shape, Sources, in_order
from schema.territory import coverage_parameters
from schema.types_coverage import Evidence

MOST_EVIDENCE = 20
BEST_FIRST = in_order(By("e", "score", descending=True, missing=0.0))


def read_evidence(values: Values) -> Sequence[object]:
    """The phrases behind a link, as the graph keeps them: a JSON list of {text, start, end}."""
    stored = values.get("evidence")
    return orjson.loads(stored) if isinstance(stored, str) else []


def _evidence(values: Values) -> list[object]:
    return [make_object(Evidence, one) for one in read_evidence(values)[:MOST_EVIDENCE] if isinstance(one, dict)]


def link_shape(clause: Shape, task: Shape) -> Bundle:
    """A link with its ends."""
    return Bundle("Coverage", "e", {"clause": clause, "task": task, "document": Entity("d")})


DOCUMENT_SOURCES: Sources = {
    ("PolicyDocument", "issuers"): Related(table.ISSUERS, NODE, LIST, end=50),
    ("PolicyDocument", "appliesTo"): Related(table.APPLIES_TO, NODE, LIST, end=50),
    ("PolicyDocument", "agreedBy"): Related(table.AGREED_BY, NODE, LIST, end=50),
    ("PolicyDocument", "cites"): Related(table.CITES, NODE, LIST),
    ("PolicyDocument", "citedBy"): Related(table.CITED_BY, NODE, LIST),
    ("PolicyDocument", "supersedes"): Related(table.SUPERSEDES, NODE, LIST),
    ("PolicyDocument", "supersededBy"): Related(table.SUPERSEDED_BY, NODE, LIST),
    ("PolicyDocument", "clauses"): Related(
        table.CLAUSES, edges("ClauseEdge"), CONNECTION, in_order(By("c", "ordinal", missing=0))
    ),
    ("Clause", "document"): Related(table.CLAUSE_DOCUMENT, NODE, ONE),
    ("Clause", "mentions"): Related(
        table.MENTIONS, Bundle("Mention", "e", {"entity": NODE}), LIST, in_order(By("e", "start", missing=0)),
        distinct=False,
    ),
}  # fmt: skip

COVERAGE_SOURCES: Sources = {
    ("Clause", "coverage"): Related(
        table.CLAUSE_COVERAGE, link_shape(Entity("p"), NODE), LIST, BEST_FIRST, end=50, distinct=False
    ),
    ("Task", "coverage"): Related(
        table.TASK_COVERAGE, Bundle("CoverageEdge", None, {"node": link_shape(NODE, Entity("p"))}), CONNECTION,
        BEST_FIRST, parameters=coverage_parameters, distinct=False,
    ),
    ("Coverage", "evidence"): Computed(("evidence",), _evidence),
    ("Coverage", "evidenceCount"): Computed(("evidence",), lambda values: len(read_evidence(values))),
    # For links that a question found; those read along a relation bring their ends with them.
    ("Coverage", "clause"): Referred("clause"),
    ("Coverage", "task"): Referred("task"),
    ("Coverage", "document"): Referred("document"),
}  # fmt: skip

INSTITUTION_SOURCES: Sources = {
    ("Institution", "seatedIn"): Related(table.SEATED_IN, NODE, ONE),
    ("Institution", "predecessors"): Related(table.EARLIER_BODIES, NODE, LIST),
    ("Institution", "successors"): Related(table.LATER_BODIES, NODE, LIST),
    ("Institution", "sponsored"): Related(table.SPONSORED, NODE, LIST),
    ("Institution", "issued"): Related(
        table.ISSUED, edges("DocumentEdge"), CONNECTION, in_order(By("c", "issued", descending=True))
    ),
    ("Institution", "responsibleFor"): Related(
        table.RESPONSIBLE_FOR, NODE, LIST, in_order(By("c", "number", missing=0))
    ),
}  # fmt: skip

PROGRAMME_SOURCES: Sources = {
    ("Programme", "sponsors"): Related(table.SPONSORS, NODE, LIST),
    ("Programme", "hosts"): Related(
        table.HOSTS, edges("HostEdge", "e"), CONNECTION, parameters=at_day, distinct=False
    ),
}  # fmt: skip

TASK_SOURCES: Sources = {
    ("Task", "theme"): Related(table.IN_THEME, NODE, ONE),
    ("Task", "responsible"): Related(table.RESPONSIBLE, NODE, LIST),
    ("Theme", "tasks"): Related(table.THEME_TASKS, NODE, LIST, in_order(By("c", "number", missing=0))),
}  # fmt: skip
