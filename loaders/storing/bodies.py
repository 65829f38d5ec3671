"""Decide which institutions a document may make: those of a region that its text names by a certain pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.enums import InstitutionKind
from graph.model import Label, RelationshipType
from graph.writing.batch import EdgeRow, NodeRow
from loaders.document import Mention
from loaders.mentions.bodies import DEPARTMENTS, NATIONAL_SHORT, OWN_BODIES
from loaders.mentions.gazetteer import Gazetteer, squeeze_name

# A role named with its level (市知识产权局) or its place; committees and elided members of lists are less sure.
CERTAIN = 0.9
_PARTY = "中共"
_ASSEMBLY = "人民代表大会"
# The bodies of a region whose name tells what they are, without the region's name.
_OWN = {
    *OWN_BODIES.values(),
    _ASSEMBLY,
    f"{_ASSEMBLY}常务委员会",
    "人民政府办公室",
    *(name for one in DEPARTMENTS.values() for name in (one.province, one.city, one.municipality) if name),
}
_KINDS = (
    (re.compile("知识产权局$"), InstitutionKind.IP_OFFICE),
    (re.compile("版权局$"), InstitutionKind.COPYRIGHT),
    (re.compile("工商行政管理局$"), InstitutionKind.TRADEMARK),
    (re.compile("法院$"), InstitutionKind.COURT),
    (re.compile("检察院$"), InstitutionKind.PROCURATORATE),
    (re.compile("海关$"), InstitutionKind.CUSTOMS),
    (re.compile("公安[局厅]$"), InstitutionKind.PUBLIC_SECURITY),
    (re.compile("维权援助中心$"), InstitutionKind.AID_CENTRE),
    (re.compile("协会$|工商业联合会$"), InstitutionKind.ASSOCIATION),
    (re.compile("政府|[局厅]$|委员会$"), InstitutionKind.GOVERNMENT),
)


@dataclass(frozen=True, slots=True)
class InstitutionRef:
    """An institution: a stored one by its id, or by its name alone the one that a region must have."""

    name: str
    id: str | None = None
    seat: str | None = None

    @property
    def is_certain(self) -> bool:
        """Tell whether it may stand in the graph."""
        return self.id is not None or self.seat is not None


def find_seat(name: str, gazetteer: Gazetteer) -> str | None:
    """The code of the region with whose official name a body's name begins, the longest one."""
    squeezed = squeeze_name(name).removeprefix(_PARTY)
    places = [
        (hit.end, entity.id)
        for hit in gazetteer.find(squeezed)
        if hit.start == 0 and not hit.short and hit.end < len(squeezed)
        for entity in hit.entities
        if entity.label is Label.REGION and not entity.until
    ]
    return max(places)[1] if places else None


def find_issuer(name: str, gazetteer: Gazetteer, day: str) -> InstitutionRef:
    """The institution that a text names as its issuer, of those of one name the one that was there on the day."""
    for full in (name, NATIONAL_SHORT.get(name, "")):
        named = gazetteer.get_named(full, Label.INSTITUTION) if full else ()
        there = [one for one in named if not day or ((one.since or day) <= day <= (one.until or day))]
        if chosen := (there or list(named)):
            return InstitutionRef(chosen[0].name, chosen[0].id)
    seat = find_seat(name, gazetteer)
    place = gazetteer.regions[seat].name if seat else ""
    return InstitutionRef(name, None, seat if squeeze_name(name).removeprefix(squeeze_name(place)) in _OWN else None)


def find_derived(mentions: Iterable[Mention], gazetteer: Gazetteer) -> dict[str, InstitutionRef]:
    """By name the institutions that mentions derive from roles, as far as the pattern is certain."""
    names = {one.name for one in mentions if one.derived and one.kind is Label.INSTITUTION and one.score >= CERTAIN}
    bodies = {name: InstitutionRef(name, None, find_seat(name, gazetteer)) for name in sorted(names)}
    return {name: body for name, body in bodies.items() if body.is_certain}


def find_body_kind(name: str) -> InstitutionKind:
    """Find what kind of body a name is that of."""
    return next((kind for ending, kind in _KINDS if ending.search(name)), InstitutionKind.OTHER)


def derived_rows(body: InstitutionRef, key: str, sources: tuple[str, ...]) -> tuple[NodeRow, list[EdgeRow]]:
    """The row of a derived institution and of its seat, unverified both."""
    kind = find_body_kind(body.name)
    node = NodeRow(Label.INSTITUTION, key, body.name, {"kind": kind, "derived": True}, sources, False)
    if body.seat is None:
        return node, []
    # (:Institution)-[:SEATED_IN]->(:Region)
    ends = (Label.INSTITUTION, key), (Label.REGION, body.seat)
    return node, [EdgeRow(RelationshipType.SEATED_IN, *ends, {}, sources, False)]
