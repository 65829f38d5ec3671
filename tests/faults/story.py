"""A story of writes of every kind, each of which changes the graph; and what the graph is after each of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.archive.export import export_graph
from graph.archive.restore import import_graph
from graph.enums import Verdict
from graph.journal.whole import write_whole
from graph.model import Label, RelationshipType
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow
from loaders.pipeline import DocumentPipeline
from loaders.storing.review import ReviewDecision, review_link
from loaders.storing.upsert import remove_document
from tests.loaders.tasks.law_world import AID, ARTICLES, World, build_world, law

KEY = "xi-an-shi-zhuan-li-cu-jin-tiao-li-2012"
CLAUSE = f"{KEY}#第三条"
OTHER = "shaanxi-law#第二条"
MANY = 400  # rows a kind: what the engine treats as a bulk
SOURCE = ("gazette",)
CHANGED = "市人民政府建立维权援助机制和维权援助中心。"
# Of a reviewed link the time is a part, and so it is of what its load's digest is made of.
_TIMES = re.compile(rb'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00|(?<="digest":")\w{64}')

Deed = Callable[[World], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Story:
    """The writes; one of them imports an archive that `write_archive` wrote."""

    archive: Path

    def deeds(self) -> list[Deed]:
        """The writes, in their order."""
        return [
            self._load(build_world()),
            self._load(build_many("区")),
            lambda world: world.load(law()),
            self._say(CLAUSE, Verdict.REJECTED, "wang"),
            lambda world: world.load(law(*ARTICLES[:2], CHANGED, ARTICLES[3])),
            self._say(CLAUSE, Verdict.CONFIRMED, "li"),
            self._load(build_many("县")),
            lambda world: remove_document(world.graph.writer, KEY, "loader"),
            # The same version whenever it is told again.
            lambda world: import_graph(
                world.graph.writer, self.archive, "loader", replace=True, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)
            ),
            lambda world: world.load(law(*ARTICLES[:2])),
            self._say(OTHER, Verdict.CONFIRMED, "wang"),
            self._load(Batch("facts/many")),
            self._say(OTHER, Verdict.SUGGESTED, "wang"),
            self._load(build_many("市")),
        ]

    def _load(self, batch: Batch) -> Deed:
        return lambda world: apply_batches(world.graph.writer, [batch], "loader")

    def _say(self, clause: str, verdict: Verdict, reviewer: str) -> Deed:
        return lambda world: review_link(world.graph.writer, ReviewDecision(clause, AID, verdict, None, reviewer))

    async def tell(self, graph: Graph, first: int, acknowledge: Callable[[int], object]) -> None:
        """Do the writes from one on; `acknowledge` hears how many are done after each."""
        world = World(graph, DocumentPipeline(graph.reader))
        for number, deed in enumerate(self.deeds()[first:], first + 1):
            await deed(world)
            acknowledge(number)

    async def tell_one(self, graph: Graph, number: int) -> None:
        """Do one of the writes."""
        await self.deeds()[number](World(graph, DocumentPipeline(graph.reader)))

    async def tell_first(self, graph: Graph) -> list[str]:
        """Do all writes, writing the archive on the way, and return what the graph is before and after each."""
        states = [await digest_graph(graph)]
        world = World(graph, DocumentPipeline(graph.reader))
        for number, deed in enumerate(self.deeds()):
            if number == 5:
                await export_graph(graph.writer, self.archive)
            await deed(world)
            states.append(await digest_graph(graph))
        return states


def build_many(ending: str) -> Batch:
    """Many regions, each part of the first, by names that end so."""
    keys = [f"98{number:04}" for number in range(MANY)]
    nodes = [NodeRow(Label.REGION, key, f"第{key}{ending}", {}, SOURCE, True) for key in keys]
    first = (Label.REGION, keys[0])
    edges = [
        EdgeRow(RelationshipType.PART_OF, (Label.REGION, key), first, {}, SOURCE, True) for key in keys[1:]
    ]  # fmt: skip
    return Batch("facts/many", nodes, edges)


async def digest_graph(graph: Graph) -> str:
    """What tells this state of the graph from every other, whenever it came about."""
    lines, _ = await write_whole(graph.reader)
    text = b"\n".join(sorted(lines))
    return hashlib.sha256(_TIMES.sub(b"then", text)).hexdigest()
