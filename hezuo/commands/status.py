"""`hezuo status`: what the graph holds, where it is, and of which version it is."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from graph.model import FORMAT
from hezuo.commands.opening import open_for_command
from hezuo.commands.terminal import say, say_json, write_columns
from hezuo.settings import Settings
from queries.graph_counts import count_kinds, read_loaded_at


def run(settings: Settings, given: Namespace) -> int:
    """Show the counts of every kind of node. Raises CommandError."""
    status = asyncio.run(_read(settings))
    if given.json:
        say_json(status)
        return 0
    counts = status.pop("counts")
    assert isinstance(counts, list)
    for line in write_columns(status.items()):
        say(line)
    say("")
    for line in write_columns([("kind", "count", "unverified"), *(one.values() for one in counts)]):
        say(line)
    return 0


async def _read(settings: Settings) -> dict[str, object]:
    async with open_for_command(settings) as graph:
        counts = await count_kinds(graph.reader)
        return {
            "graph": settings.graph_url or str(settings.graph_file),
            "engine": graph.engine,
            "format": FORMAT,
            "version": await graph.reader.version(),
            "loadedAt": await read_loaded_at(graph.reader),
            "counts": [{"kind": one.kind, "count": one.count, "unverified": one.unverified} for one in counts],
        }
