"""`hezuo import`: fills the graph, on either engine, from files that an export wrote."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from pathlib import Path

from graph.archive_import import import_graph
from hezuo.commands.archiving import describe_counts, show_files
from hezuo.commands.opening import open_for_command
from hezuo.commands.terminal import say
from hezuo.settings import Settings


def run(settings: Settings, given: Namespace) -> int:
    """Read the files, and say how much there was. Raises CommandError."""
    counts = asyncio.run(_import(settings, Path(given.folder), replace=given.replace))
    say(f"imported from {given.folder}: {describe_counts(counts)}")
    return 0


async def _import(settings: Settings, folder: Path, *, replace: bool) -> dict[str, int]:
    async with open_for_command(settings) as graph:
        with show_files("importing") as tell:
            return await import_graph(graph.writer, folder, "hezuo import", tell, replace=replace)
