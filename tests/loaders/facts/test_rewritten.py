"""A folder that went through a spreadsheet: dates are read as they were meant, and left out is not withdrawn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.dates import Period, parse_period
from graph.model import Label
from graph.store import Graph, Statement
from graph.writing.apply import LoadReport, apply_batches
from graph.writing.batch import Batch, NodeRow, Skipped
from loaders.errors import FactsError
from loaders.facts.cells import parse_date
from loaders.facts.facts import read_facts

TEMPLATE = Path(__file__).parents[3] / "docs/facts/template"
BARE = Statement(
    "facts without a source",
    "MATCH (a)-[e]->(b) WHERE e.loads IS NOT NULL AND size(coalesce(e.sources, [])) = 0 RETURN count(e) AS n",
    (),
    ("n",),
    int,
)
LOADED = Statement(
    "sources of pairings",
    "MATCH (:Region)-[e:PAIRED_WITH]->(:Region) RETURN e.key AS key, e.sources AS sources ORDER BY key",
    (),
    ("key", "sources"),
    lambda key, sources: (str(key), list(sources or ())),
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2012", "2012"),
        ("2012-05", "2012-05"),
        ("2012/5/1", "2012-05-01"),
        ("2012/05/01 0:00", "2012-05-01"),
        ("2012-05-01 00:00:00", "2012-05-01"),
        ("2012-5-1", "2012-05-01"),
        ("2012.5.1", "2012-05-01"),
        ("2012/5", "2012-05"),
        ("２０１２年５月１日", "2012-05-01"),
        ("2012年5月", "2012-05"),
        ("2012年", "2012"),
        ("Jan-26", "2026-01"),
        ("may-12", "2012-05"),
        ("Dec-98", "1998-12"),
        ("Jan-2026", "2026-01"),
        ("41030", "2012-05-01"),
    ],
)
def test_date_that_a_spreadsheet_rewrote_is_read_as_it_was_meant(text: str, meant: str) -> None:
    assert parse_date(text) == parse_period(meant)


@pytest.mark.parametrize(
    "text", ["5/1/2012", "01-05-12", "26-Jan", "2012/13/1", "2012-02-30", "12345", "99999", "5月", "Foo-12"]
)
def test_date_that_may_be_several_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse_date(text)


def _read(folder: Path) -> list[Batch]:
    return read_facts(folder, "office")


def _write(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATE, tmp_path / "office"))


async def _load(graph: Graph, folder: Path) -> LoadReport:
    return await apply_batches(graph.writer, _read(folder), "tests")


def test_rewritten_dates_make_the_rows_that_they_were(office: Path) -> None:
    before = _read(office)
    _write(office, "sources.csv", "2026-01", "Jan-26")
    _write(office, "pairings.csv", "2012-06", "Jun-12")
    after = _read(office)
    assert [(batch.nodes, batch.edges) for batch in after] == [(batch.nodes, batch.edges) for batch in before]


def test_name_of_a_file_counts_in_any_case(office: Path) -> None:
    (office / "pairings.csv").rename(office / "PAIRINGS.CSV")
    assert next(batch for batch in _read(office) if batch.load.endswith("/pairings")).edges
    shutil.copy(office / "PAIRINGS.CSV", office / "Pairings.csv")
    with pytest.raises(FactsError, match=r"Pairings\.csv: the same table as PAIRINGS\.CSV"):
        _read(office)


def test_workbook_is_named_and_never_stands_for_a_table_that_would_go(office: Path) -> None:
    (office / "~$pairings.xlsx").write_bytes(b"")
    assert [one for batch in _read(office) for one in batch.skipped] == []
    (office / "pairings.xlsx").write_bytes(b"PK")
    (office / "结对.xls").write_bytes(b"")
    skipped = [one for batch in _read(office) for one in batch.skipped]
    reason = "a workbook is not read; the CSV files are"
    assert skipped == [Skipped("file", "pairings.xlsx", reason), Skipped("file", "结对.xls", reason)]
    (office / "pairings.csv").unlink()
    with pytest.raises(
        FactsError, match=r"pairings\.xlsx: a workbook is not read: save it as 'CSV UTF-8', pairings\.csv"
    ):
        _read(office)


@pytest.mark.anyio
async def test_row_that_was_loaded_and_cannot_be_read_stands_and_fails_the_load(graph: Graph, office: Path) -> None:
    await _load_places(graph)
    first = await _load(graph, office)
    assert first.skipped == ()
    for file, old, new in (
        ("sources.csv", "2026-01", "1/2/2026"),
        ("pairings.csv", ",2012-06,", ",6/1/2012,"),
        ("strengths.csv", ",1.5,", ",one and a half,"),
    ):
        _write(office, file, old, new)
    found = await _load(graph, office)
    assert (found.created, found.updated, found.removed, found.changed) == (0, 0, 0, False)
    assert [one.place for one in found.failed] == ["sources.csv:2", "pairings.csv:2", "strengths.csv:2"]
    assert all(one.reason.endswith("what was loaded before stands") for one in found.failed)
    assert await graph.reader.run(LOADED, {}) == [("example-scheme/2012-06", ["office-records"])]
    # It stands however often that is tried, and a row that can be read again takes its place.
    assert (await _load(graph, office)).failed == found.failed
    _write(office, "pairings.csv", ",6/1/2012,", ",2013,")
    mended = await _load(graph, office)
    assert (mended.created, mended.removed) == (1, 1)
    assert await graph.reader.run(LOADED, {}) == [("example-scheme/2013", ["office-records"])]


@pytest.mark.anyio
async def test_row_of_which_nothing_can_be_read_keeps_the_whole_table(graph: Graph, office: Path) -> None:
    await _load_places(graph)
    await _load(graph, office)
    _write(office, "agreements.csv", "example-agreement,320500,,,", "example-agreement,320500,")
    found = await _load(graph, office)
    assert (found.removed, [one.place for one in found.failed]) == (0, ["agreements.csv:3"])


@pytest.mark.anyio
async def test_source_that_goes_takes_what_rests_on_it_though_its_table_did_not_change(
    graph: Graph, office: Path
) -> None:
    await _load_places(graph)
    rows = (await _load(graph, office)).created
    (office / "sources.csv").write_text("id,title,verified\nothers,Other records,true\n", "utf-8")
    found = await _load(graph, office)
    assert (found.created, found.removed) == (1, rows)
    assert {one.kind for one in found.failed} >= {"PAIRED_WITH", "AGREED_BY", "INCLUDES", "HAS_STRENGTH"}
    assert await graph.reader.run(LOADED, {}) == []
    assert await graph.reader.run(BARE, {}) == [0]


@pytest.mark.anyio
async def test_source_that_another_load_takes_back_is_missed_by_the_next(graph: Graph, office: Path) -> None:
    await _load_places(graph)
    others = Batch("tests/others")
    others.nodes.append(NodeRow(Label.SOURCE, "register", "a register", {"title": "a register"}, ("register",), True))
    await apply_batches(graph.writer, [others], "tests")
    _write(office, "pairings.csv", ",office-records,true", ",register,true")
    _write(office, "industries.csv", ",office-records,false", ",register,false")
    assert (await _load(graph, office)).skipped == ()
    await apply_batches(graph.writer, [Batch("tests/others")], "tests")
    found = await _load(graph, office)
    assert {one.kind for one in found.failed} == {"PAIRED_WITH", "Industry", "HAS_STRENGTH"}
    assert await graph.reader.run(LOADED, {}) == []


async def _load_places(graph: Graph) -> None:
    """The places and the body that the template names."""
    batch = Batch("tests/places")
    batch.nodes.append(NodeRow(Label.SOURCE, "made-up", "made up", {"title": "made up"}, ("made-up",), True))
    named = [
        *((Label.REGION, key) for key in ("610100", "610700", "320500")),
        (Label.ECONOMIC_ZONE, "guanzhong-tianshui"),
        (Label.INSTITUTION, "ipo-610000"),
    ]
    for label, key in named:
        properties: dict[str, str | Period] = {"level": "PREFECTURE"} if label is Label.REGION else {}
        batch.nodes.append(NodeRow(label, key, key, properties, ("made-up",), True))
    assert not (await apply_batches(graph.writer, [batch], "tests")).skipped
