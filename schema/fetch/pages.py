"""A page of all nodes of a label: the root lists of the API, read from the page's own end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model import Label
from graph.store import Value
from queries.nodes.columns import Row
from queries.nodes.lists import (
    Listing,
    Term,
    build_count,
    build_list,
    check_cursors,
    cut_list,
    list_zones,
    shorten_order,
)
from queries.nodes.relation_pages import Ordered, build_related_count, build_related_page, key_like
from queries.nodes.relations import Match, RowReader, build_nodes_by_id
from queries.nodes.sorted_keys import SortedKeys
from queries.paging import Page, Slice, check_shape, slice_of
from schema.fetch.bucket_plan import plan_bucket
from schema.fetch.connections import Frame, frame_of, make_connections, page_of, read_counted
from schema.fetch.follow_ups import LookAhead, run_with_follow_ups
from schema.fetch.ordering import keyed_rows
from schema.fetch.projection import list_properties
from schema.fetch.records import Bucket, Unfilled
from schema.fetch.relation_plan import RelationPlan
from schema.fetch.sources import EdgeShape, NodeShape, Registry
from schema.request.context import RequestContext
from schema.request.selection import Arguments, Selected, Selection


async def read_page(
    context: RequestContext, registry: Registry, label: Label, selected: Selected, made: Unfilled
) -> Bucket:
    """The connection that a list field asks for, alone in its bucket; its nodes are still to be filled.

    One engine call for the page and one for `totalCount`, each only where it is selected.
    """
    arguments = context.arguments(selected)
    listing = Listing(label, _filter_of(arguments), _order_of(arguments))
    names = selected.selection.names_of(selected.type_name)
    # The same list may be written in several ways: a cursor of one is good for all.
    written = {"orderBy": None, "filter": arguments.get("filter") if listing.is_filtered else None}
    page = page_of({**arguments, **written}, context, str(label), listing.order)
    nodes = _list_nodes(selected)
    properties = {"id"}.union(*(list_properties(registry, label, one.selection, ()) for one in nodes))
    wanted = _Wanted(tuple(sorted(properties)), [one.selection for one in nodes])
    # `pageInfo` tells about a page of the size asked for, so its rows are read even where no edge is selected.
    is_read = bool(names - {"totalCount"})
    cutting = _read_cut(context, registry, listing, page, wanted) if is_read else _read_nothing(listing, page, wanted)
    counting = _read_total(context, listing) if "totalCount" in names else None
    (reading, cut), total = await read_counted(cutting, counting)
    return make_connections([cut], page, _frame(registry, label, selected, reading), made, [total])


def _list_nodes(selected: Selected) -> list[Selected]:
    """The selections of the nodes of a page."""
    edges = [one for one in selected.selection.fields_of(selected.type_name).values() if one.name == "edges"]
    below = [one for edge in edges for one in edge.selection.fields_of(edge.type_name).values()]
    return [one for one in below if one.name == "node"]


def _frame(registry: Registry, label: Label, selected: Selected, reading: RowReader) -> Frame:
    """Build what makes the page of its rows; remembered with the selection."""
    remembered, key = selected.selection.compiled, ("page", reading.question.text)
    known = remembered.get(key)
    if isinstance(known, Frame):
        return known
    match = Match("", (("n", label),))
    builders = {
        key: plan_bucket(
            registry, EdgeShape(one.type_name, None, {"node": NodeShape("n")}), one.selection, reading, match
        ).build
        for key, one in selected.selection.fields_of(selected.type_name).items()
        if one.name == "edges"
    }
    frame = remembered[key] = frame_of(registry, selected, builders)
    return frame


async def _read_nothing(listing: Listing, page: Page, wanted: _Wanted) -> tuple[RowReader, Slice[Row]]:
    reading, _ = build_list(listing, page, wanted.properties)
    return reading, cut_list(listing, [], page)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The things wanted of the nodes of a page: their properties, and the selections below."""

    properties: tuple[str, ...]
    selections: Sequence[Selection]


