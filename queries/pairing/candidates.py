"""With whom should a party pair, why, and does the answer depend on the weights?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.model import Label
from graph.store import Reader
from queries.coverage.subjects import Party
from queries.errors import BadInput
from queries.pairing.components import Comparison, PairingComponent, Values
from queries.pairing.facts import read_facts_of
from queries.pairing.robustness import Acceptability, Flip, find_acceptability, find_flip
from queries.pairing.scores import EQUAL, Ranked, Score, Weights, check_weights, rank_field
from queries.pairing.sides import (
    PROVINCE,
    RANKED_LEVELS,
    PairingDirection,
    Places,
    PlacesAsked,
    Side,
    Vocabulary,
    choose_field,
    choose_subject,
    read_places,
)
from queries.pairing.warnings import list_warnings

DEFAULT_TOP = 3


@dataclass(frozen=True, slots=True)
class PairingAsked:
    """The arguments of the question.

    `level` None means the subject's own, or provinces for a zone; `candidates` None all of the field. `flips` says
    whether what would overturn a place is wanted.
    """

    subject: Party
    day: str
    direction: PairingDirection | None = None
    level: str | None = None
    candidates: Sequence[str] | None = None
    weights: Weights = field(default_factory=lambda: EQUAL)
    first: int = 20
    top_k: int = DEFAULT_TOP
    flips: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate at its place in the whole field; `overtaken_by` is whom the flip brings level."""

    rank: int
    side: Side
    comparison: Comparison
    values: Values
    score: Score
    acceptability: Acceptability
    flip: Flip | None
    overtaken_by: Side | None


@dataclass(frozen=True, slots=True)
class Pairing:
    """The answer: candidates best first, of `considered` in the field."""

    subject: Side
    considered: int
    candidates: tuple[Candidate, ...]
    weights: Weights
    active: tuple[PairingComponent, ...]
    terms: Vocabulary
    warnings: tuple[str, ...]


async def find_pairing(reader: Reader, asked: PairingAsked) -> Pairing:
    """The candidates on the other side, ranked, in six engine calls whatever their number.

    BadInput for a subject without a side or with several, a level that is not ranked, weights that are none,
    and candidates that are not in the field.
    """
    weights = check_weights(asked.weights)
    places = await read_places(reader, _places_asked(asked))
    subject = choose_subject(places, asked.subject, asked.direction, asked.day)
    field = choose_field(places, subject, asked.level or subject.level or PROVINCE)
    chosen = _choose(asked, places, field, subject)
    facts = await read_facts_of(reader, [subject, *field], asked.day)
    ranked = rank_field(facts, subject, field, len(places.terms.tasks), weights)
    shown = [place for place, side in enumerate(ranked.sides) if chosen is None or side.party[1] in chosen]
    candidates = _show(ranked, shown[: asked.first], weights, asked)
    warnings = list_warnings(places, facts, subject, ranked, weights)
    return Pairing(subject, len(field), candidates, weights, ranked.active, places.terms, tuple(warnings))


def _show(ranked: Ranked, shown: Sequence[int], weights: Weights, asked: PairingAsked) -> tuple[Candidate, ...]:
    """The candidates at these places, each held against the whole field."""
    acceptability = find_acceptability(ranked.values, weights, ranked.active, asked.top_k)
    flips = {place: find_flip(ranked.values, place, weights, ranked.active) if asked.flips else None for place in shown}
    return tuple(
        Candidate(
            place + 1,
            ranked.sides[place],
            ranked.comparisons[place],
            ranked.values[place],
            ranked.scores[place],
            acceptability[place],
            flip,
            ranked.sides[flip.overtaken_by] if flip else None,
        )
        for place, flip in flips.items()
    )


def _places_asked(asked: PairingAsked) -> PlacesAsked:
    if asked.level is not None and asked.level not in RANKED_LEVELS:
        raise BadInput(f"Candidates are provinces or prefectures, not of the level {asked.level}.", "level")
    label, key = asked.subject
    levels = [asked.level] if asked.level else []
    if label is Label.ECONOMIC_ZONE:
        return PlacesAsked([], asked.day, [key], levels=levels or [PROVINCE])
    return PlacesAsked([key], asked.day, anchors=[] if levels else [key], levels=levels)


def _choose(asked: PairingAsked, places: Places, field: Sequence[Side], subject: Side) -> frozenset[str] | None:
    """The candidates named; BadInput for one that is not in the field, and for none."""
    if asked.candidates is None:
        return None
    if not asked.candidates:
        raise BadInput("Name at least one candidate, or leave `candidates` out.", "candidates")
    there = {side.party[1] for side in field}
    if wrong := [key for key in asked.candidates if key not in there]:
        place = "outside the East" if subject.is_east else "in the East"
        level = field[0].level.lower() if field else "region"
        names = {side.party[1]: f"{side.name} ({side.party[1]})" for side in (subject, *places.field)}
        raise BadInput(
            f"{names.get(wrong[0], wrong[0])} cannot be ranked here: candidates for {subject.name} are of the level "
            f"{level}, {place}, and are there on {asked.day}.",
            "candidates",
        )
    return frozenset(asked.candidates)
