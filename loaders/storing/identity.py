"""Find the stored document that a text is a version of: the same 文号, else the same title and a date that overlaps."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache

from graph.dates import Period
from graph.names.folding import fold_name, spell_syllables
from graph.names.text import fold_text
from graph.writing.batch import Skipped
from loaders.errors import AmbiguousDocument
from loaders.mentions.gazetteer import squeeze_name
from loaders.storing.given import StatedMetadata
from loaders.storing.stored import DocumentName

_squeeze = lru_cache(maxsize=100_000)(squeeze_name)


def find_identity(
    names: Sequence[DocumentName],
    given: StatedMetadata,
    title: str,
    number: str | None,
    dates: tuple[Period | None, ...],
) -> tuple[DocumentName | None, list[Skipped]]:
    """The stored document; None for a new one, and what is worth saying of the choice.

    `dates` are when the document was issued and from when it is in force, as far as that is known. Raises
    AmbiguousDocument where several stored documents fit alike.
    """
    alike = _find_alike(names, title, number, dates, exact=given.issued is not None)
    chosen = next((one for one in names if one.id == given.id), None)
    if chosen is not None:
        others = [one.id for one in alike if one.id != chosen.id]
        reason = f"'{chosen.id}' was named; the 文号 or title and date are also those of {', '.join(others)}"
        return chosen, [Skipped("id", "the text", reason)] if others else []
    if len(alike) > 1:
        shown = tuple(f"{one.name} ({one.id})" for one in alike)
        raise AmbiguousDocument(f"《{title}》 may be any of {len(alike)} stored documents; say which by its id", shown)
    if alike and given.id:
        reason = f"this document is stored as '{alike[0].id}' and keeps that id, not '{given.id}'"
        return alike[0], [Skipped("id", "the text", reason)]
    return (alike[0] if alike else None), []


def _find_alike(
    names: Sequence[DocumentName], title: str, number: str | None, dates: tuple[Period | None, ...], *, exact: bool
) -> list[DocumentName]:
    titled = [one for one in names if _bears(one, title)]
    if number:
        numbered = [one for one in names if one.number and fold_name(one.number) == fold_name(number)]
        if numbered:
            return [one for one in numbered if one in titled] or numbered
        # Another 文号 is another document, whatever its title.
        titled = [one for one in titled if not one.number]
    near = [(one, _nearness(one, dates, exact=exact)) for one in titled]
    best = max((rank for _, rank in near), default=0)
    return [one for one, rank in near if rank == best] if best else []


def _bears(one: DocumentName, title: str) -> bool:
    return _squeeze(title) in (_squeeze(one.name), *map(_squeeze, one.aliases or ()))


def _nearness(one: DocumentName, dates: tuple[Period | None, ...], *, exact: bool) -> int:
    """3: dates overlap; 2: they are of one year; 1: there are none to compare; 0: they contradict.

    A text tells when it was adopted; when it was issued, some days later, is what the facts know. An `exact` date is
    one that was given, and must overlap.
    """
    pairs = zip((one.issued, one.in_force_from), dates, strict=True)
    stored, now = next(((a, b) for a, b in pairs if a and b), (None, None))
    if stored is None or now is None:
        return 1
    if stored.first <= now.last and now.first <= stored.last:
        return 3
    return 2 if not exact and stored.first[:4] == now.first[:4] else 0


LONGEST = 60

_PARTS = re.compile(r"[a-z0-9]+")


def spell_slug(name: str) -> str:
    """西安市知识产权局 is `xi-an-shi-zhi-shi-chan-quan-ju`; cut at a syllable where long, '' where none is left."""
    slug = ""
    for part in _PARTS.findall(" ".join(spell_syllables(fold_text(name))).lower()):
        longer = f"{slug}-{part}" if slug else part[:LONGEST]
        if len(longer) > LONGEST:
            break
        slug = longer
    return slug


def find_free(slug: str, taken: Container[str]) -> str:
    """The slug, or with the first number that makes it free."""
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
