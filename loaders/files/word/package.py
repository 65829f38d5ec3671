"""Opens Office files: what kind of archive it is, its parts, each parsed as it streams and bounded by its nodes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Protocol
from xml.parsers.expat import ExpatError, ParserCreate

from loaders.errors import UnreadableFile

LARGEST_UNPACKED = 200_000_000  # Bytes: a policy document is a thousandth of it, a zip bomb a thousand times as much.
# A page of Word has some hundred elements, so this is a book of a thousand pages; counted over all parts.
MOST_NODES = 1_000_000
DEEPEST = 1_000
_LARGEST_DIRECTORY = 4_000_000  # Bytes of the archive's own list: some ten thousand names.
_CHUNK = 1_000_000
# Bytes without an element or a text in them are one attribute or comment, over which the parser begins anew each time.
_LONGEST_TOKEN = 4 * _CHUNK
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "urn:schemas-microsoft-com:vml": "v:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "r:",
}
_OTHERS = (
    ("xl/", "an Excel workbook is no document: `hezuo load --facts` takes tables"),
    ("ppt/", "a PowerPoint file is no document: save its text as .docx or .txt"),
    ("OFD.xml", "an OFD file: open it in its reader (or WPS) and save it as a PDF with text, or as .docx"),
    ("content.xml", "an OpenDocument file (.odt): open it in Word, WPS or LibreOffice and save it as .docx"),
)


class Handler(Protocol):
    """A handler, told of a part element by element; names are short (`w:p`), attributes without their namespace."""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Some of the text of the innermost element."""


@dataclass(slots=True)
class Package:
    """An open Office file; `names` are its entries by their names in lower case."""

    archive: zipfile.ZipFile
    names: Mapping[str, str]
    _nodes: int = field(default=0)

    def find_main(self) -> str:
        """The name of the part that holds the text. UnreadableFile where there is none."""
        main = self.find_related("").get("officeDocument", "word/document.xml")
        if main.lower() not in self.names:
            raise UnreadableFile("the Word file is broken: the part that holds its text is missing")
        return main

    def find_related(self, part: str) -> Mapping[str, str]:
        """The parts that a part points at, by the last word of their kind; those of the file itself for ''."""
        folder, name = posixpath.split(part)
        related = _Relations(folder)
        self.parse(posixpath.join(folder, "_rels", f"{name}.rels"), related)
        return related.found

    def parse(self, part: str, handler: Handler) -> None:
        """Tell of a part; of one that is not there nothing. UnreadableFile where it is broken or too large."""
        name = self.names.get(part.lower())
        if name is None:
            return
        try:
            with self.archive.open(name) as file:
                self._parse(file, handler)
        except ExpatError as error:
            raise UnreadableFile(f"the Word file is broken: {part}: {error}") from error

    def _parse(self, file: IO[bytes], handler: Handler) -> None:
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        depth = silent = 0

        def start(tag: str, given: dict[str, str]) -> None:
            nonlocal depth, silent
            silent = 0
            depth += 1
            self._nodes += 1
            if depth > DEEPEST:
                raise UnreadableFile("the Word file is nested too deeply to be read")
            if self._nodes > MOST_NODES:
                raise UnreadableFile(f"the Word file has more than {MOST_NODES:,} elements: split it")
            handler.start(_shorten(tag), {key.rpartition(" ")[2]: value for key, value in given.items()})

        def end(tag: str) -> None:
            nonlocal depth, silent
            silent = 0
            depth -= 1
            handler.end(_shorten(tag))

        def data(text: str) -> None:
            nonlocal silent
            silent = 0
            handler.data(text)

        def refuse(*_: object) -> None:
            raise UnreadableFile("the Word file declares a document type, as none of Word's does: refused")

        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
        parser.StartDoctypeDeclHandler = refuse
        while chunk := file.read(_CHUNK):
            silent += len(chunk)
            parser.Parse(chunk, False)
            if silent > _LONGEST_TOKEN:
                raise UnreadableFile("the Word file holds one word of many megabytes: refused")
        parser.Parse(b"", True)


def _shorten(tag: str) -> str:
    space, _, name = tag.rpartition(" ")
    return _SPACES.get(space, "") + name


class _Relations:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, str] = {}

    def start(self, name: str, given: Mapping[str, str]) -> None:
        target = given.get("Target", "")
        if name == "r:Relationship" and given.get("TargetMode") != "External":
            kind = given.get("Type", "").rpartition("/")[2]
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
            self.found.setdefault(kind, posixpath.normpath(path))

    def end(self, name: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass


def open_package(data: bytes) -> Package:
    """An Office file from its bytes. UnreadableFile where it is none, of another kind, encrypted or a zip bomb."""
    _check_directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise UnreadableFile("the Word file is broken: it is no zip archive") from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile("the Word file is encrypted: save a copy without a password")
    if unpacked > LARGEST_UNPACKED:
        raise UnreadableFile(f"the Word file unpacks to {unpacked:,} bytes, more than {LARGEST_UNPACKED:,}: refused")
    names = {entry.filename.replace("\\", "/").lower(): entry.filename for entry in entries}
    if "[content_types].xml" not in names or not any(name.startswith("word/") for name in names):
        for beginning, reason in _OTHERS:
            if any(name.startswith(beginning.lower()) for name in names):
                raise UnreadableFile(reason)
        if "[content_types].xml" not in names:
            raise UnreadableFile("a zip archive and no Word file: unpack it and load what is in it")
    return Package(archive, names)


def _check_directory(data: bytes) -> None:
    """Refuse an archive of endless names before they are read: the list of them stands at its end."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if end < 0 or len(data) < end + 22:
        raise UnreadableFile("the Word file is broken: it is no zip archive, or cut off")
    if int.from_bytes(data[end + 12 : end + 16], "little") > _LARGEST_DIRECTORY:
        raise UnreadableFile("the Word file holds too many parts: refused")
