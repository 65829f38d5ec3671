"""Apply what reviewers said of a document's clauses to its links as they are now: a load of its own, believed first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.enums import Verdict
from graph.model import Label, RelationshipType
from graph.writing.batch import Batch, EdgeRow, PropertyValue
from graph.writing.reviews import Review
from loaders.storing.stored import StoredLink

REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class ClauseNow:
    """A clause of the document as it stands; `sources` are those of its row."""

    id: str
    fingerprint: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkNow:
    """The grounds for a link, whoever reviewed it: how sure, by which method, by which phrases (JSON)."""

    score: float
    method: str
    evidence: str | None


def review_load_of(document: str) -> str:
    """The name of the load that states what reviewers said of a document."""
    return f"review/{document}"


def make_reviewed(
    document: str,
    reviews: Iterable[Review],
    clauses: Sequence[ClauseNow],
    links: Mapping[tuple[str, str], LinkNow],
) -> Batch:
    """The reviewed links. A review finds its clause by fingerprint, else by id, and is suspect then; else it rests.

    `links` are by clause and task what is linked without any review.
    """
    batch = Batch(review_load_of(document))
    by_id = {one.id: one for one in clauses}
    by_print: dict[str, ClauseNow] = {}
    for one in reversed(clauses):
        if one.fingerprint:
            by_print[one.fingerprint] = one
    found: dict[tuple[str, str], EdgeRow] = {}
    for review in reviews:
        clause = by_id.get(review.clause)
        if review.fingerprint and (clause is None or clause.fingerprint != review.fingerprint):
            clause = by_print.get(review.fingerprint) or clause
        if clause is None:
            continue
        # Of a clause known by its path alone nobody knew the words: that they are known now changes nothing.
        suspect = review.fingerprint not in (None, clause.fingerprint)
        row = _make_row(review, clause, links.get((clause.id, review.task)), suspect=suspect)
        # Two reviews may have come to one clause: the one that is sure of the text goes before, then the later one.
        key, rank = (clause.id, review.task), (not suspect, review.at)
        held = found.get(key)
        if held is None or rank > (not held.properties["suspect"], str(held.properties["reviewedAt"])):
            found[key] = row
    batch.edges += (found[key] for key in sorted(found))
    return batch


def read_words(reviews: Iterable[Review], clauses: Sequence[ClauseNow]) -> list[Review]:
    """Reviews of clauses known by their paths alone whose words are known now: from here on they hold for these."""
    prints = {one.id: one.fingerprint for one in clauses}
    return [
        replace(one, fingerprint=prints[one.clause])
        for one in reviews
        if one.fingerprint is None and prints.get(one.clause)
    ]


def links_of_others(document: str, links: Iterable[StoredLink], *beside: str) -> dict[tuple[str, str], LinkNow]:
    """The stored links that a load states which is neither the reviews' nor one of `beside`."""
    return {
        (one.clause, one.task): LinkNow(one.score, one.method, one.evidence)
        for one in links
        if set(one.loads) - {review_load_of(document), *beside}
    }


def _make_row(review: Review, clause: ClauseNow, link: LinkNow | None, *, suspect: bool) -> EdgeRow:
    word = LinkNow(1.0 if review.verdict == Verdict.CONFIRMED else 0.0, REVIEWER, None)
    properties: dict[str, PropertyValue] = {
        "score": (link or word).score,
        "method": (link or word).method,
        "evidence": (link or word).evidence,
        "verdict": review.verdict,
        "suspect": suspect,
        "note": review.note,
        "reviewedBy": review.reviewer,
        "reviewedAt": review.at,
    }
    ends = (Label.CLAUSE, clause.id), (Label.TASK, review.task)
    return EdgeRow(RelationshipType.COVERS, *ends, properties, clause.sources, True)
