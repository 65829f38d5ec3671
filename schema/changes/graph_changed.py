"""Tells those who watch the graph what changed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import strawberry

from graph.model import Label
from graph.store import Reader
from queries.changes import Changed, check_since, needs_resync, read_changed, read_extent
from queries.nodes.graph_info import read_loaded_at
from schema.entities.enums import EntityKind
from schema.fields import Instant, argument, plain
from schema.questions.answer import make
from schema.request.context import Call


@strawberry.type(description="That the graph has changed. 图谱变更")
class GraphChange:
    version: int = plain("The version since. 版本")
    at: Instant = plain("When it changed. 时间")
    kinds: list[EntityKind] = plain("What kinds of things changed. 类型")


SINCE = argument(
    "since",
    int,
    "The version that is known: what changed after it is told at once. By default, now. Where the record of changes "
    "does not reach back to it, as in a restored backup, all kinds are told at once, and `changes` says `resync`.",
)


async def watch_changes(call: Call) -> AsyncIterator[object]:
    """Yield what changed after `since`, and then whatever changes, until nobody listens."""
    watch = call.context.watch
    assert watch is not None, "an operation that is not streamed does not come here"
    since = call.arguments.get("since")
    seen = check_since(since) if isinstance(since, int) else await watch.reader.version()
    while True:
        await watch.wait_beyond(seen)
        changed = await _read_restored(watch.reader, seen) or await read_changed(watch.reader, seen)
        if changed:
            seen = call.context.event_version = changed.version
            kinds = [Label(kind).name for kind in changed.kinds]
            yield make(GraphChange, version=changed.version, at=changed.at, kinds=kinds)
        else:
            seen = await watch.reader.version()


async def _read_restored(reader: Reader, seen: int) -> Changed | None:
    """Tell that everything may have changed, where no record tells what did after a version; None where one does."""
    version = await reader.version()
    if not needs_resync(seen, version, (await read_extent(reader, seen)).versions):
        return None
    # Nobody knows when an empty graph became so.
    at = await read_loaded_at(reader) or datetime.now(UTC).isoformat(timespec="seconds")
    return Changed(version, at, tuple(sorted(Label[kind.name] for kind in EntityKind)))
