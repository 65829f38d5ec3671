"""Split a text into paragraphs with their offsets; lines that a page's width broke are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.clauses.numbering import NumberKind, read_number
from loaders.clauses.sentences import ends_sentence

_PAGE_NUMBER = re.compile(r"^(?:-{0,2} *\d{1,4} *-{0,2}|第 *\d+ *页.{0,12}|\d+ */ *\d+)$")
# Possessive, as what follows needs nothing of what they took: a line that is nearly a rule is read once.
_RULE = re.compile(r"(?:[-=_*~] ?){3,}+|\|? *+:?-{3,}+[-:| ]*+")
_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_NARROWEST = 40  # Half-width columns: a page narrower than 20 Chinese characters does not occur.
_WIDEST = 160
_RAGGED = 6  # A full line may be three Chinese characters short: stops do not begin a line, numbers are not split.
_FEWEST = 6


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: `folded` is its text, folded; `apart` says that a blank line stands before it."""

    start: int
    end: int
    folded: str
    indented: bool = False
    apart: bool = False


def _width(folded: str) -> int:
    return sum(2 if character >= "\u2e80" or character in "—…“”‘’" else 1 for character in folded)


def _blank_comments(folded: str) -> str:
    """The text with spaces for comments: offsets stay. One that never ends is text."""
    parts: list[str] = []
    at = 0
    while (start := folded.find("<!--", at)) >= 0 and (end := folded.find("-->", start + 4)) >= 0:
        parts += [folded[at:start], " " * (end + 3 - start)]
        at = end + 3
    return "".join(parts) + folded[at:] if parts else folded


def _read_lines(folded: str) -> Iterator[Paragraph]:
    folded = _blank_comments(folded)
    last_end = 0
    for found in _LINE.finditer(folded):
        line = found.group()
        bare = line.strip()
        if not bare or _PAGE_NUMBER.match(bare) or _RULE.fullmatch(bare):
            continue
        start = found.start() + len(line) - len(line.lstrip())
        gap = folded.count("\n", last_end, found.start()) > 1
        yield Paragraph(start, start + len(bare), bare, start > found.start(), gap)
        last_end = found.end()


def find_page_width(lines: list[Paragraph]) -> int | None:
    """The width at which lines were broken, in half-width columns; None where lines are whole paragraphs."""
    if len(lines) < _FEWEST:
        return None
    widths = sorted(_width(line.folded) for line in lines)
    width = widths[int(len(widths) * 0.9)]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [line for line in lines if _width(line.folded) >= width - _RAGGED]
    broken = sum(not ends_sentence(line.folded) for line in full)
    return width if len(full) >= 0.35 * len(lines) and broken >= 0.6 * len(full) else None


def _goes_on(line: Paragraph, following: Paragraph, width: int, indents: bool) -> bool:
    if _width(line.folded) < width - _RAGGED:
        return False
    number = read_number(following.folded)
    if ends_sentence(line.folded):
        return not number and not following.indented if indents else not number and not following.apart
    # A line cut in mid-sentence goes on whatever the next begins with, unless that is plainly a heading or an article.
    return not (number and (number.kind in (NumberKind.PART, NumberKind.HAN) or number.apart))


def read_paragraphs(folded: str) -> list[Paragraph]:
    """The paragraphs of a folded text, in order; empty lines, page numbers, rules and comments are left out."""
    lines = list(_read_lines(folded))
    width = find_page_width(lines)
    if width is None:
        return lines
    indents = sum(line.indented for line in lines) >= 0.05 * len(lines)
    joined: list[list[Paragraph]] = []
    for line in lines:
        if joined and _goes_on(joined[-1][-1], line, width, indents):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [
        Paragraph(
            group[0].start, group[-1].end, "".join(line.folded for line in group), group[0].indented, group[0].apart
        )
        for group in joined
    ]
