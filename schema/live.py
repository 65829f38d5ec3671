"""Answers `graphChanged`: an event each time the graph's version has moved."""

from __future__ import annotations

from collections.abc import AsyncIterator

from graph.model import Label
from queries.changed_kinds import read_changed
from queries.errors import BadInput
from schema.call import Call
from schema.results import make
from schema.types_live import GraphChange


async def watch_changes(call: Call) -> AsyncIterator[object]:
    """What changed after `since`, and then whatever changes, until nobody listens."""
    watch = call.context.watch
    assert watch is not None, "an operation that is not streamed does not come here"
    since = call.arguments.get("since")
    if isinstance(since, int) and since < 0:
        raise BadInput(f"`since` is {since}; it must not be negative.", "since")
    seen = since if isinstance(since, int) else await watch.reader.version()
    while True:
        await watch.wait_beyond(seen)
        changed = await read_changed(watch.reader, seen)
        seen = changed.version if changed else await watch.reader.version()
        if changed:
            kinds = [Label(kind).name for kind in changed.kinds]
            yield make(GraphChange, version=changed.version, at=changed.at, kinds=kinds)
