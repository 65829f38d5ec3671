"""Answers `graphChanged`: an event each time the graph's version has moved."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

from graph.access import Reader
from graph.model import Label
from queries.changed_kinds import Changed, read_changed
from queries.changes import check_since
from queries.graph_counts import read_loaded_at
from schema.call import Call
from schema.enums import EntityKind
from schema.results import make
from schema.types_live import GraphChange


async def watch_changes(call: Call) -> AsyncIterator[object]:
    """What changed after `since`, and then whatever changes, until nobody listens."""
    watch = call.context.watch
    assert watch is not None, "an operation that is not streamed does not come here"
    since = call.arguments.get("since")
    seen = check_since(since) if isinstance(since, int) else await watch.reader.version()
    while True:
        await watch.wait_beyond(seen)
        changed = await read_changed(watch.reader, seen) or await _read_restored(watch.reader, seen)
        if changed:
            seen = call.context.event_version = changed.version
            kinds = [Label(kind).name for kind in changed.kinds]
            yield make(GraphChange, version=changed.version, at=changed.at, kinds=kinds)
        else:
            seen = await watch.reader.version()


async def _read_restored(reader: Reader, seen: int) -> Changed | None:
    """That everything may have changed, where the graph has gone back behind a version; None where it has not."""
    version = await reader.version()
    if version >= seen:
        return None
    # Nobody knows when an empty graph became so.
    at = await read_loaded_at(reader) or datetime.now(UTC).isoformat(timespec="seconds")
    return Changed(version, at, tuple(sorted(Label[kind.name] for kind in EntityKind)))
