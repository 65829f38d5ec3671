"""What the names of files and folders say of a document counts where the text says nothing."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from loaders.clauses.segment import parse_document
from loaders.metadata.file_names import FileSays, name_file, read_file_name
from loaders.metadata.metadata import read_meta
from loaders.storing.given import StatedMetadata
from loaders.storing.reading import DocumentReading, Tools, read_for_graph
from loaders.tasks.matcher import Matcher
from loaders.tasks.profiles import Profiles
from tests.loaders.mentions.names import make_gazetteer

TOOLS = Tools(make_gazetteer(), Matcher(Profiles(1, (), ()), {}))
BARE = "第一条 市知识产权局应当加强合作。\n第二条 本条例自2010年11月1日起施行。\n"


def read(text: str, file: str) -> DocumentReading:
    return read_for_graph(text, StatedMetadata(file=file), TOOLS)


@pytest.mark.parametrize(
    ("name", "title", "date", "place"),
    [
        ("DLC/上海地方法规/地方性法规/上海/某某条例(2010-09-17).md", "某某条例", "2010-09-17", "上海"),
        ("上海地方法规/某某办法（2010年9月17日）.docx", "某某办法", "2010-09-17", "上海"),
        ("经济法/某某法(2021-06-10).md", "某某法", "2021-06-10", "中华人民共和国"),
        ("某某办法(试行)(2012).txt", None, None, None),
        ("某某办法(试行)(2012-06).txt", None, None, None),
        ("某某办法(2012/6/1).txt", None, None, None),
        ("某某办法.txt", None, None, None),
        ("上海地方法规/某某办法.txt", None, None, None),
    ],
)
def test_name_says_title_date_and_place(name: str, title: str | None, date: str | None, place: str | None) -> None:
    said = read_file_name(name)
    assert (said.title, str(said.date) if said.date else None, said.place) == (title, date, place)


def test_file_speaks_where_the_text_is_silent_and_the_load_says_so() -> None:
    reading = read(BARE, "DLC/上海地方法规/地方性法规/上海/科学技术进步条例(2010-09-17).md")
    meta = reading.meta
    assert (meta.title, str(meta.issued), meta.territory) == ("科学技术进步条例", "2010-09-17", "310000")
    assert [one.name for one in reading.analysis.mentions[0]] == ["上海市知识产权局"]
    assert sum("file's name" in warning.reason for warning in reading.warnings) == 3


def test_text_speaks_before_its_file() -> None:
    text = f"陕西省合作条例\n2012年3月1日陕西省第十一届人民代表大会第一次会议通过\n{BARE}"
    reading = read(text, "上海地方法规/某某条例(2010-09-17).md")
    meta = reading.meta
    assert (meta.title, str(meta.issued), meta.territory) == ("陕西省合作条例", "2012-03-01", "610000")
    assert meta == read_meta(parse_document(text), TOOLS.gazetteer)[0]


def test_folder_gives_way_to_the_place_of_the_title() -> None:
    assert read(BARE, "陕西地方法规/西安市合作条例(2010-09-17).md").meta.territory == "610100"


def test_folders_are_told_only_where_they_say_whose_a_file_is() -> None:
    assert (
        name_file(PurePosixPath("/a/li/DLC/上海地方法规/上海/某(2010-09-17).md"))
        == "上海地方法规/上海/某(2010-09-17).md"
    )
    assert name_file(PurePosixPath("/a/li/某(2010-09-17).md")) == "某(2010-09-17).md"
    assert read_file_name("") == FileSays()
