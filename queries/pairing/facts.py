"""Reads what is known of the sides of pairings on a day: tasks covered, programmes, figures, ties; for all at once."""

from __future__ import annotations

import asyncio
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Label
from graph.store import Reader
from queries.coverage.knowledge.field import find_on_field
from queries.coverage.links import DocumentsByParty, list_dated, list_rows, read_documents, read_sums
from queries.coverage.status import Holdings, build_holdings
from queries.coverage.subjects import DEFAULT_SCORE, Party
from queries.pairing.sides import Side, Vocabulary
from queries.pairing.ties import TieFacts, read_ties
from queries.question import question

CAPACITY_INDICATOR = "rd_intensity"
# How old a figure may be, in years before the day's own; and a table, which comes out every five years.
OLDEST_FIGURE, OLDEST_TABLE = 3, 10
LEAST_QUOTIENT, GREATEST_QUOTIENT = 0.1, 10.0


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """The fact that a party, or for a region one below it, hosts or has hosted a programme of a family.

    Where `what` is KNOWN, the fact that anybody has one of the family.
    """

    what: str
    kind: str
    party: str
    programme: str
    family: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of a province: its CAPACITY in a year, or the QUOTIENT of an industry in a year's table."""

    what: str
    region: str
    item: str
    year: int
    value: float


PROGRAMMES = question("pairing/programmes", ProgrammeRow)
FIGURES = question("pairing/figures", FigureRow)

ProgrammesByFamily = Mapping[str, Sequence[str]]
# By year's table, by industry: how far above the country's average, 0 for what is not above it.
Leads = Mapping[int, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class SideFacts:
    """One side with what is known of it.

    `examined` says whether a text of its own was read, whose silence shows that a task is not covered. `capacity` is
    the mean of its provinces, each of its latest year in `capacity_years`.
    """

    side: Side
    documents: int
    examined: bool
    tasks: frozenset[str]
    programmes: ProgrammesByFamily
    leads: Leads
    capacity: float | None
    capacity_years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of the sides of a question, and what ties them."""

    by_party: Mapping[Party, SideFacts]
    ties: TieFacts
    # How many families of programmes are known anywhere on the day.
    families: int
    terms: Vocabulary

    def of(self, side: Side) -> SideFacts:
        """Return what is known of a side."""
        return self.by_party[side.party]


@dataclass(frozen=True, slots=True)
class _Read:
    documents: DocumentsByParty
    holdings: Holdings
    programmes: Mapping[Party, ProgrammesByFamily]
    capacities: Mapping[str, Mapping[int, float]]
    leads: Mapping[str, Leads]


async def read_facts_of(reader: Reader, sides: Sequence[Side], terms: Vocabulary, day: str) -> Facts:
    """Read what is known of all sides, in six engine calls whatever their number."""
    regions = sorted({key for side in sides for key in side.regions})
    zones = sorted({side.party[1] for side in sides if side.is_zone})
    coverage, programmes, figures, ties = await asyncio.gather(
        _read_coverage(reader, sides, day),
        reader.run(PROGRAMMES, {"regions": regions, "zones": zones, "day": day}),
        reader.run(FIGURES, figure_parameters(regions, day)),
        read_ties(reader, regions, zones, day),
    )
    read = _Read(*coverage, group_programmes(programmes), group_capacities(figures), group_leads(figures))
    known = {row.family for row in programmes if row.what == "KNOWN"}
    return Facts({side.party: _facts_of(side, read) for side in sides}, ties, len(known), terms)


async def _read_coverage(reader: Reader, sides: Sequence[Side], day: str) -> tuple[DocumentsByParty, Holdings]:
    documents = await read_documents(reader, {party for side in sides for party in side.parties}, day)
    sums, on_field = await asyncio.gather(
        read_sums(reader, list_dated(documents), DEFAULT_SCORE), find_on_field(reader, list_rows(documents))
    )
    return documents, build_holdings(documents, sums, on_field)


def figure_parameters(regions: Sequence[str], day: str) -> dict[str, list[str] | str | int]:
    """The years of which figures and tables count on a day."""
    year = int(day[:4])
    return {
        "regions": list(regions),
        "indicator": CAPACITY_INDICATOR,
        "figureFrom": year - OLDEST_FIGURE,
        "figureTo": year - 1,
        "tableFrom": year - OLDEST_TABLE,
        "tableTo": year,
    }


def group_programmes(rows: Iterable[ProgrammeRow]) -> Mapping[Party, ProgrammesByFamily]:
    """The programmes of each party by family."""
    found: dict[Party, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.what == "HOSTED":
            found[Label(row.kind), row.party][row.family].append(row.programme)
    return found


def group_capacities(rows: Iterable[FigureRow]) -> Mapping[str, Mapping[int, float]]:
    """The capacity of each province by year."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for row in rows:
        if row.what == "CAPACITY":
            found[row.region][row.year] = row.value
    return found


def group_leads(rows: Iterable[FigureRow]) -> Mapping[str, Leads]:
    """The leads of each province's industries by table."""
    found: dict[str, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        if row.what == "QUOTIENT":
            found[row.region][row.year][row.item] = lead_of(row.value)
    return found


def lead_of(quotient: float) -> float:
    """Return how far a location quotient stands above 1, on a logarithmic scale within bounds; 0 where it does not."""
    return max(0.0, math.log(min(max(quotient, LEAST_QUOTIENT), GREATEST_QUOTIENT)))


def _facts_of(side: Side, read: _Read) -> SideFacts:
    documents = {key for party in side.parties for key, row in read.documents.get(party, {}).items() if row.dated}
    tasks = frozenset(task for party in side.parties for task in read.holdings.covering.get(party, {}))
    examined = any(party in read.holdings.examined for party in side.parties)
    programmes: dict[str, set[str]] = defaultdict(set)
    for party in side.parties:
        for family, keys in read.programmes.get(party, {}).items():
            programmes[family].update(keys)
    by_family = {family: sorted(programmes[family]) for family in sorted(programmes)}
    latest = [max(years.items()) for key in side.regions if (years := read.capacities.get(key))]
    capacity = math.fsum(value for _, value in latest) / len(latest) if latest else None
    # A zone has no table of its own.
    leads = {} if side.is_zone else read.leads.get(side.regions[0], {})
    return SideFacts(
        side, len(documents), examined, tasks, by_family, leads, capacity, tuple(sorted({year for year, _ in latest}))
    )
