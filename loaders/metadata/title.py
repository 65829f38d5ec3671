"""Find the title of a document among the lines at its beginning, and its 文号."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.enums import DocumentKind
from graph.names.text import fold_text
from loaders.clauses.numbering import DATE
from loaders.clauses.sentences import is_aside

_KIND = re.compile(
    r"(?:条例|办法|规定|纲要|规划|计划|意见|方案|要点|协议书?|通知|批复|决定|细则|法|章程|备忘录|议定书|公告|函|报告|制度|措施|规则|"
    r"意向书|通告|任务|清单|指南|决议|宣言|倡议|目录|名录|导则|准则|纪要|安排)(?:\([^()]*\))*\d*(?:\.\d)?$"
)

NUMBER = re.compile(r"([\u4e00-\u9fff]{1,12})\((\d{4})\)(?:第)?(\d{1,5})号")

_ORDER = re.compile(r"([\u4e00-\u9fff]{2,20}令)\(?第(\d{1,4}|[一二三四五六七八九十百]+)号\)?")

_NOTICE = re.compile(r"印发|转发|公布|发布")

_MONTH = re.compile(r"\d{4}年\d{1,2}月")

_HISTORY = re.compile(r"\( *(?:根据)?\d{4} *年 *\d{1,2} *月")

_ACT = re.compile("通过|修正|修订|公布|批准|施行")

_ADDRESSEE = re.compile(r"[:：]$")

_MADE = re.compile(r"(?:现将|经.{0,40}?(?:同意|批准).{0,6}?)?《([^《》]{4,80})》.{0,30}?(?:印发|发给|已经)")

_SPACE = re.compile(r"(?<=[^\x00-\x7f\s])\s++(?=[^\x00-\x7f])")

_LONGEST = 300  # Characters: no title is longer, and a line without a stop may be.


def clean_title(line: str) -> str:
    """A title without marks of Markdown, its history in brackets, and the spaces that spread it over the line."""
    return _SPACE.sub("", _cut_history(line).strip(" #*\u3000"))


def _cut_history(line: str) -> str:
    for bracket in _HISTORY.finditer(fold_text(line[:_LONGEST])):
        return line[: bracket.start()] if _ACT.search(line, bracket.end()) else line
    return line


def find_number(lines: Iterable[str]) -> str | None:
    """The 文号 among the lines, in the form 国发〔2008〕18号; None where there is none."""
    for line in lines:
        bare = DATE.sub("", fold_text(line).replace(" ", "")).lstrip("(")
        if found := NUMBER.search(bare):
            return f"{found[1]}〔{found[2]}〕{found[3]}号"
        if found := _ORDER.search(bare):
            return f"{found[1]}第{found[2]}号"
    return None


def _is_title(line: str) -> bool:
    folded = fold_text(clean_title(line))
    if not 4 <= len(folded) <= _LONGEST or is_aside(folded) or _ADDRESSEE.search(folded):
        return False
    bare = folded.replace(" ", "")
    month = _MONTH.search(bare)
    return not (month and _ACT.search(bare, month.end())) and bool(_KIND.search(bare))


def find_title(lines: tuple[str, ...], first_sentences: Iterable[str]) -> tuple[str | None, str | None]:
    """The title and a note on how it was found, where that is not plain; (None, note) where no line is a title.

    Of a notice that hands a document on (关于印发…的通知) the title is that of the document.
    """
    titles = [clean_title(line) for line in lines if _is_title(line)]
    marked = [clean_title(line) for line in lines if line.lstrip().startswith("# ")]
    if marked and (not titles or marked[0] in titles):
        return marked[0], None
    if len(titles) > 1 and _NOTICE.search(titles[0]):
        # Where the document's own title stands once more above it.
        within = [title for title in titles[1:] if title in titles[0]]
        return (within or titles[1:])[-1], None
    if titles:
        return titles[0], None
    for sentence in first_sentences:
        if found := _MADE.search(sentence):
            return found[1], "the title is that of the document which the first sentence hands on"
    return None, "no line of the text is a title"


_APART = re.compile(r"\([^()]*\)|[“”\"《》\d.]")

_KINDS: tuple[tuple[re.Pattern[str], DocumentKind], ...] = tuple(
    (re.compile(f"(?:{ending})$"), kind)
    for ending, kind in (
        ("纲要", DocumentKind.OUTLINE),
        ("要点", DocumentKind.WORK_POINTS),
        ("规划|计划|方案", DocumentKind.PLAN),
        ("意见", DocumentKind.OPINION),
        ("协议书?|备忘录|议定书|意向书", DocumentKind.AGREEMENT),
        ("条例|(?<![办方做])法|实施细则", DocumentKind.LAW),  # 办法 are measures.
        ("办法|规定|细则|措施|规则|制度", DocumentKind.MEASURE),
    )
)


def find_kind(title: str) -> DocumentKind | None:
    """The kind that the last word of a title says; None where it says none (通知, 决定)."""
    bare = _APART.sub("", fold_text(title).replace(" ", ""))
    return next((kind for ending, kind in _KINDS if ending.search(bare)), None)
