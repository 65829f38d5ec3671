"""Answers `reviewCoverage`: a reviewer's word on a clause and a task, and the link as it stands then."""

from __future__ import annotations

from graph.kinds import Verdict
from graph.model import Label
from loaders.document_errors import NotStored
from loaders.reviewing import Word
from queries.errors import BadInput, NotFound
from queries.reviewed_links import ReviewedLink, find_link
from schema.call import Call
from schema.load_document import documents_of
from schema.reading import present
from schema.registry_documents import MOST_EVIDENCE, read_evidence
from schema.request.roles import Role, check_role
from schema.resolving import resolve_target
from schema.results import make
from schema.types_coverage import Coverage, Evidence
from schema.types_loading import CoverageReview

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
        word = Word(clause.key, task.key, verdict, note or None, call.context.viewer.name)
        version = await documents_of(call).review(word)
    except NotStored as error:
        raise NotFound(f"{error}.") from error
    link = await find_link(call.reader, clause.key, task.key)
    return await present(call, make(CoverageReview, version=version, coverage=show_link(link) if link else None))


def show_link(link: ReviewedLink) -> object:
    """A link with all that is known of it, as the API shows it."""
    phrases = read_evidence({"evidence": link.evidence})
    return make(
        Coverage,
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
