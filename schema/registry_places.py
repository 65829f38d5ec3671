"""What the fields of regions and zones read."""

from __future__ import annotations

from collections.abc import Mapping

from graph.access import Value
from graph.model import Label
from queries import relation_table as table
from queries.columns import Values
from queries.relation_pages import By
from schema.context import RequestContext
from schema.lookahead import Arguments
from schema.ordered import by_argument
from schema.reading_days import at_day
from schema.shapes import Bundle, Computed, Entity, Length, Related, Source, Sources, in_order

ONE, LIST, CONNECTION = Length.ONE, Length.LIST, Length.CONNECTION
NODE = Entity("c")
SINCE = in_order(By("e", "since"))


def edges(type_name: str, variable: str | None = None) -> Bundle:
    """The edge type of a connection of nodes; `variable` is the relationship whose properties it shows."""
    return Bundle(type_name, variable, {"node": NODE})


async def _figures(arguments: Arguments, _context: RequestContext) -> Mapping[str, Value]:
    names = arguments.get("names")
    first, last = arguments.get("from"), arguments.get("to")
    return {
        "names": [str(name) for name in names] if isinstance(names, list) else [table.ANY.strip("'")],
        "fromYear": first if isinstance(first, int) else 0,
        "toYear": last if isinstance(last, int) else 9999,
    }


def _is_partial(values: Values) -> bool:
    return bool(values.get("partial")) or values.get("part") == "yes"


def party_sources(type_name: str) -> Sources:
    """What the fields read that regions and zones have in common."""
    documents = Related(table.DOCUMENTS, edges("DocumentEdge"), CONNECTION, by_argument("c"), parameters=at_day)
    programmes = Related(
        table.PROGRAMMES, edges("HostedProgrammeEdge", "e"), CONNECTION, parameters=at_day, distinct=False
    )
    return {(type_name, "documents"): documents, (type_name, "programmes"): programmes}


_REGION: dict[str, Source] = {
    "code": Computed(("id",), lambda values: values["key"]),
    "partOf": Related(table.PART_OF, NODE, ONE),
    "parts": Related(table.PARTS, edges("RegionEdge"), CONNECTION),
    "predecessors": Related(table.PREDECESSORS, NODE, LIST),
    "successors": Related(table.SUCCESSORS, NODE, LIST),
    "zones": Related(table.ZONES, edges("MembershipEdge", "e"), CONNECTION, parameters=at_day),
    "pairings": Related(
        table.PAIRINGS, edges("PairingEdge", "e"), CONNECTION, SINCE, parameters=at_day, distinct=False
    ),
    "institutions": Related(table.INSTITUTIONS, edges("InstitutionEdge"), CONNECTION, parameters=at_day),
    "indicators": Related(
        table.MEASURED, Bundle("Measurement", "e", {"indicator": NODE}), LIST,
        in_order(By("c", "id"), By("e", "year")), parameters=_figures, end=1000, distinct=False,
    ),
    "strengths": Related(
        table.STRENGTHS, Bundle("Strength", "e", {"industry": NODE}), LIST,
        in_order(By("e", "quotient", descending=True, missing=0.0), By("e", "year")), distinct=False,
    ),
}  # fmt: skip

REGION_SOURCES: Sources = {
    **{(Label.REGION.value, name): source for name, source in _REGION.items()},
    **party_sources("Region"),
}
ZONE_SOURCES: Sources = {
    **party_sources("EconomicZone"),
    ("EconomicZone", "regions"): Related(table.MEMBERS, edges("MemberEdge", "e"), CONNECTION, parameters=at_day),
    ("MembershipEdge", "partial"): Computed(("partial",), _is_partial),
    ("MembershipEdge", "derived"): Computed((), lambda values: values.get("derived") == "yes"),
}
