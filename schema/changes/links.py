"""Answers `node`: anything that has a global id."""

from __future__ import annotations

from queries.coverage.reviews import find_link
from schema.changes.reviews import show_link
from schema.questions.answer import fill, read_node
from schema.request.context import Call
from schema.request.ids import parse_link_id


async def read_any_node(call: Call) -> object:
    """A node of the graph, or a link between a clause and a task; none where it is absent."""
    ends = parse_link_id(str(call.arguments["id"]))
    if ends is None:
        return await read_node(call)
    link = await find_link(call.reader, *ends)
    return await fill(call, show_link(link)) if link else None
