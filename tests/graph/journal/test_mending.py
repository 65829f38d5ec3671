"""A graph that is broken, gone or behind opens again as its journal states it; what was there is kept and named."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import pytest

from graph.engines.ladybug import open_ladybug
from graph.engines.location import GraphLocation
from graph.errors import GraphFormat, GraphPlace, GraphUnavailable
from graph.journal import replay
from graph.journal.keeping import KeptGraph
from graph.journal.opening import open_kept
from graph.journal.watching import Watching
from graph.model import FORMAT
from graph.store import Statement
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from tests.graph.journal.comparing import check_against_journal, open_embedded_graph, read_all
from tests.graph.writing.test_apply import SOURCE, region, two_regions

pytestmark = pytest.mark.anyio


FALLING = """
import asyncio, os, sys
from pathlib import Path
import ladybug
ladybug.Database = lambda *_, **__: os._exit(3)
from graph.engines.open import open_graph
from graph.engines.location import GraphLocation
asyncio.run(open_graph(GraphLocation("", Path(sys.argv[1]))))
"""


@dataclass
class Said:
    """What is said while a graph opens."""

    texts: list[str] = field(default_factory=list)


async def open_hearing(file: Path) -> tuple[KeptGraph, str]:
    said = Said()
    graph = await open_kept(GraphLocation("", file, query_timeout=60), Watching(said.texts.append))
    return graph, " ".join(said.texts)


@pytest.fixture
async def left(tmp_path: Path) -> tuple[Path, list[bytes]]:
    """A graph of three versions that was closed, and all that is in it."""
    file = tmp_path / "graph.lbug"
    graph = await open_embedded_graph(file)
    await apply_batches(graph.writer, [two_regions()], "wang")
    await apply_batches(graph.writer, [Batch("facts/x", [SOURCE, region("610000", "陕西")])], "li")
    many = [region(f"{number}", f"第{number}") for number in range(400)]
    await apply_batches(graph.writer, [Batch("facts/many", many)], "li")
    held = await read_all(graph)
    await graph.close()
    return file, held


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def cut(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.truncate(file.stat().st_size // 2)


def overwrite_head(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.write(b"\0" * 4096)


BREAKING: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda file: file.write_bytes(b""),
    "a bit flipped": flip,
    "cut": cut,
    "its head overwritten": overwrite_head,
    "something else": lambda file: file.write_text("no graph " * 5000),
    "a log that is none": lambda file: file.with_name("graph.lbug.wal").write_bytes(b"\1" * 5000),
}


@pytest.mark.parametrize("how", BREAKING)
async def test_broken_graph_is_built_anew_and_the_old_file_is_kept(how: str, left: tuple[Path, list[bytes]]) -> None:
    file, held = left
    BREAKING[how](file)
    broken = file.read_bytes() if file.exists() else None
    graph, said = await open_hearing(file)
    assert "whole again, of version 3" in said
    assert await read_all(graph) == held
    aside = [one for one in file.parent.glob("graph.lbug.aside-*") if one.suffix != ".wal"]
    assert [one.read_bytes() for one in aside] == ([] if broken is None else [broken])
    assert all(str(one) in said for one in aside)
    assert not (await apply_batches(graph.writer, [two_regions()], "wang")).changed
    await graph.close()
    graph, said = await open_hearing(file)
    assert not said
    await graph.close()


async def test_graph_of_another_format_is_built_anew(left: tuple[Path, list[bytes]]) -> None:
    file, held = left
    kept = await open_embedded_graph(file)
    async with kept.graph.writer.transaction() as transaction:
        await transaction.execute("MATCH (s:GraphState {id: 'graph'}) SET s.format = 999", {})
    await kept.close()
    kept, said = await open_hearing(file)
    assert "format 999" in said
    assert await read_all(kept) == held
    await kept.close()


async def test_journal_of_a_later_program_is_left_alone(left: tuple[Path, list[bytes]]) -> None:
    file, _ = left
    file.unlink()
    with (
        patch("graph.journal.replay.FORMAT", FORMAT - 1),
        pytest.raises(GraphFormat, match=f"format {FORMAT}"),
    ):
        await open_hearing(file)
    assert not file.exists()


async def test_graph_that_lacks_writes_plays_them_again(left: tuple[Path, list[bytes]]) -> None:
    file, held = left
    graph = await open_embedded_graph(file)
    earlier = file.with_name("earlier")
    await graph.close()
    shutil.copy(file, earlier)
    graph = await open_embedded_graph(file)
    for name in ("a", "b"):
        await apply_batches(graph.writer, [Batch(f"facts/{name}", [region(name, name)])], "wang")
    now = await read_all(graph)
    # As a kill leaves it before the engine has anything of the last two on the disk.
    graph.journal.note("file", "open")
    shutil.copytree(file.parent, file.parent / "killed", ignore=shutil.ignore_patterns("*.lock", "killed"))
    await graph.close()
    killed = file.parent / "killed" / "graph.lbug"
    killed.with_name("graph.lbug.wal").unlink()
    shutil.copy(earlier, killed)
    graph, said = await open_hearing(killed)
    assert "playing 2 writes" in said
    assert await read_all(graph) == now != held
    await graph.close()


async def test_torn_write_is_found_after_an_unclean_end(left: tuple[Path, list[bytes]]) -> None:
    file, held = left
    bare = await open_ladybug(GraphLocation("", file))
    async with bare.transaction() as transaction:
        await transaction.execute("MATCH (n:Region {id: '77'}) DETACH DELETE n", {})
    await bare.close()
    graph = await open_embedded_graph_unclean(file)
    assert await read_all(graph) == held
    await graph.close()


async def open_embedded_graph_unclean(file: Path) -> KeptGraph:
    """Open a graph as if the process that had it was killed."""
    graph = None
    with patch("graph.journal.file_state.FileState.note_closed"):
        graph = await open_embedded_graph(file)
        await graph.close()
    return await open_embedded_graph(file)


async def test_graph_over_which_the_engine_falls_is_not_tried_twice(left: tuple[Path, list[bytes]]) -> None:
    file, held = left
    fallen = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", FALLING, str(file)], check=False)
    assert fallen.returncode == 3
    graph, said = await open_hearing(file)
    assert "could not be opened the last time" in said
    assert await read_all(graph) == held
    await graph.close()


async def test_full_disk_while_building_anew_leaves_the_old_file(left: tuple[Path, list[bytes]]) -> None:
    file, held = left
    overwrite_head(file)
    broken = file.read_bytes()
    full = GraphUnavailable("the disk is full")
    with (
        patch("graph.journal.rebuilding.play_writes", side_effect=full),
        pytest.raises(GraphUnavailable, match="full"),
    ):
        await open_hearing(file)
    assert file.read_bytes() == broken
    graph, _ = await open_hearing(file)
    assert await read_all(graph) == held
    await graph.close()


async def test_graph_and_journal_both_gone_wrong_are_said_and_left(left: tuple[Path, list[bytes]]) -> None:
    file, _ = left
    file.unlink()
    journal = file.with_name("graph.journal.sqlite")
    journal.write_bytes(b"no journal" * 1000)
    with pytest.raises(GraphPlace, match=r"journal\.sqlite cannot be read"):
        await open_hearing(file)
    assert journal.read_bytes() == b"no journal" * 1000


async def test_journal_gone_wrong_begins_anew_from_a_graph_that_is_well(left: tuple[Path, list[bytes]]) -> None:
    file, held = left
    file.with_name("graph.journal.sqlite").write_bytes(b"no journal" * 1000)
    graph, said = await open_hearing(file)
    assert "a new one begins" in said
    assert await read_all(graph) == held
    await check_against_journal(graph, file.parent)
    await graph.close()


async def test_pending_write_that_cannot_be_played_is_dropped(left: tuple[Path, list[bytes]]) -> None:
    file, held = left
    graph = await open_embedded_graph(file)
    await apply_batches(graph.writer, [Batch("facts/a", [region("a", "a")])], "wang")
    graph.journal._db.execute("UPDATE write SET state = 'pending' WHERE number = 4")
    with patch.object(graph.journal, "settle"):
        await graph.close()
    file.unlink()
    play = replay._play

    async def refuse(transaction: object, journal: object, write: object) -> None:
        if getattr(write, "number", 0) == 4:
            raise RuntimeError("no")
        await play(transaction, journal, write)  # type: ignore[arg-type]  # as it came

    with patch("graph.journal.replay._play", refuse):
        graph, said = await open_hearing(file)
    assert "write 4" in said
    assert "dropped" in said
    assert await read_all(graph) == held
    await graph.close()


async def test_graph_that_was_killed_while_it_was_made_is_made_again(tmp_path: Path) -> None:
    file = tmp_path / "graph.lbug"
    await (await open_embedded_graph(file)).close()
    overwrite_head(file)
    graph, _ = await open_hearing(file)
    assert (await apply_batches(graph.writer, [two_regions()], "wang")).version == 1
    await graph.close()


async def test_file_that_is_no_graph_is_not_taken_for_one(tmp_path: Path) -> None:
    """It was there before the journal, and nobody knows what it is."""
    file = tmp_path / "graph.lbug"
    file.write_text("no graph " * 5000)
    for _ in range(2):
        with pytest.raises(GraphFormat):
            await open_hearing(file)
    assert file.read_text() == "no graph " * 5000


async def test_log_of_another_time_is_not_believed(left: tuple[Path, list[bytes]]) -> None:
    file, held = left
    log = file.with_name("graph.lbug.wal")
    bare = await open_ladybug(GraphLocation("", file))
    async with bare.transaction() as transaction:
        await transaction.execute("MATCH (n:Region {id: '77'}) SET n.name = 'x'", {})
    shutil.copy(log, file.parent / "kept.wal")
    await bare.close()
    graph, _ = await open_hearing(file)
    await graph.close()
    shutil.copy(file.parent / "kept.wal", log)
    graph, _ = await open_hearing(file)
    assert await read_all(graph) == held
    await graph.close()


NOTES = Statement("notes", "MATCH (s:GraphState) RETURN s.id AS id ORDER BY id", (), ("id",), str)


async def test_graph_notes_which_journal_it_is_of(left: tuple[Path, list[bytes]]) -> None:
    graph, _ = await open_hearing(left[0])
    assert await graph.reader.run(NOTES, {}) == ["graph", "journal"]
    await graph.close()
