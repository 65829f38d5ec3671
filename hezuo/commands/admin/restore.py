"""`hezuo restore`: fills the graph, on either engine, from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from hezuo.commands.options import command, pass_settings
from hezuo.commands.terminal import say
from hezuo.settings import Settings


@command("restore", "hezuo restore hezuo-2026-01-31.zip --replace")
@click.argument("file", metavar="FILE", help="What `hezuo backup` wrote.")
@click.option("--replace", is_flag=True, help="Remove first what the graph holds.")
@pass_settings
def run(settings: Settings, file: str, *, replace: bool) -> int:
    """Fill the graph from a backup.

    All of it or nothing: every file in it is counted and hashed before anything changes. Stop the service first; who
    follows the graph's changes is told to read everything anew.
    """
    import asyncio

    from hezuo.commands.admin.archive_progress import describe_counts

    counts = asyncio.run(_restore(settings, Path(file), replace=replace))
    say(f"restored from {file}: {describe_counts(counts)}")
    return 0


async def _restore(settings: Settings, file: Path, *, replace: bool) -> dict[str, int]:
    from graph.archive.backup import open_backup
    from graph.archive.restore import import_graph
    from hezuo.commands.admin.archive_progress import show_files
    from hezuo.commands.graph import open_for_command

    async with open_for_command(settings) as graph:
        with show_files("restoring") as tell, open_backup(file) as place:
            _, counts = await import_graph(graph.writer, place, "hezuo restore", tell, replace=replace)
            return counts
