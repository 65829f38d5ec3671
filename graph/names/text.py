"""Fold a text character by character, so that every offset into the folded text is one into the text as read."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from opencc import OpenCC

# Marks that change the direction or the joining of text and are not part of it.
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
_MARKS = {
    **dict.fromkeys("〔【［﹝{[", "("),
    **dict.fromkeys("〕】］﹞}]", ")"),
    **dict.fromkeys("『「〝", "“"),
    **dict.fromkeys("』」〞", "”"),
    **dict.fromkeys("〈‹«", "《"),
    **dict.fromkeys("〉›»", "》"),
    **dict.fromkeys("‑–—―−─﹣~～", "-"),
    **dict.fromkeys("•‧∙⋅・", "·"),
    **dict.fromkeys(_INVISIBLE, " "),
    "○": "〇",
    "｡": "。",
    "､": "、",
}
_KEPT = "。，、；：！？“”‘’《》〇·…"


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def _fold_character(character: str) -> str:
    if character in _MARKS:
        return _MARKS[character]
    if character in _KEPT:
        return character
    if character.isspace():
        return character if character in "\n\r" else " "
    plain = unicodedata.normalize("NFKC", character)
    # Circled and bracketed numbers come apart into several characters: those stay, for they number items.
    if len(plain) != 1 or unicodedata.category(character) == "No":
        return character
    simple = _simplifier().convert(plain) if plain >= "\u3400" else plain
    return simple if len(simple) == 1 else plain


class _Folded(dict[int, str]):
    """A table for `str.translate` that works each character out once."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_character(chr(code))
        return self[code]


_FOLDED = _Folded()


def fold_text(text: str) -> str:
    """`text` with traditional characters simplified, full-width letters and brackets halved, odd spaces made plain.

    The result has the same length: character i of it stands for character i of `text`.
    Chinese stops and quotation marks stay.
    """
    return text.translate(_FOLDED)
