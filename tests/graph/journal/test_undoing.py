"""A write that is taken back: what was before it is again, the record tells of both, and what cannot be is refused."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from graph.archive.export import export_graph
from graph.archive.restore import import_graph
from graph.enums import Verdict
from graph.journal.keeping import KeptGraph
from graph.journal.undoing import NotUndone, undo_write
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from loaders.storing.review import ReviewDecision, review_link
from loaders.storing.upsert import remove_document
from tests.graph.journal.comparing import check_against_journal, open_embedded_graph, read_all
from tests.graph.writing.test_apply import SOURCE, region, two_regions
from tests.loaders.storing.test_upsert import KEY
from tests.loaders.tasks.law_world import AID, ARTICLES, World, law, open_world

pytestmark = pytest.mark.anyio

CLAUSE = f"{KEY}#第三条"
# What tells the history of a graph, not what it holds; and the digest by which a load is known again.
HISTORY = re.compile(rb'^\["state"|^\{"id":"\d{10}-|"digest":"\w+"|\d{4}-\d\d-\d\dT[\d:+]+')


async def read_rows(graph: KeptGraph) -> list[bytes]:
    """All that a graph holds, without how it came to it."""
    lines = await read_all(graph)
    return [HISTORY.sub(b"", line) for line in lines if not line.startswith((b'["state"', b'{"id":"0000'))]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    graph = await open_embedded_graph(tmp_path / "graph.lbug")
    yield await open_world(graph)
    await graph.close()


def kept(world: World) -> KeptGraph:
    assert isinstance(world.graph, KeptGraph)
    return world.graph


async def test_each_kind_of_write_is_taken_back(world: World, tmp_path: Path) -> None:
    graph = kept(world)
    writer = graph.writer

    def say(verdict: Verdict, who: str) -> Awaitable[object]:
        return review_link(writer, ReviewDecision(CLAUSE, AID, verdict, None, who))

    deeds: list[Callable[[], Awaitable[object]]] = [
        lambda: world.load(law()),
        lambda: say(Verdict.REJECTED, "wang"),
        lambda: say(Verdict.CONFIRMED, "li"),
        lambda: world.load(law(*ARTICLES[:2], "市人民政府建立维权援助机制和维权援助中心。", ARTICLES[3])),
        lambda: say(Verdict.SUGGESTED, "li"),
        lambda: remove_document(writer, KEY, "loader"),
        lambda: apply_batches(writer, [Batch("facts/x", [SOURCE, region("610000", "陕西")])], "li"),
    ]
    for deed in deeds:
        before = await read_rows(graph)
        await deed()
        version = await graph.reader.version()
        assert (await undo_write(graph, version, "wang")).version == version + 1
        assert await read_rows(graph) == before
        last = graph.journal.last()
        assert last
        assert (last.kind, last.by) == ("undo", "wang")
        await deed()
    await check_against_journal(graph, tmp_path)


async def test_undo_is_taken_back_itself(world: World) -> None:
    graph = kept(world)
    await world.load(law())
    after = await read_rows(graph)
    await undo_write(graph, 2, "wang")
    await undo_write(graph, 3, "wang")
    assert await read_rows(graph) == after


async def test_what_was_changed_again_or_replaced_is_refused(world: World, tmp_path: Path) -> None:
    graph = kept(world)
    await world.load(law())
    await world.load(law(*ARTICLES[:2]))
    await apply_batches(graph.writer, [two_regions()], "li")
    with pytest.raises(NotUndone, match="undo 3 first"):
        await undo_write(graph, 2, "wang")
    with pytest.raises(NotUndone, match="knows of no version 9"):
        await undo_write(graph, 9, "wang")
    await export_graph(graph.writer, tmp_path / "archive")
    await apply_batches(graph.writer, [Batch("facts/x", [SOURCE, region("1", "一")])], "li")
    await import_graph(graph.writer, tmp_path / "archive", "li", replace=True)
    leapt = await graph.reader.version()
    await world.load(law())
    for version, reason in [(leapt, "replaced the whole"), (5, "after version 5"), (leapt + 1, "came by an import")]:
        with pytest.raises(NotUndone, match=reason):
            await undo_write(graph, version, "wang")
    assert await graph.reader.version() == leapt + 1
