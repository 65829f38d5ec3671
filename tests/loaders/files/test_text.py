"""Files of every kind and every fault: read rightly, or refused with the reason."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from loaders.clauses.segment import parse_document
from loaders.errors import UnreadableFile
from loaders.files.disk import LARGEST_FILE
from loaders.files.text import read_bytes, read_document

SIMPLE = "第一条 为了促进知识产权区域合作，制定本条例。\n第二条 本条例自2012年1月1日起施行。\n"
TRADITIONAL = "第一條 為了促進知識產權區域合作，制定本條例。\n第二條 本條例自公布之日起施行。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLE, "utf-8"),
        (SIMPLE, "utf-8-sig"),
        (SIMPLE, "utf-16"),
        (SIMPLE, "gb18030"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "utf-8"),
    ],
)
def test_text_is_read_in_every_encoding(text: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding), "a.txt").text == text


def test_line_ends_become_plain_and_nul_becomes_a_space() -> None:
    read = read_bytes((SIMPLE.replace("\n", "\r\n") * 20 + "\0").encode(), "a.txt")
    assert read.text == SIMPLE * 20 + " "
    assert read.notes


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n \n", "a.txt", "empty"),
        (bytes(range(256)) * 50, "a.txt", "encodings|no text"),
        (b"\x00\x01\x02\x03" * 500, "a.txt", "no text"),
        (b"%PDF-1.7 nothing", "a.pdf", "broken"),
        (b"PK\x03\x04 nothing", "a.docx", "broken"),
        (b"plain words", "a.docx", "is none"),
        (b"\xd0\xcf\x11\xe0 old", "a.doc", "old Word"),
        (b"x" * (LARGEST_FILE + 1), "a.txt", "more than"),
    ],
)
def test_file_that_is_no_document_is_refused_with_the_reason(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_bytes(data, name)


def find_peak(data: bytes | Path, name: str, reason: str) -> int:
    """The most bytes that refusing a file takes at once."""
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile, match=reason):
            read_document(data) if isinstance(data, Path) else read_bytes(data, name)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert find_peak(path, "a.txt", "more than") < 1_000_000


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read_document(tmp_path / "none.txt")


def test_page_gives_its_text_without_scripts_and_with_its_tables() -> None:
    page = (
        "<!doctype html><html><head><meta charset=gb2312><title>t</title><script>alert('一、坏')</script></head><body>"
        "<nav>首页</nav><!-- 注释 --><div>一、<b>加强</b>\n合作<br>（一）联合\n执法。<p>（二）共享信息。</p>尾</div>"
        "<table><tr><td><p>1</p></td><td>培训</td></tr></table><ol><li>甲。</li><li>乙。</li></ol><style>p{}</style></body></html>"
    )
    text = read_bytes(page.encode("gb18030"), "a.html").text
    assert text.split("\n") == [
        "一、加强 合作",
        "（一）联合 执法。",
        "（二）共享信息。",
        "尾",
        "1 | 培训",
        "1.甲。",
        "2.乙。",
    ]


def test_deeply_nested_page_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="nested"):
        read_bytes(b"<html>" + b"<div>" * 100_000 + "合作。".encode(), "a.html")


def write_docx() -> bytes:
    document = Document()
    document.add_paragraph("某某市专利条例")
    document.add_paragraph("第一条 为了加强合作，制定本条例。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "1", "组织培训"
    document.add_paragraph("加强保护。", style="List Number")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_word_file_gives_paragraphs_and_tables_in_order() -> None:
    text = read_bytes(write_docx(), "a.docx").text
    assert text.split("\n")[:3] == ["某某市专利条例", "第一条 为了加强合作，制定本条例。", "1 | 组织培训"]


def test_zip_bomb_is_refused_before_it_unpacks() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as entry:
        for _ in range(25):
            entry.write(b" " * 10_000_000)
    assert find_peak(file.getvalue(), "a.docx", "unpacks to") < 5_000_000


def write_pdf(lines: list[str], password: str = "") -> bytes:
    """A PDF of one page in a font of the reader's own, so that the letters are readable text."""
    writer = PdfWriter()
    page = writer.add_blank_page(600, 800)
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    content = DecodedStreamObject()
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    content.set_data(f"BT /F1 12 Tf 50 700 Td {shown} ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_pdf_gives_its_text() -> None:
    text = read_bytes(write_pdf(["1. Regions cooperate.", "2. Offices share information."]), "a.pdf").text
    assert [clause.path for clause in parse_document(text).clauses] == ["1", "2"]


def test_encrypted_and_scanned_pdf_are_refused_with_the_reason() -> None:
    with pytest.raises(UnreadableFile, match="encrypted"):
        read_bytes(write_pdf(["1. Regions cooperate."], password="secret"), "a.pdf")
    with pytest.raises(UnreadableFile, match="scanned"):
        read_bytes(write_pdf([]), "a.pdf")


def test_marks_of_direction_do_not_hide_a_number() -> None:
    text = read_bytes(
        "\u200f第一条\u202e 为了合作，制定本条例。\n\u200e第二条 自公布之日起施行。".encode(), "a.txt"
    ).text
    assert [clause.path for clause in parse_document(text).clauses] == ["第一条", "第二条"]
