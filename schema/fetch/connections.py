"""Relay connections: a page of what was read, with cursors bound to the order, the arguments and the day."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from queries.nodes.columns import Row
from queries.paging import ItemT, Page, PageArguments, Slice, build_page, build_scope
from schema.fetch.output import Json, compile_field
from schema.fetch.records import RELATED, RowBuilder, Unfilled, build_object
from schema.fetch.sources import Registry
from schema.request.context import RequestContext
from schema.request.selection import TYPENAME, Arguments, Selected

ReadT = TypeVar("ReadT")
PAGING = frozenset({"first", "after", "last", "before"})


def page_of(arguments: Arguments, context: RequestContext, *scope: object) -> Page:
    """The page that a field's arguments ask for; its cursors are bound to the other arguments and to `scope`."""
    others = sorted(
        (name, repr(value)) for name, value in arguments.items() if name not in PAGING and value is not None
    )
    asked = PageArguments(
        _integer(arguments.get("first")),
        _text(arguments.get("after")),
        _integer(arguments.get("last")),
        _text(arguments.get("before")),
    )
    return build_page(asked, build_scope(others, *scope), context.viewer.page_bound)


async def read_counted(reading: Awaitable[ReadT], counting: Awaitable[int] | None) -> tuple[ReadT, int | None]:
    """What is read for a page, and beside it the count of the whole where that is asked for."""
    if counting is None:
        return await reading, None
    return await asyncio.gather(reading, counting)


@dataclass(frozen=True, slots=True)
class Built:
    """What a connection is built of: its page, the edges by response key, and the count of the whole if it is known."""

    cut: Slice[Row]
    page: Page
    edges: Mapping[str, list[object]]
    total: int | None


@dataclass(frozen=True, slots=True)
class Edges:
    """One selection of a connection's edges: what makes them, and the response keys of their cursors."""

    response_key: str
    make: RowBuilder
    cursors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A connection as it is selected: its edges, and what builds it, as JSON (`shown`) or an object."""

    edges: tuple[Edges, ...]
    build: Callable[[Built], object]
    shown: bool


def frame_of(registry: Registry, selected: Selected, makers: Mapping[str, RowBuilder], *, shown: bool) -> Frame:
    """The connection that a field selects; `makers` make its edges, JSON or objects alike, by their response keys."""
    fields = selected.selection.shown_of(selected.type_name)
    edges = tuple(Edges(key, make, _list_cursors(fields[key])) for key, make in makers.items())
    info = registry.types["PageInfo"] if any(one.name == "pageInfo" for one in fields.values()) else None
    build = _build_shown(selected, info) if shown else _build_object(registry.types[selected.type_name], info)
    return Frame(edges, build, shown)


def _list_cursors(edges: Selected) -> tuple[str, ...]:
    return tuple(key for key, one in edges.selection.fields_of(edges.type_name).items() if one.name == "cursor")


def make_connections(
    cuts: Sequence[Slice[Row]], page: Page, frame: Frame, made: Unfilled, totals: Sequence[int | None]
) -> list[object]:
    """The connections of several pages of one size; their edges are made together."""
    each = {one.response_key: _make_edges(cuts, page, one, made, shown=frame.shown) for one in frame.edges}
    return [
        frame.build(Built(cut, page, {key: edges[at] for key, edges in each.items()}, total))
        for at, (cut, total) in enumerate(zip(cuts, totals, strict=True))
    ]


def _make_edges(
    cuts: Sequence[Slice[Row]], page: Page, edges: Edges, made: Unfilled, *, shown: bool
) -> list[list[object]]:
    every = edges.make([row for cut in cuts for row in cut.items], made)
    found, start = [], 0
    for cut in cuts:
        own = every[start : start + len(cut.items)]
        start += len(cut.items)
        if edges.cursors:
            for edge, key in zip(own, cut.keys(), strict=True):
                _set_cursor(edge, page.cursor(key), edges.cursors, shown=shown)
        found.append(own)
    return found


def _set_cursor(edge: Any, cursor: str, keys: Sequence[str], *, shown: bool) -> None:  # noqa: ANN401 JSON or an object
    if shown:
        edge.update(dict.fromkeys(keys, cursor))
    else:
        edge.__dict__["cursor"] = cursor


def _build_object(kind: type, info: type | None) -> Callable[[Built], object]:
    def build(built: Built) -> object:
        values: dict[str, object] = {RELATED: built.edges}
        if info is not None:
            values["page_info"] = page_info(built.cut, built.page, info)
        if built.total is not None:
            values["total_count"] = built.total
        one: object = build_object(kind, values)
        return one

    return build


def _build_shown(selected: Selected, info: type | None) -> Callable[[Built], object]:
    fields = selected.selection.shown_of(selected.type_name)
    showing = {key: _show_field(selected.type_name, key, one, info) for key, one in fields.items()}
    return lambda built: {key: show(built) for key, show in showing.items()}


def _show_field(type_name: str, key: str, field: Selected, info: type | None) -> Callable[[Built], Json]:
    if field.name == "edges":
        return lambda built: built.edges[key]
    if field.name == TYPENAME:
        return lambda _built: type_name
    complete = compile_field(field)
    if field.name == "totalCount":
        return lambda built: complete(built.total)
    assert info is not None
    return lambda built: complete(page_info(built.cut, built.page, info))


def page_info(cut: Slice[ItemT], page: Page, kind: type) -> object:
    """Where a page stands in its list."""
    values = {
        "has_next_page": cut.has_next,
        "has_previous_page": cut.has_previous,
        "start_cursor": page.cursor(cut.key(0)) if cut.items else None,
        "end_cursor": page.cursor(cut.key(len(cut.items) - 1)) if cut.items else None,
    }
    made: object = build_object(kind, values)
    return made


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
