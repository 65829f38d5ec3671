"""Figures of several processes as one: each keeps its own in a folder, and whichever is asked adds them all up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from prometheus_client import CollectorRegistry, Counter, Gauge
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from hezuo.service.telemetry.process_metrics import ProcessMetrics
from hezuo.settings import share_figures

# What stands in another process is told no later than this; what it counts, at once.
PUBLISH_SECONDS = 2.0


@contextmanager
def open_folder() -> Iterator[Path]:
    """Open a folder where the processes that are started inside keep what they share."""
    with TemporaryDirectory(prefix="hezuo-") as name:
        folder = Path(name)
        share_figures(folder)
        try:
            yield folder
        finally:
            share_figures(None)


def forget(folder: Path, pid: int) -> None:
    """Forget what stood in a process that ended. What it counted stays: no sum goes down because a process did."""
    mark_process_dead(pid, str(folder))  # type: ignore[no-untyped-call]  # the library's


@dataclass(slots=True)
class Shared:
    """The figures of this process, kept in the folder as well, where the library keeps what is counted here."""

    standing: ProcessMetrics
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    _gauges: dict[str, Gauge] = field(default_factory=dict)
    _counters: dict[str, Counter] = field(default_factory=dict)
    _told: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The registry reads the folder; nothing else is registered, or it would be told twice."""
        MultiProcessCollector(self.registry)  # type: ignore[no-untyped-call]  # the library's
        for one in self.standing.list_gauges():
            self._gauges[one.name] = Gauge(one.name, one.meaning, registry=None, multiprocess_mode="livesum")
        for one in self.standing.list_counts():
            self._counters[one.name] = Counter(one.name, one.meaning, registry=None)

    def publish(self) -> None:
        """Write what stands now."""
        for one in self.standing.list_gauges():
            self._gauges[one.name].set(one.value)
        for one in self.standing.list_counts():
            self._counters[one.name].inc(one.value - self._told.get(one.name, 0))
            self._told[one.name] = one.value

    @asynccontextmanager
    async def publishing(self, _app: object) -> AsyncIterator[None]:
        """Publish every so often meanwhile."""
        task = asyncio.create_task(self._publish_on())
        try:
            yield
        finally:
            task.cancel()

    async def _publish_on(self) -> None:
        while True:
            self.publish()
            await asyncio.sleep(PUBLISH_SECONDS)
