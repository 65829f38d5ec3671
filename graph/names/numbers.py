"""The numbers that a name holds: years, batches, rounds, plan periods and document numbers."""

from __future__ import annotations

import re

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "两": "2"}
_NUMERAL = "〇零一二三四五六七八九十两"
_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")
_ORDINAL = re.compile(rf"第([{_NUMERAL}]{{1,3}}|\d+)(?=[批轮次期届号条章节部])|(首)(?=[批轮次期届])")
_PLAN_PERIOD = re.compile(r"十([一二三四五六七八九])五")
# 2006-2015年 is written 2006-2015 as often.
_YEARS = re.compile(r"(?<=\d{4}-\d{4})年")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:-\d+)*")
# 纲要(2021-2035年): the period of a document may be left out; the years of a body or of anything else may not.
_DOCUMENT_WITH_PERIOD = re.compile(r"^(.*(?:纲要|规划|计划|战略|方案))\d{4}-\d{4}年?$")


def parse_numeral(text: str) -> int:
    """The value of a Chinese numeral below 100, or of digits: 十二 is 12."""
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if ten:
        return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0"))
    return int("".join(_DIGITS[c] for c in text))


def write_digits(folded: str) -> str:
    """A folded name whose Chinese numerals are digits: 第一批 and 首批 become 第1批, 二〇一二年 2012年, 十二五 12-5."""
    folded = _YEAR.sub(lambda found: "".join(_DIGITS[c] for c in found[0]), folded)
    folded = _ORDINAL.sub(lambda found: f"第{1 if found[2] else parse_numeral(found[1])}", folded)
    folded = _YEARS.sub("", folded)
    return _PLAN_PERIOD.sub(lambda found: f"1{_DIGITS[found[1]]}-5", folded)


def find_numbers(written: str) -> tuple[str, ...]:
    """The numbers of a name in their order, as `write_digits` left it."""
    return tuple(_NUMBER.findall(written))


def drop_period(written: str) -> str:
    """A document's name without the period that it ends in: 战略纲要2007-2020年 is 战略纲要."""
    found = _DOCUMENT_WITH_PERIOD.match(written)
    return found[1] if found else written
