"""Read the text of a Word file: paragraphs as lines, with their automatic numbers, cells of a table parted by bars."""

from __future__ import annotations

import zipfile
import zlib

from loaders.errors import UnreadableFile
from loaders.files.word.body import Body
from loaders.files.word.numbering import Numbering
from loaders.files.word.package import open_package
from loaders.files.word.styles import Styles


def read_docx(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a Word file, one paragraph a line, and notes on what was read by assumption or left out.

    UnreadableFile where it is broken, encrypted, a zip bomb or another kind of archive. Macros are left alone.
    """
    try:
        package = open_package(data)
        main = package.find_main()
        related = package.find_related(main)
        styles = Styles()
        package.parse(related.get("styles", ""), styles)
        numbering = Numbering(styles)
        package.parse(related.get("numbering", ""), numbering)
        body = Body(styles, numbering)
        package.parse(main, body)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise UnreadableFile(f"the Word file is broken: {error}") from error
    text = "\n".join(body.lines)
    if body.pictures and not text.strip():
        raise UnreadableFile("the Word file holds pictures and no text: run text recognition on them first")
    return text, body.notes
