"""The numbers that paragraphs of Chinese documents begin with: 第三章, 第三条, 一、（一）1.（1）①."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

_HAN_DIGITS = dict(zip("〇零一二三四五六七八九两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN = "[〇零一二三四五六七八九十百千两]"
# No document counts further: 九千九百九十九 has seven characters, and what is longer is no number but may be a text.
_NUMERAL = f"{_HAN}{{1,9}}"


_YEAR_DIGIT = "[\\dOoО○〇零一二三四五六七八九]"
_COUNT = "(?:[一二三四五六七八九十廿卅〇零OoО]{1,3}|\\d{1,2})"
# 2012年6月1日, 二〇一二年六月, 二O一二年 as many write the zero, 2012/6/1 as a spreadsheet does.
DATE = re.compile(
    rf"(?P<year>\d{{4}}|{_YEAR_DIGIT}{{4}})年(?:(?P<month>元|{_COUNT})月(?:(?P<day>{_COUNT})[日号])?)?"
    r"|(?<![\d./-])(?P<of_numbers>\d{4})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<third>\d{1,2})(?!\d)"
)
# The same to stand within another expression; the mark may change there.
DATE_TEXT = re.sub(r"\?P<\w+>", "?:", DATE.pattern).replace("(?P=mark)", "[-/.]")


class NumberKind(IntEnum):
    """The kinds of numbers, outermost first; PART (编, 章, 节) is context, ARTICLE a whole clause."""

    PART = 0
    ARTICLE = 1
    HAN = 2
    HAN_BRACKETS = 3
    ARABIC = 4
    DECIMAL = 5
    ARABIC_BRACKETS = 6
    HALF_BRACKET = 7
    CIRCLED = 8


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the beginning of a paragraph.

    `label` is how a path writes it, `value` what it counts, `length` its characters; `apart`: a space follows it;
    `unit` is the word of a PART (章).
    """

    kind: NumberKind
    label: str
    value: int
    length: int
    apart: bool = False
    unit: str = ""


# Marks of Markdown before a number: heading, bold, quotation; a backslash before the stop keeps it from being a list.
_BEFORE = re.compile(r"(?:#{1,6} +|>+ *|\*{2,3}|__)* *")
# 笫 is what some keyboards offer beside 第.
_PATTERNS = (
    (
        NumberKind.PART,
        re.compile(rf"[第笫] *({_NUMERAL}|\d{{1,3}}) *(编|分编|章|节|部分|篇)(?= |[:：]|$|[^之的规、和至])"),
    ),
    (NumberKind.ARTICLE, re.compile(rf"[第笫] *({_NUMERAL}|\d{{1,4}}) *条(之{_NUMERAL})?[:：]?")),
    (NumberKind.HAN, re.compile(rf"({_HAN}{{1,4}}) *[、.．]")),
    (NumberKind.HAN_BRACKETS, re.compile(rf"\( *({_HAN}{{1,4}}) *\)[、.]?")),
    (
        NumberKind.DECIMAL,
        re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})\.?(?= |[\u3400-\u9fff])(?! *(?:万|亿|%|个|倍|元|件|版))"),
    ),
    (NumberKind.ARABIC, re.compile(r"(\d{1,6}) *\\?[.、](?![\d])")),
    (NumberKind.ARABIC_BRACKETS, re.compile(r"\( *(\d{1,3}) *\)[、.]?")),
    (NumberKind.HALF_BRACKET, re.compile(r"(\d{1,3})\)[、.]?")),
)
# One character holds the whole number: ㈠ ⒈ ⑴ ①, by the form that the character stands for. Between them stand letters
# and signs (ⓐ, ㊣), which count nothing.
_SINGLE = (
    (NumberKind.CIRCLED, "①", "⑳"),
    (NumberKind.ARABIC_BRACKETS, "⑴", "⒇"),
    (NumberKind.ARABIC, "⒈", "⒛"),
    (NumberKind.CIRCLED, "⓪", "⓿"),
    (NumberKind.CIRCLED, "㉑", "㉟"),
    (NumberKind.CIRCLED, "㊀", "㊉"),
    (NumberKind.CIRCLED, "㊱", "㊿"),
)
_HAN_SINGLE = range(ord("㈠"), ord("㈩") + 1)
# 第三条第二款 or 第三条规定的 at the beginning of a line goes on with the sentence of the line before.
_REFERENCE = re.compile(r"(?:第|规定|的|所|、|和|至|或|中|之规定|以外|及|与|，|,)")
_LARGEST_COUNT = (
    300  # Beyond it a number before a stop is rather a year or an amount, unless it follows the one before.
)


def read_han_number(text: str) -> int:
    """The value of a Chinese or Arabic numeral: 二十三 and 23 are 23; 二〇一二 is 2012."""
    if text.isascii():
        return int(text)
    if not any(unit in text for unit in _HAN_UNITS):
        return int("".join(str(_HAN_DIGITS[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[character]
            digit = 0
        else:
            digit = _HAN_DIGITS[character]
    return total + digit


def _label(kind: NumberKind, written: str) -> str:
    if kind in (NumberKind.HAN_BRACKETS, NumberKind.ARABIC_BRACKETS):
        return f"（{written}）"
    return f"{written}）" if kind is NumberKind.HALF_BRACKET else written


def _read_single(character: str) -> Number | None:
    if ord(character) in _HAN_SINGLE:
        written = unicodedata.normalize("NFKC", character)[1:-1]
        return Number(NumberKind.HAN_BRACKETS, f"（{written}）", read_han_number(written), 1)
    for kind, first, last in _SINGLE:
        if first <= character <= last:
            value = int(unicodedata.numeric(character))
            written = character if kind is NumberKind.CIRCLED else str(value)
            return Number(kind, _label(kind, written), value, 1)
    return None


def _read_pattern(folded: str, at: int) -> Number | None:
    for kind, pattern in _PATTERNS:
        found = pattern.match(folded, at)
        if not found:
            continue
        written, end = found.group(1), found.end()
        apart = end >= len(folded) or folded[end] == " "
        value = int(written.split(".")[-1]) if kind is NumberKind.DECIMAL else read_han_number(written)
        if kind is NumberKind.ARTICLE:
            reference = not apart and _REFERENCE.match(folded, end)
            return None if reference else Number(kind, f"第{written}条{found.group(2) or ''}", value, end, apart)
        if kind is NumberKind.PART:
            return Number(kind, found.group().replace(" ", "").replace("笫", "第"), value, end, apart, found.group(2))
        return Number(kind, _label(kind, written), value, end, apart)
    return None


def read_number(folded: str) -> Number | None:
    """The number that a folded paragraph begins with, marks of Markdown before it counted in, or None."""
    before = _BEFORE.match(folded)
    at = before.end() if before else 0
    if at >= len(folded):
        return None
    if single := _read_single(folded[at]):
        return Number(single.kind, single.label, single.value, at + 1)
    return _read_pattern(folded, at)


def follows(number: Number, last: int | None) -> bool:
    """Tell whether the value is one that counting goes on with: the next, or one small enough to be a count at all."""
    return number.value <= _LARGEST_COUNT or (last is not None and number.value in (last, last + 1))
