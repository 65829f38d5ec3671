"""What else is known of links between clauses and tasks: phrases, review, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.access import Reader
from queries.question import question


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


DETAILS = question("link_details", LinkDetails)


async def read_details(reader: Reader, clauses: Sequence[str]) -> dict[tuple[str, str], LinkDetails]:
    """By clause and task what is known of the links of these clauses; one engine call."""
    rows = await reader.run(DETAILS, {"clauses": clauses}) if clauses else []
    return {(row.clause, row.task): row for row in rows}
