"""Analyse files with the names and tasks of the seed alone, for the commands that need no graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.model import Label
from hezuo.errors import CommandError
from loaders.analysis import Analysis, analyse_document
from loaders.clauses.segment import parse_document
from loaders.errors import UnusableDocument
from loaders.facts.facts import read_seed_nodes
from loaders.files.text import read_document
from loaders.mentions.gazetteer import NAMED, Gazetteer, NamedEntity, build_gazetteer_of
from loaders.mentions.mentions import SHOWN_FROM as MENTIONS_SHOWN_FROM
from loaders.metadata.metadata import read_meta
from loaders.tasks.matcher import SHOWN_FROM as TASKS_SHOWN_FROM
from loaders.tasks.matcher import Matcher
from loaders.tasks.profiles import read_seed_profiles


@dataclass(frozen=True, slots=True)
class Tools:
    """The names and the tasks that come with the project."""

    gazetteer: Gazetteer
    matcher: Matcher


def read_tools() -> Tools:
    """The tools from the seed alone; no graph is opened."""
    batches = read_seed_nodes(*NAMED, Label.TASK)
    profiles = read_seed_profiles()
    rows = [row for batch in batches for row in batch.nodes]
    texts = {row.id: str(row.properties.get("text") or "") for row in rows if row.label is Label.TASK}
    return Tools(build_gazetteer_of(batches), Matcher(profiles, texts))


def find_territory(gazetteer: Gazetteer, given: str | None) -> NamedEntity | None:
    """The region or zone with this id; None where none is given. Raises CommandError."""
    if given is None:
        return None
    for label in (Label.REGION, Label.ECONOMIC_ZONE):
        if entity := gazetteer.entities.get((label, given)):
            return entity
    raise CommandError(f"there is no region or zone '{given}': give a code (610000) or a slug (yangtze-delta)")


def analyse_file(path: Path, tools: Tools, territory: NamedEntity | None = None) -> Analysis:
    """A file read, parsed, linked and matched; without a territory it is what the text says. Raises DocumentError."""
    document = parse_document(read_document(path).text)
    if not document.clauses:
        raise UnusableDocument("no clause was found in the text")
    meta, home = read_meta(document, tools.gazetteer)
    region = home.region
    if territory is not None:
        region = territory.id if territory.label is Label.REGION else None
    return analyse_document(document, tools.gazetteer, tools.matcher, region, meta.issued)


def build_lines(doc: str, analysis: Analysis) -> list[dict[str, object]]:
    """A line a clause: what of it would be shown by default."""
    return [
        {
            "doc": doc,
            "path": clause.path,
            "text": clause.text,
            "start": clause.start,
            "end": clause.end,
            "tasks": [
                {
                    "id": match.task_id,
                    "score": match.score,
                    "method": match.method,
                    "evidence": [{"text": one.text, "start": one.start, "end": one.end} for one in match.evidence],
                }
                for match in matches
                if match.score >= TASKS_SHOWN_FROM
            ],
            "mentions": [
                {
                    "text": mention.text,
                    "kind": str(mention.kind),
                    "id": mention.entity_id,
                    "name": mention.name,
                    "start": mention.start,
                    "end": mention.end,
                    "score": mention.score,
                }
                for mention in mentions
                if mention.score >= MENTIONS_SHOWN_FROM
            ],
        }
        for clause, matches, mentions in zip(analysis.document.clauses, analysis.tasks, analysis.mentions, strict=True)
    ]
