"""Read the paragraphs of a document into its outline: numbered items and what stands under each, articles, the rest."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from loaders.clauses.numbering import Number, NumberKind, follows, read_number
from loaders.clauses.paragraphs import Paragraph
from loaders.clauses.sentences import ANNEX, CONTENTS, RESPONSIBLE, is_sentence

_MARKDOWN_HEADING = re.compile(r"#{1,6} ")
_TABLE_ROW = re.compile(r"\|.*\||[^|]+ \| [^|]+")
_LONGEST_HEADING = 30
_LONGEST_CONTEXT = 300  # Characters of a heading that its clauses carry: each carries all, and a line may be a text.
_SEARCHED = 50  # Paragraphs at the beginning in which a table of contents may begin.
_DIGITS = "0123456789"
_NO_MARKS = str.maketrans("", "", " #*")


@dataclass(slots=True)
class Item:
    """One paragraph of the outline and what belongs to it.

    `number` is None for a paragraph without one; `path` are the labels from the outermost; `body` are the paragraphs
    under it that have no number of their own (in an article: all of them); `children` are the numbered items below it.
    """

    paragraph: Paragraph
    number: Number | None
    path: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    body: list[Paragraph] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the text after the number begins."""
        length = self.number.length if self.number else 0
        rest = self.paragraph.folded[length:]
        return self.paragraph.start + length + len(rest) - len(rest.lstrip(" 、.:：*_"))

    @property
    def said(self) -> str:
        """The folded text after the number."""
        return self.paragraph.folded[self.number.length if self.number else 0 :].strip(" *_|")

    @property
    def heading(self) -> str:
        """What the item is to those below it: its label and the beginning of what it says."""
        length = self.number.length if self.number else 0
        said = self.paragraph.folded[length : length + 2 * _LONGEST_CONTEXT].strip(" *_|")
        return f"{self.number.label if self.number else ''} {said}".strip()[:_LONGEST_CONTEXT]


@dataclass(slots=True)
class Outline:
    """The items in order; `before` are the lines before the first number that are no sentences: title, signature."""

    items: list[Item] = field(default_factory=list)
    before: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    parts: list[tuple[str, str]] = field(
        default_factory=list
    )  # The unit (章) and the heading of each part that is open.
    section: str = ""  # A heading without a number.
    open: list[Item] = field(default_factory=list)  # The numbered items that are open, outermost first.
    article: Item | None = None
    last_article: int = 0
    annexes: bool = False  # Within the list of annexes.
    numbered: bool = False  # Whether an item with a number was met.

    def headings(self) -> tuple[str, ...]:
        above = [heading for _, heading in self.parts] + ([self.section] if self.section else [])
        return tuple(above + [item.heading for item in self.open])


_UNITS = {"编": 0, "分编": 1, "篇": 0, "部分": 0, "章": 2, "节": 3}


def _open_part(state: _State, number: Number, paragraph: Paragraph) -> None:
    level = _UNITS[number.unit]
    state.parts = [part for part in state.parts if _UNITS[part[0]] < level]
    state.parts.append((number.unit, _read_heading(paragraph)))
    state.section, state.open, state.article = "", [], None


def _read_heading(paragraph: Paragraph) -> str:
    return paragraph.folded.lstrip("# ")[:_LONGEST_CONTEXT].strip()


