"""Word files made to take memory or time: refused early, or read in little of both."""

from __future__ import annotations

import tracemalloc

import pytest

from loaders.errors import UnreadableFile
from loaders.files.text import read_bytes
from loaders.files.word import package
from tests.loaders.files.word.made import level, lists, make_word, numbered, para

MEGABYTE = 1_000_000


def find_peak(data: bytes, reason: str) -> int:
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile, match=reason):
            read_bytes(data, "a.docx")
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_endless_paragraphs_are_refused_where_they_pass_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_NODES", 20_000)
    assert find_peak(make_word("<w:p/>" * 10_000_000), "more than 20,000 elements") < 10 * MEGABYTE


def test_elements_are_counted_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_NODES", 1_000)
    numbering = lists(*(level(0, "decimal", "%1.") for _ in range(200)))
    with pytest.raises(UnreadableFile, match="more than 1,000 elements"):
        read_bytes(make_word(para("甲") * 100, numbering), "a.docx")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000, "nested too deeply"),
        (f"<w:p w:x='{'a' * 30 * MEGABYTE}'/>", "one word of many megabytes"),
        (f"<!--{'a' * 30 * MEGABYTE}-->", "one word of many megabytes"),
        (para("长" * 11 * MEGABYTE), "characters: split"),
    ],
    ids=["deep", "attribute", "comment", "text"],
)
def test_part_without_measure_is_refused_in_little_memory(body: str, reason: str) -> None:
    assert find_peak(make_word(body), reason) < 60 * MEGABYTE


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tr>" + f"<w:tc>{para('x')}</w:tc>" * 20_000 + "</w:tr></w:tbl>",
        f"<w:tbl><w:tr><w:tc>{para('合作')}</w:tc><w:tc>{para('管理')}</w:tc></w:tr></w:tbl>" * 10_000,
        "<w:tbl><w:tr><w:tc>" * 200 + para("甲") + "</w:tc></w:tr></w:tbl>" * 200,
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="50000000"/></w:tcPr>' + para("甲") + "</w:tc></w:tr></w:tbl>",
        numbered("合作") * 20_000,
    ],
    ids=["cells", "tables", "nested tables", "span", "numbers"],
)
def test_large_table_or_list_is_read(body: str) -> None:
    assert read_bytes(make_word(body, lists(level(0, "chineseCounting", "第%1条"))), "a.docx").text.strip()


def test_entities_and_document_types_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(UnreadableFile, match="document type"):
        read_bytes(make_word("", more={"word/document.xml": bomb}), "a.docx")


def test_archive_of_endless_names_is_refused_unread() -> None:
    more = {f"word/{number:05}{'x' * 400}.xml": "" for number in range(9_000)}
    assert find_peak(make_word(para("甲"), more=more), "too many parts") < 2 * MEGABYTE


@pytest.mark.parametrize("cut", [0.3, 0.9, 0.99])
def test_file_that_is_cut_off_is_refused(cut: float) -> None:
    data = make_word(para("甲") * 1000)
    with pytest.raises(UnreadableFile, match="broken"):
        read_bytes(data[: int(len(data) * cut)], "a.docx")
