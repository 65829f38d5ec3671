"""Relay connections: a page of what was read, with cursors bound to the order, the arguments and the day."""

from __future__ import annotations

from collections.abc import Sequence

from queries.paging import Asked, ItemT, Page, Slice, build_page, build_scope, cut_page
from queries.relations import RelatedRow
from schema.context import RequestContext
from schema.following import Following
from schema.lookahead import Arguments, Selected
from schema.making import Making, attach, make_object
from schema.ordering import KeyedRow, is_before
from schema.shapes import Registry, Shape

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


def make_connection(keyed: Sequence[KeyedRow], following: Following) -> object:
    """The connection object of one node: its page of all that it is related to."""
    source, selected = following.source, following.selected
    page = page_of(selected.arguments, following.context, source.relation.name, following.parameters.get("day"))
    cut = cut_page(keyed, page, lambda one, other: is_before(one, other, following.order))
    made = make_pieces(cut, page, source.shape, selected, following.making)
    made.__dict__["total_count"] = len(keyed)
    return made


def make_pieces(cut: Slice[RelatedRow], page: Page, shape: Shape, selected: Selected, making: Making) -> object:
    """The connection object of a page with its edges, without the count of the whole."""
    connection: object = make_object(
        making.registry.types[selected.type_name], {"page_info": page_info(cut, page, making.registry)}
    )
    for response_key, one in selected.selection.fields_of(selected.type_name).items():
        if one.name == "edges":
            edges = [making.make_shape(shape, row, one.selection, page.cursor(key)) for key, row in cut.items]
            attach(connection, response_key, edges)
    return connection


def page_info(cut: Slice[ItemT], page: Page, registry: Registry) -> object:
    """Where a page stands in its list."""
    values = {
        "has_next_page": cut.has_next,
        "has_previous_page": cut.has_previous,
        "start_cursor": page.cursor(cut.items[0][0]) if cut.items else None,
        "end_cursor": page.cursor(cut.items[-1][0]) if cut.items else None,
    }
    return make_object(registry.types["PageInfo"], values)


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
