"""Joins pages to one text without what only pages have: running heads and feet, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

# Lines at the top, and as many at the foot, among which heads and numbers stand.
_EDGE = 3
_LONGEST_HEAD = 60
_FIGURES = re.compile(r"\d{1,4}")
# A line that is dressed as a page number is one, also where there is but one page.
_NUMBER = re.compile(r"[-—–－·•]+\d{1,4}[-—–－·•]+|第\d{1,4}页(?:[,，/、]?共\d{1,4}页)?|\d{1,4}/\d{1,4}页?")
_SENTENCE_ENDS = ("。", "；", "：", "，", "、")
# Annexes of a page each would count with their pages.
_TITLES = re.compile(r"附[件表录图]|[表图]\d")


def join_pages(pages: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The text of all pages, and a note of the running heads that were left out."""
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    repeated = _find_repeated(split)
    kept: list[str] = []
    heads: dict[str, None] = {}
    for at, lines in enumerate(split):
        top, foot = _find_text(lines, at, repeated)
        kept += lines[top:foot]
        heads.update(
            (" ".join(line.split()), None) for line in lines[:top] + lines[foot:] if re.search(r"[^\W\d]", line)
        )
    shown = [head for head in heads if not _NUMBER.fullmatch("".join(head.split()))][:3]
    return "\n".join(kept), (f"running heads of the pages were left out: {'; '.join(shown)}",) if shown else ()


def _read_keys(line: str, page: int) -> Iterator[str]:
    """Yield what a line is on other pages too: the same, or the same but for a figure that counts with the pages."""
    line = " ".join(line.split())
    if len(line) > _LONGEST_HEAD or line.endswith(_SENTENCE_ENDS) or _TITLES.match(line):
        return
    if not line.isdigit():
        yield line
    for found in list(_FIGURES.finditer(line))[:4]:
        yield f"{line[: found.start()]}\0{int(found.group()) - page}\0{line[found.end() :]}"


def _find_repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The keys of lines that stand at the edges of several pages."""
    seen: Counter[str] = Counter()
    for at, lines in enumerate(pages):
        edges = [*lines[:_EDGE], *lines[max(_EDGE, len(lines) - _EDGE) :]]
        seen.update({key for line in edges for key in _read_keys(line, at)})
    least = 2 if len(pages) < 5 else 3
    return frozenset(key for key, count in seen.items() if count >= least)


def _find_text(lines: Sequence[str], page: int, repeated: frozenset[str]) -> tuple[int, int]:
    """Find where a page's text begins and ends: heads and numbers are dropped from outside in, nothing from within."""

    def is_edge(line: str) -> bool:
        bare = "".join(line.split())
        return (
            any(key in repeated for key in _read_keys(line, page))
            or _NUMBER.fullmatch(bare) is not None
            or (bare == str(page + 1) and len(lines) > 1)
        )

    top, foot = 0, len(lines)
    while top < min(_EDGE, foot) and is_edge(lines[top]):
        top += 1
    while foot > max(top, len(lines) - _EDGE) and is_edge(lines[foot - 1]):
        foot -= 1
    return top, foot
