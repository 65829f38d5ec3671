"""The graph as a whole: how many nodes of each kind, how many of them unverified, and when it was last changed."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Label
from graph.store import Reader, Statement
from queries.question import question


@dataclass(frozen=True, slots=True)
class KindCount:
    """A kind, how many there are, and how many of them are unverified."""

    kind: Label
    count: int
    unverified: int


def _build_counts() -> Statement[KindCount]:
    branches = [
        f"MATCH (n:{label}) RETURN '{label}' AS kind, count(*) AS total, "
        "sum(CASE WHEN n.verified THEN 0 ELSE 1 END) AS unverified"
        for label in Label
    ]
    return Statement("counts", "\nUNION ALL\n".join(branches), (), ("kind", "total", "unverified"), _read_count)


def _read_count(kind: str, total: int, unverified: int | None) -> KindCount:
    return KindCount(Label(kind), total, unverified or 0)


COUNTS = _build_counts()


async def count_kinds(reader: Reader) -> list[KindCount]:
    """The count of every label, in the order of the model; none is missing."""
    found = {row.kind: row for row in await reader.run(COUNTS, {})}
    return [found.get(label, KindCount(label, 0, 0)) for label in Label]


@dataclass(frozen=True, slots=True)
class LoadedRow:
    """The time of the graph's last change."""

    loaded_at: str | None


LOADED_AT = question("loaded_at", LoadedRow)


async def read_loaded_at(reader: Reader) -> str | None:
    """The instant of the last change, ISO 8601; None for a graph that was never loaded."""
    return next((row.loaded_at for row in await reader.run(LOADED_AT, {})), None)
