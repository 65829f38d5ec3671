"""Answers `checkDraft`: what a draft covers and misses; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Label
from loaders.document_errors import DocumentError
from loaders.document_types import Clause, Mention, TaskMatch
from queries.draft_coverage import DraftAsked, DraftCoverage, DraftLink, find_draft_coverage
from queries.errors import BadInput
from queries.policy_gaps import DEFAULT_SCORE
from schema import types_draft as shown
from schema.call import Call
from schema.pipeline import Analysed
from schema.policy_gaps import show_model
from schema.reading import present
from schema.registry_documents import MOST_EVIDENCE
from schema.resolving import PARTIES, resolve_one
from schema.results import make, read_first
from schema.types_coverage import Evidence

MOST_CLAUSES = 5_000
MOST_BYTES = 200_000  # As UTF-8.


async def check_draft(call: Call) -> object:
    """The clauses of a pasted text, the tasks that they cover, and whose clauses could be borrowed for the rest."""
    if call.context.pipeline is None:
        raise BadInput("Drafts are not checked here.", "text")
    given = call.arguments.get("territory")
    territory = None
    if isinstance(given, str):
        territory = (await resolve_one(call.context, given, PARTIES, "territory", call.day)).reference
    text = str(call.arguments["text"])
    if len(text.encode()) > MOST_BYTES:
        raise BadInput(f"`text`: {len(text.encode()):,} bytes are more than {MOST_BYTES:,}; load it instead.", "text")
    try:
        analysed = await call.context.pipeline.analyse(text, territory)
    except DocumentError as error:
        raise BadInput(f"`text`: {error}.", "text") from error
    links = [DraftLink(match.task_id, match.score) for matches in analysed.tasks for match in matches]
    asked = DraftAsked(territory, call.day, _most_models(call))
    coverage = await find_draft_coverage(call.reader, links, asked)
    return await present(call, _show(analysed, coverage, await call.reader.version()))


def _most_models(call: Call) -> int:
    """The longest `first` under which models are selected; 0 where they are not."""
    missing = [one for one in call.selected.selection.fields_of("DraftCheck").values() if one.name == "missing"]
    fields = [one for each in missing for one in each.selection.fields_of("MissingTask").values()]
    models = [one for one in fields if one.name == "modelClauses"]
    return max((read_first(call.context.arguments(one), call.context) for one in models), default=0)


def _show(analysed: Analysed, coverage: DraftCoverage, version: int) -> object:
    each = zip(analysed.document.clauses[:MOST_CLAUSES], analysed.tasks, analysed.mentions, strict=False)
    missing = [
        make(
            shown.MissingTask,
            task=(Label.TASK, one.task.key),
            model_clauses=[show_model(model) for model in one.models],
        )
        for one in coverage.missing
    ]
    return make(
        shown.DraftCheck,
        version=version,
        clauses=[_show_clause(clause, tasks, mentions) for clause, tasks, mentions in each],
        covered=[(Label.TASK, task.key) for task in coverage.covered],
        missing=missing,
        warnings=list(analysed.notes),
    )


def _show_clause(clause: Clause, tasks: Sequence[TaskMatch], mentions: Sequence[Mention]) -> object:
    return make(
        shown.DraftClause,
        path=clause.path,
        heading=clause.heading or None,
        text=clause.text,
        start=clause.start,
        end=clause.end,
        tasks=[_show_task(match) for match in tasks if match.score >= DEFAULT_SCORE],
        mentions=[_show_mention(mention) for mention in mentions],
    )


def _show_task(match: TaskMatch) -> object:
    phrases = match.evidence[:MOST_EVIDENCE]
    return make(
        shown.DraftTask,
        task=(Label.TASK, match.task_id),
        score=match.score,
        method=match.method,
        evidence=[make(Evidence, text=one.text, start=one.start, end=one.end) for one in phrases],
    )


def _show_mention(mention: Mention) -> object:
    return make(
        shown.DraftMention,
        text=mention.text,
        start=mention.start,
        end=mention.end,
        kind=mention.kind.name,
        score=mention.score,
        resolved_name=mention.name,
        derived=mention.derived,
        entity=(mention.kind, mention.entity_id) if mention.entity_id else None,
    )
