"""The list of reviewers: links that wait for their word, and those of which they have spoken."""

from __future__ import annotations

import strawberry

from graph.model import Label
from loaders.errors import NotStored
from loaders.storing.review import ReviewDecision
from queries.coverage.reviews import ListedLink, ReviewedLink, count_to_review, find_link, list_to_review
from queries.errors import BadInput, NotFound
from schema.changes.loading import VERSION, documents_of
from schema.entities.base import PAGE, Connection, Edge, PageInfo
from schema.entities.coverage import MOST_EVIDENCE, Coverage, Evidence, read_evidence
from schema.entities.enums import Verdict
from schema.fetch.connections import page_info, page_of, read_counted
from schema.fetch.sources import FieldSources
from schema.fields import argument, needed, plain, related
from schema.questions.answer import fill, from_object, make
from schema.request.context import Call
from schema.request.ids import link_id, resolve_one, resolve_target
from schema.request.roles import Role, check_role

TO_REVIEW_ARGUMENTS = (
    argument("document", strawberry.ID, "Only links of this document; of all by default. 文件"),
    argument("reviewed", bool, "Instead those that were reviewed, by clause and task. 已审定", False),
    *PAGE,
)


@strawberry.type(description="A link in the list of reviewers.")
class ReviewEdge(Edge):
    node: Coverage = related("The link. 覆盖")


@strawberry.type(description="Links that wait for a reviewer, or that were reviewed. 待审定")
class ReviewConnection(Connection[ReviewEdge]):
    pass


SOURCES: FieldSources = {
    ("ReviewConnection", "edges"): from_object("edges"),
    ("ReviewEdge", "node"): from_object("node"),
}


@strawberry.type(description="What became of a link that was reviewed. 审定结果")
class CoverageReview:
    version: int = plain(VERSION)
    coverage: Coverage | None = related("The link; none where the two are not linked any more. 覆盖")


REVIEW_ARGUMENTS = (
    needed("clause", strawberry.ID, "The clause. 条款"),
    needed("task", strawberry.ID, "The task; its number alone is enough. 任务"),
    needed("verdict", Verdict, "CONFIRMED and REJECTED stay through every load; SUGGESTED withdraws them. 审定"),
    argument("note", str, "Why, for others; 2,000 characters at most. 备注"),
)

LONGEST_NOTE = 2_000


async def review_coverage(call: Call) -> object:
    """Keep a reviewer's word."""
    check_role(call.context.viewer, Role.REVIEWER)
    note = " ".join(call.given("note", str, "").replace("\0", " ").split())
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"`note`: {len(note):,} characters are more than {LONGEST_NOTE:,}.", "note")
    clause = await resolve_target(call.context, str(call.arguments["clause"]), (Label.CLAUSE,), "clause")
    task = await resolve_target(call.context, str(call.arguments["task"]), (Label.TASK,), "task")
    verdict = Verdict(str(call.arguments["verdict"]))
    try:
        word = ReviewDecision(clause.key, task.key, verdict, note or None, call.context.viewer.name)
        version = await documents_of(call).review(word)
    except NotStored as error:
        raise NotFound(f"{error}.") from error
    link = await find_link(call.reader, clause.key, task.key)
    return await fill(call, make(CoverageReview, version=version, coverage=show_link(link) if link else None))


def show_link(link: ReviewedLink) -> object:
    """A link with all that is known of it, as the API shows it."""
    phrases = read_evidence({"evidence": link.evidence})
    return make(
        Coverage,
        id=link_id(link.clause, link.task),
        task=(Label.TASK, link.task),
        clause=(Label.CLAUSE, link.clause),
        document=(Label.POLICY_DOCUMENT, link.document),
        score=link.score,
        method=link.method,
        verdict=link.verdict,
        suspect=link.suspect,
        evidence=[make(Evidence, **one) for one in phrases[:MOST_EVIDENCE] if isinstance(one, dict)],
        evidence_count=len(phrases),
        note=link.note,
        reviewed_by=link.reviewed_by,
        reviewed_at=link.reviewed_at,
        verified=link.verified,
        source_ids=link.sources or [],
    )


async def read_coverage_to_review(call: Call) -> object:
    """Read what waits for a reviewer, or what was reviewed, a page at a time; counted where that is selected."""
    page, document = page_of(call.arguments, call.context, "coverageToReview"), await _find_document(call)
    reviewed = call.given("reviewed", bool, False)
    counting = count_to_review(call.reader, document, reviewed=reviewed) if call.wants("totalCount") else None
    cut, total = await read_counted(list_to_review(call.reader, document, page, reviewed=reviewed), counting)
    edges = [_show_edge(link, page.cursor(link.key)) for link in cut.items]
    info = page_info(cut, page, PageInfo)
    return await fill(call, make(ReviewConnection, total_count=total, page_info=info, edges=edges))


async def _find_document(call: Call) -> str | None:
    text = call.arguments.get("document")
    if not isinstance(text, str):
        return None
    return (await resolve_one(call.context, text, (Label.POLICY_DOCUMENT,), "document", call.context.today.last)).key


def _show_edge(link: ListedLink, cursor: str) -> object:
    return make(ReviewEdge, cursor=cursor, node=show_link(link))
