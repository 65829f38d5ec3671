"""Answers `connectingPaths`."""

from __future__ import annotations

from graph.model import Label
from queries.connecting_paths import DEFAULT_LENGTH, Path, PathsAsked, check_length, find_connecting_paths
from queries.errors import BadInput
from queries.path_links import PathLink as Link
from queries.path_ways import CHAINED
from schema.call import Call
from schema.global_ids import parse_global_id
from schema.reading import present
from schema.resolving import resolve_one
from schema.results import make, read_first
from schema.side_by_side import side_by_side
from schema.types_paths import ConnectingPath, PathLink


async def read_connecting_paths(call: Call) -> object:
    """The shortest chains between two things, the shortest first."""
    longest = check_length(call.given("maxLength", int, DEFAULT_LENGTH))
    first = read_first(call.arguments, call.context)
    begin, goal = await side_by_side(_read_end(call, "from"), _read_end(call, "to"))
    paths = await find_connecting_paths(call.reader, PathsAsked(begin, goal, call.day, longest, first))
    return await present(call, [_show(path) for path in paths])


async def _read_end(call: Call, argument: str) -> tuple[Label, str]:
    text = str(call.arguments[argument])
    meant = parse_global_id(text)
    if meant is not None and meant[0] not in CHAINED:
        kinds = ", ".join(CHAINED)
        raise BadInput(f"`{argument}` is a {meant[0]}; chains run between things of the kinds {kinds}.", argument)
    return (await resolve_one(call.context, text, CHAINED, argument, call.day)).reference


def _show(path: Path) -> object:
    links = [_show_link(link) for link in path.links]
    return make(ConnectingPath, length=len(links), nodes=list(path.nodes), links=links)


def _show_link(link: Link) -> object:
    return make(
        PathLink,
        type=link.type,
        start=link.start,
        goal=link.end,
        since=link.since,
        until=link.until,
        verified=link.verified,
        source_ids=list(link.sources),
    )
