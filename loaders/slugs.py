"""Make stable, readable ids out of Chinese names: their syllables in pinyin, joined by hyphens."""

from __future__ import annotations

import re
from collections.abc import Container

from graph.names_forms import spell_syllables
from graph.text_fold import fold_text

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