async def _read_cut(
    context: RequestContext, registry: Registry, listing: Listing, page: Page, wanted: _Wanted
) -> tuple[RowReader, Slice[Row]]:
    if context.catalogue is not None and not listing.is_filtered:
        return await _look_up(context, context.catalogue, listing, page, wanted.properties)
    rows: list[Row] = []
    for zone in list_zones(listing, page):
        reading, parameters = build_list(listing, page, wanted.properties, zone, page.size + 1 - len(rows))
        if len(rows) > page.size:
            continue
        looking = LookAhead(listing.label, wanted.selections, page.size - len(rows), alone=page.size == 1)
        rows += await run_with_follow_ups(context, registry, reading, parameters, looking)
    return reading, cut_list(listing, rows, page)


async def _look_up(
    context: RequestContext, catalogue: SortedKeys, listing: Listing, page: Page, properties: tuple[str, ...]
) -> tuple[RowReader, Slice[Row]]:
    """The page by way of the catalogue: its nodes are read by their ids."""
    check_cursors(listing, page)
    every = await catalogue.find(listing.label, listing.order)
    context.reader.note(every.version)
    cut = every.cut(page)
    reading = build_nodes_by_id(listing.label, properties)
    key = reading.getters["n"]["key"]
    ids = list(cut.items)
    rows = await context.reader.run(reading.question, {"ids": ids}) if ids and properties != ("id",) else []
    row_by_id: dict[object, Row] = {key(row): row for row in rows} or {name: (name,) for name in ids}
    # A node may have gone since the catalogue was read; the others keep the keys that they have there.
    there = [at for at, name in enumerate(ids) if name in row_by_id]
    items = [row_by_id[ids[at]] for at in there]
    return reading, Slice(items, lambda at: cut.key(there[at]), cut.has_previous, cut.has_next)


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
    return shorten_order([Term(str(term["field"]), str(term["direction"]) == "DESC") for term in terms])


@dataclass(frozen=True, slots=True)
class RelatedPage:
    """A page of what a relation gives for one node, by label and key, with the relation's parameters."""

    following: RelationPlan
    label: Label
    key: str
    parameters: Mapping[str, Value]
    page: Page


async def read_related_page(context: RequestContext, asked: RelatedPage, selected: Selected, made: Unfilled) -> Bucket:
    """The connection that a field asks for, alone in its bucket.

    One engine call for the page and one for `totalCount`, as selected.
    """
    ordered, frame = asked.following.paged, asked.following.frame
    assert ordered is not None
    assert frame is not None
    check_shape(asked.page, key_like(ordered))
    names = selected.selection.names_of(selected.type_name)
    reading = _read_no_related() if names == {"totalCount"} else _read_related_cut(context, asked, ordered)
    counting = _read_related_total(context, asked, ordered) if "totalCount" in names else None
    cut, total = await read_counted(reading, counting)
    return make_connections([cut], asked.page, frame, made, [total])


async def _read_no_related() -> Slice[Row]:
    return slice_of([], has_previous=False, has_next=False)


async def _read_related_cut(context: RequestContext, asked: RelatedPage, ordered: Ordered) -> Slice[Row]:
    following, page = asked.following, asked.page
    reading, parameters = build_related_page(ordered, asked.label, following.wanted, page)
    found = reading.getters[ordered.key]["key"]
    given = {"id": asked.key, **asked.parameters, **parameters}
    rows = [row for row in await context.reader.run(reading.question, given) if found(row) is not None]
    keyed = keyed_rows(following.choose(rows), following.key, following.order)
    items = keyed[max(len(keyed) - page.size, 0) :] if page.backward else keyed[: page.size]
    has_previous, has_next = page.sides(more=len(keyed) > page.size)
    return slice_of(items, has_previous=has_previous, has_next=has_next)


async def _read_related_total(context: RequestContext, asked: RelatedPage, ordered: Ordered) -> int:
    question = build_related_count(ordered, asked.label)
    return sum(await context.reader.run(question, {"id": asked.key, **asked.parameters}))
