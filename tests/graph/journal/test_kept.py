"""What stands in the journal: every write as it was, none that the graph refused, and all of a graph that had none."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from pathlib import Path
from unittest.mock import patch

import pytest

from graph.archive.export import export_graph
from graph.archive.restore import import_graph
from graph.engines.ladybug import open_ladybug
from graph.engines.ladybug_transaction import LadybugTransaction
from graph.engines.location import GraphLocation
from graph.enums import Verdict
from graph.errors import GraphUnavailable
from graph.journal.storage import JournalDamaged
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from loaders.storing.review import ReviewDecision, review_link
from loaders.storing.upsert import remove_document
from tests.graph.journal.comparing import check_against_journal, open_embedded_graph, read_all
from tests.graph.writing.test_apply import SOURCE, document, part_of, region, supersedes, two_regions
from tests.loaders.storing.test_upsert import KEY
from tests.loaders.tasks.law_world import AID, ARTICLES, law, open_world

pytestmark = pytest.mark.anyio


async def test_graph_is_what_its_journal_states_after_loads_reviews_removals_and_imports(tmp_path: Path) -> None:
    graph = await open_embedded_graph(tmp_path / "graph.lbug")
    try:
        world = await open_world(graph)
        await world.load(law())
        clause = f"{KEY}#第三条"
        await review_link(graph.writer, ReviewDecision(clause, AID, Verdict.REJECTED, "不是", "wang"))
        await world.load(law(*ARTICLES[:2], "市人民政府建立维权援助机制和维权援助中心。", ARTICLES[3]))
        await review_link(graph.writer, ReviewDecision(clause, AID, Verdict.CONFIRMED, None, "li"))
        await review_link(graph.writer, ReviewDecision("shaanxi-law#第二条", AID, Verdict.CONFIRMED, None, "wang"))
        await review_link(graph.writer, ReviewDecision("shaanxi-law#第二条", AID, Verdict.SUGGESTED, None, "wang"))
        await remove_document(graph.writer, KEY, "loader")
        await world.load(law(*ARTICLES[:2]))
        await check_against_journal(graph, tmp_path)
        kinds = [write.kind for write in graph.journal.list_writes("ORDER BY number")]
        assert kinds == ["seed", "document", "review", "document", *["review"] * 3, "removal", "document"]
        await export_graph(graph.writer, tmp_path / "archive")
        await apply_batches(graph.writer, [Batch("facts/more", [SOURCE, region("650000", "新疆")])], "tests")
        await import_graph(graph.writer, tmp_path / "archive", "tests", replace=True)
        await review_link(graph.writer, ReviewDecision("shaanxi-law#第二条", AID, Verdict.REJECTED, None, "wang"))
        await check_against_journal(graph, tmp_path)
        base = graph.journal.find_base(1_000)
        assert base and base.kind == "import"
    finally:
        await graph.close()


async def test_graph_is_what_its_journal_states_after_any_loads(tmp_path: Path) -> None:
    """Loads that share rows, override each other, withdraw, and take away what others hang on."""
    chance = random.Random(14)
    graph = await open_embedded_graph(tmp_path / "graph.lbug")
    keys = [f"{number}0000" for number in range(61, 66)]
    laws = ["a", "b", "c"]
    try:
        for _ in range(25):
            nodes = [SOURCE, *(region(key, f"{key}{chance.randrange(2)}") for key in chance.sample(keys, 3))]
            nodes += [document(key, issued=f"20{chance.randrange(10, 14)}") for key in chance.sample(laws, 2)]
            edges = [part_of(*chance.sample(keys, 2)) for _ in range(3)]
            edges += [supersedes(*chance.sample(laws, 2))]
            load = chance.choice(["seed/x", "facts/y", "match/z", "review/w"])
            await apply_batches(graph.writer, [Batch(load, *chance.choice([(nodes, edges), ([], [])]))], "tests")
        await check_against_journal(graph, tmp_path)
    finally:
        await graph.close()


async def test_write_that_changes_nothing_leaves_no_row(tmp_path: Path) -> None:
    graph = await open_embedded_graph(tmp_path / "graph.lbug")
    for _ in range(2):
        await apply_batches(graph.writer, [two_regions()], "tests")
        async with graph.writer.transaction():
            pass
    assert [write.number for write in graph.journal.list_writes("")] == [1]
    await graph.close()


async def test_write_that_the_graph_refuses_at_its_commit_is_withdrawn(tmp_path: Path) -> None:
    graph = await open_embedded_graph(tmp_path / "graph.lbug")
    await apply_batches(graph.writer, [two_regions()], "tests")
    refused = Batch("seed/more", [region("620000", "甘肃省")])
    with (
        patch.object(LadybugTransaction, "commit", side_effect=RuntimeError("no")),
        pytest.raises(RuntimeError, match="no"),
    ):
        await apply_batches(graph.writer, [refused], "tests")
    assert [write.number for write in graph.journal.list_writes("")] == [1]
    assert (await apply_batches(graph.writer, [refused], "tests")).version == 2
    await check_against_journal(graph, tmp_path)
    await graph.close()


async def test_write_that_commits_and_then_fails_stays(tmp_path: Path) -> None:
    graph = await open_embedded_graph(tmp_path / "graph.lbug")
    commit = LadybugTransaction.commit

    async def commit_and_fail(transaction: LadybugTransaction) -> None:
        await commit(transaction)
        raise RuntimeError("No active transaction")

    with patch.object(LadybugTransaction, "commit", commit_and_fail), pytest.raises(RuntimeError):
        await apply_batches(graph.writer, [two_regions()], "tests")
    assert await graph.reader.version() == 1
    await check_against_journal(graph, tmp_path)
    await graph.close()


async def test_write_that_is_cancelled_is_whole_or_not_there(tmp_path: Path) -> None:
    graph = await open_embedded_graph(tmp_path / "graph.lbug")
    for steps in range(1, 60, 3):
        batch = Batch("seed/x", [SOURCE, region("610000", str(steps))])
        write = asyncio.create_task(apply_batches(graph.writer, [batch], "tests"))
        for _ in range(steps):
            await asyncio.sleep(0.001)
        write.cancel()
        await asyncio.gather(write, return_exceptions=True)
    await apply_batches(graph.writer, [two_regions()], "tests")
    await check_against_journal(graph, tmp_path)
    await graph.close()


async def test_nothing_is_written_where_the_journal_cannot_be(tmp_path: Path) -> None:
    file = tmp_path / "graph.lbug"
    graph = await open_embedded_graph(file)
    await apply_batches(graph.writer, [two_regions()], "tests")
    before = await read_all(graph)
    graph.journal._db.execute("PRAGMA max_page_count = 1")  # at least what it has
    long = Batch("seed/x", [SOURCE, region("1", random.Random(1).randbytes(50_000).hex())])
    with pytest.raises(GraphUnavailable, match="disk is full"):
        await apply_batches(graph.writer, [long], "tests")
    assert await read_all(graph) == before
    graph.journal._db.execute("PRAGMA max_page_count = 1000000")
    await apply_batches(graph.writer, [long], "tests")
    await check_against_journal(graph, tmp_path)
    await graph.close()


async def test_graph_without_a_journal_begins_one_with_all_it_holds(tmp_path: Path) -> None:
    place = GraphLocation("", tmp_path / "graph.lbug")
    bare = await open_ladybug(place)
    await apply_batches(bare, [two_regions()], "tests")
    await apply_batches(bare, [Batch("facts/x", [SOURCE, region("610000", "陕西")])], "tests")
    await bare.close()
    graph = await open_embedded_graph(place.file)
    assert [write.kind for write in graph.journal.list_writes("")] == ["beginning"]
    await apply_batches(graph.writer, [Batch("seed/regions")], "tests")
    await check_against_journal(graph, tmp_path)
    await graph.close()
    # Again by a program that knows of no journal.
    bare = await open_ladybug(place)
    await apply_batches(bare, [Batch("seed/more", [region("620000", "甘肃省")])], "tests")
    await bare.close()
    graph = await open_embedded_graph(place.file)
    assert await graph.reader.version() == 4
    await check_against_journal(graph, tmp_path)
    await graph.close()


async def test_copy_made_beside_a_running_graph_builds_the_same(tmp_path: Path) -> None:
    graph = await open_embedded_graph(tmp_path / "graph.lbug")
    await apply_batches(graph.writer, [two_regions()], "tests")
    graph.journal.copy(tmp_path / "copy.journal.sqlite")
    held = await read_all(graph)
    await apply_batches(graph.writer, [Batch("seed/more", [region("620000", "甘肃省")])], "tests")
    await graph.close()
    other = await open_embedded_graph(tmp_path / "copy.lbug")
    assert await read_all(other) == held
    await other.close()


async def test_journal_that_was_changed_is_found_out(tmp_path: Path) -> None:
    graph = await open_embedded_graph(tmp_path / "graph.lbug")
    await apply_batches(graph.writer, [two_regions()], "tests")
    await graph.close()
    with sqlite3.connect(tmp_path / "graph.journal.sqlite") as db:
        db.execute("UPDATE write SET by = 'somebody else'")
    db.close()
    graph = await open_embedded_graph(tmp_path / "graph.lbug")
    with pytest.raises(JournalDamaged, match="write 1"):
        await check_against_journal(graph, tmp_path)
    await graph.close()
