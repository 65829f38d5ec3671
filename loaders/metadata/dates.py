"""Read the dates of Chinese documents: 2008年11月23日, 二○○八年十一月, 2012年, 2012/6/1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from graph.dates import Period, parse_period
from graph.names.text import fold_text
from loaders.clauses.numbering import DATE, DATE_TEXT, read_han_number
from loaders.mentions.spans import drop_spaces

# The zero as it is written, and digits of both kinds in one year (2O12).
_PLAIN = str.maketrans("OoО○零0123456789", "〇〇〇〇〇〇一二三四五六七八九")

_TERM = re.compile(r"有效期限?(?:为|是|:|：)?(?P<years>[一二两三四五六七八九十]{1,3}|\d{1,2})年")

_LAST_DAY = re.compile(rf"(?:有效期限?.{{0,40}}?[至到]|[至到])(?P<last>{DATE_TEXT})(?:止|失效|废止)?")

# What speaks of the document itself, not of a licence or a patent that is good for some years.
_OF_ITSELF = re.compile("^本|^有效期|起(?:正式)?(?:施行|实施|执行|试行|生效)")


def _read_count(written: str) -> int:
    plain = written.translate(_PLAIN).replace("元", "一").replace("廿", "二十").replace("卅", "三十")
    return read_han_number(plain)


def _read(found: re.Match[str]) -> Period | None:
    names = ("of_numbers", "second", "third") if found["mark"] else ("year", "month", "day")
    year, *others = (_read_count(found[name]) for name in names if found[name])
    try:
        return parse_period("-".join([f"{year:04d}", *(f"{count:02d}" for count in others)]))
    except ValueError:
        return None


def find_dates(folded: str) -> Iterator[Period]:
    """The dates of a folded text in order, at the precision that each has; days that do not exist are left out."""
    for found in DATE.finditer(drop_spaces(folded)):
        date = _read(found)
        if date is not None and "1900" < date.first < "2200":
            yield date


def find_end(folded: str, start: Period | None) -> Period | None:
    """The last day on which a document is in force, as it says itself: 有效期五年, 有效期至2017年6月30日.

    `start` is the day from which it is in force; a term needs it to the day.
    """
    for sentence in drop_spaces(folded).split("。"):
        if not _OF_ITSELF.search(sentence) or ("有效" not in sentence and "止" not in sentence):
            continue
        if (last := _LAST_DAY.search(sentence)) and ("有效期" in last.group() or last.group().endswith("止")):
            return next(find_dates(last["last"]), None)
        if (term := _TERM.search(sentence)) and start is not None and start.first == start.last:
            end = _add_years(date.fromisoformat(start.first), read_han_number(term["years"])) - timedelta(days=1)
            return parse_period(end.isoformat())
    return None


def add_days(day: Period, count: int) -> Period | None:
    """The day that comes so many days after another; None where that one is not known to the day."""
    if day.first != day.last:
        return None
    return parse_period((date.fromisoformat(day.first) + timedelta(days=count)).isoformat())


def _add_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February: the term ends with the month.
        return date(day.year + years, 3, 1)


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
