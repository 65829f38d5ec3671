"""Tables of facts: what a row becomes, which rows are left out and why, which files are refused, what is pruned."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.dates import Period, parse_period
from graph.enums import CLOSED_SETS
from graph.model import NODES, RELATIONSHIPS, Label, RelationshipType
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow, Skipped
from loaders.errors import FactsError
from loaders.facts.facts import read_facts
from loaders.facts.tables import TABLES, EdgeTable, NodeTable

SOURCES = "id,title,url,verified\ngazette,公报,https://example.org/a,true\ngeneral-knowledge,General knowledge,,false\n"
REGIONS = "id,name,level,aliases,sources,verified\n"
PAIRINGS = "donor,recipient,scheme,since,until,sources,verified\n"


def read(folder: Path, **files: str) -> dict[str, Batch]:
    """The batches of some files, by table."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return {batch.load.split("/")[2]: batch for batch in read_facts(folder, "office")}


def reasons(batch: Batch) -> list[tuple[str, str]]:
    return [(skipped.place, skipped.reason) for skipped in batch.skipped]


def test_tables_hold_every_label_and_relationship_of_the_model() -> None:
    assert {table.label for table in TABLES if isinstance(table, NodeTable)} == set(Label)
    arrows = {
        (table.type, start, end)
        for table in TABLES
        if isinstance(table, EdgeTable)
        for start in table.start.values()
        for end in table.end.values()
    }
    assert arrows == {(kind, *arrow) for kind, one in RELATIONSHIPS.items() for arrow in one.arrows}
    for kind, closed in CLOSED_SETS.items():
        assert closed.keys() <= (NODES[kind] if isinstance(kind, Label) else RELATIONSHIPS[kind].properties).keys()


def test_row_becomes_a_node_with_typed_properties(tmp_path: Path) -> None:
    text = (
        "id,name,nameEn,level,latitude,aliases,sources,verified,note\n"
        '610000, 陕西省 ,,PROVINCE,34.27,陕|陕西|陕,gazette|yearbook,TRUE,"a, b"\n'
    )
    assert read(tmp_path, regions=text)["regions"].nodes == [
        NodeRow(
            Label.REGION,
            "610000",
            "陕西省",
            dict.fromkeys(NODES[Label.REGION])
            | {"level": "PROVINCE", "latitude": 34.27, "aliases": ("陕", "陕西"), "note": "a, b"},
            ("gazette", "yearbook"),
            True,
        )
    ]


def test_row_becomes_a_relationship_with_key_and_dates(tmp_path: Path) -> None:
    text = PAIRINGS + "320000,610000,national-1996,1996,2016-12-06,gazette,true\n"
    (row,) = read(tmp_path, pairings=text)["pairings"].edges
    assert row == EdgeRow(
        RelationshipType.PAIRED_WITH,
        (Label.REGION, "320000"),
        (Label.REGION, "610000"),
        {
            "scheme": "national-1996",
            "basis": None,
            "since": parse_period("1996"),
            "until": parse_period("2016-12-06"),
            "untilDerived": None,
            "lastSeen": None,
            "note": None,
        },
        ("gazette",),
        True,
        "national-1996/1996",
    )
    assert row.place == "pairings.csv:2"


def test_source_is_its_own_source_and_is_named_by_its_title(tmp_path: Path) -> None:
    first, second = read(tmp_path, sources=SOURCES)["sources"].nodes
    assert (first.name, first.sources, first.verified) == ("公报", ("gazette",), True)
    assert (second.sources, second.verified) == (("general-knowledge",), False)


