"""`hezuo backup`: the whole graph as one file, of a graph at hand or of a running service."""

from __future__ import annotations

from pathlib import Path

import click

from hezuo.commands.options import command, pass_settings, to_service
from hezuo.commands.terminal import say
from hezuo.settings import Settings


@command("backup", "hezuo backup hezuo-2026-01-31.zip", "hezuo backup hezuo-2026-01-31.zip --to http://127.0.0.1:8000")
@click.argument("file", metavar="FILE", help="A new file.")
@to_service
@pass_settings
def run(settings: Settings, file: str, *, to: str | None) -> int:
    """Write the whole graph into one file.

    The file appears when it is whole and checked. `hezuo restore` reads it, on either engine. Tokens and the audit
    record are not in it: they stand in HEZUO_DATA. A service asks for an admin's token (HEZUO_TOKEN).
    """
    import asyncio

    if to:
        from hezuo.commands.admin.download import fetch_backup

        size = fetch_backup(to, settings.token, Path(file))
        say(f"backed up {to} to {file}: {size:,} bytes")
        return 0
    from hezuo.commands.admin.archive_progress import describe_counts

    counts = asyncio.run(_back_up(settings, Path(file)))
    say(f"backed up to {file}: {describe_counts(counts)}")
    return 0


async def _back_up(settings: Settings, file: Path) -> dict[str, int]:
    from graph.archive.backup import back_up
    from hezuo.commands.admin.archive_progress import show_files
    from hezuo.commands.graph import open_for_command, say_through

    async with open_for_command(settings, say_through(settings, "backup", str(file))) as graph:
        with show_files("backing up") as tell:
            return await back_up(graph.writer, file, tell)
