"""A page of all nodes of a label: the root lists of the API, read from the page's own end."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from graph.model import Label
from queries.columns import Row
from queries.lists import Listing, Term, build_count, build_list, cut_list, list_zones
from queries.relations import Match
from schema.connections import frame_of, make_connection, page_of
from schema.context import RequestContext
from schema.lookahead import Arguments, Selected
from schema.making import Made, compile_shape
from schema.shapes import Bundle, Entity, Registry
from schema.wanted import list_properties


async def read_page(
    context: RequestContext, registry: Registry, label: Label, selected: Selected, made: Made
) -> object:
    """The connection that a list field asks for; its nodes are made, and still to be filled.

    One engine call for the page and one for `totalCount`, each only where it is selected.
    """
    arguments = context.arguments(selected)
    listing = Listing(label, _filter_of(arguments), _order_of(arguments))
    names = selected.selection.names_of(selected.type_name)
    if "totalCount" not in names:
        return await _read_edges(context, registry, listing, selected, made)
    connection, total = await asyncio.gather(
        _read_edges(context, registry, listing, selected, made), _read_total(context, listing)
    )
    connection.__dict__["total_count"] = total
    return connection


async def _read_edges(
    context: RequestContext, registry: Registry, listing: Listing, selected: Selected, made: Made
) -> object:
    page = page_of(context.arguments(selected), context, str(listing.label))
    asked = {key: one for key, one in selected.selection.fields_of(selected.type_name).items() if one.name == "edges"}
    properties = {"id"}
    for edge in asked.values():
        for one in edge.selection.fields_of(edge.type_name).values():
            if one.name == "node":
                properties |= list_properties(registry, listing.label, one.selection, ())
    rows: list[Row] = []
    # `pageInfo` tells about a page of the size asked for, so its rows are read even where no edge is selected.
    is_read = bool(selected.selection.names_of(selected.type_name) - {"totalCount"})
    for zone in list_zones(listing, page):
        reading, parameters = build_list(listing, page, sorted(properties), zone, page.size + 1 - len(rows))
        rows += await context.reader.run(reading.question, parameters) if is_read and len(rows) <= page.size else []
    match = Match("", (("n", listing.label),))
    makers = {
        key: compile_shape(registry, Bundle(one.type_name, None, {"node": Entity("n")}), one.selection, reading, match)
        for key, one in asked.items()
    }
    return make_connection(cut_list(listing, rows, page), page, frame_of(registry, selected, makers), made)


async def _read_total(context: RequestContext, listing: Listing) -> int:
    question, parameters = build_count(listing)
    return (await context.reader.run(question, parameters))[0]


def _filter_of(arguments: Arguments) -> Mapping[str, object]:
    given = arguments.get("filter")
    return given if isinstance(given, Mapping) else {}


def _order_of(arguments: Arguments) -> tuple[Term, ...]:
    given = arguments.get("orderBy")
    terms = given if isinstance(given, Sequence) and not isinstance(given, str) else []
    return tuple(Term(str(term["field"]), str(term["direction"]) == "DESC") for term in terms)
