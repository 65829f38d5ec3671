"""Which documents are on the field: having read one of these shows what its party leaves uncovered.

A statute on heritage or on small firms may cover a task, but that it covers no other is no gap of its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from graph.store import Reader
from queries.coverage.links import Read, is_examined
from queries.coverage.subjects import DEFAULT_SCORE
from queries.question import question

# What names the field in a title.
FIELD_WORDS = (
    "知识产权", "专利", "商标", "著作权", "版权", "地理标志", "植物新品种", "商业秘密", "集成电路布图设计", "外观设计",
    "正版", "盗版",
)  # fmt: skip
# Who names it nowhere speaks of it all the same where one in so many clauses covers a task.
CLAUSES_A_COVERING_ONE = 10


class Described(Read, Protocol):
    """What of a row about a document says whether it is on the field."""

    @property
    def document(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def clause_count(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Share:
    """How many clauses of a document are in the graph, and how many of these cover a task."""

    document: str
    clauses: int
    covering: int


SHARES = question("coverage_field", Share)


def names_field(title: str) -> bool:
    """Whether a title names the field; spaces in it mean nothing."""
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


def is_dense(share: Share, row: Described) -> bool:
    """Whether one in ten clauses covers a task.

    Of a text that is held the clauses are counted; of one that was read elsewhere a source says how many there are,
    since the graph knows only those that cover something.
    """
    clauses = share.clauses if row.held == "FULL" else row.clause_count
    return 0 < clauses <= share.covering * CLAUSES_A_COVERING_ONE
