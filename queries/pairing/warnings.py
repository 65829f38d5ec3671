"""Warns before a ranking is trusted: overlaps, missing documents, components without data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from queries.pairing.components import PairingComponent
from queries.pairing.facts import Facts
from queries.pairing.scores import Ranked, Weights
from queries.pairing.sides import PROVINCE, Places, Side
from queries.warnings import QuestionWarning, WarningCode, Words, in_a_row, warn


def list_warnings(
    places: Places, facts: Facts, subject: Side, ranked: Ranked, weights: Weights
) -> list[QuestionWarning]:
    """The warnings, the gravest first."""
    found = [*find_divided(places, subject), *find_overlaps(places, [subject], ranked.sides)]
    every = len(ranked.sides)
    if not every:
        return [*found, warn(WarningCode.NO_CANDIDATE, subject=subject.words)]
    if weak := sum(not score.sufficient for score in ranked.scores):
        some = warn(WarningCode.CANDIDATES_INSUFFICIENT, count=weak, every=every)
        found.append(some if weak < every else warn(WarningCode.ALL_INSUFFICIENT, every=every))
    if not facts.of(subject).documents:
        found.append(warn(WarningCode.SUBJECT_WITHOUT_DOCUMENT, subject=subject.words))
    if without := sum(not facts.of(side).documents for side in ranked.sides):
        found.append(warn(WarningCode.CANDIDATES_WITHOUT_DOCUMENT, count=without, every=every))
    if silent := [one.words for one in PairingComponent if one not in ranked.active and weights[one] > 0]:
        found.append(warn(WarningCode.COMPONENTS_WITHOUT_DATA, components=in_a_row(silent)))
    if not any(weights[one] for one in ranked.active):
        found.append(warn(WarningCode.NOTHING_WEIGHS))
    return [*found, *find_untested(subject, peers=ranked.peers)]


@dataclass(frozen=True, slots=True)
class Beaten:
    """The fact that a plain order had more donors among the first places of tested pairings than the ranking."""

    method: Words
    places: int
    pairs: int
    ours: str
    theirs: str


# What `hezuo backtest` finds on the seed, by the level of the subjects; a test holds it against that.
BEATEN: Mapping[str, Beaten] = {
    PROVINCE: Beaten(PairingComponent.EXISTING_TIES.words, 5, 26, "20", "20.6"),
}


def find_untested(subject: Side, *, peers: bool) -> Iterator[QuestionWarning]:
    """A warning where the order did worse than a plain one on pairings that came about, or has none to be tested on."""
    if peers or subject.is_zone:
        yield warn(WarningCode.ORDER_NEVER_TESTED)
    elif found := BEATEN.get(subject.level):
        ours, theirs = Words(found.ours, found.ours), Words(found.theirs, found.theirs)
        yield warn(
            WarningCode.ORDER_WAS_BEATEN,
            pairs=found.pairs, places=found.places, ours=ours, method=found.method, theirs=theirs,
        )  # fmt: skip


def find_divided(places: Places, subject: Side) -> Iterator[QuestionWarning]:
    """A warning of a zone of which only the members on one side count."""
    every = places.members[subject.party[1]].full if subject.is_zone and subject.macro_region else {}
    if len(subject.regions) < len(every):
        code = WarningCode.ZONE_COUNTS_IN_EAST if subject.is_east else WarningCode.ZONE_COUNTS_ELSEWHERE
        yield warn(code, zone=subject.words, count=len(subject.regions), every=len(every))


def find_overlaps(places: Places, some: Sequence[Side], others: Sequence[Side]) -> Iterator[QuestionWarning]:
    """One warning for each two sides that overlap."""
    for one in some:
        for other in sorted(others, key=lambda side: side.party):
            if places.overlap(one.party[1], other.party[1]):
                yield warn(WarningCode.PARTIES_OVERLAP, one=one.words, other=other.words)