def test_period_of_several_years_is_written_with_a_slash(tmp_path: Path) -> None:
    text = (
        "id,title,kind,held,period,issued,sources,verified\n"
        "a,十二五规划,PLAN,TITLE,2011/2015,2011,gazette,true\n"
        "b,2012年推进计划,PLAN,TITLE,2012,2012-04,gazette,true\n"
        "c,倒置,PLAN,TITLE,2015/2011,,gazette,true\n"
        "d,年度,PLAN,TITLE,2012,2011/2012,gazette,true\n"
    )
    batch = read(tmp_path, documents=text)["documents"]
    assert [row.properties["period"] for row in batch.nodes] == [
        Period("2011-01-01", "2015-12-31"),
        parse_period("2012"),
    ]
    assert reasons(batch) == [
        ("documents.csv:4", "period: 2015/2011 ends before it begins"),
        ("documents.csv:5", "issued: '2011/2012' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"),
    ]


def test_bad_rows_are_left_out_each_with_file_and_line_and_reason(tmp_path: Path) -> None:
    regions = REGIONS + (
        "610000,陕西省,PROVINCE,,gazette,true\n"
        "610000,陕西,PROVINCE,,gazette,true\n"
        "\n"
        '61,"西\n安",PREFECTURE,,gazette,true\n'
        "610100,西安市,CITY,,gazette,true\n"
        "610200,铜川市,PREFECTURE,,,true\n"
        "610300,宝鸡市,PREFECTURE,,gazette,yes\n"
        "610400,咸阳市,PREFECTURE,,gazette\n"
        "610500,,PREFECTURE,,gazette,true\n"
        "610600,延安市,,,gazette,true\n"
        "610700,汉中市,PREFECTURE,a||b,gazette,true\n"
        "610800,榆林市,PREFECTURE,,general-knowledge,true\n"
        ",,,,,\n"
        "610900,安康市,PREFECTURE,,gazette,true\n"
    )
    batch = read(tmp_path, regions=regions)["regions"]
    assert [row.id for row in batch.nodes] == ["610000", "610900"]
    assert reasons(batch) == [
        ("regions.csv:3", "the same id as regions.csv:2"),
        ("regions.csv:5", "id: '61' is not a code of GB/T 2260: six digits"),
        ("regions.csv:7", "level: 'CITY' is none of NATION, PROVINCE, PREFECTURE, COUNTY"),
        ("regions.csv:8", "sources is blank"),
        ("regions.csv:9", "verified: 'yes' is neither true nor false"),
        ("regions.csv:10", "the number of cells is not that of the header"),
        ("regions.csv:11", "name is blank"),
        ("regions.csv:12", "level is blank"),
        ("regions.csv:13", "aliases: 'a||b' has an empty item between its '|'"),
        ("regions.csv:14", "verified, with the source 'general-knowledge'"),
    ]


