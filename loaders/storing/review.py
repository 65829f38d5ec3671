"""Note a reviewer's word on a clause and a task, and show it on the link: one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from graph.bookkeeping import lock_state
from graph.enums import Verdict
from graph.store import Statement, Writer, WriteTransaction
from graph.writing.apply import apply_in
from graph.writing.reviews import Review, drop_review, put_review, read_reviews
from loaders.clauses.rows import fingerprint_of
from loaders.errors import NotStored
from loaders.storing.reviewed_links import ClauseNow, links_of_others, make_reviewed
from loaders.storing.stored import CLAUSES, LINKS, StoredClause


@dataclass(frozen=True, slots=True)
class ReviewDecision:
    """A reviewer's decision: SUGGESTED withdraws what was said before."""

    clause: str
    task: str
    verdict: Verdict
    note: str | None
    reviewer: str


@dataclass(frozen=True, slots=True)
class ReviewedPair:
    """The document of a clause, beside the task: both are there."""

    document: str
    task: str


PAIR = Statement(
    "a clause's document, and a task",
    "MATCH (d:PolicyDocument)-[:HAS_CLAUSE]->(c:Clause {id: $clause}), (t:Task {id: $task}) "
    "RETURN d.id AS document, t.id AS task",
    ("clause", "task"),
    ("document", "task"),
    ReviewedPair,
)


async def review_link(writer: Writer, word: ReviewDecision) -> int:
    """Keep a reviewer's word through every reload, and return the version; the same word again changes nothing.

    CONFIRMED on a pair that is not linked makes the link. Raises NotStored, GraphError.
    """
    async with writer.transaction() as transaction:
        state = await lock_state(transaction)
        pairs = await transaction.run(PAIR, {"clause": word.clause, "task": word.task})
        if not pairs:
            raise NotStored(f"there is no clause '{word.clause}', or no task '{word.task}'")
        document = pairs[0].document
        clauses = await transaction.run(CLAUSES, {"document": document})
        now = [ClauseNow(one.id, _print_of(one), tuple(one.sources or ())) for one in clauses]
        reviews = list(await read_reviews(transaction, document))
        said = await _note(transaction, word, document, now, reviews)
        if said is None:
            return state.version
        links = links_of_others(document, await transaction.run(LINKS, {"document": document}))
        report = await apply_in(transaction, [make_reviewed(document, said, now, links)], word.reviewer)
    return report.version


async def _note(
    transaction: WriteTransaction,
    word: ReviewDecision,
    document: str,
    now: Sequence[ClauseNow],
    reviews: Sequence[Review],
) -> list[Review] | None:
    """The document's reviews with the word in them; None where it says nothing new."""
    fingerprint = next(one.fingerprint for one in now if one.id == word.clause)
    # What was said of this clause under an earlier id, and has found it by its words, gives way too.
    same = [one for one in reviews if one.task == word.task and _is_of(one, word.clause, fingerprint, now)]
    at = datetime.now(UTC).isoformat(timespec="seconds")
    review = Review(document, word.clause, word.task, fingerprint, word.verdict, word.note, word.reviewer, at)
    if word.verdict is Verdict.SUGGESTED:
        if not same:
            return None
    elif len(same) == 1 and replace(same[0], at=at) == review:
        return None
    for one in same:
        await drop_review(transaction, one)
    kept = [one for one in reviews if one not in same]
    if word.verdict is Verdict.SUGGESTED:
        return kept
    await put_review(transaction, review)
    return [*kept, review]


def _is_of(review: Review, clause: str, fingerprint: str | None, now: Sequence[ClauseNow]) -> bool:
    if review.clause == clause:
        return True
    elsewhere = any(one.id == review.clause for one in now)
    return not elsewhere and fingerprint is not None and review.fingerprint == fingerprint


def _print_of(one: StoredClause) -> str | None:
    return one.fingerprint or (fingerprint_of(one.text) if one.text else None)
