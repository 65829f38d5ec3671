"""Makes PDF files for tests, object by object."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

# Chinese in the encoding of a known map, which needs no font in the file.
CHINESE = "/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[9 0 R]"
UNMAPPED = "/Subtype/Type0/BaseFont/ABCDEF+FangSong/Encoding/Identity-H/DescendantFonts[9 0 R]"
_DESCENDANT = (
    "/Type/Font/Subtype/CIDFontType2/BaseFont/SimSun"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>/DW 1000"
)


def show(text: str, font: str = "F1") -> str:
    """A line of text."""
    return f"/{font} 14 Tf <{text.encode('utf-16-be').hex()}> Tj"


def draw(*lines: str) -> str:
    """The content of a page, line below line."""
    return f"BT 60 780 Td {' 0 -28 Td '.join(lines)} ET"


def make_pdf(
    pages: Sequence[str], fonts: Sequence[str] = (CHINESE, UNMAPPED), forms: Sequence[str] = (), *, share: int = 1
) -> bytes:
    """A PDF with these contents of pages, each shown `share` times; the fonts are F1, F2, the forms X0, X1."""
    first_font, first_form = 10, 10 + len(fonts)
    first_page = first_form + len(forms)
    first_content = first_page + len(pages) * share
    font_names = "".join(f"/F{at + 1} {first_font + at} 0 R" for at in range(len(fonts)))
    form_names = "".join(f"/X{at} {first_form + at} 0 R" for at in range(len(forms)))
    resources = f"<</Font<<{font_names}>>/XObject<<{form_names}>>>>"
    kids = " ".join(f"{first_page + at} 0 R" for at in range(len(pages) * share))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages) * share}>>".encode(),
        9: f"<<{_DESCENDANT}>>".encode(),
    }
    objects |= {first_font + at: f"<</Type/Font{font}>>".encode() for at, font in enumerate(fonts)}
    form = f"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources{resources}"
    objects |= {first_form + at: _stream(text, form) for at, text in enumerate(forms)}
    for at in range(len(pages) * share):
        content = first_content + at // share
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R/Resources{resources}>>"
        objects[first_page + at] = page.encode()
    objects |= {first_content + at: _stream(text) for at, text in enumerate(pages)}
    return _write(objects)


def _stream(text: str, more: str = "") -> bytes:
    packed = zlib.compress(text.encode())
    head = f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n"
    return head.encode() + packed + b"\nendstream"


def _write(objects: dict[int, bytes]) -> bytes:
    file, places = bytearray(b"%PDF-1.5\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(file)
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(file)
    size = max(objects) + 1
    file += b"xref\n0 %d\n" % size
    for number in range(size):
        file += b"%010d %05d %b \n" % ((places[number], 0, b"n") if number in places else (0, 65535, b"f"))
    return bytes(file + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
