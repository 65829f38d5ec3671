"""Links between clauses and tasks with their evidence, and what clauses mention."""

from __future__ import annotations

from collections.abc import Sequence

import orjson
import strawberry

from queries.nodes import relation_table as table
from queries.nodes.columns import Values
from queries.nodes.relation_pages import By
from schema.entities.base import ITS_SOURCES, MOST_SOURCES, VERIFIED, Connection, Edge, Entity, Node, Source
from schema.entities.documents import Clause, PolicyDocument
from schema.entities.enums import Verdict
from schema.entities.tasks import Task, coverage_parameters
from schema.fetch.records import build_object
from schema.fetch.sources import (
    CONNECTION,
    LIST,
    NODE,
    Computed,
    EdgeShape,
    FieldSources,
    NodeShape,
    Reference,
    Related,
    in_order,
)
from schema.fields import Instant, plain, related

MOST_EVIDENCE = 20


@strawberry.type(description="A phrase of a clause that made a link. 依据")
class Evidence:
    text: str = plain("The phrase.")
    start: int = plain("Where it begins in the clause's text, in Unicode code points.")
    end: int = plain("Where it ends in the clause's text, in Unicode code points.")


@strawberry.type(description="A link: a clause covers a task, how sure that is, and what says so. 覆盖")
class Coverage(Node):
    task: Task = related("The task. 任务")
    clause: Clause = related("The clause. 条款")
    document: PolicyDocument = related("The document in which the clause stands. 文件")
    score: float = plain("How sure it is, from 0 to 1. 分值")
    method: str = plain("How it was found: curated-title, curated-reading, profile-N, reviewer. 方法")
    verdict: Verdict = plain("What was said of it. 审定")
    suspect: bool = plain("Whether the clause's text changed since it was reviewed. 存疑")
    evidence: list[Evidence] = plain("The phrases that made it, {end}. 依据", at_most=MOST_EVIDENCE)
    evidence_count: int = plain("How many phrases made it. 依据数")
    note: str | None = plain("The reviewer's note. 备注")
    reviewed_by: str | None = plain("Who reviewed it. 审定人")
    reviewed_at: Instant | None = plain("When it was reviewed. 审定时间")
    verified: bool = plain(VERIFIED)
    sources: list[Source] = related(ITS_SOURCES, at_most=MOST_SOURCES)


@strawberry.type(description="A link in a list.")
class CoverageEdge(Edge):
    node: Coverage = related("The link.")


@strawberry.type(description="Links between clauses and a task.")
class CoverageConnection(Connection[CoverageEdge]):
    pass


@strawberry.type(description="Something that a clause names. 提及")
class Mention:
    entity: Entity = related("What is named. 实体")
    text: str = plain("The words that name it.")
    start: int = plain("Where they begin in the clause's text, in Unicode code points.")
    end: int = plain("Where they end in the clause's text, in Unicode code points.")
    score: float = plain("How sure it is, from 0 to 1. 分值")
    verified: bool = plain(VERIFIED)
    sources: list[Source] = related(ITS_SOURCES, at_most=MOST_SOURCES)


BEST_FIRST = in_order(By("e", "score", descending=True, missing=0.0))


def read_evidence(values: Values) -> Sequence[object]:
    """The phrases behind a link, as the graph keeps them: a JSON list of {text, start, end}."""
    stored = values.get("evidence")
    return orjson.loads(stored) if isinstance(stored, str) else []


def _evidence(values: Values) -> list[object]:
    return [build_object(Evidence, one) for one in read_evidence(values)[:MOST_EVIDENCE] if isinstance(one, dict)]


def link_shape(clause: NodeShape, task: NodeShape) -> EdgeShape:
    """A link with its ends."""
    parts = {"clause": clause, "task": task, "document": NodeShape("d")}
    return EdgeShape("Coverage", "e", parts, (clause.variable, task.variable))


COVERAGE_SOURCES: FieldSources = {
    ("Clause", "coverage"): Related(
        table.CLAUSE_COVERAGE, link_shape(NodeShape("p"), NODE), LIST, BEST_FIRST, distinct=False
    ),
    ("Task", "coverage"): Related(
        table.TASK_COVERAGE, EdgeShape("CoverageEdge", None, {"node": link_shape(NODE, NodeShape("p"))}), CONNECTION,
        BEST_FIRST, parameters=coverage_parameters, distinct=False,
    ),
    ("Coverage", "evidence"): Computed(("evidence",), _evidence),
    ("Coverage", "evidenceCount"): Computed(("evidence",), lambda values: len(read_evidence(values))),
    # For links that a question found; those read along a relation bring their ends with them.
    ("Coverage", "clause"): Reference("clause"),
    ("Coverage", "task"): Reference("task"),
    ("Coverage", "document"): Reference("document"),
}  # fmt: skip
