"""Read the dates of Chinese documents: 2008年11月23日, 二○○八年十一月, 2012年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.dates import Period, parse_period
from graph.names.text import fold_text
from loaders.clauses.numbering import read_han_number

_DIGIT = "[〇零一二三四五六七八九]"

_SMALL = "(?:[一二三四五六七八九十]{1,3}|\\d{1,2})"

DATE = re.compile(rf"(?P<year>\d{{4}}|{_DIGIT}{{4}})年(?:(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})日)?)?")


def _read(found: re.Match[str]) -> Period | None:
    parts = [f"{read_han_number(found['year']):04d}"]
    parts += [f"{read_han_number(found[name]):02d}" for name in ("month", "day") if found[name]]
    try:
        return parse_period("-".join(parts))
    except ValueError:
        return None


def find_dates(folded: str) -> Iterator[Period]:
    """The dates of a folded text in order, at the precision that each has; days that do not exist are left out."""
    for found in DATE.finditer(folded.replace(" ", "")):
        date = _read(found)
        if date is not None and "1900" < date.first < "2200":
            yield date


_FIRST_PLAN = 1953  # The year in which the first five-year plan began.

_YEAR = r"((?:19|20)\d{2})年?"

_SPAN = re.compile(rf"{_YEAR}(?:-+|至|到){_YEAR}")

_ANNUAL = re.compile(rf"{_YEAR}(?=度)")

# 2012年…工作要点 is for 2012; a year before 意见, 办法 or 通知 only says when they were made.
_OF_YEAR = re.compile(rf"{_YEAR}.*(?:要点(?:汇编|及.*)?|计划|任务|安排|方案)(?:\([^()]*\))?$")

_YEARLY = re.compile(r"年度")

_FIVE_YEARS = re.compile(
    r"(?:第([一二三四五六七八九十]{1,3})个五年|“?([一二三四五六七八九十]{1,2})五”?)[^“”]*(?:规划|计划|纲要|方案)(?:\([^()]*\))?$"
)

_HANDED_ON = re.compile(r"^.*?(?:印发|转发|下发|公布|发布)(.*)的(?:通知|公告)$")


def find_period(title: str) -> Period | None:
    """The years for which a document is made, as its title names them; None where it names none.

    Of a notice that hands a document on (关于印发…的通知) the period is that of the document. A plan of five or
    three years whose title gives neither years nor a number (“十四五”) has none: the years are in its text.
    """
    named = fold_text(title).replace(" ", "").replace("《", "").replace("》", "")
    if handed_on := _HANDED_ON.match(named):
        named = handed_on[1]
    if spans := list(_SPAN.finditer(named)):
        first, last = spans[-1].groups()
        return _years(int(first), int(last)) if first <= last else None
    if annual := (_ANNUAL.search(named) or _OF_YEAR.search(named)):
        return _years(int(annual[1]), int(annual[1]))
    # “十四五”规划实施年度推进计划 is the plan of some year, not that of the five.
    if (plan := _FIVE_YEARS.search(named)) and not _YEARLY.search(named):
        return _five_years(read_han_number(plan[1] or plan[2]))
    return None


def _years(first: int, last: int) -> Period:
    return Period(f"{first}-01-01", f"{last}-12-31")


def _five_years(number: int) -> Period:
    """The years of a five-year plan by its number; between the second and the third lay three years without one."""
    first = _FIRST_PLAN + 5 * (number - 1) + (3 if number >= 3 else 0)
    return _years(first, first + 4)
