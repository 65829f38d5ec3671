"""Read the dates of Chinese documents: 2008年11月23日, 二○○八年十一月, 2012年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.dates import Period, parse_period
from loaders.document_numbers import read_han_number

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
