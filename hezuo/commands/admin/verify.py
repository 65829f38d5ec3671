"""`hezuo verify`: looks whether the journal is as it was written, and the graph what the journal states."""

from __future__ import annotations

from hezuo.commands.options import command, pass_settings
from hezuo.commands.terminal import say
from hezuo.errors import CommandError
from hezuo.settings import Settings


@command("verify", "hezuo verify")
@pass_settings
def run(settings: Settings) -> int:
    """Look whether journal and graph are as they were written.

    Every write of the journal by its hash, every row of the graph against the journal. The exit status is 1 where the
    graph differs.
    """
    import asyncio

    return asyncio.run(_verify(settings))


async def _verify(settings: Settings) -> int:
    from graph.journal.keeping import KeptGraph
    from graph.journal.sums import Sums, read_sums
    from graph.journal.whole import measure_graph
    from hezuo.commands.graph import open_for_command

    async with open_for_command(settings) as graph:
        if not isinstance(graph, KeptGraph):
            raise CommandError("a graph in Neo4j has no journal: the database checks itself (neo4j-admin)")
        journal = graph.journal
        writes = 0
        for write in journal.list_writes("ORDER BY number"):
            journal.check(write)
            writes += 1
        say(f"the journal {journal.file}: {writes:,} writes are as they were stored")
        last = journal.last()
        held = await measure_graph(graph.reader)
        differing = held.differ(read_sums(last.sums) if last else Sums())
        for kind in differing:
            say(f"the graph differs from it: {kind}")
        if not differing:
            say(f"the graph {settings.graph_file}: {held.rows:,} rows are what the journal states")
    return 1 if differing else 0
