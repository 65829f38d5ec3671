"""Read the text of a file of any kind that we take: txt, Markdown, HTML, docx, PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath

from loaders.errors import UnreadableFile
from loaders.files.docx import read_docx
from loaders.files.encoding import decode_text, is_binary
from loaders.files.html import read_html
from loaders.files.pdf import read_pdf
from loaders.files.text_pages import drop_pages

LARGEST_FILE = 32_000_000  # Bytes, as a loader's request may hold.
LARGEST_TEXT = 10_000_000  # Characters: a hundred times the longest plan.
ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a file, lines ended by `\\n`; `kind` is txt, html, docx or pdf, `encoding` that of a text file."""

    text: str
    kind: str
    encoding: str = ""
    notes: tuple[str, ...] = ()


def _find_kind(data: bytes, name: str, media_type: str) -> str:
    ending = PurePath(name).suffix.lower()
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile("an old Word file (.doc): save it as .docx")
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if ending in (".html", ".htm") or "html" in media_type or start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if ending in {".pdf", ".docx"}:
        raise UnreadableFile(f"the file is called {ending} and is none")
    return "txt"


def read_bytes(data: bytes, name: str = "", media_type: str = "") -> ReadText:
    """The text of a file's bytes, its kind found from them, then from its name; UnreadableFile says why not."""
    if not data.strip():
        raise UnreadableFile("the file is empty")
    if len(data) > LARGEST_FILE:
        raise UnreadableFile(f"the file has {len(data):,} bytes, more than {LARGEST_FILE:,}")
    kind, encoding = _find_kind(data, name, media_type), ""
    try:
        if kind == "txt":
            text, encoding = decode_text(data)
        else:
            text = {"html": read_html, "docx": read_docx, "pdf": read_pdf}[kind](data)
    except RecursionError as error:
        raise UnreadableFile("the file is nested too deeply to be read") from error
    return clean_text(text, kind, encoding)


def clean_text(text: str, kind: str = "txt", encoding: str = "") -> ReadText:
    """The text with plain line ends, without NUL and page numbers; UnreadableFile where it is none, or too long."""
    check_text(text)
    notes = ("NUL characters became spaces",) if "\0" in text else ()
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
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFile(f"the file has {path.stat().st_size:,} bytes, more than {LARGEST_FILE:,}")
        return read_bytes(path.read_bytes(), path.name)
    except OSError as error:
        raise UnreadableFile(f"the file cannot be opened: {error.strerror}") from error
