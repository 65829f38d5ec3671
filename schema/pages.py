"""A page of all nodes of a label: the root lists of the API, read from the page's own end."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from graph.model import Label
from queries.catalogue import Catalogue
from queries.columns import Row
from queries.lists import Listing, Term, build_count, build_list, check_cursors, cut_list, list_zones
from queries.paging import Page, Slice
from queries.relations import Match, Reading, build_nodes_by_id
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
    # `pageInfo` tells about a page of the size asked for, so its rows are read even where no edge is selected.
    is_read = bool(selected.selection.names_of(selected.type_name) - {"totalCount"})
    reading, cut = await _read_cut(context, listing, page, tuple(sorted(properties)), is_read)
    match = Match("", (("n", listing.label),))
    makers = {
        key: compile_shape(registry, Bundle(one.type_name, None, {"node": Entity("n")}), one.selection, reading, match)
        for key, one in asked.items()
    }
    return make_connection(cut, page, frame_of(registry, selected, makers), made)


async def _read_cut(
    context: RequestContext,
    listing: Listing,
    page: Page,
    properties: tuple[str, ...],
    is_read: bool,
) -> tuple[Reading, Slice[Row]]:
    if context.catalogue is not None and not listing.is_filtered:
        return await _look_up(context, context.catalogue, listing, page, properties)
    rows: list[Row] = []
    for zone in list_zones(listing, page):
        reading, parameters = build_list(listing, page, properties, zone, page.size + 1 - len(rows))
        rows += await context.reader.run(reading.question, parameters) if is_read and len(rows) <= page.size else []
    return reading, cut_list(listing, rows, page)


async def _look_up(
    context: RequestContext, catalogue: Catalogue, listing: Listing, page: Page, properties: tuple[str, ...]
) -> tuple[Reading, Slice[Row]]:
    """The page by way of the catalogue: its nodes are read by their ids."""
    check_cursors(listing, page)
    every = await catalogue.find(listing.label, listing.order)
    context.reader.note(every.version)
    cut = every.cut(page)
    reading = build_nodes_by_id(listing.label, properties)
    key = reading.getters["n"]["key"]
    ids = [name for _, name in cut.items]
    rows = await context.reader.run(reading.question, {"ids": ids}) if ids and properties != ("id",) else []
    row_by_id: dict[object, Row] = {key(row): row for row in rows} or {name: (name,) for name in ids}
    items = [(at, row_by_id[name]) for at, name in cut.items if name in row_by_id]
    return reading, Slice(items, cut.has_previous, cut.has_next)


async def _read_total(context: RequestContext, listing: Listing) -> int:
    if context.catalogue is not None and not listing.is_filtered:
        every = await context.catalogue.find(listing.label, listing.order)
        context.reader.note(every.version)
        return len(every.keys)
    question, parameters = build_count(listing)
    return (await context.reader.run(question, parameters))[0]


def _filter_of(arguments: Arguments) -> Mapping[str, object]:
    given = arguments.get("filter")
    return given if isinstance(given, Mapping) else {}


def _order_of(arguments: Arguments) -> tuple[Term, ...]:
    given = arguments.get("orderBy")
    terms = given if isinstance(given, Sequence) and not isinstance(given, str) else []
    return tuple(Term(str(term["field"]), str(term["direction"]) == "DESC") for term in terms)
