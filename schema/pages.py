"""A page of all nodes of a label: the root lists of the API, read from the page's own end."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.model import Label
from queries.lists import Listing, Term, build_count, build_list, cut_list
from queries.paging import Slice
from queries.relations import RelatedRow
from schema.connections import make_pieces, page_of
from schema.context import RequestContext
from schema.lookahead import Arguments, Selected
from schema.making import Making
from schema.shapes import Bundle, Entity
from schema.wanted import list_properties


async def read_page(context: RequestContext, label: Label, selected: Selected, making: Making) -> object:
    """The connection that a list field asks for; its nodes are made, and still to be filled.

    One engine call for the page and one for `totalCount`, each only where it is selected.
    """
    listing = Listing(label, _filter_of(selected.arguments), _order_of(selected.arguments))
    names = selected.selection.names_of(selected.type_name)
    pieces, total = await asyncio.gather(
        _read_pieces(context, listing, selected, making), _read_total(context, listing, "totalCount" in names)
    )
    pieces.__dict__["total_count"] = total
    return pieces


async def _read_pieces(context: RequestContext, listing: Listing, selected: Selected, making: Making) -> object:
    page = page_of(selected.arguments, context, str(listing.label))
    edges = [one for one in selected.selection.fields_of(selected.type_name).values() if one.name == "edges"]
    edge_type = edges[0].type_name if edges else ""
    properties = {"id"}
    for edge in edges:
        for one in edge.selection.fields_of(edge_type).values():
            if one.name == "node":
                properties |= list_properties(making.registry, listing.label, one.selection, ())
    # `pageInfo` tells about a page of the size asked for, so its rows are read even where no edge is selected.
    wanted = page if selected.selection.names_of(selected.type_name) - {"totalCount"} else replace(page, size=0)
    question, parameters = build_list(listing, wanted, sorted(properties))
    rows = await context.reader.run(question, parameters) if wanted.size else []
    cut = cut_list(rows, page)
    shown = [(key, RelatedRow("", 0, {}, {"c": listing.label}, {"c": values})) for key, values in cut.items]
    shape = Bundle(edge_type, None, {"node": Entity("c")})
    return make_pieces(Slice(shown, cut.has_previous, cut.has_next), page, shape, selected, making)


async def _read_total(context: RequestContext, listing: Listing, wanted: bool) -> int | None:
    if not wanted:
        return None
    question, parameters = build_count(listing)
    return (await context.reader.run(question, parameters))[0]


def _filter_of(arguments: Arguments) -> Mapping[str, object]:
    given = arguments.get("filter")
    return given if isinstance(given, Mapping) else {}


def _order_of(arguments: Arguments) -> tuple[Term, ...]:
    given = arguments.get("orderBy")
    terms = given if isinstance(given, Sequence) and not isinstance(given, str) else []
    return tuple(Term(str(term["field"]), str(term["direction"]) == "DESC") for term in terms)
