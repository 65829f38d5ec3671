"""Reads the styles of a Word file, for what they decide of the text: a paragraph's number, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# `w:val` of a switch; without it, it is on.
OFF = frozenset({"0", "false", "off"})
# Styles that are based on each other, more than Word lets anybody make.
_MOST_BASES = 30


@dataclass(slots=True)
class Style:
    """A style; None is what it leaves to the one it is based on."""

    id: str
    based_on: str = ""
    number: str | None = None
    level: int | None = None
    hidden: bool | None = None


class Styles:
    """The styles by their ids; a handler of the part that holds them."""

    def __init__(self) -> None:
        self._styles: dict[str, Style] = {}
        self._style: Style | None = None
        # By kind (paragraph, character) the style of what names none.
        self._defaults: dict[str, str] = {}
        self._skipped = 0

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Take in what an element says of the style that it is in."""
        if self._skipped or name == "w:tblStylePr":
            self._skipped += 1
            return
        value = given.get("val", "")
        if name == "w:style":
            self._style = Style(given.get("styleId", ""))
            self._styles.setdefault(self._style.id, self._style)
            if given.get("default", "0") not in OFF:
                self._defaults.setdefault(given.get("type", ""), self._style.id)
        elif self._style is None:
            return
        elif name == "w:basedOn":
            self._style.based_on = value
        elif name == "w:numId":
            self._style.number = value
        elif name == "w:ilvl":
            self._style.level = read_level(value)
        elif name == "w:vanish":
            self._style.hidden = value not in OFF

    def end(self, name: str) -> None:
        """Leave a style."""
        if self._skipped:
            self._skipped -= 1
        elif name == "w:style":
            self._style = None

    def data(self, text: str) -> None:
        """Styles hold no text."""

    def follow(self, style: str, kind: str = "paragraph") -> Iterator[Style]:
        """A style and those that it is based on, nearest first; the default of the kind for ''."""
        met: set[str] = set()
        name = style or self._defaults.get(kind, "")
        while name in self._styles and name not in met and len(met) < _MOST_BASES:
            met.add(name)
            yield self._styles[name]
            name = self._styles[name].based_on

    def is_hidden(self, style: str, kind: str) -> bool | None:
        """Tell whether text in a style is hidden; None where no style says."""
        return next((one.hidden for one in self.follow(style, kind) if one.hidden is not None), None)


def read_level(value: str) -> int:
    """The level of a list, 0 to 8; 0 for what is none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) == 1 else 0
