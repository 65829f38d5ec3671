"""Relay connections: a page of what was read, with cursors bound to the order, the arguments and the day."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from queries.nodes.columns import Getter, Row, attribute_of
from queries.paging import ItemT, Page, PageArguments, Slice, build_page, build_scope
from schema.fetch.bucket_plan import write_always, write_column
from schema.fetch.records import (
    Bucket,
    BucketPlan,
    Given,
    RowBuilder,
    RunEach,
    Unfilled,
    WriteColumn,
    build_object,
    runs_of,
)
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
    """Read a page, and beside it the count of the whole where that is asked for."""
    if counting is None:
        return await reading, None
    return await asyncio.gather(reading, counting)


@dataclass(slots=True, eq=False)
class Built:
    """The record of a connection: its rows, their page, and the count of the whole if it is known."""

    cut: Slice[Row]
    page: Page
    total: int | None


@dataclass(frozen=True, slots=True)
class Edges:
    """One selection of a connection's edges: what builds their bucket, and the response keys of their cursors."""

    response_key: str
    build: RowBuilder
    cursors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A connection as it is selected: itself, and its edges."""

    plan: BucketPlan
    edges: tuple[Edges, ...]


def frame_of(registry: Registry, selected: Selected, builders: Mapping[str, RowBuilder]) -> Frame:
    """The connection that a field selects; `builders` make buckets of its edges by their response keys."""
    selection, type_name = selected.selection, selected.type_name
    fields = selection.with_typename(type_name)
    info = registry.types["PageInfo"]
    getters: dict[str, Getter] = {
        "total_count": lambda one: cast("Built", one).total,
        "page_info": lambda one: page_info(cast("Built", one).cut, cast("Built", one).page, info),
    }
    written: dict[str, WriteColumn | None] = {}
    for key, one in fields.items():
        if one.name == TYPENAME:
            written[key] = write_always(type_name)
        else:
            written[key] = None if one.name == "edges" else write_column(one, getters[attribute_of(one.name)])
    edges = tuple(Edges(key, build, _list_cursors(fields[key])) for key, build in builders.items())
    return Frame(BucketPlan(selection, type_name, getters, written), edges)


def _list_cursors(edges: Selected) -> tuple[str, ...]:
    return tuple(key for key, one in edges.selection.fields_of(edges.type_name).items() if one.name == "cursor")


def make_connections(
    cuts: Sequence[Slice[Row]], page: Page, frame: Frame, made: Unfilled, totals: Sequence[int | None]
) -> Bucket:
    """The bucket of the connections of several pages of one size; their edges share a bucket."""
    connections = frame.plan.build([Built(cut, page, total) for cut, total in zip(cuts, totals, strict=True)], made)
    for edges in frame.edges:
        records = edges.build([row for cut in cuts for row in cut.items], made)
        if edges.cursors:
            cursors = Given([page.cursor(key) for cut in cuts for key in cut.keys()])  # noqa: SIM118 a slice, no dict
            for key in edges.cursors:
                records.attach(key, cursors)
        connections.attach(edges.response_key, RunEach(records, runs_of([len(cut.items) for cut in cuts])))
    return connections


def page_info(cut: Slice[ItemT], page: Page, kind: type) -> object:
    """Tell where a page stands in its list."""
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
