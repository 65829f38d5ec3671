"""Follows the fields of a Word file: their code is no text, their result is, and a table of contents is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.files.counts import write_count

# Word's circled characters and readings above characters are fields without a result: their code says what they show.
_CIRCLED = re.compile(r"\beq\s*\\o\\ac\s*\(\s*\S\s*[,，]\s*([^()]{1,4}?)\s*\)\s*$", re.IGNORECASE)
_READING = re.compile(r"\\o\\a[dlrc]\s*\(\\s\\up\s*\d+\s*\([^()]*\)\s*[,，]([^()]*)\)\s*$", re.IGNORECASE)
_LONGEST_CODE = 500
_HEADING = re.compile(r"\s*目\s*[录次錄]\s*")


@dataclass(slots=True)
class _Field:
    lines: list[str]
    at: int
    code: str = ""
    shows: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that are open, innermost last."""

    _open: list[_Field] = field(default_factory=list)
    _hiding: int = 0

    @property
    def hide(self) -> bool:
        """Tell whether what comes now is code."""
        return self._hiding > 0

    def begin(self, lines: list[str]) -> None:
        """A field begins after these lines."""
        self._open.append(_Field(lines, len(lines)))
        self._hiding += 1

    def read(self, code: str) -> None:
        """Some of the code of the innermost field."""
        if self._open:
            one = self._open[-1]
            one.code += code[: _LONGEST_CODE - len(one.code)]

    def show(self) -> None:
        """The code of the innermost field ends, and its result begins."""
        if self._open and not self._open[-1].shows:
            self._open[-1].shows = True
            self._hiding -= 1

    def end(self, lines: list[str]) -> tuple[str, bool]:
        """The innermost field ends: the text that it shows without a result, and whether it was a table of contents.

        The lines of a table of contents are taken out again.
        """
        if not self._open:
            return "", False
        one = self._open.pop()
        if not one.shows:
            self._hiding -= 1
            return _show(one.code), False
        contents = one.code.strip().upper().startswith("TOC") and one.lines is lines
        if contents:
            drop_contents(lines, one.at)
        return "", contents

    def end_paragraph(self, lines: list[str]) -> None:
        """A code ends with its paragraph, lest a broken field hides the rest of the text."""
        while self._open and not self._open[-1].shows and self._open[-1].lines is lines:
            self._open.pop()
            self._hiding -= 1


def _show(code: str) -> str:
    if found := _CIRCLED.search(code):
        sign = found.group(1)
        return write_count("decimalEnclosedCircle", int(sign)) if sign.isascii() and sign.isdigit() else sign
    found = _READING.search(code)
    return found.group(1) if found else ""


def drop_contents(lines: list[str], at: int) -> None:
    """Take the lines from `at` on out, and the heading 目录 above them."""
    del lines[at:]
    while lines and not lines[-1].strip():
        lines.pop()
    if lines and _HEADING.fullmatch(lines[-1]):
        lines.pop()