def test_bad_dates_ends_and_figures_are_left_out(tmp_path: Path) -> None:
    pairings = PAIRINGS + (
        "320000,610000,a,2012-13,,gazette,true\n"
        "320000,610000,a,2012,2011-12-31,gazette,true\n"
        "320000,610000,a,2012,2012-01,gazette,true\n"
        "320000,320000,a,2012,,gazette,true\n"
        "320000,,a,2012,,gazette,true\n"
    )
    hosts = (
        "region,zone,programme,sources,verified\n"
        "610000,,cities,gazette,true\n610000,west,cities,gazette,true\n,,cities,gazette,true\n"
    )
    figures = "region,indicator,year,value,sources,verified\n" + "".join(
        f"610000,patents,{year},{value},gazette,true\n"
        for year, value in (
            ("2012", "nan"),
            ("2_012", "1"),
            ("２０１２", "1"),
            ("2013", "1,5".replace(",", ";")),
            ("2014", "0"),
        )
    )
    found = read(tmp_path, pairings=pairings, hosts=hosts, measurements=figures)
    assert reasons(found["pairings"]) == [
        ("pairings.csv:2", "since: '2012-13' is not a date of the calendar"),
        ("pairings.csv:3", "until 2011-12-31 is before since 2012"),
        ("pairings.csv:5", "'320000' stands at both ends"),
        ("pairings.csv:6", "recipient is blank"),
    ]
    assert reasons(found["hosts"]) == [
        ("hosts.csv:3", "exactly one of region, zone must be filled"),
        ("hosts.csv:4", "exactly one of region, zone must be filled"),
    ]
    assert reasons(found["measurements"]) == [
        ("measurements.csv:2", "value: 'nan' is not a number"),
        ("measurements.csv:3", "year: '2_012' is not a whole number"),
        ("measurements.csv:4", "year: '２０１２' is not a whole number"),
        ("measurements.csv:5", "value: '1;5' is not a number"),
    ]
    assert [row.properties["value"] for row in found["measurements"].edges] == [0.0]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_file_as_a_spreadsheet_writes_it_is_read_alike(tmp_path: Path, ends: str) -> None:
    text = REGIONS + '610000,"陕西\n省",PROVINCE,,gazette,true\n610100,西安市,CITY,,gazette,true\n'
    (tmp_path / "regions.csv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", ends).encode())
    batch = read(tmp_path)["regions"]
    assert [row.name for row in batch.nodes] == [f"陕西{ends}省"]
    assert [skipped.place for skipped in batch.skipped] == ["regions.csv:4"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "regions.csv:1: no header; the columns are id, name, shortName"),
        ("id,name,colour,sources,verified\n", "regions.csv:1: no column is called 'colour'; the columns are id"),
        ("id,name,level,sources,verified,name\n", "regions.csv:1: the column 'name' stands there twice"),
        ("id,name,level,verified\n", "regions.csv:1: the column 'sources' is missing"),
        (
            f'{REGIONS}610000,陕西,PROVINCE,,gazette,true\n"610100,西安',
            "regions.csv:3: this is not CSV: unexpected end",
        ),
        (REGIONS + "610000,陕西".encode("gb18030").decode("latin-1"), "regions.csv:2: this is not UTF-8"),
    ],
)
def test_file_that_is_no_table_is_refused_whole(tmp_path: Path, content: str, message: str) -> None:
    encoding = "latin-1" if "not UTF-8" in message else "utf-8"
    (tmp_path / "regions.csv").write_bytes(content.encode(encoding))
    with pytest.raises(FactsError) as refused:
        read_facts(tmp_path, "office")
    assert str(refused.value).startswith(message)


def test_unknown_file_folder_or_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="there is no folder"):
        read_facts(tmp_path / "nowhere", "office")
    with pytest.raises(FactsError, match="cannot name facts"):
        read_facts(tmp_path, "a/b")
    (tmp_path / "pairing.csv").write_text(PAIRINGS, "utf-8")
    with pytest.raises(FactsError, match=r"pairing\.csv: no table has this name; there are sources, regions"):
        read_facts(tmp_path, "office")


@pytest.mark.anyio
async def test_facts_load_once_and_only_what_a_folder_dropped_is_pruned(graph: Graph, tmp_path: Path) -> None:
    regions = REGIONS + "320000,江苏省,PROVINCE,,gazette,true\n610000,陕西省,PROVINCE,,gazette,true\n"
    pairings = PAIRINGS + "320000,610000,a,1996,,gazette,true\n320000,990000,a,1996,,gazette,true\n"
    read(tmp_path, sources=SOURCES, regions=regions, pairings=pairings)
    first = await apply_batches(graph.writer, read_facts(tmp_path, "office"), "tests")
    missing = Skipped("PAIRED_WITH", "pairings.csv:3", "no Region with the id '990000'")
    assert (first.created, first.skipped) == (5, (missing,))
    again = await apply_batches(graph.writer, read_facts(tmp_path, "office"), "tests")
    assert (again.changed, again.version, again.skipped) == (False, 1, (missing,))
    (tmp_path / "pairings.csv").unlink()
    last = await apply_batches(graph.writer, read_facts(tmp_path, "office"), "tests")
    assert (last.created, last.updated, last.removed, last.skipped) == (0, 0, 1, ())
