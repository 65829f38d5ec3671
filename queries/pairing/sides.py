"""Who a pairing is about: parties with the regions that stand for them, on which side, and the field of candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.model import Label
from graph.store import Reader
from queries.coverage.subjects import Party
from queries.errors import BadInput
from queries.question import question
from queries.region_spans import Succession, build_region_spans

EAST = "EAST"
PROVINCE, PREFECTURE = "PROVINCE", "PREFECTURE"
RANKED_LEVELS = (PROVINCE, PREFECTURE)


class PairingDirection(StrEnum):
    """On which side partners are sought."""

    EASTWARD = "EASTWARD"
    WESTWARD = "WESTWARD"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One fact about whom a question is about.

    `what`: NAMED and ZONE are asked about, MEMBER and PART included by the zone `other` in full and in part, FIELD the
    regions of the levels asked, OVERLAPS says that `key` and `other` overlap, SUCCEEDS that `key` came after `other`
    between the days in `name` and `name_en`, and goes on what it was where `number` is 1; TASK and INDUSTRY are what
    they say.
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
    """Where a region lies: its centre, degrees north and east."""

    name: str
    name_en: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Side:
    """A party that may be paired, and the regions whose documents, programmes, figures and ties are its own.

    Those are the region itself, or the full members of a zone; `spots` are also where a zone's partial members lie.
    """

    party: Party
    name: str
    name_en: str
    level: str
    macro_region: str
    regions: tuple[str, ...]
    spots: tuple[Centre, ...]

    @property
    def is_zone(self) -> bool:
        """Whether the party is a zone."""
        return self.party[0] is Label.ECONOMIC_ZONE

    @property
    def is_east(self) -> bool:
        """Whether the party stands on the stronger side."""
        return self.macro_region == EAST

    @property
    def parties(self) -> tuple[Party, ...]:
        """Whose facts are its own."""
        regions = tuple((Label.REGION, key) for key in self.regions)
        return (self.party, *regions) if self.is_zone else regions


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What tasks and industries are called: tasks by their numbers, industries in Chinese and in English."""

    tasks: Mapping[str, int]
    industries: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Members:
    """The regions that a zone includes in full, and those that it includes in part."""

    full: Mapping[str, PlaceRow]
    part: Mapping[str, PlaceRow]

    @property
    def macro_regions(self) -> frozenset[str]:
        """Where they stand; an empty text stands for nowhere."""
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
    """What was read: the sides named, the regions of the levels asked that are there on the day, and terms."""

    named: Mapping[str, Side]
    field: tuple[Side, ...]
    terms: Vocabulary
    overlaps: frozenset[tuple[str, str]]
    members: Mapping[str, Members]

    def overlap(self, one: str, other: str) -> bool:
        """Whether one of two parties lies in the other, or shares regions with it."""
        return (one, other) in self.overlaps or (other, one) in self.overlaps


@dataclass(frozen=True, slots=True)
class PlacesAsked:
    """Regions and zones by key; the field is all regions of the levels of the `anchors`, and of `levels`."""

    regions: Sequence[str]
    day: str
    zones: Sequence[str] = ()
    anchors: Sequence[str] = ()
    levels: Sequence[str] = ()


async def read_places(reader: Reader, asked: PlacesAsked) -> Places:
    """Who a question is about, in one engine call."""
    parameters = {
        "regions": list(asked.regions),
        "zones": list(asked.zones),
        "anchors": list(asked.anchors),
        "levels": list(asked.levels),
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
    return Places(named, tuple(region_side(row) for row in field), terms, overlaps, members)


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


def choose_subject(places: Places, party: Party, direction: PairingDirection | None, day: str) -> Side:
    """The subject on its own side. BadInput for what has no side, or several, or not the one that `direction` needs.

    A zone with members on both sides is, for a direction, those of its members that seek partners there: the others are
    among whom it may find.
    """
    side = places.named.get(party[1])
    if side is None:
        raise BadInput(f"'{party[1]}' is no region or zone of the graph.", "for")
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


def _check_region(side: Side, direction: PairingDirection | None) -> Side:
    if side.level not in RANKED_LEVELS:
        raise BadInput(f"{side.name} is a {side.level.lower()}: provinces and prefectures are paired.", "for")
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
    return tuple(
        one
        for one in places.field
        if one.level == level and one.is_east != subject.is_east and one.party != subject.party
    )
