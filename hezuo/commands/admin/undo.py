"""`hezuo undo`: takes one write back, as a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hezuo.commands.options import POSITIVE, as_json, command, pass_settings
from hezuo.errors import CommandError
from hezuo.settings import Settings

if TYPE_CHECKING:
    from graph.writing.apply import LoadReport


@command("undo", "hezuo undo 7")
@click.argument("version", metavar="VERSION", type=POSITIVE, help="The version that the write made.")
@as_json
@pass_settings
def run(settings: Settings, version: int, *, as_json: bool) -> int:
    """Take one write back.

    A load, a removal or a review, as a new write; `hezuo changes` tells what each version changed. For an embedded
    graph that no service holds.
    """
    import asyncio

    from hezuo.commands.documents.load import show_report

    report = asyncio.run(_undo(settings, version))
    show_report(report, f"version {version} taken back", as_json=as_json)
    return 0


async def _undo(settings: Settings, version: int) -> LoadReport:
    from graph.journal.keeping import KeptGraph
    from graph.journal.undoing import undo_write
    from hezuo.commands.graph import open_for_command

    async with open_for_command(settings) as graph:
        if not isinstance(graph, KeptGraph):
            raise CommandError("a graph in Neo4j has no journal: nothing can be taken back by its version")
        return await undo_write(graph, version, "hezuo undo")
