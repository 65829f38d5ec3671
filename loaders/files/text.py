"""Read the text of a file of any kind that we take: txt, Markdown, HTML, Word, PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from loaders.errors import UnreadableFile
from loaders.files.disk import LARGEST_FILE, read_file
from loaders.files.docx import read_docx
from loaders.files.encoding import decode_text, is_binary
from loaders.files.html import read_html
from loaders.files.legible import check_legible
from loaders.files.lines import LARGEST_TEXT
from loaders.files.old_word import NOTE, convert_old_word
from loaders.files.pdf import read_pdf
from loaders.files.text_pages import drop_pages

# Those that are refused stand here as well: passed over without a word, nobody would miss them.
ENDINGS = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt",
    ".rtf", ".pdf", ".odt", ".ofd",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a file, lines ended by `\\n`; `kind` is txt, html, docx or pdf, `encoding` that of a text file.

    `notes` say what was read by assumption, or left out.
    """

    text: str
    kind: str
    encoding: str = ""
    notes: tuple[str, ...] = ()


def _find_kind(data: bytes, name: str, media_type: str) -> str:
    ending = PurePath(name).suffix.lower()
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _find_compound(data)
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start[:13].lower() == b"mime-version:":
        raise UnreadableFile("a web page saved as one file (.mht): open it in a browser or Word and save it as .docx")
    start = start.lower()
    if ending in (".html", ".htm") or "html" in media_type or start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if ending in {".pdf", ".docx", ".docm", ".dotx", ".dotm", ".odt", ".ofd"}:
        raise UnreadableFile(f"the file is called {ending} and is none")
    return "txt"


def _find_compound(data: bytes) -> str:
    """Find what Microsoft's older container holds: its entries have names in UTF-16."""
    if _holds(data, "EncryptedPackage"):
        raise UnreadableFile("the Word file is encrypted: save a copy without a password")
    if _holds(data, "Workbook"):
        raise UnreadableFile("an Excel workbook is no document: `hezuo load --facts` takes tables")
    if _holds(data, "PowerPoint Document"):
        raise UnreadableFile("a PowerPoint file is no document: save its text as .docx or .txt")
    if not _holds(data, "WordDocument"):
        raise UnreadableFile("an old Word file (.doc) that is broken, or none: save it as .docx")
    return "doc"


def _holds(data: bytes, entry: str) -> bool:
    return f"{entry}\0".encode("utf-16-le") in data


def _read_old_word(data: bytes) -> tuple[str, tuple[str, ...]]:
    text, notes = read_docx(convert_old_word(data, "an old Word file (.doc, .wps or .rtf)"))
    return text, (NOTE, *notes)


_READERS: dict[str, Callable[[bytes], tuple[str, tuple[str, ...]]]] = {
    "docx": read_docx, "pdf": read_pdf, "doc": _read_old_word, "rtf": _read_old_word,
}  # fmt: skip


def read_bytes(data: bytes, name: str = "", media_type: str = "") -> ReadText:
    """The text of a file's bytes, its kind found from them, then from its name; UnreadableFile says why not."""
    if not data.strip():
        raise UnreadableFile("the file is empty")
    if len(data) > LARGEST_FILE:
        raise UnreadableFile(f"the file has {len(data):,} bytes, more than {LARGEST_FILE:,}")
    kind = _find_kind(data, name, media_type)
    if kind == "txt":
        text, encoding = decode_text(data)
        check_legible(text)
        return clean_text(text, kind, encoding)
    try:
        text, notes = read_html(data, media_type) if kind == "html" else _READERS[kind](data)
    except RecursionError as error:
        raise UnreadableFile("the file is nested too deeply to be read") from error
    check_legible(text)
    return clean_text(text, "docx" if kind in ("doc", "rtf") else kind, notes=notes)


def clean_text(text: str, kind: str = "txt", encoding: str = "", notes: tuple[str, ...] = ()) -> ReadText:
    """The text with plain line ends, no NUL, no page numbers; UnreadableFile where it is empty, none, or too long."""
    check_text(text)
    if "\0" in text:
        notes = (*notes, "NUL characters became spaces")
    text = text.replace("\0", " ").replace("\r\n", "\n").replace("\r", "\n")
    if kind == "txt":
        text = drop_pages(text)
    return ReadText(text, kind, encoding, notes)


def check_text(text: str) -> None:
    """Raises UnreadableFile where a text is empty, none at all, or too long."""
    if is_binary(text):
        raise UnreadableFile("the file is no text: it holds control characters as programs and pictures do")
    if not text.replace("\0", " ").strip():
        raise UnreadableFile("the file holds no text")
    if len(text) > LARGEST_TEXT:
        raise UnreadableFile(f"the text has {len(text):,} characters, more than {LARGEST_TEXT:,}")


def read_document(path: Path) -> ReadText:
    """The text of a file on disk; UnreadableFile says why it cannot be read."""
    return read_bytes(read_file(path), path.name)
