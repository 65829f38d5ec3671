"""The engines without us: hand-written Cypher through their own drivers, one question after another."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import ladybug
import neo4j
import psutil

from tests.bench.load import Load
from tests.bench.shapes import Shape


@dataclass(frozen=True, slots=True)
class BareBolt:
    """Neo4j's async driver with the rows packed into one record, as a careful caller writes it, or a record a row."""

    url: str
    packed: bool

    def measure(self, shape: Shape, connections: int, seconds: float) -> Load | None:
        """What one caller sees; nothing for more than one, and for shapes that have no statement."""
        return asyncio.run(self._ask(shape, seconds)) if shape.bare and connections == 1 else None

    async def _ask(self, shape: Shape, seconds: float) -> Load:
        packed = f"CALL () {{ {shape.bare} }} RETURN collect([{', '.join(shape.columns)}]) AS rows"
        query = neo4j.Query(packed if self.packed else shape.bare)
        async with (
            neo4j.AsyncGraphDatabase.driver(self.url) as driver,
            driver.session(default_access_mode=neo4j.READ_ACCESS) as session,
        ):
            taken: list[float] = []
            before, end = _cpu(), perf_counter() + seconds
            while perf_counter() < end or len(taken) < 3:
                start = perf_counter()
                result = await session.run(query, dict(shape.parameters))
                assert [record.values() async for record in result]
                taken.append(perf_counter() - start)
        return _load(taken, _cpu() - before)


@dataclass(frozen=True, slots=True)
class BareLadybug:
    """LadybugDB's driver on a file that nobody writes."""

    file: Path

    def measure(self, shape: Shape, connections: int, seconds: float) -> Load | None:
        """What one caller sees; nothing for more than one, and for shapes that have no statement."""
        if not shape.bare or connections != 1:
            return None
        database = ladybug.Database(self.file, read_only=True)
        connection = ladybug.Connection(database)

        def ask() -> None:
            result = connection.execute(shape.bare, dict(shape.parameters))
            assert not isinstance(result, list) and result.get_all()
            result.close()

        try:
            return _time(ask, seconds)
        finally:
            connection.close()
            database.close()


def _time(ask: Callable[[], None], seconds: float) -> Load:
    taken: list[float] = []
    before, end = _cpu(), perf_counter() + seconds
    while perf_counter() < end or len(taken) < 3:
        start = perf_counter()
        ask()
        taken.append(perf_counter() - start)
    return _load(taken, _cpu() - before)


def _load(taken: Sequence[float], cpu: float) -> Load:
    return Load(
        len(taken) / sum(taken),
        1000 * median(taken),
        1000 * quantiles(taken, n=100)[98],
        1000 * cpu / len(taken),
        psutil.Process(os.getpid()).memory_info().rss / 1e6,
    )


def _cpu() -> float:
    times = os.times()
    return times.user + times.system
