"""Tells which parties a territory means: itself, those below or within it, those above it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Label
from graph.store import Reader
from queries.coverage.subjects import Party
from queries.question import question

# What a scope adds to the territory itself.
WAYS_BY_SCOPE = {"SELF": frozenset[str](), "BELOW": {"BELOW"}, "ABOVE": {"ABOVE"}, "ALL": {"BELOW", "ABOVE"}}


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """A party beside the territory, and which way it lies."""

    way: str
    key: str


TERRITORY = question("coverage/territory", TerritoryRow)


async def territory_keys(reader: Reader, party: Party, scope: str, day: str) -> list[str]:
    """The keys of the regions and zones that a territory means in a scope (SELF BELOW ABOVE ALL), sorted.

    Below a region are the regions of which it is made, below a zone its full members and theirs;
    above a region are the regions it is part of and the zones of which it is a full member.
    """
    label, key = party
    ways = WAYS_BY_SCOPE[scope]
    if not ways:
        return [key]
    region, zone = (key, "") if label is Label.REGION else ("", key)
    rows = await reader.run(TERRITORY, {"region": region, "zone": zone, "day": day})
    return sorted({key, *(row.key for row in rows if row.way in ways)})
