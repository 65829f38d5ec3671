"""Read a document for the graph: its clauses analysed, what it says of itself, and which stored things that means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.dates import Period
from graph.model import Label
from graph.writing.batch import Skipped
from graph.writing.rows import NodeRef
from loaders.analysis import Analysis, analyse_document
from loaders.clauses.segment import parse_document
from loaders.document import DocumentMeta, ParsedDocument
from loaders.errors import UnusableDocument
from loaders.files.text import check_text
from loaders.files.text_pages import blank_pages
from loaders.mentions.gazetteer import Gazetteer
from loaders.metadata.file_names import read_file_name
from loaders.metadata.metadata import complete_meta, find_home, read_meta
from loaders.storing.bodies import InstitutionRef, find_derived, find_issuer
from loaders.storing.given import StatedMetadata
from loaders.tasks.matcher import Matcher

TEXT = "the text"


@dataclass(frozen=True, slots=True)
class EndedDocument:
    """A title that a text repeals, and the ids of the stored documents that bear it."""

    title: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A text read for the graph; `bodies` are by name the institutions that its clauses make."""

    analysis: Analysis
    meta: DocumentMeta
    issuer: InstitutionRef | None
    supersedes: tuple[EndedDocument, ...]
    bodies: Mapping[str, InstitutionRef]
    warnings: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Tools:
    """The names of the graph and the tasks that clauses are matched against."""

    gazetteer: Gazetteer
    matcher: Matcher


def analyse_text(text: str, tools: Tools, territory: NodeRef | None) -> Analysis:
    """The clauses of a text, for a territory or for the one that it names. Raises DocumentError.

    NUL characters and what stands at the edges of pages become spaces: places are those of the text as pasted.
    """
    check_text(text)
    document = parse_clauses(blank_pages(text.replace("\0", " ")))
    meta, home = read_meta(document, tools.gazetteer)
    region = _region_of(territory, home.region)
    return analyse_document(document, tools.gazetteer, tools.matcher, region, meta.issued)


def parse_clauses(text: str) -> ParsedDocument:
    """The clauses of a text. Raises UnusableDocument where it has none."""
    document = parse_document(text)
    if not document.clauses:
        raise UnusableDocument("no clause was found in the text")
    return document


def read_for_graph(text: str, given: StatedMetadata, tools: Tools, notes: tuple[str, ...] = ()) -> DocumentReading:
    """A text with what is given of it; `notes` are what was said of the file. Raises UnusableDocument."""
    document = parse_clauses(text)
    meta, home = read_meta(document, tools.gazetteer)
    meta, home, of_file = complete_meta(meta, home, read_file_name(given.file), tools.gazetteer)
    if given.title or given.number:
        home = find_home(given.title or meta.title, given.number or meta.number, meta.issuer, tools.gazetteer)
    # Of several territories none is the one whose bodies the text calls by role, unless it says so itself.
    region = _region_of(given.applies_to[0] if len(given.applies_to) == 1 else None, home.region)
    issued = given.issued or meta.issued
    analysis = analyse_document(document, tools.gazetteer, tools.matcher, region, issued)
    day = issued.first if issued else ""
    return DocumentReading(
        analysis,
        meta,
        find_issuer(meta.issuer, tools.gazetteer, day) if meta.issuer and not given.issuers else None,
        tuple(EndedDocument(title, _find_titled(title, tools.gazetteer)) for title in meta.supersedes),
        find_derived((one for clause in analysis.mentions for one in clause), tools.gazetteer),
        tuple(_warn(document, analysis, (*notes, *of_file))),
    )


def _region_of(territory: NodeRef | None, read: str | None) -> str | None:
    """The region whose bodies a text calls by role: its territory; a zone has none of its own, its issuer may."""
    return territory[1] if territory is not None and territory[0] is Label.REGION else read


def _find_titled(title: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    return tuple(one.id for one in gazetteer.get_named(title, Label.POLICY_DOCUMENT))


def _warn(document: ParsedDocument, analysis: Analysis, notes: tuple[str, ...]) -> list[Skipped]:
    warnings = [Skipped("file", TEXT, note) for note in notes]
    if all(clause.path.startswith("p") for clause in document.clauses):
        warnings.append(Skipped("clauses", TEXT, "no numbering was found: each paragraph is a clause"))
    return warnings + [Skipped("names", TEXT, note) for note in analysis.notes]


def day_of(period: Period | None) -> str:
    """The first day of a period, '' where it is not known."""
    return period.first if period else ""
