"""Reads what is looked for in clauses, and finds it there: words folded alike, blanks and line breaks left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.names.text import fold_text
from queries.errors import BadInput

LONGEST_TEXT, MOST_TERMS = 10_000, 50
MOST_HIGHLIGHTS = 50


class _Squeezed(dict[int, str]):
    """A table for `str.translate`: folded, in lower case, and nothing for a blank; worked out once a character."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold(chr(code)).strip()
        return self[code]


class _Folded(dict[int, str]):
    """A table for `str.translate`: as `_Squeezed`, but with blanks kept, so that every offset stays."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold(chr(code))
        return self[code]


def _fold(character: str) -> str:
    folded = fold_text(character)
    lower = folded.lower()
    return lower if len(lower) == 1 else folded


_SQUEEZED, _FOLDED = _Squeezed(), _Folded()


@dataclass(frozen=True, slots=True)
class Highlight:
    """The stretch of a text that was looked for: from one offset to another, in code points."""

    start: int
    end: int


def squeeze(text: str) -> str:
    """A text as it is searched: simplified characters, half width, lower case, without blanks and line breaks."""
    return text.translate(_SQUEEZED)


def read_terms(text: str) -> tuple[str, ...]:
    """Read what a text to search for asks for: every one of its words, in no order. BadInput where it is too long."""
    if len(text) > LONGEST_TEXT:
        raise BadInput(f"`text` has {len(text)} characters; it may have {LONGEST_TEXT}.", "text")
    terms = tuple(sorted({squeeze(word) for word in text.translate(_FOLDED).split()}))
    if len(terms) > MOST_TERMS:
        raise BadInput(f"`text` has {len(terms)} words; it may have {MOST_TERMS}.", "text")
    return terms


def find_highlights(text: str, terms: tuple[str, ...]) -> list[Highlight]:
    """Find the terms in a text, in its own offsets; what touches or overlaps is one. At most MOST_HIGHLIGHTS."""
    folded = text.translate(_FOLDED)
    # A line break may stand between any two characters of a word.
    spans = [found.span() for term in terms for found in re.finditer(r"\s*".join(map(re.escape, term)), folded)]
    merged: list[Highlight] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1].end:
            merged[-1] = Highlight(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Highlight(start, end))
    return merged[:MOST_HIGHLIGHTS]
