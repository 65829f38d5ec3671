"""Opens the graph that the settings name, for the length of a command."""

from __future__ import annotations

import shlex
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from graph.engines.ladybug import open_ladybug
from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.errors import GraphError, GraphFormat, GraphInUse
from graph.journal.rebuilding import build_graph
from graph.journal.storage import journal_file, open_journal
from graph.journal.watching import Advance, Watching
from graph.store import Graph
from hezuo.commands.terminal import tell
from hezuo.errors import CommandError
from hezuo.settings import Settings, is_loopback

OTHER_FORMAT = (
    "take it along with the program that made it (`hezuo export DIR`) and this one (`hezuo import DIR` into a new "
    "graph), or name another by HEZUO_GRAPH_URL"
)


def build_place(settings: Settings) -> GraphLocation:
    """Return where the settings say that the graph is."""
    return GraphLocation(
        url=settings.graph_url,
        file=settings.graph_file,
        user=settings.graph_user,
        password=settings.graph_password,
        database=settings.graph_database,
        buffer_pool_mb=settings.buffer_pool_mb,
        query_timeout=settings.query_timeout,
        pool_size=settings.pool_size,
    )


def name_service(settings: Settings) -> str:
    """The address of the service that these settings would start, which is likely the one that holds the graph."""
    host = settings.host if is_loopback(settings.host) else "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def say_through(settings: Settings, *words: str) -> str:
    """Say what else can be done where a service holds the graph: a command through it."""
    return f", or go through the service that does: hezuo {shlex.join(words)} --to {name_service(settings)}"


@asynccontextmanager
async def open_at_version(settings: Settings, version: int) -> AsyncIterator[Graph]:
    """The graph as it was at a version, built from its journal for the time; a service may run meanwhile.

    Raises CommandError.
    """
    if settings.graph_url:
        raise CommandError("a graph in Neo4j has no journal to build an earlier version from")
    file = journal_file(settings.graph_file)
    if not file.exists():
        raise CommandError(f"there is no journal {file}")
    try:
        with closing(open_journal(file)) as journal, TemporaryDirectory(prefix="hezuo-version-") as folder:
            if (write := journal.find_version(version)) is None:
                raise CommandError(f"the journal {file} does not reach to version {version}")
            place = replace(build_place(settings), file=Path(folder) / "graph.lbug")
            await build_graph(place, journal, write.number, Watching(tell, show_played))
            graph = await open_ladybug(place)
            try:
                yield graph
            finally:
                await graph.close()
    except GraphError as error:
        raise CommandError(" ".join(str(error).split())) from error


@contextmanager
def show_played(writes: int) -> Iterator[Advance]:
    """A bar on a terminal of the writes that are played from the journal."""
    # `None`: no bar where nobody watches.
    with tqdm(total=writes, desc="playing the journal", unit=" writes", disable=None, leave=False) as bar:
        yield bar.update


@asynccontextmanager
async def open_for_command(settings: Settings, instead: str = "") -> AsyncIterator[Graph]:
    """The graph, closed at the end; whatever the engine refuses ends the command. Raises CommandError.

    `instead` says what else can be done where another process holds the graph.
    """
    try:
        graph = await open_graph(build_place(settings), Watching(tell, show_played))
        try:
            yield graph
        finally:
            await graph.close()
    except GraphInUse as error:
        raise CommandError(f"{error}{instead}") from error
    except GraphFormat as error:
        raise CommandError(f"{error}: {OTHER_FORMAT}") from error
    except GraphError as error:
        # A driver's reasons may be several lines.
        raise CommandError(" ".join(str(error).split())) from error
