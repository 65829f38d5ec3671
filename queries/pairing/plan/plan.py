"""Finds who pairs with whom, for a whole programme at once: as many recipients as possible, then the greatest sum."""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.store import Reader
from queries.coverage.subjects import MOST_PARTIES
from queries.errors import BadInput
from queries.pairing.comparison import compare
from queries.pairing.components import measure_all
from queries.pairing.facts import Facts, read_facts_of
from queries.pairing.plan.assignment import UNIT, Choices, assign
from queries.pairing.scores import EQUAL, Score, Weights, check_weights, find_shares, score_values
from queries.pairing.sides import RANKED_LEVELS, Places, PlacesAsked, Side, read_places
from queries.pairing.warnings import find_overlaps
from queries.warnings import QuestionWarning, WarningCode, cut_warnings, warn

# A donor and a recipient, by code.
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PlanAsked:
    """The arguments of the question; `per_donor` None means as few as give every recipient a donor."""

    donors: Sequence[str]
    recipients: Sequence[str]
    day: str
    per_donor: int | None = None
    keep: Sequence[Pair] = ()
    forbid: Sequence[Pair] = ()
    weights: Weights = field(default_factory=lambda: EQUAL)
    most_parties: int = MOST_PARTIES
    # By code, for refusals.
    names: Mapping[str, str] = field(default_factory=dict)

    def call(self, key: str) -> str:
        """Return what a refusal calls a region."""
        return f"{self.names[key]} ({key})" if key in self.names else f"'{key}'"


@dataclass(frozen=True, slots=True)
class PlannedPair:
    """A pair of the plan, with its score as the recipient sees it."""

    donor: Side
    recipient: Side
    score: Score
    kept: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer: pairs and recipients without a donor, both by the recipient's code."""

    pairs: tuple[PlannedPair, ...]
    unmatched: tuple[Side, ...]
    total: float
    per_donor: int
    warnings: tuple[QuestionWarning, ...]


@dataclass(frozen=True, slots=True)
class _Wish:
    """The arguments, checked: codes in order, each once."""

    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    per_donor: int
    keep: Mapping[str, str]
    forbid: Collection[Pair]


async def find_plan(reader: Reader, asked: PlanAsked) -> Plan:
    """The plan, in seven engine calls whatever the number of parties.

    BadInput for no or too many parties, one who is donor and recipient or cannot be paired, a `perDonor` below one,
    weights that are none, and pairs to keep that are forbidden, not of the parties, or too many for a donor.
    """
    weights, wish = check_weights(asked.weights), check_wish(asked)
    places = await read_places(reader, PlacesAsked([*wish.donors, *wish.recipients], asked.day, anchors=wish.donors))
    _check_sides(places, wish)
    donors = [places.named[key] for key in wish.donors]
    recipients = [places.named[key] for key in wish.recipients]
    sides = list({one.party: one for one in (*places.field, *donors, *recipients)}.values())
    facts = await read_facts_of(reader, sides, places.terms, asked.day)
    # Thousands of pairs take a while: others are answered meanwhile.
    return await asyncio.to_thread(build_plan, places, facts, wish, weights)


def check_wish(asked: PlanAsked) -> _Wish:
    """The arguments as far as they can be checked by themselves."""
    donors, recipients = tuple(sorted(set(asked.donors))), tuple(sorted(set(asked.recipients)))
    for name, parties in (("donors", donors), ("recipients", recipients)):
        if not parties:
            raise BadInput(f"Name at least one of the {name}.", name)
    if len(donors) + len(recipients) > asked.most_parties:
        raise BadInput(
            f"{len(donors) + len(recipients)} donors and recipients are too many: at most {asked.most_parties}.",
            "recipients",
        )
    if both := sorted({*donors} & {*recipients}):
        raise BadInput(f"{asked.call(both[0])} is donor and recipient at once.", "recipients")
    least = math.ceil(len(recipients) / len(donors))
    per_donor = least if asked.per_donor is None else asked.per_donor
    if per_donor < 1:
        raise BadInput(f"`perDonor` is {per_donor}; a donor takes at least one recipient.", "perDonor")
    for name, pairs in (("keep", asked.keep), ("forbid", asked.forbid)):
        for donor, recipient in pairs:
            if donor not in donors or recipient not in recipients:
                pair = f"{asked.call(donor)} and {asked.call(recipient)}"
                raise BadInput(f"`{name}`: {pair} are no donor and recipient asked about.", name)
    keep = _check_kept(asked, per_donor)
    return _Wish(donors, recipients, per_donor, keep, {*asked.forbid})


