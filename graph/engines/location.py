"""Says where a graph is and how to reach it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GraphLocation:
    """The address of a Neo4j, or none and the file of an embedded graph; with the limits of either engine.

    `query_timeout` in seconds; `buffer_pool_mb` in MB, for the embedded engine; `pool_size` in connections.
    """

    url: str
    file: Path
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str = "neo4j"
    buffer_pool_mb: int = 512
    query_timeout: float = 10.0
    pool_size: int = 16
