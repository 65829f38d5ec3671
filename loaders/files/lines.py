"""Bounds the text that a file brings, and lays out tables, whether they hold data or only place text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.errors import UnreadableFile

LARGEST_TEXT = 10_000_000  # Characters: a hundred times the longest plan.
# A cell that goes on over several rows is repeated in each, unless it is a text of its own.
_LONGEST_REPEATED = 100
_ARTICLE = re.compile(r"\s*第\s*[〇零一二三四五六七八九十百千\d]+\s*[章条節节條]")


class Budget:
    """The amount of text that one file may still bring."""

    def __init__(self) -> None:
        self._left = LARGEST_TEXT

    def spend(self, text: str) -> str:
        """The text itself. UnreadableFile where the file brings too much."""
        self._left -= len(text) + 1
        if self._left < 0:
            raise UnreadableFile(f"the text has more than {LARGEST_TEXT:,} characters: split the file")
        return text


@dataclass(slots=True)
class Cell:
    """A cell: its paragraphs; `nests` where it holds a table, `goes_on` where it belongs to the cell above."""

    lines: list[str] = field(default_factory=list)
    nests: bool = False
    goes_on: bool = False

    @property
    def said(self) -> list[str]:
        """The paragraphs that are not empty."""
        return [line for line in self.lines if line.strip()]

    @property
    def joined(self) -> str:
        """The paragraphs on one line."""
        return " ".join(" ".join(self.lines).split())


def lay_out(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a table: a row with its cells parted by bars, or what stands in a cell line by line.

    Cells only place text where a row has but one, where a table stands in one, where the whole table is one row of
    paragraphs, or where a cell holds articles.
    """
    one_row = sum(any(cell.said for cell in row) for row in rows) == 1
    for row in rows:
        told = [cell for cell in row if cell.said and not cell.goes_on]
        if len(told) == 1 and not any(cell.said for cell in row if cell.goes_on):
            yield from told[0].lines
        elif any(_places(cell, one_row) for cell in told):
            for cell in told:
                yield from cell.lines
        elif told:
            yield " | ".join(cell.joined for cell in row)


def _places(cell: Cell, one_row: bool) -> bool:
    return (
        cell.nests
        or (one_row and len(cell.said) > 1)
        or sum(_ARTICLE.match(line) is not None for line in cell.said) > 1
    )


def repeat(above: Cell) -> Cell:
    """Return what a row shows of a cell that began in a row above."""
    text = above.joined
    return Cell([text] if len(text) <= _LONGEST_REPEATED and not above.nests else [], goes_on=True)
