"""Read the paragraphs of a document into its outline: numbered items and what stands under each, articles, the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.clauses.frame import find_closing, find_contents
from loaders.clauses.numbering import Number, NumberKind, follows, read_han_number, read_number
from loaders.clauses.paragraphs import Paragraph
from loaders.clauses.sentences import ANNEX, RESPONSIBLE, ends_sentence, is_sentence

_MARKDOWN_HEADING = re.compile(r"#{1,6} ")
_TABLE_ROW = re.compile(r"\|.*\||[^|]+ \| [^|]+")
_ROW_NUMBER = re.compile(r"\|? *+\(?([〇一二三四五六七八九十]{1,4}|\d{1,4})\)?[.、]? *+\| *")
_LONGEST_HEADING = 30
_LONGEST_CONTEXT = 300  # Characters of a heading that its clauses carry: each carries all, and a line may be a text.
_MOST_SKIPPED = 3  # Numbers of articles that a slip may leave out.


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
        """The offset where the text after the number begins."""
        length = self.number.length if self.number else 0
        rest = self.paragraph.folded[length:]
        return self.paragraph.start + length + len(rest) - len(rest.lstrip(" 、.:：*_"))

    @property
    def said(self) -> str:
        """The folded text after the number."""
        return self.paragraph.folded[self.number.length if self.number else 0 :].strip(" *_|")

    @property
    def heading(self) -> str:
        """The item as a heading to those below it: its label and the beginning of what it says."""
        length = self.number.length if self.number else 0
        said = self.paragraph.folded[length : length + 2 * _LONGEST_CONTEXT].strip(" *_|")
        return f"{self.number.label if self.number else ''} {said}".strip()[:_LONGEST_CONTEXT]


@dataclass(slots=True)
class Outline:
    """The items in order; `before` are the lines before the first number that are no sentences: title, signature.

    `closing` are those after a number that sign and date the document.
    """

    items: list[Item] = field(default_factory=list)
    before: list[Paragraph] = field(default_factory=list)
    closing: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    parts: list[tuple[str, str]] = field(
        default_factory=list
    )  # The unit (章) and the heading of each part that is open.
    section: str = ""  # A heading without a number.
    open: list[Item] = field(default_factory=list)  # The numbered items that are open, outermost first.
    article: Item | None = None
    last_articles: tuple[int, int] = (0, 0)  # The numbers of the last article and of the one before.
    table: bool = False  # Within a table, or after one below the open item.
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


def _opens_article(number: Number, state: _State, before: Paragraph | None) -> bool:
    """Tell whether a number of an article begins one: 第五条 without a space may also go on with a sentence about it.

    A slip in one number (第四条 after 第二条, 第十三条 after 第二十条) must not swallow the articles after it.
    """
    if number.apart or number.value == 1:
        return True
    steps = [number.value - last for last in state.last_articles if last]
    if steps and steps[0] in (0, 1):
        return True
    return (before is None or ends_sentence(before.folded)) and any(0 <= step <= _MOST_SKIPPED for step in steps)


def _closes_article(number: Number, state: _State) -> bool:
    """Within articles only a number that an open section above them goes on to is not part of the article."""
    outer = state.open[-1].number if state.open else None
    return outer is not None and number.kind is outer.kind and number.value == outer.value + 1


def _add_numbered(outline: Outline, state: _State, number: Number, paragraph: Paragraph) -> None:
    state.numbered, state.table = True, False
    if number.kind is NumberKind.ARTICLE:
        item = Item(paragraph, number, (number.label,), state.headings())
        state.article, state.last_articles = item, (number.value, state.last_articles[0])
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


def _add_row(outline: Outline, state: _State, number: Number, paragraph: Paragraph) -> None:
    """A numbered row of a table: a table counts for itself, whatever item it stands below."""
    state.numbered = state.table = True
    outline.items.append(Item(paragraph, number, (number.label,), state.headings()))


def _last_value(state: _State, kind: NumberKind) -> int | None:
    return next((item.number.value for item in reversed(state.open) if item.number and item.number.kind is kind), None)


def _read_row(paragraph: Paragraph) -> Number | None:
    """The number in the first cell of a row of a table."""
    found = _ROW_NUMBER.match(paragraph.folded)
    if found is None:
        return None
    return Number(NumberKind.ARABIC, found.group(1), read_han_number(found.group(1)), found.end(), True)


def _find_number(paragraph: Paragraph, state: _State, before: Paragraph | None) -> Number | None:
    number = read_number(paragraph.folded)
    if number is None:
        return None
    if number.kind is NumberKind.ARTICLE:
        return number if _opens_article(number, state, before) else None
    return number if number.kind is NumberKind.PART or follows(number, _last_value(state, number.kind)) else None


def _add_plain(outline: Outline, state: _State, paragraph: Paragraph, following: Paragraph | None) -> None:
    """A paragraph without a number goes under the open item, or stands on its own, or is a line around the text."""
    if _is_heading(paragraph, following) and not (state.article and not _MARKDOWN_HEADING.match(paragraph.folded)):
        if outline.items or state.parts or paragraph.folded.startswith("##"):
            state.section, state.open, state.article = _read_heading(paragraph), [], None
        else:
            outline.before.append(paragraph)
        return
    under = state.article or (state.open[-1] if state.open and not state.table else None)
    if under is not None and not _TABLE_ROW.match(paragraph.folded):
        under.body.append(paragraph)
    elif is_sentence(paragraph.folded, before_text=not outline.items) or (
        _TABLE_ROW.match(paragraph.folded) and not _is_header(paragraph, following)
    ):
        outline.items.append(Item(paragraph, None, (), state.headings()))
        state.table = state.table or "|" in paragraph.folded
    elif not state.numbered:
        outline.before.append(paragraph)


def _is_header(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """The first row of a table names its columns: a number-less row of short cells before another row."""
    cells = [cell.strip() for cell in paragraph.folded.strip("| ").split("|")]
    return following is not None and "|" in following.folded and all(len(cell) <= 8 for cell in cells)


def _close_text(state: _State) -> None:
    """Close the text: what follows a signature or the name of an annex is another."""
    state.open, state.article, state.section, state.parts, state.last_articles = [], None, "", [], (0, 0)


def _skip(state: _State, paragraph: Paragraph, number: Number | None) -> bool:
    """Tell whether a line belongs to the list of annexes, which it may open or close."""
    text = paragraph.folded.replace(" ", "")
    if ANNEX.match(text):
        state.annexes = ":" in text or "：" in text
        _close_text(state)
        return True
    if state.annexes:
        state.annexes = number is not None and not is_sentence(paragraph.folded) and len(paragraph.folded) <= 60
        return state.annexes
    return False


def read_outline(paragraphs: list[Paragraph]) -> Outline:
    """The outline of a document from its paragraphs; linear in their number."""
    outline, state = Outline(), _State()
    contents, closing = find_contents(paragraphs), find_closing(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if index in contents:
            continue
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        row = _read_row(paragraph) if "|" in paragraph.folded else None
        number = row or _find_number(paragraph, state, paragraphs[index - 1] if index else None)
        if _skip(state, paragraph, number):
            continue
        if index in closing and state.numbered:
            outline.closing.append(paragraph)
            _close_text(state)
            continue
        if number is not None and number.kind is NumberKind.PART:
            _open_part(state, number, paragraph)
        elif row is not None and state.article is None:
            _add_row(outline, state, row, paragraph)
        elif number is not None and (
            state.article is None or number.kind is NumberKind.ARTICLE or _closes_article(number, state)
        ):
            _add_numbered(outline, state, number, paragraph)
        elif state.article is not None and (number is not None or RESPONSIBLE.match(paragraph.folded)):
            state.article.body.append(paragraph)
        else:
            _add_plain(outline, state, paragraph, following)
    return outline
