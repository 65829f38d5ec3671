"""Read the text of a PDF; one that is encrypted, scanned, or in letters without meaning is refused with the reason."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from loaders.errors import UnreadableFile
from loaders.files.lines import Budget
from loaders.files.pages import join_pages

MOST_PAGES = 2_000
# What draws a page has some thousand operations; counted over all pages, also where they share one stream.
MOST_OPERATIONS = 500_000
# Bytes, unpacked. A page of text has ten thousand; a map drawn line by line has millions, and hardly any text.
_LARGEST_PAGE = 1_000_000
_LARGEST_ALL = 20_000_000
_FEWEST_CHARACTERS = 10  # A page of text has hundreds; stamps and page numbers of a scan have fewer than this.
# In a font without a map so many signs in a row are words, fewer an ornament.
_WORD = 3
_MOST_UNMAPPED = 0.01
# Encodings that differ from one that is known only in the width of Latin letters.
_SAME = {
    "/GBKp-EUC": "/GBK-EUC",
    "/GBT-EUC": "/GBK-EUC",
    "/B5pc": "/ETen-B5",
    "/HKscs-B5": "/ETen-B5",
    "/ETHK-B5": "/ETen-B5",
}
_MAPPED = ("/GB-EUC", "/GBpc-EUC", "/GBK-EUC", "/GBK2K", "/ETen-B5", "/ETenms-B5", "/90ms-RKSJ")
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(slots=True)
class _Reading:
    """The cost of reading the pages, and what was found of them."""

    bytes: int = 0
    operations: int = 0
    characters: int = 0
    unmapped: int = 0
    drawings: list[int] = field(default_factory=list)
    refused: UnreadableFile | None = None
    budget: Budget = field(default_factory=Budget)

    def weigh(self, page: PageObject, number: int) -> bool:
        """Tell whether a page is read: no drawing is. Raises UnreadableFile where the pages are too many bytes."""
        size = sum(len(stream.get_data()) for stream in _find_streams(page))
        if size > _LARGEST_PAGE:
            self.drawings.append(number)
            return False
        self.bytes += size
        if self.bytes > _LARGEST_ALL:
            raise UnreadableFile(f"the pages of the PDF unpack to more than {_LARGEST_ALL:,} bytes: split it")
        return True

    def count(self, *_: object) -> None:
        """An operation is done."""
        self.operations += 1
        if self.operations > MOST_OPERATIONS:
            self.refuse(f"the PDF takes more than {MOST_OPERATIONS:,} operations to draw: split it")

    def refuse(self, reason: str) -> None:
        """Raise UnreadableFile, and once more where the library goes on in spite of it, as it does in forms."""
        self.refused = UnreadableFile(reason)
        raise self.refused

    def read(self, page: PageObject, number: int) -> str:
        """The text of a page, without signs of which nobody can tell what they are."""
        parts: list[str] = []

        def take(text: str, _cm: object, _tm: object, font: DictionaryObject | None, _size: object) -> None:
            shown = len("".join(text.split()))
            self.characters += shown
            if shown and font is not None and not _is_mapped(font):
                self.unmapped += shown
                if shown >= _WORD:
                    self.refuse(
                        f"the font {str(font.get('/BaseFont', '?'))[1:80]} on page {number} of the PDF has no map to "
                        "characters: print it to a PDF anew, save it as .docx, or run text recognition on it"
                    )
                return
            parts.append(self.budget.spend(text) if text else "")

        page.extract_text(visitor_operand_before=self.count, visitor_text=take)
        if self.refused is not None:
            raise self.refused
        return "".join(parts)


def _find_streams(page: PageObject) -> Iterator[StreamObject]:
    """Yield the streams a page is drawn from: its content, the forms in it, and the maps of its fonts, each once."""
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    for one in contents if isinstance(contents, ArrayObject) else [contents]:
        stream = one.get_object() if one is not None else None
        if isinstance(stream, StreamObject):
            yield stream
    waiting, met = [page.get("/Resources")], set[int]()
    while waiting:
        resources = _open(waiting.pop())
        for font in map(_open, _open(resources.get("/Font")).values()):
            _know(font)
            stream = _open(font.get("/ToUnicode"))
            if isinstance(stream, StreamObject) and id(stream) not in met:
                met.add(id(stream))
                yield stream
        for form in map(_open, _open(resources.get("/XObject")).values()):
            if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form" and id(form) not in met:
                met.add(id(form))
                waiting.append(form.get("/Resources"))
                yield form


def _open(found: object) -> DictionaryObject:
    found = found.get_object() if hasattr(found, "get_object") else found
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _know(font: DictionaryObject) -> None:
    """Call the encoding of a font by the name of one that the library knows."""
    encoding = font.get("/Encoding")
    if isinstance(encoding, str) and (known := _SAME.get(encoding[:-2])):
        font[NameObject("/Encoding")] = NameObject(known + encoding[-2:])


def _is_mapped(font: DictionaryObject) -> bool:
    """Tell whether it is known which characters the signs of a font are."""
    if font.get("/Subtype") != "/Type0" or "/ToUnicode" in font:
        return True
    encoding = str(font.get("/Encoding"))
    return "-UCS2-" in encoding or "-UTF16-" in encoding or encoding[:-2] in _MAPPED


def _read_pages(data: bytes) -> tuple[list[str], _Reading]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFile("the PDF is encrypted: store a copy without a password")
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableFile(f"the PDF has {len(reader.pages):,} pages, more than {MOST_PAGES:,}")
    reading = _Reading()
    pages = [
        reading.read(page, number) if reading.weigh(page, number) else "" for number, page in enumerate(reader.pages, 1)
    ]
    return pages, reading


def read_pdf(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a PDF as its pages hold it, its lines as the pages break them, and notes on what was left out."""
    try:
        pages, reading = _read_pages(data)
    except (UnreadableFile, MemoryError):
        raise
    except PyPdfError as error:
        raise UnreadableFile(f"the PDF is broken: {error}") from error
    except Exception as error:
        raise UnreadableFile(f"the PDF is broken: {type(error).__name__} {error}") from error
    if reading.unmapped > _MOST_UNMAPPED * reading.characters:
        raise UnreadableFile(
            "the PDF is set in fonts without a map to characters: save it as .docx, or recognise its text"
        )
    if reading.drawings and not "".join(pages).strip():
        raise UnreadableFile("the pages of the PDF are drawings of megabytes, which are not read: save it as .docx")
    if sum(len(page.strip()) for page in pages) < _FEWEST_CHARACTERS * len(pages):
        raise UnreadableFile(
            "the PDF is scanned: its pages are pictures without text; run text recognition on it first"
        )
    text, notes = join_pages(pages)
    if reading.drawings:
        notes = (*notes, f"drawings were not read: page {', '.join(map(str, reading.drawings[:10]))}")
    if reading.unmapped:
        notes = (*notes, f"{reading.unmapped:,} signs of fonts without a map to characters were left out")
    return text, notes
