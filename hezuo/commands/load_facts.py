"""Loads facts: those that come with the project, or an office's own."""

from __future__ import annotations

from pathlib import Path

from graph.access import Graph
from graph.apply import LoadReport
from graph.batch import Batch
from hezuo.commands.loading import load_batches
from hezuo.commands.opening import open_for_command
from hezuo.errors import CommandError
from hezuo.settings import Settings
from loaders.facts import read_facts, read_seed
from loaders.facts_errors import FactsError


async def load_seed(graph: Graph, by: str) -> LoadReport:
    """Make the graph hold the seed. Raises CommandError, GraphError."""
    return await load_batches(graph, _read(None, ""), by)


async def load_for_command(settings: Settings, folder: Path | None, name: str) -> LoadReport:
    """Load a folder of facts under a name, or the seed, into the graph of the settings. Raises CommandError."""
    # A folder that cannot be read needs no graph to say so.
    batches = _read(folder, name)
    async with open_for_command(settings) as graph:
        return await load_batches(graph, batches, "hezuo load")


def _read(folder: Path | None, name: str) -> list[Batch]:
    try:
        return read_facts(folder, name) if folder else read_seed()
    except FactsError as error:
        raise CommandError(str(error)) from error
