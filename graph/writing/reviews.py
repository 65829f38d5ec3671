"""Keeps what reviewers said, beside the graph: it outlives the clause, and finds it again by its fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from graph.bookkeeping import REVIEW
from graph.store import Statement, WriteTransaction
from graph.writing.lines import write_reviewed


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewer's word on one clause (its id when it was reviewed, and the fingerprint of its text then) and task.

    `verdict` is CONFIRMED or REJECTED, `at` an instant in UTC (ISO 8601).
    """

    document: str
    clause: str
    task: str
    fingerprint: str | None
    verdict: str
    note: str | None
    reviewer: str
    at: str

    @property
    def id(self) -> str:
        """The name of a review: there is one a clause and task."""
        return f"{self.clause} {self.task}"


COLUMNS = ("document", "clause", "task", "fingerprint", "verdict", "note", "reviewer", "at")
_RETURN = ", ".join(f"r.{name} AS {name}" for name in COLUMNS)
READ_REVIEWS = Statement(
    "reviews of a document",
    f"MATCH (r:Review) WHERE r.document = $document RETURN {_RETURN} ORDER BY r.id",
    ("document",),
    COLUMNS,
    Review,
)
READ_REVIEW = Statement("a review", f"MATCH (r:Review {{id: $id}}) RETURN {_RETURN}", ("id",), COLUMNS, Review)
ALL_REVIEWS = Statement(
    "all reviews", f"MATCH (r:Review) RETURN {_RETURN} ORDER BY r.document, r.id", (), COLUMNS, Review
)


async def put_review(transaction: WriteTransaction, review: Review) -> None:
    """Keep a review in the place of what was said of its clause and task before."""
    await _delete(transaction, review)
    transaction.ledger.tell("review", [write_reviewed(asdict(review), dropped=False)], review.reviewer, review.at)
    transaction.ledger.replace(REVIEW, None, {"id": review.id, **asdict(review)})
    known = {name: value for name, value in asdict(review).items() if value is not None}
    columns = ", ".join(f"{name}: ${name}" for name in known)
    await transaction.execute(f"CREATE (:Review {{id: $id, {columns}}})", {"id": review.id, **known})


async def drop_review(transaction: WriteTransaction, review: Review) -> None:
    """Forget a review."""
    await _delete(transaction, review)
    transaction.ledger.tell("review", [write_reviewed(asdict(review), dropped=True)], review.reviewer, review.at)


async def _delete(transaction: WriteTransaction, review: Review) -> None:
    for held in await transaction.run(READ_REVIEW, {"id": review.id}) if transaction.ledger.kept else ():
        transaction.ledger.replace(REVIEW, {"id": held.id, **asdict(held)}, None)
    await transaction.execute("MATCH (r:Review {id: $id}) DELETE r", {"id": review.id})


async def read_reviews(transaction: WriteTransaction, document: str) -> Sequence[Review]:
    """All that was said of the clauses of a document, those too that it has no longer."""
    return await transaction.run(READ_REVIEWS, {"document": document})
