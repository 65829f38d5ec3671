"""`hezuo export`: the whole graph as files, from either engine."""

from __future__ import annotations

from pathlib import Path

import click

from hezuo.commands.options import command, pass_settings
from hezuo.commands.terminal import say
from hezuo.settings import Settings


@command("export", "hezuo export backup-2026-01")
@click.argument("folder", metavar="DIR", help="A new or empty folder.")
@pass_settings
def run(settings: Settings, folder: str) -> int:
    """Write the whole graph as files.

    They are JSON lines, a file a label and a relationship type; equal graphs give equal bytes, whatever the engine.
    """
    import asyncio

    from hezuo.commands.admin.archive_progress import describe_counts

    counts = asyncio.run(_export(settings, Path(folder)))
    say(f"exported to {folder}: {describe_counts(counts)}")
    return 0


async def _export(settings: Settings, folder: Path) -> dict[str, int]:
    from graph.archive.export import export_graph
    from hezuo.commands.admin.archive_progress import show_files
    from hezuo.commands.graph import open_for_command, say_through

    # A folder is made of a backup: `unzip` it.
    instead = say_through(settings, "backup", f"{folder}.zip")
    async with open_for_command(settings, instead) as graph:
        with show_files("exporting") as tell:
            return await export_graph(graph.writer, folder, tell)
