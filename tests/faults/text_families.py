"""Families of texts that a careless expression takes the square of their length for, each by its length.

A family makes a text of about the characters that it is asked for. As a draft it is read as it is, as an article it
stands within the first of two articles of a statute: there nothing parts it from what reads whole clauses.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

Family = Callable[[int], str]

_HAN_DIGITS = "〇一二三四五六七八九"


def _repeat(piece: str) -> Family:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _around(before: str, piece: str, after: str) -> Family:
    """One beginning, one end, and between them the same over and over."""
    return lambda size: before + _repeat(piece)(max(0, size - len(before) - len(after))) + after


def _nested(opening: str, closing: str) -> Family:
    return lambda size: (
        opening * (size // (len(opening) + len(closing))) + closing * (size // (len(opening) + len(closing)))
    )


def _counted(write: Callable[[int], str]) -> Family:
    """Pieces that each hold a number, from one on."""

    def make(size: int) -> str:
        pieces, length = [], 0
        for number in count(1):
            pieces.append(write(number))
            length += len(pieces[-1])
            if length >= size:
                break
        return "".join(pieces)

    return make


def _write_digits(number: int) -> str:
    return "".join(_HAN_DIGITS[int(digit)] for digit in str(number))


FAMILIES: dict[str, Family] = {
    # Runs of one character or mark.
    "run of （": _repeat("（"),
    "run of ）": _repeat("）"),
    "run of 《": _repeat("《"),
    "run of 》": _repeat("》"),
    "run of 、": _repeat("、"),
    "run of 。": _repeat("。"),
    "run of ：": _repeat("："),
    "run of ”": _repeat("”"),
    "run of spaces": _around("甲", " ", "乙"),
    "run of wide spaces": _around("甲", "\u3000", "乙"),
    "run of brackets": _repeat(")"),
    "run of dots": _repeat("."),
    "run of dashes": _around("", "-", "x"),
    "run of bars": _repeat("|"),
    "run of hashes": _repeat("#"),
    "run of stars": _around("", "*", "甲"),
    "run of digits": _repeat("7"),
    "run of emoji": _repeat("\U0001f600"),
    "run of combining marks": _around("e", "\u0301", ""),
    "run of one character": _repeat("国"),
    # Runs of two or three, and a run that almost ends as an expression wants it.
    "brackets and a letter": _around("", ")", "x"),
    "spaces and brackets": _around("甲", " )", "x"),
    "pairs of brackets": _repeat("()"),
    "dots and spaces": _around("目录\n第一章 总则", ". ", "甲"),
    "rule that is none": _around("", "- ", "x"),
    "quotes within quotes": _nested("“", "”"),
    "titles within titles": _nested("《", "》"),
    "brackets within brackets": _nested("（", "）"),
    # Sentences.
    "one long line": _repeat("加强区域合作推动知识产权信息共享，"),
    "one long line without a mark": _repeat("加强区域合作推动知识产权信息共享"),
    "words of repeal, none repealed": _repeat("有关规定同时，"),
    "dates without end": _repeat("2012年6月1日"),
    "adoption without end": _repeat("通过"),
    "short names in a run": _repeat("陕西甘肃宁夏青海"),
    "letters of provinces in a run": _repeat("苏浙沪皖"),
    "letters of provinces in a list": _repeat("苏、浙、沪、皖、"),
    "offices in a list": _around("省商务厅", "、知识产权局、科技厅", ""),
    "places that share an office": _around("", "上海、江苏、浙江、", "安徽知识产权局"),
    "one title over and over": _repeat("《专利法》"),
    "titles that end alike": _counted(lambda number: f"《第{number}号区域合作框架协议》"),
    "short names that are defined": _counted(lambda number: f"西安市知识产权局（以下简称甲{number}局）"),
    "建立 … 机制": _around("", "建立", "机制"),
    "建立 and 机制 in turn": _repeat("建立跨区域协作机制和"),
    "national without end": _repeat("国家全国"),
    # Numbers.
    "第 over and over": _repeat("第"),
    "numeral without end": _around("第", "〇", "条 加强合作。"),
    "numeral of units": _around("第", "千百十", "条 加强合作。"),
    "articles one by one": _counted(lambda number: f"第{_write_digits(number)}条 加强合作。\n"),
    "items one by one": _counted(lambda number: f"{number}.加强合作。\n"),
    "items below a heading without end": lambda size: (
        f"一、{_repeat('加强合作')(size // 2)}\n" + _repeat("（一）合作\n（二）共享\n")(size // 2)
    ),
    "letters before a numeral": lambda size: _repeat("苏、浙、")(size // 2) + "皖第" + _repeat("九")(size // 2),
    "items that do not follow": _counted(lambda number: f"（{'一二三'[number % 3]}）合作\n"),
    # Lines.
    "short lines": _repeat("合作\n"),
    "pages of one line": _counted(lambda number: f"加强区域合作推动信息共享。\n- {number % 1000} -\n"),
    "short lines between sentences": _repeat("加强合作。\n合作\n"),
    "titles within a long title": lambda size: (
        f"关于印发{_repeat('合作')(size // 2)}办法的通知\n" + _repeat("合作办法\n")(size // 2)
    ),
    "lines of contents": _around("目录\n", "第一章 总则……1\n", "第一条 加强合作。"),
    "lines of contents, each once": _counted(lambda number: f"{'目录' if number == 1 else f'第{number}节 合作'}\n"),
    "rows of a table": _counted(lambda number: f"| {number} | 合作 | 市知识产权局 |\n"),
    "one row without end": _repeat("| 甲 "),
    "rules of a table": _repeat("|---|---|\n"),
    "comments that do not end": _repeat("<!-- "),
}
# Pages: what a reader of HTML must not take the square of.
PAGES: dict[str, Family] = {
    "p within p": _repeat("<p>合作"),
    "li within li": _around("<ol>", "<li>合作", ""),
    "td within td": _around("<table><tr>", "<td>合作", ""),
    "br over and over": _repeat("合作<br>"),
    "cells of one row": _around("<table><tr>", "<td>合作</td>", "</tr></table>"),
    "rows of a web table": _around("<table>", "<tr><td>合作</td><td>共享</td></tr>", "</table>"),
    "items of a list": _around("<ol>", "<li>加强合作。</li>", "</ol>"),
    "comments that never end": _repeat("<!-- "),
    "tags that never end": _repeat("<p "),
    "entities": _repeat("&nbsp;"),
}


def make_article(body: str) -> str:
    """A statute whose first article holds the body, and nothing else parts it."""
    return (
        "西安市知识产权合作办法\n2012年3月1日 西安市人民政府令第12号公布\n第一条 为了合作，"
        + body
        + "\n第二条 本办法自2012年5月1日起施行。\n"
    )


def make_page(body: str) -> str:
    """A web page around the body."""
    return f"<html><body><h1>西安市知识产权合作办法</h1>{body}<p>第一条 加强合作。</p></body></html>"
