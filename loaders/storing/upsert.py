"""Store a document that was read, and undo that: each in one transaction, so that all of it is there or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.bookkeeping import READ_MANIFESTS, lock_state
from graph.model import Label
from graph.store import Writer, WriteTransaction
from graph.writing.apply import apply_in
from graph.writing.batch import Batch, Skipped
from graph.writing.reviews import put_review, read_reviews
from loaders.errors import NotLoaded
from loaders.storing.bodies import InstitutionRef
from loaders.storing.clauses import MatchedClauses, match_clauses
from loaders.storing.given import StatedMetadata
from loaders.storing.identity import find_free, find_identity, spell_slug
from loaders.storing.reading import DocumentReading, day_of
from loaders.storing.reviewed_links import ClauseNow, links_of_others, make_reviewed, read_words
from loaders.storing.rows import BodyIds, Ids, Made, make_batches, match_load_of
from loaders.storing.settle import load_of, settle_document, settle_title
from loaders.storing.stored import (
    BODIES,
    CLAUSES,
    DOCUMENT_NAMES,
    LINKS,
    DocumentName,
    StoredClause,
    StoredDocument,
    read_stored_document,
)


@dataclass(frozen=True, slots=True)
class Upserted:
    """The outcome for a document and its clauses: new, with other words than before, as before, gone.

    `suspect` are the clauses with a review of words that have changed since.
    """

    version: int
    document: str
    title: str
    created: int
    changed: int
    unchanged: int
    removed: int
    suspect: int
    warnings: tuple[Skipped, ...]
    wrote: bool


async def upsert_document(writer: Writer, reading: DocumentReading, given: StatedMetadata, by: str) -> Upserted:
    """Store a document as a new one, or as a version of the one that is stored; a second time changes nothing.

    Raises UnusableDocument, AmbiguousDocument, GraphError; then the graph is as it was.
    """
    title = settle_title(given, reading)
    async with writer.transaction() as transaction:
        # From here on nobody else writes: what is read now is what the changes are to.
        await lock_state(transaction)
        names = await transaction.run(DOCUMENT_NAMES, {})
        dates = (given.issued or reading.meta.issued, given.in_force_from or reading.meta.in_force_from)
        known, said = find_identity(names, given, title, given.number or reading.meta.number, dates)
        document = known.id if known else given.id or _make_id(title, day_of(dates[0] or dates[1]), names)
        stored = await read_stored_document(transaction, document, known=known is not None)
        settled = settle_document(given, reading, stored)
        matched = match_clauses(document, stored.clauses, reading.analysis.document.clauses)
        makes = [*reading.bodies.values(), *([settled.ends.issuer] if settled.ends.issuer else [])]
        bodies = await _find_bodies(transaction, makes)
        sources = stored.row["sources"] if stored.row else None
        kept = tuple(map(str, sources)) if isinstance(sources, list) else ()
        made = make_batches(reading, given, settled, Ids(document, matched.ids, bodies), kept)
        reviewed = await _review(transaction, stored, made, matched)
        report = await apply_in(transaction, [made.document, made.matches, *reviewed], by)
    skipped = (*reading.warnings, *said, *settled.warnings, *_warn_gone(stored, matched), *made.warnings)
    return Upserted(
        version=report.version,
        document=document,
        title=settled.title,
        created=len(matched.created),
        changed=len(matched.changed),
        unchanged=len(matched.ids) - len(matched.created) - len(matched.changed),
        removed=len(matched.gone) - len(list_kept(stored, matched)),
        suspect=len({edge.start for batch in reviewed for edge in batch.edges if edge.properties["suspect"]}),
        warnings=(*skipped, *report.skipped),
        wrote=report.changed,
    )


async def remove_document(writer: Writer, document: str, by: str) -> int:
    """Undo the loads of a document, and return the version; what the facts know of it stays, what reviewers said rests.

    Raises NotLoaded where there is no load of it, GraphError.
    """
    async with writer.transaction() as transaction:
        await lock_state(transaction)
        loads = [load_of(document), match_load_of(document)]
        if not await transaction.run(READ_MANIFESTS, {"loads": loads[:1]}):
            raise NotLoaded(f"no text of '{document}' is loaded")
        asked = {"document": document}
        stays = [one for one in await transaction.run(CLAUSES, asked) if set(one.loads) - set(loads)]
        # Of the clauses that the facts know only the path is known again.
        now = [ClauseNow(one.id, None, tuple(one.sources or ())) for one in stays]
        links = links_of_others(document, await transaction.run(LINKS, asked), *loads)
        reviewed = make_reviewed(document, await read_reviews(transaction, document), now, links)
        report = await apply_in(transaction, [*map(Batch, loads), reviewed], by)
    return report.version


def _make_id(title: str, day: str, names: Sequence[DocumentName]) -> str:
    slug, year = spell_slug(title) or "document", day[:4]
    if year and year not in slug.split("-"):
        slug = f"{slug}-{year}"
    return find_free(slug, {one.id for one in names})


async def _find_bodies(transaction: WriteTransaction, bodies: Iterable[InstitutionRef]) -> BodyIds:
    """Find where the institutions that a document makes stand, or will; of one name and slug there is only one."""
    slugs = {body.name: spell_slug(body.name) for body in bodies if body.id is None}
    if not slugs:
        return BodyIds({}, frozenset())
    asked = {"ids": sorted(slugs.values()), "names": sorted(slugs)}
    stored = await transaction.run(BODIES, asked)
    ids = {one.name: one.id for one in reversed(stored) if one.name in slugs}
    taken = {one.id for one in stored}
    for name, slug in sorted(slugs.items()):
        if name not in ids:
            ids[name] = find_free(slug, taken)
            taken.add(ids[name])
    return BodyIds(ids, frozenset(one.name for one in stored if not one.derived))


async def _review(
    transaction: WriteTransaction, stored: StoredDocument, made: Made, matched: MatchedClauses
) -> list[Batch]:
    """The batch of the reviewed links, where there is or was any."""
    reviews = list(await read_reviews(transaction, stored.id))
    if not reviews:
        return []
    now = [
        ClauseNow(node.id, str(node.properties["fingerprint"]), node.sources)
        for node in made.document.nodes
        if node.label is Label.CLAUSE
    ]
    # Clauses that facts know by paths which the text does not have.
    now += [ClauseNow(one.id, one.fingerprint, tuple(one.sources or ())) for one in list_kept(stored, matched)]
    for review in read_words(reviews, now):
        await put_review(transaction, review)
        reviews = [review if one.id == review.id else one for one in reviews]
    # Facts are believed before this version's matches.
    links = made.links | links_of_others(stored.id, stored.links, made.matches.load)
    return [make_reviewed(stored.id, reviews, now, links)]


def list_kept(stored: StoredDocument, matched: MatchedClauses) -> list[StoredClause]:
    """Stored clauses that the text does not have and that others than its loads state: they stay."""
    return [one for one in matched.gone if set(one.loads) - {load_of(stored.id)}]


def _warn_gone(stored: StoredDocument, matched: MatchedClauses) -> list[Skipped]:
    return [
        Skipped("clause", one.path, "the facts know this clause, and the text has none of this number")
        for one in list_kept(stored, matched)
    ]
