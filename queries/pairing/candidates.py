"""With whom should a party pair, why, and does the answer depend on the weights?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph.model import Label
from graph.store import Reader
from queries.coverage.subjects import Party
from queries.errors import BadInput
from queries.pairing.comparison import Comparison
from queries.pairing.components import PairingComponent, Values
from queries.pairing.facts import read_facts_of
from queries.pairing.robustness import Acceptability, Flip, find_acceptability, find_flip
from queries.pairing.scores import EQUAL, Ranked, Score, Weights, check_weights, rank_field
from queries.pairing.sides import (
    DEFAULT_TASK_SET,
    EAST,
    PROVINCE,
    RANKED_LEVELS,
    PairingDirection,
    PairingMode,
    Places,
    PlacesAsked,
    Side,
    Vocabulary,
    read_places,
)
from queries.pairing.warnings import list_warnings
from queries.warnings import QuestionWarning, cut_warnings

DEFAULT_TOP = 3
# What is not sufficient has no place among those that are, whatever the weights.
NOT_COMPARED = Acceptability(0.0, 0.0)


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
    mode: PairingMode = PairingMode.EAST_WEST
    task_set: str = DEFAULT_TASK_SET

    @property
    def peers(self) -> bool:
        """Tell whether partners are sought among all regions of the level."""
        return self.mode is PairingMode.PEER


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
    warnings: tuple[QuestionWarning, ...]


async def find_pairing(reader: Reader, asked: PairingAsked) -> Pairing:
    """The candidates, ranked, in seven engine calls whatever their number.

    BadInput for a subject without a side or with several, a direction among peers, a level that is not ranked, weights
    that are none, and candidates that are not in the field.
    """
    weights = check_weights(asked.weights)
    places = await read_places(reader, _places_asked(asked))
    choose = choose_peer if asked.peers else choose_subject
    subject = choose(places, asked.subject, asked.direction, asked.day)
    level = asked.level or subject.level or PROVINCE
    field = (choose_peers if asked.peers else choose_field)(places, subject, level)
    chosen = _choose(asked, places, field, subject)
    facts = await read_facts_of(reader, [subject, *field], places.terms, asked.day)
    ranked = rank_field(facts, subject, field, weights, peers=asked.peers)
    shown = [place for place, side in enumerate(ranked.sides) if chosen is None or side.party[1] in chosen]
    candidates = _show(ranked, shown[: asked.first], weights, asked)
    warnings = cut_warnings(list_warnings(places, facts, subject, ranked, weights))
    return Pairing(subject, len(field), candidates, weights, ranked.active, places.terms, warnings)


def _show(ranked: Ranked, shown: Sequence[int], weights: Weights, asked: PairingAsked) -> tuple[Candidate, ...]:
    """The candidates at these places, each held against those with which it is compared."""
    compared = ranked.values[: ranked.compared]
    acceptability = find_acceptability(compared, weights, ranked.active, asked.top_k)
    found: list[Candidate] = []
    for place in shown:
        within = place < len(compared)
        flip = find_flip(compared, place, weights, ranked.active) if asked.flips and within else None
        found.append(
            Candidate(
                place + 1,
                ranked.sides[place],
                ranked.comparisons[place],
                ranked.values[place],
                ranked.scores[place],
                acceptability[place] if within else NOT_COMPARED,
                flip,
                ranked.sides[flip.overtaken_by] if flip else None,
            )
        )
    return tuple(found)


def _places_asked(asked: PairingAsked) -> PlacesAsked:
    if asked.level is not None and asked.level not in RANKED_LEVELS:
        raise BadInput(f"Candidates are provinces or prefectures, not of the level {asked.level}.", "level")
    label, key = asked.subject
    levels = [asked.level] if asked.level else []
    if label is Label.ECONOMIC_ZONE:
        return PlacesAsked([], asked.day, [key], levels=levels or [PROVINCE], task_set=asked.task_set)
    return PlacesAsked([key], asked.day, anchors=[] if levels else [key], levels=levels, task_set=asked.task_set)


def _choose(asked: PairingAsked, places: Places, field: Sequence[Side], subject: Side) -> frozenset[str] | None:
    """The candidates named; BadInput for one that is not in the field, and for none."""
    if asked.candidates is None:
        return None
    if not asked.candidates:
        raise BadInput("Name at least one candidate, or leave `candidates` out.", "candidates")
    there = {side.party[1] for side in field}
    if wrong := [key for key in asked.candidates if key not in there]:
        place = "others" if asked.peers else "outside the East" if subject.is_east else "in the East"
        level = field[0].level.lower() if field else "region"
        names = {side.party[1]: f"{side.name} ({side.party[1]})" for side in (subject, *places.field)}
        raise BadInput(
            f"{names.get(wrong[0], wrong[0])} cannot be ranked here: candidates for {subject.name} are of the level "
            f"{level}, {place}, and are there on {asked.day}.",
            "candidates",
        )
    return frozenset(asked.candidates)


def choose_peer(places: Places, party: Party, direction: PairingDirection | None, day: str) -> Side:
    """The subject where sides do not matter. BadInput for a direction, and for what is not paired or has no member."""
    if direction is not None:
        raise BadInput(
            "Among peers there is no direction: leave `direction` out, or ask by `mode: EAST_WEST`.", "direction"
        )
    side = _named(places, party)
    if side.is_zone and not places.members[party[1]].full:
        raise BadInput(f"{side.name} has no full members on {day}.", "for")
    return side if side.is_zone else _check_level(side)


def choose_subject(places: Places, party: Party, direction: PairingDirection | None, day: str) -> Side:
    """The subject on its own side. BadInput for what has no side, or several, or not the one that `direction` needs.

    A zone with members on both sides is, for a direction, those of its members that seek partners there: the others are
    among whom it may find.
    """
    side = _named(places, party)
    if not side.is_zone:
        return _check_region(side, direction)
    members = places.members[party[1]]
    if not members.macro_regions:
        raise BadInput(f"{side.name} has no members on {day}.", "for")
    if not (known := members.macro_regions - {""}):
        raise BadInput(f"No member of {side.name} stands in a macro-region.", "for")
    if EAST not in known or known == {EAST}:
        return _check_direction(replace(side, macro_region=EAST if EAST in known else "OTHERS"), direction)
    if direction is None:
        raise BadInput(
            f"{side.name} has members in the East and elsewhere: say in which `direction` partners are sought, "
            "EASTWARD or WESTWARD.",
            "direction",
        )
    stands_east = direction is PairingDirection.WESTWARD
    return replace(members.keep(east=stands_east).stand(side), macro_region=EAST if stands_east else "OTHERS")


def _named(places: Places, party: Party) -> Side:
    side = places.named.get(party[1])
    if side is None:
        raise BadInput(f"'{party[1]}' is no region or zone of the graph.", "for")
    return side


def _check_level(side: Side) -> Side:
    if side.level not in RANKED_LEVELS:
        raise BadInput(f"{side.name} is a {side.level.lower()}: provinces and prefectures are paired.", "for")
    return side


def _check_region(side: Side, direction: PairingDirection | None) -> Side:
    _check_level(side)
    if not side.macro_region:
        raise BadInput(f"{side.name} stands in no macro-region: it has no other side.", "for")
    return _check_direction(side, direction)


def _check_direction(side: Side, direction: PairingDirection | None) -> Side:
    if direction is not None and side.is_east == (direction is PairingDirection.EASTWARD):
        own, right = ("", "WESTWARD") if side.is_east else ("not ", "EASTWARD")
        raise BadInput(f"{side.name} is {own}in the East: its partners are sought {right}.", "direction")
    return side


def choose_field(places: Places, subject: Side, level: str) -> tuple[Side, ...]:
    """The regions of a level on the other side, by code."""
    return tuple(one for one in places.field if one.level == level and one.is_across(subject))


def choose_peers(places: Places, subject: Side, level: str) -> tuple[Side, ...]:
    """All regions of a level by code, but for the subject, its members, and what lies in it."""
    own = {subject.party[1], *subject.regions}
    return tuple(one for one in places.field if one.level == level and not own & {one.party[1], one.within})
