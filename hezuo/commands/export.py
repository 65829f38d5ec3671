"""`hezuo export`: the whole graph as files, from either engine."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from pathlib import Path

from graph.archive_export import export_graph
from hezuo.commands.archiving import describe_counts, show_files
from hezuo.commands.opening import open_for_command
from hezuo.commands.terminal import say
from hezuo.settings import Settings


def run(settings: Settings, given: Namespace) -> int:
    """Write the files, and say how much there was. Raises CommandError."""
    counts = asyncio.run(_export(settings, Path(given.folder)))
    say(f"exported to {given.folder}: {describe_counts(counts)}")
    return 0


async def _export(settings: Settings, folder: Path) -> dict[str, int]:
    async with open_for_command(settings) as graph:
        with show_files("exporting") as tell:
            return await export_graph(graph.writer, folder, tell)
