"""Files of other kinds: each refused with what to do, or turned into one that is read."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest

from loaders.errors import UnreadableFile
from loaders.files import old_word
from loaders.files.text import read_bytes


def pack(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def compound(entry: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + f"{entry}\0".encode("utf-16-le") + bytes(512)


@pytest.mark.parametrize(
    ("data", "name", "todo"),
    [
        (pack("OFD.xml", "Doc_0/Document.xml"), "a.ofd", "OFD.*save it as a PDF"),
        (pack("mimetype", "content.xml"), "a.odt", "OpenDocument.*save it as .docx"),
        (pack("[Content_Types].xml", "xl/workbook.xml"), "a.docx", "Excel.*--facts"),
        (pack("[Content_Types].xml", "ppt/presentation.xml"), "a.docx", "PowerPoint.*save its text"),
        (pack("a.txt"), "a.zip", "zip archive.*unpack it"),
        (pack("[Content_Types].xml", "word/styles.xml"), "a.docx", "broken.*missing"),
        (compound("EncryptedPackage"), "a.docx", "encrypted.*without a password"),
        (compound("Workbook"), "a.xls", "Excel.*--facts"),
        (compound("PowerPoint Document"), "a.ppt", "PowerPoint.*save its text"),
        (compound("Other"), "a.doc", "broken.*save it as .docx"),
        (b"MIME-Version: 1.0\r\n\r\n<html>", "a.doc", "saved as one file.*save it as .docx"),
        (b"plain", "a.ofd", "called .ofd and is none"),
    ],
)
def test_file_of_another_kind_is_refused_with_what_to_do(data: bytes, name: str, todo: str) -> None:
    with pytest.raises(UnreadableFile, match=todo):
        read_bytes(data, name)


@pytest.mark.parametrize(("data", "name"), [(compound("WordDocument"), "a.doc"), (rb"{\rtf1 \u31532?}", "a.doc")])
def test_old_word_file_needs_libreoffice_and_says_so(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UnreadableFile, match=r"save it as \.docx, or install LibreOffice"):
        read_bytes(data, name)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_old_word_file_is_turned_into_one_that_is_read() -> None:
    text = "".join(f"\\u{ord(one)}?" for one in "第一条 为了合作，制定本办法。")
    read = read_bytes(rf"{{\rtf1\ansi {text}\par}}".encode(), "a.rtf")
    assert read.text.strip() == "第一条 为了合作，制定本办法。"
    assert read.notes[0] == old_word.NOTE
