"""Warns of what a reader should know before trusting an answer: a code, and the names and figures that belong to it.

The sentences stand in `schema/questions/warnings.py`; a question says which holds, and of what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

# More would be read by nobody.
MOST_WARNINGS = 50


class WarningCode(StrEnum):
    """The codes of the warnings; each has its sentences in the catalogue."""

    MOSTLY_UNKNOWN = "MOSTLY_UNKNOWN"
    LIES_WITHIN = "LIES_WITHIN"
    ZONES_OVERLAP = "ZONES_OVERLAP"
    ZONE_REACHES_INTO = "ZONE_REACHES_INTO"
    PARTIES_OVERLAP = "PARTIES_OVERLAP"
    NO_CANDIDATE = "NO_CANDIDATE"
    CANDIDATES_INSUFFICIENT = "CANDIDATES_INSUFFICIENT"
    ALL_INSUFFICIENT = "ALL_INSUFFICIENT"
    SUBJECT_WITHOUT_DOCUMENT = "SUBJECT_WITHOUT_DOCUMENT"
    CANDIDATES_WITHOUT_DOCUMENT = "CANDIDATES_WITHOUT_DOCUMENT"
    COMPONENTS_WITHOUT_DATA = "COMPONENTS_WITHOUT_DATA"
    NOTHING_WEIGHS = "NOTHING_WEIGHS"
    ZONE_COUNTS_IN_EAST = "ZONE_COUNTS_IN_EAST"
    ZONE_COUNTS_ELSEWHERE = "ZONE_COUNTS_ELSEWHERE"
    ORDER_WAS_BEATEN = "ORDER_WAS_BEATEN"
    ORDER_NEVER_TESTED = "ORDER_NEVER_TESTED"
    PAIRS_ON_ONE_SIDE = "PAIRS_ON_ONE_SIDE"
    PAIRS_INSUFFICIENT = "PAIRS_INSUFFICIENT"
    DONORS_WITHOUT_DOCUMENT = "DONORS_WITHOUT_DOCUMENT"
    RECIPIENTS_WITHOUT_DOCUMENT = "RECIPIENTS_WITHOUT_DOCUMENT"
    MORE_WARNINGS = "MORE_WARNINGS"


@dataclass(frozen=True, slots=True)
class Words:
    """The words for the same thing in Chinese and in English: a name, or names in a row."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class QuestionWarning:
    """One warning; `values` fill the places of its sentences, in the order in which a person would name them."""

    code: WarningCode
    values: Mapping[str, Words | int]


def warn(code: WarningCode, **values: Words | int) -> QuestionWarning:
    """A warning of this code about these."""
    return QuestionWarning(code, values)


def named(zh: str, en: str | None) -> Words:
    """A name in both languages: the Chinese one where there is no other."""
    return Words(zh, en or zh)


def in_a_row(names: Iterable[Words]) -> Words:
    """Several names as one value."""
    listed = list(names)
    return Words("、".join(one.zh for one in listed), ", ".join(one.en for one in listed))


def cut_warnings(warnings: Sequence[QuestionWarning]) -> tuple[QuestionWarning, ...]:
    """The first of them, and where there are more than anyone reads, how many more."""
    if len(warnings) <= MOST_WARNINGS:
        return tuple(warnings)
    shown = warnings[: MOST_WARNINGS - 1]
    return *shown, warn(WarningCode.MORE_WARNINGS, count=len(warnings) - len(shown))
