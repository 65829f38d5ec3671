"""Holds a graph for one process: nobody else may open, mend or rebuild it meanwhile."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graph.errors import GraphInUse, GraphPlace


class Held:
    """That this process holds a graph, until it lets go or ends, however it ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def let_go(self) -> None:
        """Let others have it."""
        self._connection.close()


def hold(graph: Path) -> Held:
    """Hold a graph. Raises GraphInUse where another process does, GraphPlace where its folder cannot be used."""
    # The engine's own lock ends while a graph is set aside and another takes its place. SQLite knows how every system
    # locks a file, and lets go of it when a process is killed.
    file = graph.with_name(f"{graph.name}.lock")
    connection = None
    try:
        graph.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=0, check_same_thread=False, isolation_level=None)
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("BEGIN EXCLUSIVE")
    except OSError as error:
        raise GraphPlace(f"the folder {graph.parent} cannot be used: {error.strerror}") from error
    except sqlite3.OperationalError as error:
        if connection is not None:
            connection.close()
        if "locked" in str(error):
            raise GraphInUse(f"another process holds the graph {graph}; stop it") from error
        raise GraphPlace(f"the folder {graph.parent} cannot be used: {error}") from error
    return Held(connection)