def _is_heading(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """A heading without a number: one of Markdown, or a short line after which counting begins anew."""
    if _MARKDOWN_HEADING.match(paragraph.folded):
        return True
    if len(paragraph.folded) > _LONGEST_HEADING or is_sentence(paragraph.folded) or following is None:
        return False
    number = read_number(following.folded)
    return number is not None and number.value == 1 and number.kind is not NumberKind.ARTICLE


def _opens_article(number: Number, state: _State) -> bool:
    if number.kind is not NumberKind.ARTICLE:
        return False
    return number.apart or number.value in (1, state.last_article, state.last_article + 1)


def _closes_article(number: Number, state: _State) -> bool:
    """Within articles only a number that an open section above them goes on to is not part of the article."""
    outer = state.open[-1].number if state.open else None
    return outer is not None and number.kind is outer.kind and number.value == outer.value + 1


def _add_numbered(outline: Outline, state: _State, number: Number, paragraph: Paragraph) -> None:
    state.numbered = True
    if number.kind is NumberKind.ARTICLE:
        item = Item(paragraph, number, (number.label,), state.headings())
        state.article, state.last_article = item, number.value
        if state.open:
            state.open[-1].children.append(item)
        outline.items.append(item)
        return
    state.article = None
    while state.open and state.open[-1].number and state.open[-1].number.kind >= number.kind:
        state.open.pop()
    above = state.open[-1] if state.open else None
    item = Item(paragraph, number, (*(above.path if above else ()), number.label), state.headings())
    if above:
        above.children.append(item)
    state.open.append(item)
    outline.items.append(item)


def _last_value(state: _State, kind: NumberKind) -> int | None:
    return next((item.number.value for item in reversed(state.open) if item.number and item.number.kind is kind), None)


def _read_row(paragraph: Paragraph) -> Number | None:
    """The number in the first cell of a row of a table."""
    found = re.match(r"\|? *(\d{1,4}) *\| *", paragraph.folded)
    return Number(NumberKind.ARABIC, found.group(1), int(found.group(1)), found.end(), True) if found else None


def _find_number(paragraph: Paragraph, state: _State) -> Number | None:
    number = _read_row(paragraph) if "|" in paragraph.folded else None
    number = number or read_number(paragraph.folded)
    if number is None:
        return None
    if number.kind is NumberKind.ARTICLE:
        return number if _opens_article(number, state) else None
    return number if number.kind is NumberKind.PART or follows(number, _last_value(state, number.kind)) else None


def _add_plain(outline: Outline, state: _State, paragraph: Paragraph, following: Paragraph | None) -> None:
    """A paragraph without a number goes under the open item, or stands on its own, or is a line around the text."""
    if _is_heading(paragraph, following) and not (state.article and not _MARKDOWN_HEADING.match(paragraph.folded)):
        if outline.items or state.parts or paragraph.folded.startswith("##"):
            state.section, state.open, state.article = _read_heading(paragraph), [], None
        else:
            outline.before.append(paragraph)
        return
    under = state.article or (state.open[-1] if state.open else None)
    if under is not None and not _TABLE_ROW.match(paragraph.folded):
        under.body.append(paragraph)
    elif is_sentence(paragraph.folded, before_text=not outline.items) or (
        _TABLE_ROW.match(paragraph.folded) and not _is_header(paragraph, following)
    ):
        outline.items.append(Item(paragraph, None, (), state.headings()))
    elif not state.numbered:
        outline.before.append(paragraph)


def _is_header(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """The first row of a table names its columns: a number-less row of short cells before another row."""
    cells = [cell.strip() for cell in paragraph.folded.strip("| ").split("|")]
    return following is not None and "|" in following.folded and all(len(cell) <= 8 for cell in cells)


def _skip(state: _State, paragraph: Paragraph, number: Number | None) -> bool:
    """Whether a line belongs to the list of annexes, which it may open or close."""
    text = paragraph.folded.replace(" ", "")
    if ANNEX.match(text):
        state.annexes = ":" in text or "：" in text
        state.open, state.article, state.section, state.parts, state.last_article = [], None, "", [], 0
        return True
    if state.annexes:
        state.annexes = number is not None and not is_sentence(paragraph.folded) and len(paragraph.folded) <= 60
        return state.annexes
    return False


def _read_entry(paragraph: Paragraph) -> tuple[str, bool]:
    """A line as an entry of a table of contents: without spaces, marks and page; and whether dots lead to the page."""
    text = paragraph.folded.translate(_NO_MARKS)
    page = text.rstrip(")")
    bare = page.rstrip(_DIGITS)
    if bare == page:
        return text, False
    bare = bare.rstrip("(")
    entry = bare.rstrip(".·…-_")
    return entry, len(bare) - len(entry) > 1


def _find_contents(paragraphs: list[Paragraph]) -> range:
    """Where a table of contents stands: 目录 and the lines after it, as far as they are met again or lead to a page.

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
    return range(at, at + 1 + (len(listed) if 2 * sure > len(listed) else 0))


def read_outline(paragraphs: list[Paragraph]) -> Outline:
    """The outline of a document from its paragraphs; linear in their number."""
    outline, state = Outline(), _State()
    contents = _find_contents(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if index in contents:
            continue
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        number = _find_number(paragraph, state)
        if _skip(state, paragraph, number):
            continue
        if number is not None and number.kind is NumberKind.PART:
            _open_part(state, number, paragraph)
        elif number is not None and (
            state.article is None or number.kind is NumberKind.ARTICLE or _closes_article(number, state)
        ):
            _add_numbered(outline, state, number, paragraph)
        elif state.article is not None and (number is not None or RESPONSIBLE.match(paragraph.folded)):
            state.article.body.append(paragraph)
        else:
            _add_plain(outline, state, paragraph, following)
    return outline
