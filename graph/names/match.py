"""The ways in which a text can match a name, and what a match says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Below this score two names are not taken for one. Slips and initials score from here up, foldings near 1.
SAME_SCORE = 0.7


class MatchKind(StrEnum):
    """The way a text matched a name: the first that holds."""

    EXACT = "EXACT"
    FULL_WIDTH = "FULL_WIDTH"
    TRADITIONAL = "TRADITIONAL"
    ALIAS = "ALIAS"
    FORMER_NAME = "FORMER_NAME"
    ENGLISH = "ENGLISH"
    PINYIN = "PINYIN"
    INITIALS = "INITIALS"
    FUZZY = "FUZZY"


# A whole match of each kind; a part of a name scores less (see the index).
WHOLE_SCORES = {
    MatchKind.EXACT: 1.0,
    MatchKind.FULL_WIDTH: 0.99,
    MatchKind.TRADITIONAL: 0.98,
    MatchKind.ALIAS: 0.97,
    MatchKind.FORMER_NAME: 0.95,
    MatchKind.ENGLISH: 0.95,
    MatchKind.PINYIN: 0.9,
    MatchKind.INITIALS: 0.8,
}


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The likeness of two names, in [0, 1]; 0 and a reason where something that tells them apart forbids it."""

    score: float
    how: MatchKind | None = None
    vetoed_by: str | None = None

    @property
    def same(self) -> bool:
        """Tell whether the two may be taken for one name."""
        return self.score >= SAME_SCORE


NO_MATCH = NameMatch(0.0)


def match_whole(how: MatchKind) -> NameMatch:
    """A whole match of a kind."""
    return NameMatch(WHOLE_SCORES[how], how)


def veto(reason: str) -> NameMatch:
    """No match, and why."""
    return NameMatch(0.0, None, reason)
