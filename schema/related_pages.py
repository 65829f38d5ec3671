"""A page of what one object is related to, cut by the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.access import Value
from graph.model import Label
from queries.columns import Row
from queries.paging import Page, Slice, check_shape, slice_of
from queries.relation_pages import Ordered, build_related_count, build_related_page, key_like
from schema.connections import make_connections, read_counted
from schema.context import RequestContext
from schema.following import Following
from schema.lookahead import Selected
from schema.making import Made
from schema.ordering import keyed_rows


@dataclass(frozen=True, slots=True)
class RelatedPage:
    """Which page: of what a relation gives for one node, by label and key, with the relation's parameters."""

    following: Following
    label: Label
    key: str
    parameters: Mapping[str, Value]
    page: Page


async def read_related_page(context: RequestContext, asked: RelatedPage, selected: Selected, made: Made) -> object:
    """The connection that a field asks for; one engine call for the page and one for `totalCount`, as selected."""
    ordered, frame = asked.following.paged, asked.following.frame
    assert ordered is not None
    assert frame is not None
    check_shape(asked.page, key_like(ordered))
    names = selected.selection.names_of(selected.type_name)
    reading = _read_nothing() if names == {"totalCount"} else _read_cut(context, asked, ordered)
    counting = _read_total(context, asked, ordered) if "totalCount" in names else None
    cut, total = await read_counted(reading, counting)
    return make_connections([cut], asked.page, frame, made, [total])[0]


async def _read_nothing() -> Slice[Row]:
    return slice_of([], has_previous=False, has_next=False)


async def _read_cut(context: RequestContext, asked: RelatedPage, ordered: Ordered) -> Slice[Row]:
    following, page = asked.following, asked.page
    reading, parameters = build_related_page(ordered, asked.label, following.wanted, page)
    found = reading.getters[ordered.key]["key"]
    given = {"id": asked.key, **asked.parameters, **parameters}
    rows = [row for row in await context.reader.run(reading.question, given) if found(row) is not None]
    keyed = keyed_rows(following.choose(rows), following.key, following.order)
    shown = keyed[max(len(keyed) - page.size, 0) :] if page.backward else keyed[: page.size]
    has_previous, has_next = page.sides(more=len(keyed) > page.size)
    return slice_of(shown, has_previous=has_previous, has_next=has_next)


async def _read_total(context: RequestContext, asked: RelatedPage, ordered: Ordered) -> int:
    question = build_related_count(ordered, asked.label)
    return sum(await context.reader.run(question, {"id": asked.key, **asked.parameters}))
