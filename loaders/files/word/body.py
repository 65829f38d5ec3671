"""Reads the body of a Word file as it streams: the lines that a person sees, and notes on what was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from loaders.files.lines import Budget, lay_out
from loaders.files.word.fields import Fields, drop_contents
from loaders.files.word.numbering import Numbering
from loaders.files.word.styles import OFF, Styles, read_level
from loaders.files.word.symbols import read_symbol
from loaders.files.word.tables import Table

Given = Mapping[str, str]

_PROPERTIES = frozenset({"w:pPr", "w:trPr", "w:tcPr", "w:tblPr", "w:sdtPr"})
# What is not shown: how something was before a change, readings above characters, what shapes pages.
_UNSHOWN = frozenset({
    "w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange",
    "w:numberingChange", "w:tblGridChange", "w:tblPrExChange", "w:rt", "w:sectPr",
})  # fmt: skip
_REMOVED = frozenset({"w:del", "w:moveFrom"})
_ADDED = frozenset({"w:ins", "w:moveTo"})
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_TEXTS = {"w:t": "text", "m:t": "text", "w:instrText": "code"}
_COUNTED = {
    "w:footnoteReference": "notes", "w:endnoteReference": "notes", "w:altChunk": "embedded", "w:subDoc": "embedded",
    "relIds": "embedded", "blip": "pictures", "v:imagedata": "pictures",
}  # fmt: skip
_NOTES = {
    "revised": "the file holds tracked changes: read as if all were accepted, insertions in and deletions out",
    "hidden": "hidden text was left out",
    "unfilled": "fields that nobody filled in were left out",
    "notes": "footnotes and endnotes were left out",
    "embedded": "embedded files and diagrams were left out",
}


@dataclass(slots=True)
class _Paragraph:
    style: str = ""
    number: str | None = None
    level: int | None = None
    parts: list[str] = field(default_factory=list)
    # Its mark is deleted or hidden: the next paragraph goes on with it.
    joins: bool = False
    # Of the run that is open; None where it says nothing itself.
    hidden: bool | None = None


@dataclass(slots=True)
class _Place:
    """A place where paragraphs go: the body, a cell, a text box."""

    lines: list[str] = field(default_factory=list)
    carried: list[_Paragraph] = field(default_factory=list)
    nests: bool = False


@dataclass(slots=True)
class _Control:
    """A content control, which began after so many lines of its place."""

    lines: list[str]
    at: int
    contents: bool = False
    unfilled: bool = False


class Body:
    """The contents of a body; a handler of the part. Automatic numbers are written in, revisions are accepted."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._budget = Budget()
        self._places = [_Place()]
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[Table] = []
        self._controls: list[_Control] = []
        self._fields = Fields()
        # How much text was met before the alternatives of a drawing: the first that has text is read, the others not.
        self._alternatives: list[int] = []
        self._met = 0
        self._unshown = 0
        self._within = ""
        self._reading = ""
        self._counts: dict[str, int] = {}
        self._starts: dict[str, Callable[[Given], None]] = {
            "w:p": lambda _: self._paragraphs.append(_Paragraph()),
            "w:r": lambda _: self._set_hidden(None),
            "w:vanish": lambda given: self._set_hidden(given.get("val", "") not in OFF),
            "w:rStyle": lambda given: self._set_hidden(self._styles.is_hidden(given.get("val", ""), "character")),
            "w:tbl": lambda _: self._tables.append(Table()), "w:tr": self._start_row, "w:tc": self._start_cell,
            "w:txbxContent": lambda _: self._places.append(_Place()), "v:textpath": self._add_art,
            "w:sdt": lambda _: self._controls.append(_Control(self._lines, len(self._lines))),
            "w:sdtContent": self._start_content, "w:fldChar": self._mark_field,
            "w:sym": lambda given: self._add(read_symbol(given)),
            "mc:AlternateContent": lambda _: self._alternatives.append(self._met),
            "mc:Choice": self._start_alternative, "mc:Fallback": self._start_alternative,
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "w:p": self._end_paragraph, "w:tbl": self._end_table, "w:tr": self._end_row, "w:tc": self._end_cell,
            "w:txbxContent": self._end_box, "w:sdt": self._end_control,
            "mc:AlternateContent": lambda: self._alternatives.__delitem__(-1),
        }  # fmt: skip

    @property
    def lines(self) -> list[str]:
        """The lines that were read."""
        self._flush(self._places[0])
        return self._places[0].lines

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes on what was read by assumption, or left out."""
        return tuple(note for name, note in _NOTES.items() if self._counts.get(name))

    @property
    def pictures(self) -> int:
        """The number of pictures that stand in it."""
        return self._counts.get("pictures", 0)

    def start(self, name: str, given: Given) -> None:
        """An element begins."""
        if self._unshown or name in _UNSHOWN:
            self._unshown += 1
        elif name in _REMOVED or name in _ADDED:
            self._revise(removed=name in _REMOVED)
        elif self._within:
            self._read_property(name, given)
        elif name in self._starts:
            self._starts[name](given)
        elif name in _PROPERTIES:
            self._within = name
        elif name in _TEXTS:
            self._reading = _TEXTS[name]
        elif name in _MARKS:
            self._add(_MARKS[name])
        elif name in _COUNTED:
            self._count(_COUNTED[name])

    def end(self, name: str) -> None:
        """An element ends."""
        if self._unshown:
            self._unshown -= 1
        elif self._within:
            if name == self._within:
                self._within = ""
        elif name in self._ends:
            self._ends[name]()
        elif name in _TEXTS:
            self._reading = ""

    def data(self, text: str) -> None:
        """Some text of the innermost element."""
        if self._unshown or not self._reading:
            return
        if self._reading == "code":
            self._fields.read(text)
        else:
            self._add(text.replace("\n", " "))

    @property
    def _lines(self) -> list[str]:
        return self._places[-1].lines

    def _count(self, name: str) -> None:
        self._counts[name] = self._counts.get(name, 0) + 1

    def _add(self, text: str) -> None:
        if not self._paragraphs or self._fields.hide:
            return
        paragraph = self._paragraphs[-1]
        hidden = paragraph.hidden
        if hidden is None:
            hidden = self._styles.is_hidden(paragraph.style, "paragraph")
        if not hidden:
            paragraph.parts.append(self._budget.spend(text))
            self._met += 1
        elif text.strip():
            self._count("hidden")

    def _add_art(self, given: Given) -> None:
        if (text := given.get("string", "")).strip():
            self._lines.append(self._budget.spend(text))
            self._met += 1

    def _set_hidden(self, hidden: bool | None) -> None:
        if self._paragraphs:
            self._paragraphs[-1].hidden = hidden

    def _revise(self, *, removed: bool) -> None:
        self._count("revised")
        if not removed:
            return
        if self._within == "w:pPr" and self._paragraphs:
            self._paragraphs[-1].joins = True
        elif self._within == "w:trPr" and self._tables:
            self._tables[-1].drop_row()
        elif not self._within:
            self._unshown += 1

    def _read_property(self, name: str, given: Given) -> None:
        value = given.get("val", "")
        if self._within == "w:pPr" and self._paragraphs:
            paragraph = self._paragraphs[-1]
            if name == "w:pStyle":
                paragraph.style = value
            elif name == "w:numId":
                paragraph.number = value
            elif name == "w:ilvl":
                paragraph.level = read_level(value)
            elif name == "w:vanish" and value not in OFF:
                paragraph.joins = True
        elif self._tables and self._within in ("w:tcPr", "w:trPr"):
            self._tables[-1].read_property(name, given)
        elif self._within == "w:sdtPr" and self._controls:
            control = self._controls[-1]
            control.contents |= name == "w:docPartGallery" and value == "Table of Contents"
            control.unfilled |= name == "w:showingPlcHdr" and value not in OFF

    def _mark_field(self, given: Given) -> None:
        kind = given.get("fldCharType")
        if kind == "begin":
            self._fields.begin(self._lines)
        elif kind == "separate":
            self._fields.show()
        elif kind == "end":
            shown, contents = self._fields.end(self._lines)
            if contents and self._paragraphs:
                self._paragraphs[-1].parts.clear()
            self._add(shown)

    def _start_alternative(self, _: Given) -> None:
        if self._alternatives and self._met != self._alternatives[-1]:
            self._unshown += 1

    def _start_content(self, _: Given) -> None:
        if self._controls and self._controls[-1].unfilled:
            self._count("unfilled")
            self._unshown += 1

    def _end_control(self) -> None:
        control = self._controls.pop()
        if control.contents and control.lines is self._lines:
            drop_contents(control.lines, control.at)

    def _end_paragraph(self) -> None:
        paragraph, place = self._paragraphs.pop(), self._places[-1]
        self._fields.end_paragraph(place.lines)
        place.carried.append(paragraph)
        if not paragraph.joins:
            self._flush(place)

    def _flush(self, place: _Place) -> None:
        """One paragraph is made of those that are joined: what it is, the last with text says."""
        if not place.carried:
            return
        shaping = next((one for one in reversed(place.carried) if one.parts), place.carried[-1])
        number = self._numbering.next_number(shaping.style, shaping.number, shaping.level)
        parts = [part for one in place.carried for part in one.parts]
        place.carried.clear()
        place.lines.append(self._budget.spend(number) + "".join(parts))

    def _end_box(self) -> None:
        place = self._places.pop()
        self._flush(place)
        self._lines.extend(place.lines)

    def _start_row(self, _: Given) -> None:
        if self._tables:
            self._tables[-1].start_row()

    def _start_cell(self, _: Given) -> None:
        self._places.append(_Place())
        if self._tables:
            self._tables[-1].start_cell()

    def _end_cell(self) -> None:
        place = self._places.pop()
        self._flush(place)
        if self._tables:
            self._tables[-1].end_cell(place.lines, nests=place.nests)
        else:
            self._lines.extend(place.lines)

    def _end_row(self) -> None:
        if self._tables:
            self._tables[-1].end_row()

    def _end_table(self) -> None:
        self._lines.extend(lay_out(self._tables.pop().rows))
        self._places[-1].nests = True
