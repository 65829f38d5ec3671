"""The links by which documents cover tasks, one by one or summed, and the documents that parties hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.model import Label
from graph.store import Reader
from queries.coverage.subjects import Party
from queries.question import question


class Read(Protocol):
    """The part of a row about a document that says how much of it was read."""

    @property
    def examined(self) -> bool: ...
    @property
    def held(self) -> str: ...


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """The fact that a document applies to a party; in force on a day asked about (from and until ISO days), or undated.

    `clause_count` is how many clauses a source says that it has; 0 where none does.
    """

    kind: str
    party: str
    document: str
    dated: bool
    examined: bool
    held: str
    title: str = ""
    document_kind: str = "OTHER"
    states_tasks: bool = False
    clause_count: int = 0
    in_force_from: str = ""
    in_force_until: str = ""


@dataclass(frozen=True, slots=True)
class LinkSum:
    """The number of a document's links that cover a task, the best of their scores and of what they rest on.

    `basis` is 3 (two readers or a reviewer), 2 (the text) or 1 (the title); `verified` 1 where a source confirms one.
    """

    document: str
    task: str
    score: float
    links: int
    basis: int = 2
    verified: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """One link that counts: a clause of a document covers a task; `is_title` where it rests on the title alone."""

    document: str
    task: str
    clause: str
    score: float
    method: str
    verdict: str
    suspect: bool
    is_title: bool
    basis: int = 2
    verified: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """The counts of a party's known documents: in force, of these examined, on the field, by title alone; undated."""

    documents: int
    examined: int
    titles_only: int
    undated: int
    on_field: int = 0


DOCUMENTS = question("coverage/documents", DocumentRow)

SUMS = question("coverage/sums", LinkSum)

LINKS = question("coverage/links", Link)

DocumentsByParty = Mapping[Party, Mapping[str, DocumentRow]]

LinksByPair = Mapping[tuple[str, str], Sequence[Link]]


async def read_documents(
    reader: Reader, parties: Iterable[Party], day: str, last: str | None = None
) -> DocumentsByParty:
    """Read by party its documents by key: those in force on a day, or on any from it to `last`, and undated ones."""
    wanted = sorted(set(parties))
    regions = [key for label, key in wanted if label is Label.REGION]
    zones = [key for label, key in wanted if label is Label.ECONOMIC_ZONE]
    days = {"first": day, "last": last or day}
    return group_documents(await reader.run(DOCUMENTS, {"regions": regions, "zones": zones, **days}))


def group_documents(rows: Iterable[DocumentRow]) -> DocumentsByParty:
    """The rows by party and document: a document that a party agreed and that applies to it counts once."""
    found: dict[Party, dict[str, DocumentRow]] = defaultdict(dict)
    for row in rows:
        found[Label(row.kind), row.party][row.document] = row
    return found


def list_dated(documents: DocumentsByParty) -> list[str]:
    """The keys of all documents in force."""
    return sorted({key for held in documents.values() for key, row in held.items() if row.dated})


def list_rows(documents: DocumentsByParty) -> list[DocumentRow]:
    """All documents in force, whoever holds them."""
    return [row for held in documents.values() for row in held.values() if row.dated]


async def read_sums(reader: Reader, documents: Sequence[str], min_score: float) -> list[LinkSum]:
    """Read how these documents cover tasks, summed by document and task."""
    return await reader.run(SUMS, {"documents": documents, "minScore": min_score}) if documents else []


async def read_links(reader: Reader, documents: Sequence[str], min_score: float) -> list[Link]:
    """Read how these documents cover tasks, link by link."""
    return await reader.run(LINKS, {"documents": documents, "minScore": min_score}) if documents else []


def sum_links(links: Iterable[Link]) -> list[LinkSum]:
    """Sum links that were read one by one, as `read_sums` does."""
    return [
        LinkSum(
            document,
            task,
            max(link.score for link in pair),
            len(pair),
            max(link.basis for link in pair),
            max(link.verified for link in pair),
        )
        for (document, task), pair in group_links(links).items()
    ]


def group_links(links: Iterable[Link]) -> LinksByPair:
    """The links by document and task."""
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        found[link.document, link.task].append(link)
    return found


def best_first(link: Link) -> tuple[float, str]:
    """The order of links: by score, then by clause."""
    return -link.score, link.clause


def scope_of(held: Mapping[str, DocumentRow], on_field: frozenset[str]) -> Scope:
    """Return what is known of one party's documents, `on_field` being the keys of all that are on the field."""
    dated = [row for row in held.values() if row.dated]
    examined = [row for row in dated if is_examined(row)]
    titles = [row for row in dated if row.held == "TITLE" and not is_examined(row)]
    return Scope(
        len(dated), len(examined), len(titles), len(held) - len(dated), len(on_field & {row.document for row in dated})
    )


def is_examined(row: Read) -> bool:
    """Tell whether the whole text was read: by readers, or because it was loaded."""
    return row.examined or row.held == "FULL"


@dataclass(frozen=True, slots=True)
class LinkDetails:
    """One link; `evidence` is a JSON list of {text, start, end}, as stored."""

    clause: str
    task: str
    evidence: str | None
    note: str | None
    reviewed_by: str | None
    reviewed_at: str | None
    verified: bool
    sources: list[str] | None


DETAILS = question("coverage/link_details", LinkDetails)


async def read_details(reader: Reader, clauses: Sequence[str]) -> dict[tuple[str, str], LinkDetails]:
    """Read by clause and task what is known of the links of these clauses; one engine call."""
    rows = await reader.run(DETAILS, {"clauses": clauses}) if clauses else []
    return {(row.clause, row.task): row for row in rows}
