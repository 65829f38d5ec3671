"""Relay connections: a page of what was read, with cursors bound to the order, the arguments and the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queries.columns import Row
from queries.paging import Asked, ItemT, Page, Slice, build_page, build_scope
from schema.context import RequestContext
from schema.lookahead import Arguments, Selected
from schema.making import RELATED, Made, Maker, make_object
from schema.shapes import Registry

PAGING = frozenset({"first", "after", "last", "before"})


def page_of(arguments: Arguments, context: RequestContext, *scope: object) -> Page:
    """The page that a field's arguments ask for; its cursors are bound to the other arguments and to `scope`."""
    others = sorted(
        (name, repr(value)) for name, value in arguments.items() if name not in PAGING and value is not None
    )
    asked = Asked(
        _integer(arguments.get("first")),
        _text(arguments.get("after")),
        _integer(arguments.get("last")),
        _text(arguments.get("before")),
    )
    return build_page(asked, build_scope(others, *scope), context.page_bound)


@dataclass(frozen=True, slots=True)
class Edges:
    """One selection of a connection's edges: what makes an edge, and whether its cursor is selected."""

    response_key: str
    make: Maker
    with_cursor: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A connection as it is selected: its class, that of its `pageInfo` where that is selected, and its edges."""

    kind: type
    info: type | None
    edges: tuple[Edges, ...]


def frame_of(registry: Registry, selected: Selected, makers: Mapping[str, Maker]) -> Frame:
    """The connection that a field selects; `makers` make its edges, by their response keys."""
    fields = selected.selection.fields_of(selected.type_name)
    edges = [
        Edges(key, make, "cursor" in fields[key].selection.names_of(fields[key].type_name))
        for key, make in makers.items()
    ]
    info = registry.types["PageInfo"] if any(one.name == "pageInfo" for one in fields.values()) else None
    return Frame(registry.types[selected.type_name], info, tuple(edges))


def make_connection(cut: Slice[Row], page: Page, frame: Frame, made: Made) -> object:
    """The connection object of a page with its edges, without the count of the whole."""
    values: dict[str, object] = {}
    if frame.info is not None:
        values["page_info"] = page_info(cut, page, frame.info)
    values[RELATED] = {one.response_key: _make_edges(cut, page, one, made) for one in frame.edges}
    connection: object = make_object(frame.kind, values)
    return connection


def _make_edges(cut: Slice[Row], page: Page, edges: Edges, made: Made) -> list[object]:
    found = [edges.make(row, made) for _, row in cut.items]
    if edges.with_cursor:
        for edge, (key, _) in zip(found, cut.items, strict=True):
            edge.__dict__["cursor"] = page.cursor(key)
    return found


def page_info(cut: Slice[ItemT], page: Page, kind: type) -> object:
    """Where a page stands in its list."""
    values = {
        "has_next_page": cut.has_next,
        "has_previous_page": cut.has_previous,
        "start_cursor": page.cursor(cut.items[0][0]) if cut.items else None,
        "end_cursor": page.cursor(cut.items[-1][0]) if cut.items else None,
    }
    made: object = make_object(kind, values)
    return made


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
