"""Nothing is lost on the way through an archive: made-up rows of every kind and type come back as they were stored."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.archive.backup import back_up, open_backup
from graph.archive.export import export_graph
from graph.archive.lines import read_edge, read_node, write_edge, write_node
from graph.archive.restore import import_graph
from graph.bookkeeping import READ_MANIFESTS, READ_STATE
from graph.dates import Period
from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from graph.model import (
    NODES,
    RELATIONSHIPS,
    Label,
    PropertyType,
    RelationshipType,
    edge_columns,
    node_columns,
)
from graph.store import Graph, Statement
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow, PropertyValue
from graph.writing.reviews import Review, put_review
from graph.writing.rows import Stored, edge_columns_of, node_columns_of
from queries.changes import needs_resync, read_extent

pytestmark = pytest.mark.anyio

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
DAYS = st.dates().map(lambda day: day.isoformat())
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))
VALUES: dict[PropertyType, st.SearchStrategy[Any]] = {
    PropertyType.STRING: TEXTS,
    PropertyType.STRINGS: st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    PropertyType.BOOLEAN: st.booleans(),
    PropertyType.INTEGER: st.integers(-(2**63), 2**63 - 1),
    PropertyType.FLOAT: st.floats(allow_nan=False, allow_infinity=False),
    PropertyType.DATE: PERIODS,
}


def make_properties(types: dict[str, PropertyType]) -> st.SearchStrategy[dict[str, PropertyValue]]:
    return st.fixed_dictionaries({}, optional={name: VALUES[kind] for name, kind in types.items()})


@given(st.data())
def test_every_property_comes_back_from_its_line(data: st.DataObject) -> None:
    label, kind = data.draw(st.sampled_from(Label)), data.draw(st.sampled_from(RelationshipType))
    loads: Stored = {"loads": data.draw(st.lists(TEXTS, min_size=1, max_size=2))}
    node = NodeRow(
        label, data.draw(TEXTS), data.draw(TEXTS), data.draw(make_properties(NODES[label])), ("a", "b"), True
    )
    row = node_columns_of(node) | loads
    assert read_node(label, write_node(label, row)) == row
    arrow = data.draw(st.sampled_from(RELATIONSHIPS[kind].arrows))
    ends = [(end, data.draw(TEXTS)) for end in arrow]
    properties = data.draw(make_properties(RELATIONSHIPS[kind].properties))
    edge = EdgeRow(kind, ends[0], ends[1], properties, (), False, data.draw(TEXTS | st.just("")))
    row = edge_columns_of(edge) | loads
    assert read_edge(kind, write_edge(kind, arrow, row)) == (arrow, row)


def make_country(random: Random, load: str) -> Batch:
    """Rows of every label, of every arrow of every type, with every property now and then."""
    keys = {label: [f"{label.lower()}-{number}" for number in range(3)] for label in Label}
    nodes = [
        NodeRow(label, key, f"名 {key}", _make(random, NODES[label]), (keys[Label.SOURCE][0],), random.random() < 0.5)
        for label in Label
        for key in keys[label]
    ]
    edges = [
        EdgeRow(
            kind, (start, random.choice(keys[start])), (end, random.choice(keys[end])), _make(random, one.properties),
            (keys[Label.SOURCE][1],), random.random() < 0.5, random.choice(["", "2012", "甲"]),
        )
        for kind, one in RELATIONSHIPS.items()
        for start, end in one.arrows
    ]  # fmt: skip
    return Batch(load, nodes, edges)


def _make(random: Random, types: dict[str, PropertyType]) -> dict[str, PropertyValue]:
    made: dict[str, PropertyValue] = {}
    for name, kind in types.items():
        if random.random() < 0.7:
            made[name] = _value(random, kind)
    return made


def _value(random: Random, kind: PropertyType) -> PropertyValue:
    year = random.randint(1990, 2030)
    values: dict[PropertyType, list[PropertyValue]] = {
        PropertyType.STRING: ["“十二五”规划", 'a "b"\n\t', "～、。", "2011-05/2016-03-31~ 成渝经济区"],
        PropertyType.STRINGS: [("甲",), ("甲", "乙 丙", "2011-05/2016-03-31~ 成渝经济区")],
        PropertyType.BOOLEAN: [True, False],
        PropertyType.INTEGER: [0, -1, 2**40, year],
        PropertyType.FLOAT: [0.1 + 0.2, -1.5, 3.0, 1e-300],
        PropertyType.DATE: [
            Period(f"{year}-01-01", f"{year + 4}-12-31"), Period(f"{year}-01-01", f"{year}-12-31"),
            Period(f"{year}-02-01", f"{year}-02-28"), Period(f"{year}-03-01", f"{year}-03-31"),
            Period(f"{year}-05-07", f"{year}-05-07"), Period(f"{year}-11-01", f"{year + 1}-01-31"),
        ],
    }  # fmt: skip
    return random.choice(values[kind])


async def read_whole(graph: Graph) -> dict[str, list[str]]:
    """Every stored column of every row, of what is kept beside the model too, but for the digests of loads."""
    found: dict[str, list[str]] = {}
    for label in Label:
        derived = ["effectFrom", "effectUntil"] if label is Label.POLICY_DOCUMENT else []
        columns = ", ".join(f"n.`{name}`" for name in [*node_columns(label), *derived])
        found[label] = await _read(graph, f"MATCH (n:{label}) RETURN [n.id], {columns}")
    for kind, one in RELATIONSHIPS.items():
        columns = ", ".join(f"e.`{name}`" for name in edge_columns(kind))
        found[kind] = []
        for start, end in one.arrows:
            found[kind] += await _read(graph, f"MATCH (a:{start})-[e:{kind}]->(b:{end}) RETURN a.id, b.id, {columns}")
    found["reviews"] = await _read(graph, "MATCH (r:Review) RETURN r.id, r.fingerprint, r.verdict, r.note, r.at")
    for load in await graph.reader.run(READ_MANIFESTS, {"loads": ["facts/one/all", "facts/two/all"]}):
        found[load.id] = sorted(load.nodes or []) + sorted(load.edges or []) + sorted(load.shadowed or [])
    return found


async def read_record(graph: Graph, until: int) -> list[str]:
    where = f"MATCH (c:Change) WHERE c.version <= {until}"
    return await _read(graph, f"{where} RETURN c.id, c.version, c.at, c.by, c.action, c.kind, c.entity, c.name")


async def _read(graph: Graph, text: str) -> list[str]:
    texts = text.partition("RETURN ")[2].split(", ")
    named = ", ".join(f"{one} AS `c{number}`" for number, one in enumerate(texts))
    question = Statement(
        "everything", f"{text.partition('RETURN ')[0]}RETURN {named}", (), tuple(f"c{n}" for n in range(len(texts))),
        lambda *row: repr(row),
    )  # fmt: skip
    return sorted(await graph.reader.run(question, {}))


async def fill(graph: Graph, seed: int) -> None:
    """Two loads that contradict each other, a review, and a second version."""
    random = Random(seed)
    await apply_batches(
        graph.writer, [make_country(random, "facts/one/all"), make_country(random, "facts/two/all")], "甲"
    )
    await apply_batches(graph.writer, [make_country(random, "facts/two/all")], "乙")
    async with graph.writer.transaction() as transaction:
        for note in ("看过", None):
            one = Review(
                "d", f"d#{note}", "task-1", "ab" if note else None, "REJECTED", note, "丙", "2026-01-02T03:04:05Z"
            )
            await put_review(transaction, one)


@pytest.mark.parametrize("seed", range(3))
async def test_whole_graph_comes_back_with_its_record(graph: Graph, seed: int, tmp_path: Path) -> None:
    await fill(graph, seed)
    before, record, version = await read_whole(graph), await read_record(graph, 2), await graph.reader.version()
    assert version == 2
    assert all(before.values())
    counts = await back_up(graph.writer, tmp_path / "one.zip")
    other = await open_graph(GraphLocation("", tmp_path / "other" / "graph.lbug"))
    try:
        with open_backup(tmp_path / "one.zip") as place:
            contents, imported = await import_graph(other.writer, place, "tests")
        assert (contents.version, imported) == (2, counts)
        assert await read_whole(other) == before
        assert await read_record(other, 2) == record
        # And back over what is there.
        await export_graph(other.writer, tmp_path / "two")
        await import_graph(graph.writer, tmp_path / "two", "tests", replace=True)
        assert await read_whole(graph) == before
        assert await read_record(graph, 2) == record
    finally:
        await other.close()


async def test_versions_go_on_where_no_graph_has_been(graph: Graph, tmp_path: Path) -> None:
    """Whoever knows a version of before the backup, or of after it from the graph that was lost, reads all anew."""
    await fill(graph, 1)
    await back_up(graph.writer, tmp_path / "one.zip")
    await apply_batches(graph.writer, [Batch("facts/two/all", [], [])], "lost")
    lost = await graph.reader.version()
    assert lost == 3
    with open_backup(tmp_path / "one.zip") as place:
        await import_graph(graph.writer, place, "tests", replace=True)
    restored = await graph.reader.version()
    (state,) = await graph.reader.run(READ_STATE, {})
    assert restored == state.version > lost + 1
    await apply_batches(graph.writer, [make_country(Random(7), "facts/two/all")], "later")
    now = await graph.reader.version()
    assert now == restored + 1
    told = {since: needs_resync(since, now, (await read_extent(graph.reader, since)).versions) for since in range(5)}
    assert set(told.values()) == {True}
    assert not needs_resync(restored, now, (await read_extent(graph.reader, restored)).versions)
    # A second restore of the same archive goes beyond the first.
    with open_backup(tmp_path / "one.zip") as place:
        await import_graph(graph.writer, place, "tests", replace=True)
    assert await graph.reader.version() > now
