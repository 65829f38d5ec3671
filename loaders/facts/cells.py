"""Parse one cell of a table of facts into the value that the model gives its column."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum

from graph.dates import Period, parse_period
from graph.model import PropertyType
from graph.writing.batch import PropertyValue
from loaders.errors import BadRow

JOIN = "|"
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
    begins, ends = parse_period(first), parse_period(last or first)
    if ends.last < begins.first:
        raise BadRow(f"{text} ends before it begins")
    return Period(begins.first, ends.last)


def check_member(text: str, allowed: type[StrEnum]) -> None:
    """BadRow where a value is none of a closed set."""
    if text not in allowed.__members__:
        raise BadRow(f"'{text}' is none of {', '.join(allowed.__members__)}")


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
    PropertyType.DATE: parse_period,
}
