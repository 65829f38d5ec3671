"""Take running heads and page numbers out of a plain text, where the lines between its pages were kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.names.text import fold_text

_EDGE = 2  # Lines at each end of a page among which a head and a number may stand.
_LONGEST_HEAD = 40
_NUMBER_ALONE = re.compile(r"\d{1,4}")
_PAGE_NUMBER = re.compile(
    r"[-·]{1,2} *\d{1,4} *[-·]{1,2}|\(?第 *\d{1,4} *页(?:[ ,，/、]*\(?共 *\d{1,4} *页\)?)?\)?|\d{1,4} */ *\d{1,4}"
)
# A gazette heads its pages with its own name and issue: no text does.
_GAZETTE = re.compile(r"公报|政报|第\d{1,3}期|(?:法规|文件|规章)汇编")
_BEGINS_ANEW = re.compile(
    r"[#|>①-⑳]|[第笫] ?[〇零一二三四五六七八九十百千\d]{1,7} ?[编章节条]|"
    r"\(?[\d一二三四五六七八九十]{1,4} ?[)、.]|附件|附 |目录"
)
_ENDS = tuple("。；：！？!?;:…”)")
_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
# A text whose long lines mostly end without a stop was broken by the width of its pages: its lines are joined later.
_LONG = 20
_FEWEST_BROKEN, _SHARE_BROKEN = 6, 0.3


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    folded: str


def _key(folded: str) -> str:
    return _DIGITS.sub("#", _SPACES.sub("", folded))


def _can_be_head(folded: str) -> bool:
    return 2 <= len(folded) <= _LONGEST_HEAD and not folded.endswith(_ENDS) and not _BEGINS_ANEW.match(folded)


def _is_number(folded: str, pages: int) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(folded) or (pages > 1 and _NUMBER_ALONE.fullmatch(folded)))


def _find_edges(pages: Sequence[Sequence[_Line]]) -> set[int]:
    """Find where the lines start that are heads, feet and numbers of pages.

    A head repeats, but for its numbers, in its place on another page; the first time it may be the title, and stays.
    """
    found: set[int] = set()
    outer: list[tuple[int, bool, list[_Line]]] = []  # Of each page, from its edges inwards, what is no number.
    for index, page in enumerate(pages):
        for top, lines in ((True, page[:_EDGE]), (False, page[max(_EDGE, len(page) - _EDGE) :][::-1])):
            found.update(line.start for line in lines if _is_number(line.folded, len(pages)))
            outer.append((index, top, [line for line in lines if line.start not in found]))
    times = Counter((_key(line.folded), top, place) for _, top, lines in outer for place, line in enumerate(lines))
    for index, top, lines in outer:
        for place, line in enumerate(lines):
            repeats = index > 0 and times[_key(line.folded), top, place] > 1
            if not _can_be_head(line.folded) or not (repeats or (len(pages) > 1 and _GAZETTE.search(line.folded))):
                break
            found.add(line.start)
    return found


def _read_lines(text: str) -> list[_Line]:
    """The lines that hold anything, without the spaces around them."""
    lines = []
    for found in re.finditer(r"[^\n\f]+", text):
        bare = found.group().strip()
        if bare:
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            lines.append(_Line(start, start + len(bare), fold_text(bare)))
    return lines


def _read_pages(text: str) -> list[list[_Line]]:
    """The pages of a text: a page ends with a line that is its number, or with a form feed."""
    pages: list[list[_Line]] = [[]]
    last = 0
    for line in _read_lines(text):
        if "\f" in text[last : line.start]:
            pages.append([])
        pages[-1].append(line)
        if _PAGE_NUMBER.fullmatch(line.folded):
            pages.append([])
        last = line.end
    return [page for page in pages if page]


def _is_broken(lines: Sequence[_Line]) -> bool:
    long = [line for line in lines if len(line.folded) >= _LONG]
    broken = sum(not line.folded.endswith(_ENDS) for line in long)
    return broken >= _FEWEST_BROKEN and broken > _SHARE_BROKEN * len(long)


def _goes_on(before: _Line, after: _Line) -> bool:
    """Tell whether a page breaks in the middle of a sentence: it ends without a stop, and the next begins nothing."""
    return (
        len(before.folded) >= _LONG
        and not before.folded.endswith(_ENDS)
        and not _BEGINS_ANEW.match(after.folded)
        and any(stop in after.folded for stop in "。；，、")
    )


def _find_spans(text: str) -> list[tuple[int, int, bool]]:
    """The spans of a text that belong to its pages and not to it; of each, whether the text goes on across it."""
    pages = _read_pages(text)
    if len(pages) < 2 and not (pages and _PAGE_NUMBER.fullmatch(pages[0][-1].folded)):
        return []
    edges = _find_edges(pages)
    lines = [line for page in pages for line in page]
    broken = _is_broken([line for line in lines if line.start not in edges])
    spans: list[tuple[int, int, bool]] = []
    before: _Line | None = None
    dropped: list[_Line] = []
    for line in lines:
        if line.start in edges:
            dropped.append(line)
            continue
        if dropped and before is not None and not broken and _goes_on(before, line):
            spans.append((before.end, line.start, True))
        else:
            spans += [(one.start, one.end, False) for one in dropped]
        before, dropped = line, []
    return spans + [(one.start, one.end, False) for one in dropped]


def drop_pages(text: str) -> str:
    """The text without running heads and page numbers; a sentence that they part is whole again."""
    parts, at = [], 0
    for start, end, _ in _find_spans(text):
        parts.append(text[at:start])
        at = end
    return "".join(parts) + text[at:] if parts else text


def blank_pages(text: str) -> str:
    """Return the text with spaces for what `drop_pages` takes out: every offset stays."""
    parts, at = [], 0
    for start, end, across in _find_spans(text):
        blank = " " * (end - start) if across else re.sub(r"[^\n]", " ", text[start:end])
        parts += [text[at:start], blank]
        at = end
    return "".join(parts) + text[at:] if parts else text
