"""Tells which documents are on the field: having read one of these shows what its party leaves uncovered.

A statute on heritage or on small firms may cover a task, but that it covers no other is no gap of its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from graph.store import Reader
from queries.coverage.links import DocumentRow, Read, is_examined
from queries.coverage.subjects import DEFAULT_SCORE
from queries.question import question

# What names the field in a title, and what it is in English.
FIELD_WORDS = {
    "知识产权": "intellectual property",
    "专利": "patents",
    "商标": "trademarks",
    "著作权": "copyright",
    "版权": "copyright",
    "地理标志": "geographical indications",
    "植物新品种": "new plant varieties",
    "商业秘密": "trade secrets",
    "集成电路布图设计": "layout designs",
    "外观设计": "designs",
    "正版": "licensed copies",
    "盗版": "piracy",
}
# Who names it nowhere speaks of it all the same where one in so many clauses covers a task.
CLAUSES_A_COVERING_ONE = 10


class Described(Read, Protocol):
    """The part of a row about a document that says whether it is on the field."""

    @property
    def document(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def clause_count(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Share:
    """The number of clauses of a document that are in the graph, and of those that cover a task."""

    document: str
    clauses: int
    covering: int


SHARES = question("coverage/knowledge/field", Share)


def names_field(title: str) -> bool:
    """Tell whether a title names the field; spaces in it mean nothing."""
    squeezed = "".join(title.split())
    return any(word in squeezed for word in FIELD_WORDS)


async def find_on_field(reader: Reader, rows: Iterable[Described]) -> frozenset[str]:
    """The keys of these documents that are on the field.

    One engine call at most: clauses are counted where the title does not tell and the whole text was read. What is a
    property of the document does not hang on the `minScore` of whoever asks.
    """
    each = {row.document: row for row in rows}
    named = {key for key, row in each.items() if names_field(row.title)}
    unclear = sorted(key for key, row in each.items() if key not in named and is_examined(row))
    if not unclear:
        return frozenset(named)
    shares = await reader.run(SHARES, {"documents": unclear, "minScore": DEFAULT_SCORE})
    return frozenset(named | {one.document for one in shares if is_dense(one, each[one.document])})


def can_show_gaps(row: DocumentRow, on_field: Collection[str]) -> bool:
    """Tell whether the silence of a document, once it was read in full, shows that its party does not cover a task.

    It must be in force and on the field. What states the tasks covers none, and an agreement says what its parties do
    together, not what each of them does: the silence of neither shows a gap.
    """
    return row.dated and row.document in on_field and not row.states_tasks and row.document_kind != "AGREEMENT"


def is_dense(share: Share, row: Described) -> bool:
    """Tell whether one in ten clauses covers a task.

    Of a text that is held the clauses are counted; of one that was read elsewhere a source says how many there are,
    since the graph knows only those that cover something.
    """
    clauses = share.clauses if row.held == "FULL" else row.clause_count
    return 0 < clauses <= share.covering * CLAUSES_A_COVERING_ONE
