"""Makes Word files for tests, out of the XML that a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from loaders.files.text import ReadText, read_bytes

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def para(*runs: str, props: str = "") -> str:
    """A paragraph; a run that is no XML is text."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{props}</w:pPr>{inner}</w:p>"


def run(text: str, props: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return para(text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(text: str, style: str, props: str = "") -> str:
    """A paragraph in a style."""
    return para(text, props=f'<w:pStyle w:val="{style}"/>{props}')


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list; `more` are further elements, such as `<w:suff w:val="space"/>`."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, uses: str = "") -> str:
    """One list with these levels, and its use 1; `uses` are further `w:num`."""
    inner = "".join(levels)
    return (
        f'<w:abstractNum w:abstractNumId="7">{inner}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{uses}'
    )


def make_word(
    body: str,
    numbering: str = "",
    styles: str = "",
    content_type: str = DOCUMENT,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """A Word file with this body."""
    kinds = {"styles": styles, "numbering": numbering}
    related = "".join(f'<Relationship Id="r{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in kinds)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>',
        **{f"word/{name}.xml": f"<w:{name} {SPACES}>{text}</w:{name}>" for name, text in kinds.items()},
        **(more or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def read_word(body: str, numbering: str = "", styles: str = "") -> ReadText:
    """What is read of a Word file with this body."""
    return read_bytes(make_word(body, numbering, styles), "draft.docx")


def lines_of(body: str, numbering: str = "", styles: str = "") -> list[str]:
    """The lines that are read of a Word file with this body."""
    return read_word(body, numbering, styles).text.split("\n")
