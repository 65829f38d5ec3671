"""Links between clauses and tasks with everything that is known of them, for those who review them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.access import Reader
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


LINK = question("reviewed_link", ReviewedLink)
WAITING = question("links_waiting", ReviewedLink)
REVIEWED = question("links_reviewed", ReviewedLink)


async def find_link(reader: Reader, clause: str, task: str) -> ReviewedLink | None:
    """The link of a clause to a task; None where there is none."""
    rows = await reader.run(LINK, {"clause": clause, "task": task})
    return rows[0] if rows else None


async def list_waiting(reader: Reader, document: str | None, first: int, skip: int) -> list[ReviewedLink]:
    """Links that wait for a reviewer: first what was reviewed and has other words now, then the least sure."""
    return await reader.run(WAITING, {"document": document or "", "first": first, "skip": skip})


async def list_reviewed(reader: Reader, document: str | None, first: int, skip: int) -> list[ReviewedLink]:
    """Links that a reviewer has spoken of, by clause and task."""
    return await reader.run(REVIEWED, {"document": document or "", "first": first, "skip": skip})
