"""Read the text of a PDF; one that is encrypted, or scanned and without text, is refused with that reason."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from loaders.errors import UnreadableFile

MOST_PAGES = 2_000
_FEWEST_CHARACTERS = 10  # A page of text has hundreds; stamps and page numbers of a scan have fewer than this.
logging.getLogger("pypdf").setLevel(logging.ERROR)


def _read_pages(data: bytes) -> list[str]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFile("the PDF is encrypted: store a copy without a password")
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableFile(f"the PDF has {len(reader.pages):,} pages, more than {MOST_PAGES:,}")
    return [page.extract_text() for page in reader.pages]


def read_pdf(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a PDF as its pages hold it, lines broken where the page breaks them, and notes on it."""
    try:
        pages = _read_pages(data)
    except UnreadableFile:
        raise
    except PyPdfError as error:
        raise UnreadableFile(f"the PDF is broken: {error}") from error
    except Exception as error:
        raise UnreadableFile(f"the PDF is broken: {type(error).__name__} {error}") from error
    if sum(len(page.strip()) for page in pages) < _FEWEST_CHARACTERS * len(pages):
        raise UnreadableFile(
            "the PDF is scanned: its pages are pictures without text; run text recognition on it first"
        )
    return "\n".join(pages), ()