def _check_kept(asked: PlanAsked, per_donor: int) -> Mapping[str, str]:
    """Return by recipient the donor to keep."""
    kept: dict[str, str] = {}
    forbidden = {*asked.forbid}
    for donor, recipient in sorted(set(asked.keep)):
        giver, taker = asked.call(donor), asked.call(recipient)
        if (donor, recipient) in forbidden:
            raise BadInput(f"`keep`: {giver} and {taker} are also forbidden.", "keep")
        if recipient in kept:
            both = f"{asked.call(kept[recipient])} and {giver}"
            raise BadInput(f"`keep`: {taker} can have one donor, not {both}.", "keep")
        kept[recipient] = donor
    for donor, count in Counter(kept.values()).items():
        if count > per_donor:
            many = f"{count} recipients, more than {per_donor}"
            raise BadInput(f"`keep`: {asked.call(donor)} would have {many}.", "keep")
    return kept


def _check_sides(places: Places, wish: _Wish) -> None:
    for name, keys in (("donors", wish.donors), ("recipients", wish.recipients)):
        for key in keys:
            side = places.named.get(key)
            if side is None:
                raise BadInput(f"'{key}' is no region of the graph.", name)
            if side.level not in RANKED_LEVELS:
                raise BadInput(f"{side.name} is a {side.level.lower()}: provinces and prefectures are paired.", name)
            if not side.macro_region:
                raise BadInput(f"{side.name} stands in no macro-region.", name)


def build_plan(places: Places, facts: Facts, wish: _Wish, weights: Weights) -> Plan:
    """The plan of parties of whom everything is known."""
    donors = [places.named[key] for key in wish.donors]
    recipients = [places.named[key] for key in wish.recipients]
    scores = {one.party[1]: score_donors(one, donors, places, facts, weights) for one in recipients}
    chosen = choose_donors(scores, wish)
    pairs = tuple(
        PlannedPair(places.named[donor], places.named[recipient], scores[recipient][donor], recipient in wish.keep)
        for recipient, donor in sorted(chosen.items())
    )
    return Plan(
        pairs,
        tuple(one for one in recipients if one.party[1] not in chosen),
        math.fsum(pair.score.score for pair in pairs),
        wish.per_donor,
        cut_warnings([*_list_warnings(places, facts, wish, pairs)]),
    )


def score_donors(
    recipient: Side, donors: Sequence[Side], places: Places, facts: Facts, weights: Weights
) -> Mapping[str, Score]:
    """The score of each donor as the recipient sees it: what `pairingCandidates(for: recipient)` gives it.

    Which components are active follows from the recipient's whole field, of the donor's level. Donors on the
    recipient's own side join that field; the donor then counts as the stronger.
    """
    found: dict[str, Score] = {}
    for level in {donor.level for donor in donors}:
        own = {donor.party: donor for donor in donors if donor.level == level}
        others = {one.party: one for one in places.field if one.level == level and one.is_across(recipient)}
        compared = {
            one.party: compare(facts, recipient, one, find_stronger(recipient, one))
            for one in {**others, **own}.values()
        }
        values = {party: measure_all(pair) for party, pair in compared.items()}
        shares = find_shares(weights, values.values())
        found |= {
            party[1]: score_values(values[party], shares, documents=compared[party].has_documents) for party in own
        }
    return found


def find_stronger(recipient: Side, donor: Side) -> Side:
    """Find which of the two is the stronger: the one in the East, and the donor where both or neither are."""
    return recipient if recipient.is_east and not donor.is_east else donor


def choose_donors(scores: Mapping[str, Mapping[str, Score]], wish: _Wish) -> Mapping[str, str]:
    """Choose by recipient its donor: those to keep, and the best for the rest with the room that is left."""
    used = Counter(wish.keep.values())
    rest = [recipient for recipient in wish.recipients if recipient not in wish.keep]
    worth = [
        [
            None if (donor, recipient) in wish.forbid else round(scores[recipient][donor].score * UNIT)
            for donor in wish.donors
        ]
        for recipient in rest
    ]
    found = assign(Choices(worth, [wish.per_donor - used[donor] for donor in wish.donors]))
    chosen = {recipient: wish.donors[at] for recipient, at in zip(rest, found, strict=True) if at is not None}
    return {**wish.keep, **chosen}


def _list_warnings(
    places: Places, facts: Facts, wish: _Wish, pairs: Sequence[PlannedPair]
) -> Iterator[QuestionWarning]:
    donors, recipients = ([places.named[key] for key in keys] for keys in (wish.donors, wish.recipients))
    yield from find_overlaps(places, donors, recipients)
    if same := sum(donor.is_east == one.is_east for donor in donors for one in recipients):
        yield warn(WarningCode.PAIRS_ON_ONE_SIDE, count=same, every=len(donors) * len(recipients))
    if weak := sum(not pair.score.sufficient for pair in pairs):
        yield warn(WarningCode.PAIRS_INSUFFICIENT, count=weak, every=len(pairs))
    for code, sides in (
        (WarningCode.DONORS_WITHOUT_DOCUMENT, donors), (WarningCode.RECIPIENTS_WITHOUT_DOCUMENT, recipients)
    ):  # fmt: skip
        if without := sum(not facts.of(side).documents for side in sides):
            yield warn(code, count=without, every=len(sides))
