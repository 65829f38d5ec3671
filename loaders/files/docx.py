"""Read the text of a Word file: paragraphs as lines, with their automatic numbers, cells of a table parted by bars."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from loaders.errors import UnreadableFile

LARGEST_UNPACKED = 200_000_000  # Bytes: a policy document is a thousandth of it, a zip bomb a thousand times as much.
_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def check_size(data: bytes) -> None:
    """Refuse a file that is no archive, or that unpacks to more than memory should hold, before unpacking it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.infolist()
            unpacked = sum(entry.file_size for entry in names)
            encrypted = any(entry.flag_bits & 1 for entry in names)
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise UnreadableFile("the Word file is broken: it is no zip archive") from error
    if encrypted:
        raise UnreadableFile("the Word file is encrypted")
    if unpacked > LARGEST_UNPACKED:
        raise UnreadableFile(f"the Word file unpacks to {unpacked:,} bytes, more than {LARGEST_UNPACKED:,}: refused")


def _write_han(value: int) -> str:
    if value > 99:
        return str(value)
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def _write_count(style: str, value: int) -> str:
    if style.startswith(("chinese", "ideograph", "taiwanese", "japaneseCounting")):
        return _write_han(value)
    if style.startswith("decimalEnclosedCircle") and value <= len(_CIRCLED):
        return _CIRCLED[value - 1]
    if style == "lowerLetter" and value <= 26:
        return chr(ord("a") + value - 1)
    return str(value)


class _Numbering:
    """The automatic numbers of a Word file, counted as Word counts them: a level restarts below a higher one."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, tuple[str, str]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {item.get(qn("w:abstractNumId")): item for item in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            reference = number.find(qn("w:abstractNumId"))
            source = abstract.get(reference.get(qn("w:val"))) if reference is not None else None
            if source is not None:
                self._levels[number.get(qn("w:numId"))] = dict(map(self._read_level, source.findall(qn("w:lvl"))))

    @staticmethod
    def _read_level(level: object) -> tuple[int, tuple[str, str]]:
        def value(name: str) -> str:
            found = level.find(qn(name))  # type: ignore[attr-defined]  # lxml ships no types
            return str(found.get(qn("w:val")) or "") if found is not None else ""

        return int(level.get(qn("w:ilvl"))), (value("w:numFmt"), value("w:lvlText"))  # type: ignore[attr-defined]

    def next_number(self, paragraph: Paragraph) -> str:
        """The number that Word shows before a paragraph; empty where it shows none, or a bullet."""
        numbered = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbered is None:
            return ""
        named = {child.tag: child.get(qn("w:val")) for child in numbered}
        key, level = str(named.get(qn("w:numId"))), int(named.get(qn("w:ilvl")) or 0)
        levels = self._levels.get(key, {})
        style, text = levels.get(level, ("bullet", ""))
        if style in ("bullet", "none", ""):
            return ""
        counts = self._counts[key]
        counts[level] = counts.get(level, 0) + 1
        for deeper in [deeper for deeper in counts if deeper > level]:
            del counts[deeper]
        for above in range(level + 1):
            text = text.replace(f"%{above + 1}", _write_count(levels.get(above, (style, ""))[0], counts.get(above, 1)))
        return text


def _read_blocks(document: WordDocument) -> Iterator[str]:
    numbering = _Numbering(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = [" ".join(cell.text.split()) for cell in row.cells]
                # A merged cell comes once a column.
                yield " | ".join(cell for i, cell in enumerate(cells) if i == 0 or cell != cells[i - 1])
        else:
            yield numbering.next_number(block) + block.text


def read_docx(data: bytes) -> str:
    """The text of a Word file, one paragraph a line; UnreadableFile where it is broken, encrypted or a zip bomb."""
    check_size(data)
    try:
        return "\n".join(_read_blocks(Document(io.BytesIO(data))))
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile(f"the Word file is broken: {error}") from error
