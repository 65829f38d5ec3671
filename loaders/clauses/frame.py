"""Find what stands around the clauses of a document: its table of contents, its signature and date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.clauses.numbering import NumberKind, read_number
from loaders.clauses.paragraphs import Paragraph
from loaders.clauses.sentences import CONTENTS, is_date, is_sentence, is_signature

_SEARCHED = 50  # Paragraphs at the beginning in which a table of contents may begin.
_DIGITS = "0123456789"
_LEADERS = ".·…-_"
_PAGE_AFTER_GAP = re.compile(r" +\(?\d{1,3}\)?$")
_LONGEST_PAGE = 10
_NO_MARKS = str.maketrans("", "", " #*")
_MOST_SIGNERS = 20  # Bodies that may sign together above one date.


def _read_entry(paragraph: Paragraph) -> tuple[str, bool]:
    """A line as an entry of contents, without spaces, marks and page; and whether dots or a gap lead to the page."""
    if gap := _PAGE_AFTER_GAP.search(paragraph.folded[-_LONGEST_PAGE:]):
        return paragraph.folded[: -len(gap.group())].translate(_NO_MARKS).rstrip(_LEADERS), True
    text = paragraph.folded.translate(_NO_MARKS)
    page = text.rstrip(")")
    bare = page.rstrip(_DIGITS)
    if bare == page:
        return text, False
    bare = bare.rstrip("(")
    entry = bare.rstrip(_LEADERS)
    return entry, len(bare) - len(entry) > 1


def find_contents(paragraphs: Sequence[Paragraph]) -> range:
    """Find the table of contents: 目录 and the lines after it, as far as they are met again or lead to a page.

    It ends where a line is met again, or a sentence begins. Where most lines are not met again it is no table of
    contents but a text of that name (产业指导目录): then it is the line 目录 alone.
    """
    beginning = enumerate(paragraphs[:_SEARCHED])
    at = next((i for i, p in beginning if CONTENTS.match(p.folded.lstrip("# ").replace(" ", ""))), None)
    if at is None:
        return range(0)
    entries = [_read_entry(paragraph) for paragraph in paragraphs[at + 1 :]]
    times = Counter(entry for entry, _ in entries)
    seen: set[str] = set()
    for paragraph, (entry, leads) in zip(paragraphs[at + 1 :], entries, strict=True):
        if entry in seen or (times[entry] == 1 and not leads and paragraph.folded.endswith(("。", "；"))):
            break
        seen.add(entry)
    listed = entries[: len(seen)]
    sure = sum(leads or times[entry] > 1 for entry, leads in listed)
    if len(listed) > 1 and all(_is_part(paragraph) for paragraph in paragraphs[at + 1 : at + 1 + len(listed)]):
        sure = len(listed)  # Chapters one after another have no text: their articles come without headings.
    return range(at, at + 1 + (len(listed) if 2 * sure > len(listed) else 0))


def _is_part(paragraph: Paragraph) -> bool:
    number = read_number(paragraph.folded)
    return number is not None and number.kind is NumberKind.PART


def find_closing(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Find what signs and dates the document: a line that is a date or ends with one, and the bodies above it.

    A date that nobody signs is one only where no sentence follows: a timetable has dates on lines of their own too.
    """
    found: set[int] = set()
    for index, paragraph in enumerate(paragraphs):
        dated = is_date(paragraph.folded)
        if not dated and not is_signature(paragraph.folded, dated=True):
            continue
        above = index
        while above > max(0, index - _MOST_SIGNERS) and _signs(paragraphs[above - 1]):
            above -= 1
        following = paragraphs[index + 1].folded if index + 1 < len(paragraphs) else ""
        if above == index and dated and (paragraph.folded.rstrip(" )").endswith("月") or is_sentence(following)):
            continue
        found.update(range(above, index + 1))
    return frozenset(found)


def _signs(paragraph: Paragraph) -> bool:
    return is_signature(paragraph.folded) and read_number(paragraph.folded) is None
