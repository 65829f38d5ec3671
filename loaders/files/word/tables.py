"""Gathers the table of a Word file that is being read, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.files.lines import Cell, repeat
from loaders.files.word.numbering import read_count


@dataclass(slots=True)
class Table:
    """A table that is open; a span is counted, never laid out, so that millions of columns take no memory."""

    rows: list[list[Cell]] = field(default_factory=list)
    # By column the cell that began last.
    _above: dict[int, Cell] = field(default_factory=dict)
    _column: int = 0
    _span: int = 1
    _goes_on: bool = False
    _drops_row: bool = False
    _drops_cell: bool = False

    def start_row(self) -> None:
        """A row begins."""
        self.rows.append([])
        self._column, self._drops_row = 0, False

    def start_cell(self) -> None:
        """A cell begins."""
        self._span, self._goes_on, self._drops_cell = 1, False, False

    def read_property(self, name: str, given: Mapping[str, str]) -> None:
        """Read what the open row or cell says of itself."""
        value = given.get("val", "")
        if name == "w:gridSpan":
            self._span = read_count(value)
        elif name == "w:vMerge":
            self._goes_on = value != "restart"
        elif name == "w:gridBefore":
            self._column = read_count(value)
        elif name == "w:cellDel":
            self._drops_cell = True

    def drop_row(self) -> None:
        """The open row is deleted."""
        self._drops_row = True

    def end_cell(self, lines: list[str], *, nests: bool) -> None:
        """The cell ends, with its paragraphs."""
        if not self.rows:
            self.start_row()
        if self._goes_on:
            cell = repeat(self._above.get(self._column, Cell()))
        else:
            cell = self._above[self._column] = Cell(lines, nests)
        self._column += self._span
        if not self._drops_cell:
            self.rows[-1].append(cell)

    def end_row(self) -> None:
        """The row ends."""
        if self._drops_row and self.rows:
            self.rows.pop()
