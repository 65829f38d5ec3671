"""The whole graph as files and back, on either engine: equal bytes, and nothing changed by an archive that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import orjson
import pytest

from graph.archive.contents import CHANGES, HEADER, ArchiveError
from graph.archive.export import export_graph
from graph.archive.restore import import_graph
from graph.dates import parse_period
from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.errors import GraphPlace
from graph.model import Label, RelationshipType
from graph.store import Graph, Statement
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow, PropertyValue

pytestmark = pytest.mark.anyio

FROM = ("gazette",)
CHANGED = Statement(
    "what a version changed",
    "MATCH (c:Change) WHERE c.version = $version RETURN c.kind AS kind, c.entity AS entity, c.action AS action",
    ("version",),
    ("kind", "entity", "action"),
    lambda *row: row,
)


def small_country() -> list[Batch]:
    whole: dict[str, PropertyValue] = {"since": parse_period("2009-06"), "partial": False}
    dates: dict[str, PropertyValue] = {"issued": parse_period("2009-06-25"), "held": "TITLE"}
    text: dict[str, PropertyValue] = {"path": "title", "start": 0, "text": "一\n二"}
    nodes = [
        NodeRow(Label.SOURCE, "gazette", "公报", {"title": "公报"}, FROM, True),
        NodeRow(Label.REGION, "610000", "陕西省", {"aliases": ("陕", "秦"), "latitude": 34.0}, FROM, True),
        NodeRow(Label.ECONOMIC_ZONE, "guanzhong-tianshui", "关中—天水经济区", {"kind": "ECONOMIC_ZONE"}, FROM, False),
        NodeRow(Label.POLICY_DOCUMENT, "plan", "“规划”", dates, FROM, True),
        NodeRow(Label.CLAUSE, "plan#title", "《规划》title", text, FROM, True),
    ]
    zone, region = (Label.ECONOMIC_ZONE, "guanzhong-tianshui"), (Label.REGION, "610000")
    plan, clause = (Label.POLICY_DOCUMENT, "plan"), (Label.CLAUSE, "plan#title")
    edges = [
        EdgeRow(RelationshipType.INCLUDES, zone, region, whole, FROM, True),
        EdgeRow(RelationshipType.INCLUDES, zone, region, {"partial": True}, FROM, False, "2012"),
        EdgeRow(RelationshipType.APPLIES_TO, plan, region, {}, FROM, True),
        EdgeRow(RelationshipType.APPLIES_TO, plan, zone, {}, FROM, True),
        EdgeRow(RelationshipType.HAS_CLAUSE, plan, clause, {}, FROM, True),
        EdgeRow(RelationshipType.MENTIONS, clause, region, {"start": 0, "end": 1, "text": "一"}, FROM, True, "0"),
    ]
    return [Batch("seed/country", nodes, edges)]


def read_rows(folder: Path) -> dict[str, bytes]:
    """All files but those that tell of versions."""
    files = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert {HEADER, CHANGES} <= files.keys()
    return {name: content for name, content in files.items() if name not in (HEADER, CHANGES)}


async def test_export_goes_through_another_graph_and_stays_the_same(graph: Graph, tmp_path: Path) -> None:
    await apply_batches(graph.writer, small_country(), "tests")
    counts = await export_graph(graph.writer, tmp_path / "first")
    assert (counts["Region"], counts["INCLUDES"], counts["HOSTS"]) == (1, 2, 0)
    other = await open_graph(GraphLocation("", tmp_path / "other" / "graph.lbug"))
    contents, imported = await import_graph(other.writer, tmp_path / "first", "tests")
    assert (imported, contents.version, contents.lacks_ends) == (counts, 1, False)
    await export_graph(other.writer, tmp_path / "second")
    # The loads still know what they stated: the same load finds nothing to do.
    assert not (await apply_batches(other.writer, small_country(), "tests")).changed
    await other.close()
    assert read_rows(tmp_path / "first") == read_rows(tmp_path / "second")
    assert await graph.reader.version() == 1


def cut_header(folder: Path) -> None:
    (folder / "graph.json").unlink()


def break_line(folder: Path) -> None:
    (folder / "nodes" / "Region.jsonl").write_bytes(b'{"id": "610000"\n')


def name_unknown_property(folder: Path) -> None:
    (folder / "nodes" / "Region.jsonl").write_bytes(b'{"id":"610000","name":"x","colour":"red"}\n')


def lose_end(folder: Path) -> None:
    (folder / "nodes" / "Region.jsonl").write_bytes(b"")


def repeat_id(folder: Path) -> None:
    file = folder / "nodes" / "Region.jsonl"
    file.write_bytes(file.read_bytes() * 2)


def change_value(folder: Path) -> None:
    file = folder / "nodes" / "Region.jsonl"
    file.write_bytes(file.read_bytes().replace("陕西省".encode(), "山西省".encode()))


def lose_file(folder: Path) -> None:
    (folder / "relationships" / "HOSTS.jsonl").unlink()


def add_file(folder: Path) -> None:
    (folder / "nodes" / "Town.jsonl").write_bytes(b"")


def of_another_release(folder: Path) -> None:
    (folder / HEADER).write_bytes(b'{"format": 5}')


def state_less(folder: Path) -> None:
    (folder / HEADER).write_bytes(b'{"format": 4, "version": 1}')


def turn_period(folder: Path) -> None:
    file = folder / "relationships" / "INCLUDES.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"2009-06"', b'"2012-12-31/2011-01-01"'))


def seal(damage: Callable[[Path], None]) -> Callable[[Path], None]:
    """The damage, with the header as if the files had been written so."""

    def damage_and_seal(folder: Path) -> None:
        damage(folder)
        header = orjson.loads((folder / HEADER).read_bytes())
        for name, stated in header["files"].items():
            content = (folder / name).read_bytes()
            stated |= {"rows": len(content.splitlines()), "sha256": sha256(content).hexdigest()}
        (folder / HEADER).write_bytes(orjson.dumps(header))

    return damage_and_seal


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (cut_header, "graph.json"),
        (lose_end, "Region.jsonl has 0 lines where graph.json says 1"),
        (repeat_id, "Region.jsonl has 2 lines where graph.json says 1"),
        (change_value, "Region.jsonl is not as it was written"),
        (lose_file, "lacks relationships/HOSTS.jsonl"),
        (add_file, "holds nodes/Town.jsonl"),
        (of_another_release, "of format 5"),
        (state_less, "does not say what the archive holds"),
        # What hashes do not find: somebody changed a file and its hash.
        (seal(break_line), "Region.jsonl:1: no JSON"),
        (seal(name_unknown_property), "Region.jsonl:1: unknown property 'colour'"),
        (seal(lose_end), "INCLUDES.jsonl:1: no Region with the id '610000'"),
        (seal(repeat_id), "Region.jsonl:2: the id '610000' is missing or stands twice"),
        (seal(turn_period), "INCLUDES.jsonl:1: '2012-12-31/2011-01-01' is no period"),
    ],
)
async def test_damaged_archive_says_where_and_changes_nothing(
    damage: Callable[[Path], None], says: str, tmp_path: Path
) -> None:
    graph = await open_graph(GraphLocation("", tmp_path / "graph.lbug"))
    await apply_batches(graph.writer, small_country(), "tests")
    await export_graph(graph.writer, tmp_path / "archive")
    await graph.close()
    damage(tmp_path / "archive")
    empty = await open_graph(GraphLocation("", tmp_path / "empty.lbug"))
    with pytest.raises(ArchiveError) as caught:
        await import_graph(empty.writer, tmp_path / "archive", "tests")
    assert says in str(caught.value)
    assert set((await export_graph(empty.writer, tmp_path / "nothing")).values()) == {0}
    await empty.close()


async def test_graph_can_be_replaced_and_its_record_says_what_became_of_it(graph: Graph, tmp_path: Path) -> None:
    await apply_batches(graph.writer, small_country(), "tests")
    await export_graph(graph.writer, tmp_path / "archive")
    more = NodeRow(Label.REGION, "310000", "上海市", {}, FROM, True)
    await apply_batches(graph.writer, [Batch("facts/more/regions", [more])], "tests")
    await import_graph(graph.writer, tmp_path / "archive", "tests", replace=True)
    version = await graph.reader.version()
    assert version > 3
    await export_graph(graph.writer, tmp_path / "again")
    assert read_rows(tmp_path / "archive") == read_rows(tmp_path / "again")
    changes = await graph.reader.run(CHANGED, {"version": version})
    assert set(changes) == {
        (Label.SOURCE, "gazette", "UPDATED"), (Label.REGION, "610000", "UPDATED"), (Label.REGION, "310000", "REMOVED"),
        (Label.ECONOMIC_ZONE, "guanzhong-tianshui", "UPDATED"), (Label.POLICY_DOCUMENT, "plan", "UPDATED"),
    }  # fmt: skip


async def test_graph_that_holds_something_is_not_imported_over(tmp_path: Path) -> None:
    graph = await open_graph(GraphLocation("", tmp_path / "graph.lbug"))
    await apply_batches(graph.writer, small_country(), "tests")
    await export_graph(graph.writer, tmp_path / "archive")
    with pytest.raises(ArchiveError, match="holds something already"):
        await import_graph(graph.writer, tmp_path / "archive", "tests")
    with pytest.raises(GraphPlace, match="not empty"):
        await export_graph(graph.writer, tmp_path / "archive")
    await graph.close()
