"""Parse one cell of a table of facts into the value that the model gives its column."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from graph.dates import Period, parse_period
from graph.model import PropertyType
from graph.writing.batch import PropertyValue
from loaders.errors import BadRow

JOIN = "|"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"[ T]0{1,2}:00(?::00)?\Z")
# 2012/5/1, 2012.5, 2012-5-1, 2012年5月1日: the year first, so that nothing else can be meant.
_YEAR_FIRST = re.compile(r"(\d{4})(?:[/.年-](\d{1,2})(?:[/.月-](\d{1,2}))?)?[年月日]?\Z", re.ASCII)
# What a spreadsheet makes of 2026-01: Jan-26.
_MONTH_YEAR = re.compile(r"([A-Za-z]{3})-(\d{2}|\d{4})\Z", re.ASCII)
# A day as a spreadsheet counts it, from 1954 to 2064.
_SERIAL = re.compile(r"[2-5]\d{4}\Z", re.ASCII)
_SERIAL_ZERO = date(1899, 12, 30)
# Two digits are of this century below it, as spreadsheets take them.
_CENTURY = 30
_TRUTHS = {"true": True, "false": False}


def parse_cell(text: str, kind: PropertyType) -> PropertyValue:
    """The value of a cell, None where it is blank; ValueError says what is wrong with it."""
    return _PARSERS[kind](text) if text else None


def parse_list(text: str) -> tuple[str, ...]:
    """The items of a list, each once; no item is blank."""
    items = [item.strip() for item in text.split(JOIN)]
    if not all(items):
        raise BadRow(f"'{text}' has an empty item between its '{JOIN}'")
    return tuple(dict.fromkeys(items))


def parse_span(text: str) -> Period:
    """A span of years or months: of one that is no year, month or day the first and the last, 2011/2015."""
    first, _, last = text.partition("/")
    begins, ends = parse_date(first), parse_date(last or first)
    if ends.last < begins.first:
        raise BadRow(f"{text} ends before it begins")
    return Period(begins.first, ends.last)


def check_member(text: str, allowed: type[StrEnum]) -> None:
    """BadRow where a value is none of a closed set."""
    if text not in allowed.__members__:
        raise BadRow(f"'{text}' is none of {', '.join(allowed.__members__)}")


def parse_date(text: str) -> Period:
    """A date, also as a spreadsheet rewrites it where only one can be meant; ValueError for anything else."""
    written = _TIME.sub("", unicodedata.normalize("NFKC", text))
    if form := _YEAR_FIRST.match(written):
        return parse_period("-".join(part.zfill(2) for part in form.groups() if part))
    if form := _MONTH_YEAR.match(written):
        name, year = form.groups()
        if name.lower() in _MONTHS:
            century = "" if len(year) == 4 else "20" if int(year) < _CENTURY else "19"
            return parse_period(f"{century}{year}-{_MONTHS.index(name.lower()) + 1:02}")
    if _SERIAL.match(written):
        day = (_SERIAL_ZERO + timedelta(days=int(written))).isoformat()
        return Period(day, day)
    return parse_period(text)


def _parse_boolean(text: str) -> bool:
    # Spreadsheets write TRUE and FALSE.
    if text.lower() not in _TRUTHS:
        raise BadRow(f"'{text}' is neither true nor false")
    return _TRUTHS[text.lower()]


def _parse_integer(text: str) -> int:
    # int() would take 1_000 and digits of every script.
    if not (text.isascii() and text.lstrip("-").isdigit()):
        raise BadRow(f"'{text}' is not a whole number")
    return int(text)


def _parse_float(text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise BadRow(f"'{text}' is not a number") from error
    if not math.isfinite(value):
        raise BadRow(f"'{text}' is not a number")
    return value


_PARSERS: dict[PropertyType, Callable[[str], PropertyValue]] = {
    PropertyType.STRING: str,
    PropertyType.STRINGS: parse_list,
    PropertyType.BOOLEAN: _parse_boolean,
    PropertyType.INTEGER: _parse_integer,
    PropertyType.FLOAT: _parse_float,
    PropertyType.DATE: parse_date,
}
