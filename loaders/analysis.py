"""Analyse a parsed document: clause by clause the tasks that it covers and what it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.dates import Period
from loaders.document import Mention, ParsedDocument, TaskMatch
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.mentions import link_clauses
from loaders.tasks.matcher import Matcher


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with, for each of its clauses in order, the tasks (best first) and the mentions; `notes` on doubts."""

    document: ParsedDocument
    tasks: Sequence[Sequence[TaskMatch]]
    mentions: Sequence[Sequence[Mention]]
    notes: Sequence[str] = ()


def analyse_document(
    document: ParsedDocument, gazetteer: Gazetteer, matcher: Matcher, region: str | None, issued: Period | None
) -> Analysis:
    """Find what the clauses of a document cover and name.

    `region` is the code of the region whose bodies the text calls by role, None where it is not known; `issued` tells
    namesakes of different times apart.
    """
    notes = [] if region else ["it is not known whose bodies the text means by 市 or 省: they are not resolved"]
    return Analysis(
        document,
        matcher.match(document.clauses),
        link_clauses(document.clauses, gazetteer, region, issued),
        notes,
    )
