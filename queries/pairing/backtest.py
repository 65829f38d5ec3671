"""Tests whether the ranking would have foreseen pairings: each scheme's pairs, ranked as of the day before it began."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.dates import day_before
from graph.model import Label
from graph.store import Reader
from queries.pairing.candidates import Candidate, PairingAsked, find_pairing
from queries.pairing.components import PairingComponent
from queries.pairing.facts import FIGURES, figure_parameters, group_capacities
from queries.pairing.scores import EQUAL, Weights
from queries.pairing.sides import EAST, RANKED_LEVELS
from queries.question import question

# Among how many first places a pair's donor is looked for.
PLACES = (1, 3, 5)
EVERYBODY = 10_000
PRODUCT = "gdp"


@dataclass(frozen=True, slots=True)
class PairingRow:
    """One pairing; `since` is the first day on which it can have begun, empty where that is not known.

    `goes_on`: it is an earlier one of the scheme, under the next code of its recipient.
    """

    scheme: str
    donor: str
    recipient: str
    since: str
    verified: bool
    donor_level: str
    donor_side: str
    recipient_level: str
    recipient_side: str
    goes_on: bool


SCHEMES = question("pairing/schemes", PairingRow)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme as it is tested: its pairs from the East to elsewhere, as of the day before it began.

    `left_out` counts by reason the pairs that cannot be tested.
    """

    name: str
    day: str
    pairs: tuple[PairingRow, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Hits:
    """The number of donors among the first 1, 3 and 5, by a method; equals share places, so that it may be a part."""

    method: str
    counts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """The outcome of some pairs, by every method; `level` is that of the recipients, empty for all together."""

    level: str
    pairs: int
    hits: tuple[Hits, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """The outcome of a scheme, in all and by the level of the recipients; `field` is the mean number of candidates."""

    scheme: Scheme
    pairs: int
    field: float
    hits: tuple[Hits, ...]
    by_level: tuple[Tested, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The field of a recipient of some level, ranked, in which a donor is looked for."""

    level: str
    donor: str
    ranked: Sequence[Candidate]


Keys = Mapping[str, float]
Products = Mapping[str, float]
# By candidate, what a method orders it by: the greater the better. The products are those of provinces.
Method = Callable[[Sequence[Candidate], Products], Keys]


async def read_schemes(reader: Reader, first_day: str, names: Sequence[str] = ()) -> list[Scheme]:
    """The schemes that began on a day or later, in the order of their beginnings; of these names, if any are given."""
    rows: dict[str, list[PairingRow]] = defaultdict(list)
    for row in await reader.run(SCHEMES, {}):
        rows[row.scheme].append(row)
    schemes = [build_scheme(name, each) for name, each in rows.items() if not names or name in names]
    return sorted((one for one in schemes if one.day >= day_before(first_day)), key=lambda one: (one.day, one.name))


def build_scheme(name: str, rows: Iterable[PairingRow]) -> Scheme:
    """A scheme of its pairings."""
    pairs, left_out = [], Counter[str]()
    every = sorted((row for row in rows if not row.goes_on), key=lambda row: (row.recipient, row.donor))
    for row in every:
        if reason := _why_left_out(row):
            left_out[reason] += 1
        else:
            pairs.append(row)
    day = min((row.since for row in every if row.since), default="")
    return Scheme(name, day and day_before(day), tuple(pairs), left_out)


def _why_left_out(row: PairingRow) -> str:
    if not row.since:
        return "no date"
    if row.donor_side != EAST:
        return "donor not in the East"
    if row.recipient_side in (EAST, ""):
        return "recipient in the East"
    if row.donor_level not in RANKED_LEVELS or row.recipient_level not in RANKED_LEVELS:
        return "a county"
    return ""


async def backtest(reader: Reader, scheme: Scheme, weights: Weights = EQUAL) -> Backtest:
    """Rank the donors' field for each recipient as of the scheme's day, and look for the donors in it.

    Only what had begun by that day counts, so that the scheme itself and all that came later are hidden.
    """
    by_question: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in scheme.pairs:
        by_question[row.recipient, row.recipient_level, row.donor_level].append(row.donor)
    rankings: list[Ranking] = []
    for (recipient, own_level, level), donors in by_question.items():
        asked = PairingAsked(
            (Label.REGION, recipient), scheme.day, level=level, weights=weights, first=EVERYBODY, flips=False
        )
        ranked = (await find_pairing(reader, asked)).candidates
        rankings += [Ranking(own_level, donor, ranked) for donor in donors]
    products = await _read_products(reader, [one for each in rankings for one in each.ranked], scheme.day)
    mean = math.fsum(len(each.ranked) for each in rankings) / len(rankings) if rankings else 0.0
    by_level = tuple(
        _test(level, own, products)
        for level in RANKED_LEVELS
        if (own := [each for each in rankings if each.level == level])
    )
    return Backtest(scheme, len(rankings), mean, _test("", rankings, products).hits, by_level)


def _test(level: str, rankings: Sequence[Ranking], products: Products) -> Tested:
    hits = tuple(Hits(name, _count(method, rankings, products)) for name, method in METHODS.items())
    return Tested(level, len(rankings), hits)


def _count(method: Method, rankings: Sequence[Ranking], products: Products) -> tuple[float, ...]:
    each = [(one.donor, method(one.ranked, products)) for one in rankings]
    return tuple(math.fsum(share_of_place(keys, donor, places) for donor, keys in each) for places in PLACES)


def share_of_place(keys: Keys, who: str, places: int) -> float:
    """Return how sure somebody is to stand among the first places, if those with equal keys are drawn by lot."""
    if who not in keys:
        return 0.0
    above = sum(key > keys[who] for key in keys.values())
    level = sum(key == keys[who] for key in keys.values())
    return min(1.0, max(0.0, (places - above) / level))


async def _read_products(reader: Reader, candidates: Iterable[Candidate], day: str) -> Products:
    """The gross product of provinces, of the latest year before the day's and at most three years old."""
    regions = sorted({one.side.party[1] for one in candidates})
    found = await reader.run(FIGURES, {**figure_parameters(regions, day), "indicator": PRODUCT})
    return {region: max(years.items())[1] for region, years in group_capacities(found).items()}


def _by(key: Callable[[Candidate], float]) -> Method:
    return lambda ranked, _products: {one.side.party[1]: key(one) for one in ranked}


def _by_component(component: PairingComponent) -> Method:
    return _by(lambda one: one.values[component] or 0.0)


def _by_product(ranked: Sequence[Candidate], products: Products) -> Keys:
    return {one.side.party[1]: products.get(one.side.party[1], 0.0) for one in ranked}


# The ranking, and what it should beat. Where a method knows nothing of anybody, it is the lot that decides.
METHODS: Mapping[str, Method] = {
    "the ranking": _by(lambda one: -one.rank),
    "nearest": _by_component(PairingComponent.PROXIMITY),
    "existing ties alone": _by_component(PairingComponent.EXISTING_TIES),
    "greatest GDP": _by_product,
    "highest R&D intensity": _by(lambda one: one.comparison.stronger.capacity or 0.0),
    "most programmes": _by(lambda one: len(one.comparison.stronger.programmes)),
    "by lot": _by(lambda _one: 0.0),
}
