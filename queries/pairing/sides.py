"""Reads who a pairing is about: parties, the regions that stand for them, on which side, and the candidates' field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.model import Label
from graph.store import Reader
from queries.coverage.subjects import Party
from queries.question import question
from queries.region_spans import Succession, build_region_spans
from queries.warnings import Words

EAST = "EAST"
PROVINCE, PREFECTURE = "PROVINCE", "PREFECTURE"
RANKED_LEVELS = (PROVINCE, PREFECTURE)
DEFAULT_TASK_SET = "ws2012"


class PairingMode(StrEnum):
    """The field in which partners are sought: on the other side, or among all regions of the level."""

    EAST_WEST = "EAST_WEST"
    PEER = "PEER"


class PairingDirection(StrEnum):
    """The side on which partners are sought."""

    EASTWARD = "EASTWARD"
    WESTWARD = "WESTWARD"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One fact about whom a question is about.

    `what`: NAMED and ZONE are asked about, MEMBER and PART included by the zone `other` in full and in part, FIELD the
    regions of the levels asked (`other` is what they lie in), OVERLAPS says that `key` and `other` overlap, SUCCEEDS
    that `key` came after `other` on a day from `name` to `name_en`, and goes on as what it was where `number` is 1;
    TASK and INDUSTRY are what they say.
    """

    what: str
    key: str
    other: str
    name: str
    name_en: str | None
    level: str
    macro_region: str
    latitude: float | None
    longitude: float | None
    number: int


PLACES = question("pairing/places", PlaceRow)


@dataclass(frozen=True, slots=True)
class Centre:
    """The place of a region: its centre, degrees north and east."""

    name: str
    name_en: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Side:
    """A party that may be paired, and the regions whose documents, programmes, figures and ties are its own.

    Those are the region itself, or the full members of a zone; `spots` are also where a zone's partial members lie.
    `within` is the code of what a region of the field lies in.
    """

    party: Party
    name: str
    name_en: str
    level: str
    macro_region: str
    regions: tuple[str, ...]
    spots: tuple[Centre, ...]
    within: str = ""

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.name, self.name_en)

    @property
    def is_zone(self) -> bool:
        """Tell whether the party is a zone."""
        return self.party[0] is Label.ECONOMIC_ZONE

    @property
    def is_east(self) -> bool:
        """Tell whether the party stands on the stronger side."""
        return self.macro_region == EAST

    def is_across(self, other: Side) -> bool:
        """Tell whether the two stand on different sides; what stands in no macro-region stands on none."""
        return bool(self.macro_region) and self.is_east != other.is_east and self.party != other.party

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties whose facts are its own."""
        regions = tuple((Label.REGION, key) for key in self.regions)
        return (self.party, *regions) if self.is_zone else regions


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words for tasks and industries: tasks by their numbers, industries in Chinese and in English."""

    tasks: Mapping[str, int]
    industries: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Members:
    """The regions that a zone includes in full, and those that it includes in part."""

    full: Mapping[str, PlaceRow]
    part: Mapping[str, PlaceRow]

    @property
    def macro_regions(self) -> frozenset[str]:
        """The macro-regions in which they stand; an empty text stands for nowhere."""
        return frozenset(row.macro_region for row in (*self.full.values(), *self.part.values()))

    def stand(self, side: Side) -> Side:
        """The zone as those of its members are there."""
        every = {**self.part, **self.full}
        spots = tuple(_spots(every[key] for key in sorted(every)))
        return replace(side, regions=tuple(sorted(self.full)), spots=spots)

    def keep(self, *, east: bool) -> Members:
        """Those in the East, or those elsewhere."""
        return Members(
            *(
                {key: row for key, row in rows.items() if row.macro_region and (row.macro_region == EAST) is east}
                for rows in (self.full, self.part)
            )
        )


@dataclass(frozen=True, slots=True)
class Places:
    """The places read: the sides named, the regions of the levels asked that are there on the day, and terms."""

    named: Mapping[str, Side]
    field: tuple[Side, ...]
    terms: Vocabulary
    overlaps: frozenset[tuple[str, str]]
    members: Mapping[str, Members]

    def overlap(self, one: str, other: str) -> bool:
        """Tell whether one of two parties lies in the other, or shares regions with it."""
        return (one, other) in self.overlaps or (other, one) in self.overlaps


@dataclass(frozen=True, slots=True)
class PlacesAsked:
    """Regions and zones by key; the field is all regions of the levels of the `anchors`, and of `levels`."""

    regions: Sequence[str]
    day: str
    zones: Sequence[str] = ()
    anchors: Sequence[str] = ()
    levels: Sequence[str] = ()
    task_set: str = DEFAULT_TASK_SET


async def read_places(reader: Reader, asked: PlacesAsked) -> Places:
    """Read who a question is about, in one engine call."""
    parameters = {
        "regions": list(asked.regions),
        "zones": list(asked.zones),
        "anchors": list(asked.anchors),
        "levels": list(asked.levels),
        "tasks": f"{asked.task_set}-",
        "day": asked.day,
    }
    return build_places(await reader.run(PLACES, parameters), asked.day)


def build_places(rows: Iterable[PlaceRow], day: str) -> Places:
    """The sides that the rows speak of."""
    by_what: dict[str, list[PlaceRow]] = defaultdict(list)
    for row in rows:
        by_what[row.what].append(row)
    named = {row.key: region_side(row) for row in by_what["NAMED"]}
    full, part = _members_by_zone(by_what["MEMBER"]), _members_by_zone(by_what["PART"])
    members = {row.key: Members(full[row.key], part[row.key]) for row in by_what["ZONE"]}
    named |= {row.key: members[row.key].stand(_zone_side(row)) for row in by_what["ZONE"]}
    gone = _list_absent(by_what["SUCCEEDS"], day)
    field = sorted((row for row in by_what["FIELD"] if row.key not in gone), key=lambda row: row.key)
    terms = Vocabulary(
        {row.key: row.number for row in by_what["TASK"]},
        {row.key: (row.name, row.name_en or row.name) for row in by_what["INDUSTRY"]},
    )
    overlaps = frozenset((row.key, row.other) for row in by_what["OVERLAPS"])
    return Places(named, tuple(replace(region_side(row), within=row.other) for row in field), terms, overlaps, members)


def region_side(row: PlaceRow) -> Side:
    """A region as a party of its own."""
    return Side(
        (Label.REGION, row.key),
        row.name,
        row.name_en or row.name,
        row.level,
        row.macro_region,
        (row.key,),
        tuple(_spots([row])),
    )


def _zone_side(row: PlaceRow) -> Side:
    return Side((Label.ECONOMIC_ZONE, row.key), row.name, row.name_en or row.name, "", "", (), ())


def _members_by_zone(rows: Iterable[PlaceRow]) -> Mapping[str, Mapping[str, PlaceRow]]:
    found: dict[str, dict[str, PlaceRow]] = defaultdict(dict)
    for row in rows:
        found[row.other][row.key] = row
    return found


def _spots(rows: Iterable[PlaceRow]) -> Iterable[Centre]:
    for row in rows:
        if row.latitude is not None and row.longitude is not None:
            yield Centre(row.name, row.name_en or row.name, row.latitude, row.longitude)


def _list_absent(steps: Iterable[PlaceRow], day: str) -> set[str]:
    """The regions that are not there yet on a day, or no more."""
    spans = build_region_spans(
        Succession(row.key, row.other, row.name, row.name_en or "", continues=row.number == 1) for row in steps
    )
    return {key for key, (first, last) in spans.items() if not first <= day <= last}
