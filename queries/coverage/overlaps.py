"""Warns before a question about coverage is trusted: parties that overlap, and answers that are mostly unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from queries.coverage.subjects import Subject
from queries.warnings import QuestionWarning, WarningCode, warn


def find_unknown(unknown: int, total: int) -> list[QuestionWarning]:
    """A warning that points to `readNext` where more than half of what was asked is not known."""
    return [warn(WarningCode.MOSTLY_UNKNOWN, unknown=unknown, total=total)] if unknown * 2 > total else []


def find_overlaps(subjects: Sequence[Subject]) -> list[QuestionWarning]:
    """A warning for each two parties that overlap, in the order of the parties."""
    place = {subject.party: at for at, subject in enumerate(subjects)}
    found: dict[tuple[int, int], QuestionWarning] = {}
    for at, subject in enumerate(subjects):
        for above, _ in subject.above:
            if (other := place.get(above)) is not None:
                found[min(at, other), max(at, other)] = _inside(subject, subjects[other])
        if subject.is_zone:
            for other, warning in _zone_overlaps(subject, subjects):
                found.setdefault((min(at, other), max(at, other)), warning)
    return [found[pair] for pair in sorted(found)]


def _zone_overlaps(zone: Subject, subjects: Sequence[Subject]) -> Iterator[tuple[int, QuestionWarning]]:
    within = {*zone.members, *zone.parts}
    for at, other in enumerate(subjects):
        if other.is_zone:
            if other is not zone and (shared := _count_shared(zone, other)):
                yield at, warn(WarningCode.ZONES_OVERLAP, one=zone.words, other=other.words, shared=shared)
        elif within & {other.party, *(party for party, _ in other.above)}:
            yield at, _inside(other, zone)
        elif other.party in zone.reaches:
            yield at, warn(WarningCode.ZONE_REACHES_INTO, zone=zone.words, region=other.words)


def _inside(low: Subject, high: Subject) -> QuestionWarning:
    return warn(WarningCode.LIES_WITHIN, low=low.words, high=high.words)


def _count_shared(one: Subject, other: Subject) -> int:
    """Count the regions that two zones share; where there are none, those above or below one of the other's."""
    mine, theirs = {*one.members, *one.parts}, {*other.members, *other.parts}
    return len(mine & theirs) or len(mine & other.reaches) + len(theirs & one.reaches)
