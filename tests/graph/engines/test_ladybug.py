"""The engine under watch: what its tracker knows it to do wrong, or did, and what this program relies on."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import ladybug
import pytest

from graph.engines.ladybug import LadybugGraph, open_ladybug
from graph.engines.location import GraphLocation
from graph.model import Label, RelationshipType
from graph.store import Statement
from graph.writing.apply import apply_batches, apply_in
from graph.writing.batch import Batch, EdgeRow, NodeRow
from tests.graph.writing.test_apply import SOURCE, part_of, region

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[3]
ENDS = Statement(
    "ends", "MATCH (a:Region)-[:PART_OF]->(b:Region) RETURN a.id AS f, b.id AS t ORDER BY f, t", (), ("f", "t"),
    lambda *row: row,
)  # fmt: skip
NAMES = Statement("names", "MATCH (n:Region) RETURN n.name AS name ORDER BY n.id", (), ("name",), str)
# A program that is killed with a long row in the log: https://github.com/LadybugDB/ladybug/issues/714
KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from graph.engines.ladybug import open_ladybug
from graph.engines.location import GraphLocation
from tests.graph.writing.test_apply import SOURCE, region

async def main():
    graph = await open_ladybug(GraphLocation("", Path(sys.argv[1])))
    for number in range(3):
        long = region(f"{number}", str(number) * 300_000)
        await apply_batches(graph, [Batch(f"facts/{number}", [SOURCE, long])], "x")
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def open_engine(folder: Path) -> LadybugGraph:
    return await open_ladybug(GraphLocation("", folder / "graph.lbug", query_timeout=60))


def test_version_is_pinned() -> None:
    """Every version writes files of its own, and breaks in ways of its own: the next one is tried first."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert f"ladybug=={ladybug.__version__}" in wanted


def test_log_with_long_records_is_read_after_a_kill(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "graph.lbug")], cwd=ROOT, check=False)
    assert killed.returncode == -9
    assert (tmp_path / "graph.lbug.wal").stat().st_size > 900_000
    database = ladybug.Database(tmp_path / "graph.lbug")
    result = ladybug.Connection(database).execute("MATCH (n:Region) RETURN n.id, size(n.name) ORDER BY n.id")
    assert isinstance(result, ladybug.QueryResult)
    assert result.get_all() == [["0", 300_000], ["1", 300_000], ["2", 300_000]]
    result.close()
    database.close()


async def test_relationships_join_what_they_name_whatever_else_a_transaction_adds(tmp_path: Path) -> None:
    """By COPY behind rows of the same table they joined others."""
    graph = await open_engine(tmp_path)
    many = [region(f"{number:04}", "x") for number in range(600)]
    async with graph.transaction() as transaction:
        first = Batch("seed/a", [SOURCE, region("x", "x"), region("y", "y")], [part_of("x", "y")])
        await apply_in(transaction, [first], "tests")
        edges = [part_of(f"{number:04}", "0000") for number in range(1, 600)]
        await apply_in(transaction, [Batch("seed/b", many, edges)], "tests")
    assert await graph.run(ENDS, {}) == [*((f"{number:04}", "0000") for number in range(1, 600)), ("x", "y")]
    await graph.close()


async def test_strings_outlive_nodes_that_are_removed_beside_them(tmp_path: Path) -> None:
    graph = await open_engine(tmp_path)
    kept = [region(f"{number}", f"长名{number}" * 20) for number in range(0, 400, 2)]
    gone = [region(f"{number}", f"长名{number}" * 20) for number in range(1, 400, 2)]
    hung = [part_of(one.id, "0") for one in gone]
    for _ in range(3):
        await apply_batches(graph, [Batch("seed/kept", [SOURCE, *kept]), Batch("facts/gone", gone, hung)], "tests")
        await apply_batches(graph, [Batch("facts/gone")], "tests")
        await graph.close()
        graph = await open_engine(tmp_path)
        held = sorted((row.id, row.name) for row in kept)
        assert await graph.run(NAMES, {}) == [name for _, name in held]
        assert await graph.run(ENDS, {}) == []
    await graph.close()


async def test_file_does_not_grow_without_bound_when_a_document_is_loaded_again_and_again(tmp_path: Path) -> None:
    """Growth by each checkpoint: https://github.com/LadybugDB/ladybug/issues/924 and others."""
    sizes = []
    for _ in range(6):
        graph = await open_engine(tmp_path)
        for number in range(20):
            await apply_batches(graph, [build_document(number)], "tests")
        await graph.close()  # A checkpoint.
        sizes.append((tmp_path / "graph.lbug").stat().st_size)
    assert sizes[-1] <= 2 * sizes[2], sizes


def build_document(number: int) -> Batch:
    """A document of twenty clauses whose words are others each time."""
    document, source = (Label.POLICY_DOCUMENT, "law"), ("gazette",)
    nodes = [SOURCE, NodeRow(*document, "条例", {"title": "条例"}, source, True)]
    edges = []
    for clause in range(20):
        key = (Label.CLAUSE, f"law#{clause}")
        text = f"第{number}次：市人民政府应当建立知识产权维权援助机制。" * 10
        nodes.append(NodeRow(*key, f"第{clause}条", {"path": f"{clause}", "text": text}, source, True))
        edges.append(EdgeRow(RelationshipType.HAS_CLAUSE, document, key, {}, source, True))
    return Batch("document/law", nodes, edges)
