"""Answers `policyGaps`."""

from __future__ import annotations

from collections.abc import Mapping

from graph.dates import Period
from graph.model import Label
from queries import policy_gaps as question
from queries.coverage_links import Link
from queries.coverage_status import GapKind
from queries.link_details import LinkDetails, read_details
from queries.model_clauses import Model
from schema import types_gaps as shown
from schema.asked_parties import most_parties, read_inherit, read_keys_of, read_parties
from schema.call import Call
from schema.reading import present
from schema.registry_documents import MOST_EVIDENCE, read_evidence
from schema.results import make, read_first
from schema.territory import read_min_score
from schema.types_coverage import Coverage, Evidence

# What is read of a link only where it is selected.
DETAILS = ("evidence", "evidenceCount", "note", "reviewedBy", "reviewedAt", "verified", "sources")
Details = Mapping[tuple[str, str], LinkDetails]


async def read_policy_gaps(call: Call) -> object:
    """How the parties stand on the tasks; links and models are read only where they are selected."""
    asked = question.GapsAsked(
        await read_parties(call, call.day),
        call.day,
        await read_keys_of(call, "themes", Label.THEME, call.day),
        read_min_score(call.arguments),
        read_inherit(call),
        evidence=call.wants("tasks.statuses.evidence"),
        models=_most_models(call),
        most_parties=most_parties(call),
    )
    found = await question.find_policy_gaps(call.reader, asked)
    details = await _read_details(call, found)
    return await present(call, _show(found, details, await call.reader.version(), call.day))


def _most_models(call: Call) -> int:
    """The longest `first` under which models are selected; 0 where they are not."""
    tasks = [one for one in call.selected.selection.fields_of("PolicyGaps").values() if one.name == "tasks"]
    fields = [one for task in tasks for one in task.selection.fields_of("TaskGap").values()]
    models = [one for one in fields if one.name == "modelClauses"]
    return max((read_first(call.context.arguments(one), call.context) for one in models), default=0)


async def _read_details(call: Call, found: question.PolicyGaps) -> Details:
    if not any(call.wants(f"tasks.statuses.evidence.{name}") for name in DETAILS):
        return {}
    clauses = {link.clause for gap in found.tasks for one in gap.statuses for link in one.evidence}
    return await read_details(call.reader, sorted(clauses))


def _show(found: question.PolicyGaps, details: Details, version: int, day: str) -> object:
    return make(
        shown.PolicyGaps,
        version=version,
        as_of=Period(day, day),
        warnings=list(found.warnings),
        parties=[_show_scope(one) for one in found.parties],
        counts=make(shown.GapCounts, **{kind.lower(): found.counts.get(kind, 0) for kind in GapKind}),
        tasks=[_show_task(gap, details) for gap in found.tasks],
    )


def _show_scope(one: question.PartyScope) -> object:
    scope = one.scope
    return make(
        shown.PartyScope,
        party=one.party,
        documents=scope.documents,
        examined=scope.examined,
        titles_only=scope.titles_only,
        undated=scope.undated,
    )


def _show_task(gap: question.TaskGap, details: Details) -> object:
    return make(
        shown.TaskGap,
        task=(Label.TASK, gap.task.key),
        kind=gap.kind,
        statuses=[_show_status(one, details) for one in gap.statuses],
        model_clauses=[show_model(one) for one in gap.models],
    )


def _show_status(one: question.StatusWithEvidence, details: Details) -> object:
    found = one.found
    return make(
        shown.PartyStatus,
        party=found.party,
        status=found.status,
        members=found.members,
        members_covering=found.members_covering,
        score=found.score,
        evidence=[_show_link(link, details.get((link.clause, link.task))) for link in one.evidence],
        evidence_count=found.links,
    )


def _show_link(link: Link, details: LinkDetails | None) -> object:
    values: dict[str, object] = {
        "task": (Label.TASK, link.task),
        "clause": (Label.CLAUSE, link.clause),
        "document": (Label.POLICY_DOCUMENT, link.document),
        "score": link.score,
        "method": link.method,
        "verdict": link.verdict,
        "suspect": link.suspect,
    }
    if details is not None:
        phrases = read_evidence({"evidence": details.evidence})
        values |= {
            "evidence": [make(Evidence, **one) for one in phrases[:MOST_EVIDENCE] if isinstance(one, dict)],
            "evidence_count": len(phrases),
            "note": details.note,
            "reviewed_by": details.reviewed_by,
            "reviewed_at": details.reviewed_at,
            "verified": details.verified,
            "source_ids": details.sources or [],
        }
    return make(Coverage, **values)


def show_model(model: Model) -> object:
    """A clause that could be borrowed, as the API shows it."""
    return make(
        shown.ModelClause,
        parties=list(model.parties),
        document=(Label.POLICY_DOCUMENT, model.document),
        clause=(Label.CLAUSE, model.clause),
        score=model.score,
    )
