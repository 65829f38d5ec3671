"""`hezuo import`: fills the graph, on either engine, from files that an export wrote."""

from __future__ import annotations

from pathlib import Path

import click

from hezuo.commands.options import command, pass_settings
from hezuo.commands.terminal import say
from hezuo.commands.terminal import tell as warn
from hezuo.settings import Settings

LACKS_ENDS = (
    "This export is of an earlier release, which wrote of a period over several years its first year alone: load the "
    "facts and documents again that it was made of."
)


@command("import", "HEZUO_GRAPH_URL=neo4j://127.0.0.1:7687 hezuo import backup-2026-01")
@click.argument("folder", metavar="DIR", help="The folder of an export.")
@click.option("--replace", is_flag=True, help="Remove first what the graph holds.")
@pass_settings
def run(settings: Settings, folder: str, *, replace: bool) -> int:
    """Fill the graph from files that an export wrote.

    All of it or nothing. It is the way from one engine to the other, and from one format to the next.
    """
    import asyncio

    from hezuo.commands.admin.archive_progress import describe_counts

    counts = asyncio.run(_import(settings, Path(folder), replace=replace))
    say(f"imported from {folder}: {describe_counts(counts)}")
    return 0


async def _import(settings: Settings, folder: Path, *, replace: bool) -> dict[str, int]:
    from graph.archive.restore import import_graph
    from hezuo.commands.admin.archive_progress import show_files
    from hezuo.commands.graph import open_for_command

    async with open_for_command(settings) as graph:
        with show_files("importing") as tell:
            contents, counts = await import_graph(graph.writer, folder, "hezuo import", tell, replace=replace)
    if contents.lacks_ends:
        warn(LACKS_ENDS)
    return counts
