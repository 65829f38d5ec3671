"""Read the text of a web page: paragraphs as lines, cells of a table parted by bars, no scripts."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from loaders.errors import UnreadableFile
from loaders.files.encoding import decode_text

_DROPPED = (
    "script", "style", "noscript", "template", "iframe", "object", "svg", "form", "button", "select", "nav", "footer",
    "aside", "head",
)  # fmt: skip
_BLOCKS = (
    "address", "article", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt", "figure", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "thead", "title",
    "tr", "ul",
)  # fmt: skip
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# Tags that nest: the parser's time grows with the square of their depth, and no page is nested like that.
_NESTING = re.compile(
    r"<(/?)(?:div|span|section|article|blockquote|center|font|table|ul|ol|dl|b|i|u|em|strong|a)\b", re.I
)
_DEEPEST = 1_000
_SPACES = re.compile(r"[^\S\n]+")
_LEADING_NUMBER = re.compile(r"\s*(?:[\(（]?[\d一二三四五六七八九十]+[\)）.、．]|第)")


def _decode(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    name = declared.group(1).decode("ascii", "replace").lower() if declared else ""
    if name in ("gb2312", "gbk", "gb18030"):
        # Pages that declare the small sets use characters of the large one.
        return data.decode("gb18030", "replace")
    if name.startswith("big5"):
        return data.decode("big5hkscs", "replace")
    return decode_text(data)[0]


def _number_lists(soup: BeautifulSoup) -> None:
    """A browser shows the numbers of an ordered list; the text holds them only when they are written in."""
    for ordered in soup.find_all("ol"):
        for count, entry in enumerate(ordered.find_all("li", recursive=False), 1):
            if not _LEADING_NUMBER.match(entry.get_text()):
                entry.insert(0, NavigableString(f"{count}."))


def _break_blocks(soup: BeautifulSoup) -> None:
    for cell in soup.find_all(["td", "th"]):
        for block in cell.find_all(_BLOCKS):
            block.unwrap()
        if cell.find_next_sibling(["td", "th"]) is not None:
            cell.insert_after(NavigableString(" | "))
    for block in soup.find_all(_BLOCKS):
        block.insert_before(NavigableString("\n"))
        block.insert_after(NavigableString("\n"))


def _check_depth(page: str) -> None:
    depth = 0
    for tag in _NESTING.finditer(page):
        depth = max(depth - 1, 0) if tag.group(1) else depth + 1
        if depth > _DEEPEST:
            raise UnreadableFile("the page is nested too deeply to be read")


def read_html(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a page, one paragraph a line, and notes on it; UnreadableFile where its tags nest without end."""
    page = _decode(data)
    _check_depth(page)
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup.find_all(_DROPPED):
        tag.decompose()
    for note in soup.find_all(string=lambda string: isinstance(string, PreformattedString)):
        note.extract()
    # Line breaks of the source are spaces; our own come after.
    for string in soup.find_all(string=True):
        parent = string.parent
        if not (isinstance(parent, Tag) and parent.name == "pre"):
            string.replace_with(NavigableString(re.sub(r"\s+", " ", string)))
    _number_lists(soup)
    _break_blocks(soup)
    lines = (_SPACES.sub(" ", line).strip() for line in soup.get_text().split("\n"))
    return "\n".join(line for line in lines if line), ()
