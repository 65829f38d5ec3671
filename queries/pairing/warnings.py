"""What a reader of a ranking should know before trusting it: overlaps, missing documents, components without data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from queries.pairing.components import PairingComponent
from queries.pairing.facts import Facts
from queries.pairing.scores import Ranked, Weights
from queries.pairing.sides import Places, Side


def list_warnings(places: Places, facts: Facts, subject: Side, ranked: Ranked, weights: Weights) -> list[str]:
    """The warnings, the gravest first."""
    found = [*find_divided(places, subject), *find_overlaps(places, [subject], ranked.sides)]
    if not ranked.sides:
        return [*found, f"There is nobody on the other side of {subject.name}."]
    if not facts.of(subject).documents:
        found.append(f"{subject.name} has no document in force then: which tasks it covers is not known.")
    without = sum(not facts.of(side).documents for side in ranked.sides)
    if without:
        found.append(f"{without} of {len(ranked.sides)} candidates have no document in force then.")
    silent = [one for one in PairingComponent if one not in ranked.active and weights[one] > 0]
    if silent:
        found.append(f"For want of data these weigh nothing: {', '.join(silent)}.")
    if not any(weights[one] for one in ranked.active):
        found.append("No component with a weight has data: all scores are 0, and the order is that of codes.")
    return found


def find_divided(places: Places, subject: Side) -> Iterator[str]:
    """A sentence on a zone of which only the members on one side count."""
    every = places.members[subject.party[1]].full if subject.is_zone else {}
    if len(subject.regions) < len(every):
        where = "in the East" if subject.is_east else "elsewhere"
        yield f"{subject.name} has members on both sides: {len(subject.regions)} of {len(every)} count, those {where}."


def find_overlaps(places: Places, some: Sequence[Side], others: Sequence[Side]) -> Iterator[str]:
    """One sentence for each two sides that overlap."""
    for one in some:
        for other in sorted(others, key=lambda side: side.party):
            if places.overlap(one.party[1], other.party[1]):
                yield f"{one.name} and {other.name} overlap."
