"""Opens the graph that the settings name, for the length of a command."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from tqdm import tqdm

from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.errors import GraphError, GraphFormat, GraphInUse
from graph.journal.watching import Advance, Watching
from graph.store import Graph
from hezuo.commands.terminal import tell
from hezuo.errors import CommandError
from hezuo.settings import Settings

OTHER_FORMAT = (
    "take it along with the program that made it (`hezuo export DIR`) and this one (`hezuo import DIR` into a new "
    "graph), or name another by HEZUO_GRAPH_URL"
)


def build_place(settings: Settings) -> GraphLocation:
    """Where the settings say that the graph is."""
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
