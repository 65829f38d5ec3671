"""Gaps: how parties stand on tasks, what is known of their documents, and whose clauses could be borrowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import strawberry

from graph.dates import Period
from graph.model import Label
from queries.coverage import gaps as question
from queries.coverage.links import Link, LinkDetails, read_details
from queries.coverage.model_clauses import Model, Nearness
from queries.coverage.status import CoverageBasis, CoverageStatus, GapKind, InheritFrom
from queries.warnings import MOST_WARNINGS
from schema.entities.coverage import MOST_EVIDENCE, Coverage, Evidence, read_evidence
from schema.entities.documents import Clause, PolicyDocument
from schema.entities.parties import Party
from schema.entities.tasks import Task, read_min_score
from schema.fetch.sources import FieldSources
from schema.fields import SizedBy, plain, related
from schema.questions.answer import fill, first_of, from_object, make, reference
from schema.questions.arguments import most_parties, read_first, read_inherit, read_keys_of, read_parties, read_tasks
from schema.questions.coverage.terms import (
    EVIDENCE_FIRST,
    MOST,
    RESOLVED,
    VERSION,
)
from schema.questions.warnings import WARNINGS, QuestionWarning, show_warnings
from schema.request.context import Call
from schema.request.ids import link_id


@strawberry.type(description="What is known of a party's own documents at the day asked. 文件知悉范围")
class PartyScope:
    party: Party = related("The party. 主体")
    documents: int = plain("How many are in force. 生效文件数")
    examined: int = plain("How many of these were read in full. 已通读")
    on_field: int = plain(
        "How many are on the field: their titles name it, or one in ten of their clauses covers a task. Only what was "
        "read in full of these shows what is missing. 属本领域"
    )
    titles_only: int = plain("How many of these are known by their title alone. 仅知标题")
    undated: int = plain("How many more have no date, and so count in nothing. 无日期")


@strawberry.type(description="How many tasks there are of each kind. 计数")
class GapCounts:
    shared_gap: int = plain("Shared gaps. 共同缺口")
    one_sided: int = plain("One-sided ones. 单方覆盖")
    common_ground: int = plain("Common ground. 共同覆盖")
    undetermined: int = plain("Undetermined ones. 待定")


@strawberry.type(description="How a party stands on a task: itself, and apart from that by what it inherits. 状态")
class PartyStatus:
    party: Party = related("The party. 主体")
    status: CoverageStatus = plain("How it stands, both in one word. 状态")
    own: CoverageStatus = plain("What its own documents say, or a zone's members: never INHERITED. 自身状态")
    inherited_from: list[InheritFrom] = plain("The levels of which a document covers the task. 继承来源")
    basis: CoverageBasis | None = plain("What the status rests on; none where nothing covers the task. 依据类型")
    verified: bool = plain("Whether a source confirms a link behind the status. 已核实")
    members: int | None = plain("How many full members it has, where it is a zone. 成员数")
    members_covering: int | None = plain("How many of them cover the task. 覆盖成员数")
    members_unknown: int | None = plain("Of how many of them it is not known. 未知成员数")
    score: float | None = plain("The best score of a link behind the status. 最高分值")
    evidence: list[Coverage] = related("The links behind `own`, best first. 依据", EVIDENCE_FIRST)
    evidence_count: int = plain("How many links are behind `own`. 依据数")
    inherited_evidence: list[Coverage] = related("The links of what is inherited, best first. 上级依据", EVIDENCE_FIRST)
    inherited_evidence_count: int = plain("How many links of what is inherited there are. 上级依据数")
    examined_documents: list[PolicyDocument] = related(
        "Where `own` is NOT_COVERED: the documents on the field that were read in full. 已通读文件",
        MOST,
    )


@strawberry.type(description="A clause of another party's document that could be borrowed. 可借鉴条款")
class ModelClause:
    parties: list[Party] = related("The parties of its document: regions, then zones. 主体", MOST)
    document: PolicyDocument = related("Its document. 文件")
    clause: Clause = related("The clause. 条款")
    score: float = plain("How sure it is that it covers the task. 分值")
    nearness: Nearness = plain("How near the nearest of its parties stands to those who ask. 远近")
    has_text: bool = plain("Whether its words are here to be read. 有原文")


@strawberry.type(description="How the parties stand on one task. 任务缺口")
class TaskGap:
    task: Task = related("The task. 任务")
    kind: GapKind = plain("How they stand together. 类型")
    possible: list[GapKind] = plain("Where that is UNDETERMINED: what it can still become. 可能类型")
    decided_by: list[Party] = related(
        "Where it is UNDETERMINED: the parties of which that hangs. 取决于", sized_by=SizedBy.PARTIES
    )
    statuses: list[PartyStatus] = related("How each stands, in the order asked. 状态", sized_by=SizedBy.PARTIES)
    model_clauses: list[ModelClause] = related(
        "Where not all cover it: clauses of others that do. Those whose words are here come first, then those of "
        "documents on the field, then the nearest, then the best. 可借鉴条款",
        MOST,
    )


@strawberry.type(description="Which tasks parties leave uncovered, and what is not known. 政策缺口")
class PolicyGaps:
    version: int = plain(VERSION)
    as_of: Period = plain(RESOLVED)
    warnings: list[QuestionWarning] = related(WARNINGS, at_most=MOST_WARNINGS)
    parties: list[PartyScope] = related(
        "The parties, and what is known of their documents. 主体", sized_by=SizedBy.PARTIES
    )
    counts: GapCounts = related("How many tasks there are of each kind. 计数")
    tasks: list[TaskGap] = related("The tasks, by number. 任务", at_most=100)


SOURCES: FieldSources = {
    ("PartyScope", "party"): reference("party"),
    ("PolicyGaps", "warnings"): from_object("warnings"),
    ("PolicyGaps", "parties"): from_object("parties"),
    ("PolicyGaps", "counts"): from_object("counts"),
    ("PolicyGaps", "tasks"): from_object("tasks"),
    ("TaskGap", "task"): reference("task"),
    ("TaskGap", "statuses"): from_object("statuses"),
    ("TaskGap", "decidedBy"): reference("decided_by"),
    ("TaskGap", "modelClauses"): first_of("model_clauses"),
    ("PartyStatus", "party"): reference("party"),
    ("PartyStatus", "evidence"): first_of("evidence"),
    ("PartyStatus", "inheritedEvidence"): first_of("inherited_evidence"),
    ("PartyStatus", "examinedDocuments"): reference("examined_documents"),
    ("ModelClause", "parties"): reference("parties"),
    ("ModelClause", "document"): reference("document"),
    ("ModelClause", "clause"): reference("clause"),
}

# What is read of a link only where it is selected.
EVIDENCE = ("evidence", "inheritedEvidence")

DETAILS = ("evidence", "evidenceCount", "note", "reviewedBy", "reviewedAt", "verified", "sources")

Details = Mapping[tuple[str, str], LinkDetails]


async def read_policy_gaps(call: Call) -> object:
    """Read how the parties stand on the tasks; links and models are read only where they are selected."""
    asked = question.GapsAsked(
        await read_parties(call, call.day),
        call.day,
        await read_keys_of(call, "themes", Label.THEME, call.day),
        read_min_score(call.arguments),
        read_inherit(call),
        evidence=any(call.wants(f"tasks.statuses.{name}") for name in EVIDENCE),
        models=_most_models(call),
        most_parties=most_parties(call),
        tasks=await read_tasks(call, call.day),
    )
    found = await question.find_policy_gaps(call.reader, asked)
    details = await _read_details(call, found)
    return await fill(call, _show(found, details, await call.reader.version(), call.day))


def _most_models(call: Call) -> int:
    """The longest `first` under which models are selected; 0 where they are not."""
    tasks = [one for one in call.selected.selection.fields_of("PolicyGaps").values() if one.name == "tasks"]
    fields = [one for task in tasks for one in task.selection.fields_of("TaskGap").values()]
    models = [one for one in fields if one.name == "modelClauses"]
    return max((read_first(call.context.arguments(one), call.context) for one in models), default=0)


async def _read_details(call: Call, found: question.PolicyGaps) -> Details:
    if not any(call.wants(f"tasks.statuses.{links}.{name}") for links in EVIDENCE for name in DETAILS):
        return {}
    statuses = [one for gap in found.tasks for one in gap.statuses]
    clauses = {link.clause for one in statuses for link in (*one.evidence, *one.inherited)}
    return await read_details(call.reader, sorted(clauses))


def _show(found: question.PolicyGaps, details: Details, version: int, day: str) -> object:
    return make(
        PolicyGaps,
        version=version,
        as_of=Period(day, day),
        warnings=show_warnings(found.warnings),
        parties=[_show_scope(one) for one in found.parties],
        counts=make(GapCounts, **{kind.lower(): found.counts.get(kind, 0) for kind in GapKind}),
        tasks=[_show_task(gap, details) for gap in found.tasks],
    )


def _show_scope(one: question.PartyScope) -> object:
    scope = one.scope
    return make(
        PartyScope,
        party=one.party,
        documents=scope.documents,
        examined=scope.examined,
        on_field=scope.on_field,
        titles_only=scope.titles_only,
        undated=scope.undated,
    )


def _show_task(gap: question.TaskGap, details: Details) -> object:
    return make(
        TaskGap,
        task=(Label.TASK, gap.task.key),
        kind=gap.kind,
        possible=list(gap.decision.possible),
        decided_by=list(gap.decision.decided_by),
        statuses=[_show_status(one, details) for one in gap.statuses],
        model_clauses=[show_model(one) for one in gap.models],
    )


def _show_status(one: question.StatusWithEvidence, details: Details) -> object:
    found = one.found
    return make(
        PartyStatus,
        party=found.party,
        status=found.status,
        own=found.own,
        inherited_from=[level for level in InheritFrom if level in found.inherited_from],
        basis=found.shown.basis,
        verified=found.shown.verified,
        members=found.members,
        members_covering=found.members_covering,
        members_unknown=found.members_unknown,
        score=found.shown.score,
        evidence=_show_links(one.evidence, details),
        evidence_count=found.grounds.links,
        inherited_evidence=_show_links(one.inherited, details),
        inherited_evidence_count=found.inherited.links,
        examined_documents=[(Label.POLICY_DOCUMENT, key) for key in found.examined],
    )


def _show_links(links: Sequence[Link], details: Details) -> list[object]:
    return [_show_link(link, details.get((link.clause, link.task))) for link in links]


def _show_link(link: Link, details: LinkDetails | None) -> object:
    values: dict[str, object] = {
        "id": link_id(link.clause, link.task),
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
        ModelClause,
        parties=list(model.parties),
        document=(Label.POLICY_DOCUMENT, model.document),
        clause=(Label.CLAUSE, model.clause),
        score=model.score,
        nearness=model.nearness,
        has_text=model.has_text,
    )
