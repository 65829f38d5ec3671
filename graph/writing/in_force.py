"""Derives when documents are in force, after each write and in its transaction, so that questions compare two days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.bookkeeping import EFFECT
from graph.dates import STILL, day_before
from graph.model import DERIVED, Label
from graph.statements import list_named, set_columns
from graph.store import Statement, Value, WriteTransaction

CHUNK = 1_000  # documents a statement


@dataclass(frozen=True, slots=True)
class Dated:
    """A document's time as far as it is known (ISO days), and what was derived from it before."""

    id: str
    issued: str | None
    in_force: str | None
    ended: str | None
    period_end: str | None
    effect_from: str | None
    effect_until: str | None


@dataclass(frozen=True, slots=True)
class Superseded:
    """That a document supersedes another, and since when (ISO day), as far as that is known."""

    id: str
    on: str | None
    superseder_in_force: str | None
    superseder_issued: str | None


DATED = Statement(
    "dates of documents",
    "UNWIND $ids AS i MATCH (d:PolicyDocument {id: i}) RETURN d.id AS id, d.issuedFirst AS issued, "
    "d.inForceFromFirst AS in_force, d.inForceUntilLast AS ended, d.periodLast AS period_end, "
    "d.effectFrom AS effect_from, d.effectUntil AS effect_until",
    ("ids",),
    ("id", "issued", "in_force", "ended", "period_end", "effect_from", "effect_until"),
    Dated,
)
SUPERSEDED = Statement(
    "what supersedes documents",
    # Optional, LadybugDB follows relationships from the documents; else it would look for both ends in all of them.
    "UNWIND $ids AS i MATCH (d:PolicyDocument {id: i}) OPTIONAL MATCH (n:PolicyDocument)-[s:SUPERSEDES]->(d) "
    "WITH d, s, n WHERE n.id IS NOT NULL RETURN d.id AS id, "
    "s.onFirst AS on_day, n.inForceFromFirst AS superseder_in_force, n.issuedFirst AS superseder_issued",
    ("ids",),
    ("id", "on_day", "superseder_in_force", "superseder_issued"),
    Superseded,
)
# A new date of the superseder moves the end of what it supersedes.
SUPERSEDED_BY = Statement(
    "what documents supersede",
    "UNWIND $ids AS i MATCH (n:PolicyDocument {id: i}) OPTIONAL MATCH (n)-[:SUPERSEDES]->(d:PolicyDocument) "
    "WITH d WHERE d.id IS NOT NULL RETURN d.id AS id",
    ("ids",),
    ("id",),
    str,
)


async def derive_in_force(transaction: WriteTransaction, documents: Sequence[str]) -> None:
    """Set `effectFrom` and `effectUntil` of these documents and of those that they supersede."""
    for part in _parts(documents):
        ids = sorted({*part, *await transaction.run(SUPERSEDED_BY, {"ids": part})})
        ends: dict[str, str] = {}
        for row in await transaction.run(SUPERSEDED, {"ids": ids}):
            if on := row.on or row.superseder_in_force or row.superseder_issued:
                ends[row.id] = min(on, ends.get(row.id, STILL))
        moved: list[dict[str, Value]] = []
        for dated in await transaction.run(DATED, {"ids": ids}):
            effect = effect_of(dated, ends.get(dated.id))
            before = (dated.effect_from, dated.effect_until)
            if effect != before:
                held = [dated.id, *before] if dated.effect_until else None
                transaction.ledger.replace(EFFECT, held, [dated.id, *effect])
                moved.append({"id": dated.id, "effectFrom": effect[0], "effectUntil": effect[1]})
        if moved:
            columns = set_columns("d", DERIVED[Label.POLICY_DOCUMENT], list_named(moved))
            text = f"UNWIND $rows AS r MATCH (d:PolicyDocument {{id: r.id}}) SET {columns}"
            await transaction.execute(text, {"rows": moved})


async def tell_removed(transaction: WriteTransaction, documents: Sequence[str]) -> None:
    """Tell the ledger of documents that are about to be removed."""
    for part in _parts(documents) if transaction.ledger.kept else ():
        for dated in await transaction.run(DATED, {"ids": part}):
            held = [dated.id, dated.effect_from, dated.effect_until] if dated.effect_until else None
            transaction.ledger.replace(EFFECT, held, None)


def effect_of(dated: Dated, superseded_on: str | None) -> tuple[str | None, str]:
    """The first and the last day in force; no first day where the document is undated."""
    until = dated.ended or (day_before(superseded_on) if superseded_on else None) or dated.period_end or STILL
    return dated.in_force or dated.issued, until


def _parts(keys: Sequence[str]) -> Iterable[list[str]]:
    for first in range(0, len(keys), CHUNK):
        yield list(keys[first : first + CHUNK])
