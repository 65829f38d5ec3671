"""Asks whether what was read of a file is Chinese, or letters at all, before it counts as the text of a document."""

from __future__ import annotations

import re

from loaders.errors import UnreadableFile
from loaders.files.encoding import share_of_common

_SAMPLE = 200_000  # Characters.
# Han, Latin, Greek, Cyrillic, kana, signs; Arabic, Mongolian and Tibetan letters, in which autonomous regions publish.
_READABLE = re.compile(
    "[\0-\u052f\u0600-\u06ff\u0750-\u077f\u0f00-\u0fff\u1800-\u18af\u1e00-\u1fff\u2000-\u2bff\u2e80-\u33ff"
    "\u4e00-\u9fff\uf900-\ufaff\ufb50-\ufdff\ufe00-\ufeff\uff00-\uffef\U0001f000-\U0001faff\U00020000-\U0003ffff]+"
)
# Scattered over the scripts of the world are the numbers of glyphs; a text has a rare character here and there.
_MOST_STRANGE = 0.05
_FEWEST_HAN = 100
# Statutes have about 0.2; what was decoded from the wrong encoding, or of which the glyphs are shuffled, under 0.01.
_LEAST_COMMON = 0.03


def check_legible(text: str) -> None:
    """Raises UnreadableFile where what was read is no writing."""
    sample = text[:_SAMPLE]
    strange = len(_READABLE.sub("", sample))
    if strange > _MOST_STRANGE * len("".join(sample.split())):
        raise UnreadableFile(
            "what was read of the file is no writing but signs from all over: its font has no map to characters, or "
            "its encoding is another; save it anew as .docx, or run text recognition on it"
        )
    share, han = share_of_common(sample)
    if han >= _FEWEST_HAN and share < _LEAST_COMMON:
        raise UnreadableFile(
            "what was read of the file are Chinese characters without sense: its encoding is another, or its font "
            "shuffles them; save it anew as .docx, or run text recognition on it"
        )
