"""Links between clauses and tasks with everything that is known of them, for those who review them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.store import Parameters, Reader
from queries.paging import Key, Page, Slice, check_shape, cut_read
from queries.question import question


@dataclass(frozen=True, slots=True)
class ReviewedLink:
    """One link; `evidence` is a JSON list of {text, start, end}, as stored."""

    document: str
    clause: str
    task: str
    score: float
    method: str
    verdict: str
    suspect: bool
    evidence: str | None
    note: str | None
    reviewed_by: str | None
    reviewed_at: str | None
    verified: bool
    sources: list[str] | None


@dataclass(frozen=True, slots=True)
class ListedLink(ReviewedLink):
    """A link in the list of reviewers; `place` is 0 for what was reviewed; else the less sure the lower."""

    place: float

    @property
    def key(self) -> Key:
        """The key at which it stands."""
        return self.place, self.clause, self.task


@dataclass(frozen=True, slots=True)
class Total:
    """The number of links in a list."""

    total: int


LINK = question("coverage/reviewed_link", ReviewedLink)
TO_REVIEW = question("coverage/links_to_review", ListedLink)
FROM_THE_END = replace(
    TO_REVIEW,
    name="links_to_review_backward",
    text=TO_REVIEW.text.replace("ORDER BY place, clause, task", "ORDER BY place DESC, clause DESC, task DESC"),
)
COUNT = question("coverage/links_to_review_count", Total)
# Before and beyond every place.
_FIRST, _LAST = (-2.0, "", ""), (2.0, "", "")


async def find_link(reader: Reader, clause: str, task: str) -> ReviewedLink | None:
    """The link of a clause to a task; None where there is none."""
    rows = await reader.run(LINK, {"clause": clause, "task": task})
    return rows[0] if rows else None


async def list_to_review(reader: Reader, document: str | None, page: Page, *, reviewed: bool) -> Slice[ListedLink]:
    """A page of the links that wait for a reviewer, or that were reviewed; one engine call.

    What waits: first what was reviewed and has other words now, then the least sure. BadInput for another list's key.
    """
    check_shape(page, _FIRST)
    parameters: Parameters = {
        "document": document or "",
        "reviewed": reviewed,
        "limit": page.size + 1,
        **dict(zip(("afterPlace", "afterClause", "afterTask"), page.after or _FIRST, strict=True)),
        **dict(zip(("beforePlace", "beforeClause", "beforeTask"), page.before or _LAST, strict=True)),
    }
    rows = await reader.run(FROM_THE_END if page.backward else TO_REVIEW, parameters)
    return cut_read(rows, page, lambda link: link.key)


async def count_to_review(reader: Reader, document: str | None, *, reviewed: bool) -> int:
    """Count the links of the whole list."""
    return (await reader.run(COUNT, {"document": document or "", "reviewed": reviewed}))[0].total
