"""Read the text of a web page: paragraphs as lines, cells of a table parted by bars, no scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from loaders.errors import UnreadableFile
from loaders.files.counts import write_count
from loaders.files.encoding import decode_page
from loaders.files.lines import Budget, Cell, lay_out, repeat

_DROPPED = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "svg", "button", "select", "textarea", "nav",
    "footer", "aside", "head", "rt", "rp",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
    "section", "summary", "ul",
})  # fmt: skip
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNNUMBERED = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:[^;]*none", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"\s*(?:[\(（]?[\d一二三四五六七八九十]+[\)）.、．]|第)")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPACES = re.compile(r"\s+")
_DEEPEST = 1_000
_CHUNK = 1_000_000
NOTE_HIDDEN = "hidden text was left out"
NOTE_DELETED = "text marked as deleted was left out"


@dataclass(slots=True)
class _List:
    """A list that is open: the number that its next entry has, None where it counts nothing."""

    next: int | None
    form: str = "decimal"


@dataclass(slots=True)
class _Place:
    """A place where lines go: the page, or a cell."""

    lines: list[str] = field(default_factory=list)
    nests: bool = False


@dataclass(slots=True)
class _Span:
    """A cell that is shown in further rows; its columns are counted, never laid out."""

    cell: Cell
    rows: int
    columns: int


@dataclass(slots=True)
class _Table:
    rows: list[list[Cell]] = field(default_factory=list)
    spans: dict[int, _Span] = field(default_factory=dict)
    column: int = 0


class _Page:
    """A page as the parser tells of it, element by element."""

    def __init__(self) -> None:
        self.notes: dict[str, None] = {}
        self._budget = Budget()
        self._places = [_Place()]
        self._tables: list[_Table] = []
        self._cells: list[Mapping[str, str]] = []
        self._lists: list[_List] = []
        self._parts: list[str] = []
        # The number of the entry that is open, written unless the entry brings its own.
        self._number = ""
        self._depth = 0
        self._dropped = 0
        self._said = ""
        self._kept = 0

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnreadableFile("the page is nested too deeply to be read")
        if self._dropped:
            self._dropped += 1
            return
        self._said = NOTE_DELETED if tag == "del" else NOTE_HIDDEN if _is_hidden(given) else ""
        if tag in _DROPPED or self._said:
            self._dropped = 1
        elif tag == "br":
            self._break()
        elif tag in ("td", "th"):
            self._break()
            self._cells.append(given)
            self._places.append(_Place())
        elif tag == "tr":
            self._break()
            if self._tables:
                self._tables[-1].rows.append([])
                self._tables[-1].column = 0
        elif tag == "table":
            self._break()
            self._tables.append(_Table())
        elif tag in _BLOCKS:
            self._break()
            self._kept += tag == "pre"
            self._start_list(tag, given)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._dropped:
            self._dropped -= 1
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "table":
            self._end_table()
        elif tag in _BLOCKS or tag == "tr":
            self._end_block(tag)

    def data(self, text: str) -> None:
        """Some text of the innermost element."""
        if self._dropped:
            if self._said and text.strip():
                self.notes[self._said] = None
        elif self._kept:
            first, *others = text.split("\n")
            self._parts.append(first)
            for other in others:
                self._break()
                self._parts.append(other)
        else:
            self._parts.append(text)

    def comment(self, text: str) -> None:
        """Comments are no text."""

    def close(self) -> list[str]:
        """The lines of the page."""
        self._break()
        while self._tables or len(self._places) > 1:
            if len(self._places) > 1:
                self._end_cell()
            else:
                self._end_table()
        return self._places[0].lines

    def _end_block(self, tag: str) -> None:
        self._break()
        if tag == "pre":
            self._kept -= 1
        elif tag == "li":
            self._number = ""
        elif tag == "tr" and self._tables and self._tables[-1].rows:
            self._go_on(self._tables[-1])
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()

    def _break(self) -> None:
        text = _SPACES.sub(" ", "".join(self._parts)).strip()
        self._parts.clear()
        if not text:
            return
        if self._number and not _LEADING_NUMBER.match(text):
            text = self._number + text
        self._number = ""
        self._places[-1].lines.append(self._budget.spend(text))

    def _start_list(self, tag: str, given: Mapping[str, str]) -> None:
        """A browser shows the numbers of an ordered list; the text holds them only when they are written in."""
        if tag in ("ol", "ul"):
            counts = tag == "ol" and not _UNNUMBERED.search(given.get("style", ""))
            self._lists.append(_List(_read_count(given.get("start")) if counts else None))
            self._lists[-1].form = _FORMS.get(given.get("type", ""), "decimal")
        elif tag == "li" and self._lists and self._lists[-1].next is not None:
            counted = self._lists[-1]
            value = _read_count(given["value"]) if "value" in given else counted.next
            counted.next = (value or 0) + 1
            self._number = f"{write_count(counted.form, value or 0)}."

    def _end_cell(self) -> None:
        self._break()
        if len(self._places) == 1:
            return
        place, given = self._places.pop(), self._cells.pop()
        if not self._tables:
            self._places[-1].lines.extend(place.lines)
            return
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        self._go_on(table)
        cell = Cell(place.lines, place.nests)
        rows, columns = (max(1, _read_count(given.get(name))) for name in ("rowspan", "colspan"))
        if rows > 1:
            table.spans[table.column] = _Span(repeat(cell), rows - 1, columns)
        table.rows[-1].append(cell)
        table.column += columns

    def _go_on(self, table: _Table) -> None:
        """Put the cells that go on from rows above before the one that comes."""
        while (span := table.spans.get(table.column)) is not None:
            span.rows -= 1
            if not span.rows:
                del table.spans[table.column]
            self._budget.spend(span.cell.joined)
            table.rows[-1].append(span.cell)
            table.column += span.columns

    def _end_table(self) -> None:
        self._break()
        if self._tables:
            place = self._places[-1]
            place.lines.extend(lay_out(self._tables.pop().rows))
            place.nests = True


def _read_count(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _is_hidden(given: Mapping[str, str]) -> bool:
    return "hidden" in given or ("style" in given and _HIDDEN.search(given["style"]) is not None)


def read_html(data: bytes, media_type: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a page, one paragraph a line, and notes on it; UnreadableFile where its tags nest without end."""
    text, notes = decode_page(data, media_type)
    page = _Page()
    # Told as it is parsed, so that no tree is kept of a page that nests or repeats without end.
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    coded = text.encode("utf-8", "replace")
    try:
        for start in range(0, len(coded), _CHUNK):
            parser.feed(coded[start : start + _CHUNK])
        lines = parser.close()
    except etree.ParserError as error:
        raise UnreadableFile("the file holds no text") from error
    return "\n".join(lines), (*notes, *page.notes)
