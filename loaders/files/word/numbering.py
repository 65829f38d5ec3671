"""Counts the automatic numbers of a Word file as Word does: by list, level, start, restart and format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.files.counts import write_count
from loaders.files.word.styles import OFF, Styles, read_level

_PLACE = re.compile(r"%([1-9])")
_AFTER = {"nothing": "", "space": " ", "tab": " "}
_LONGEST = 255  # Characters of a level's text, as many as Word takes.


@dataclass(slots=True)
class Level:
    """The numbering of one level of a list; `restart` is the level, from 1, after which it begins anew, 0 for never."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    after: str = " "
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A `w:abstractNum`: its levels, or the style in which they stand."""

    levels: dict[int, Level] = field(default_factory=dict)
    linked: str = ""


@dataclass(slots=True)
class _Use:
    """A `w:num`: a list that paragraphs name, with what it changes of it."""

    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The lists of a Word file and how far each is counted; a handler of the part that holds them.

    Uses of one list count on together; one that says where it starts begins there when it is first met.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        # Where the part is being read.
        self._list: _List | None = None
        self._use: _Use | None = None
        self._level: Level | None = None
        self._at = 0

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Take in what an element says of its list or level."""
        value = given.get("val", "")
        if name == "w:abstractNum":
            self._list = self._lists.setdefault(given.get("abstractNumId", ""), _List())
        elif name == "w:num":
            self._use = self._uses.setdefault(given.get("numId", ""), _Use())
        elif name == "w:abstractNumId" and self._use is not None:
            self._use.abstract = value
        elif name == "w:numStyleLink" and self._list is not None:
            self._list.linked = value
        elif name == "w:lvlOverride":
            self._at = read_level(given.get("ilvl", ""))
        elif name == "w:startOverride" and self._use is not None:
            self._use.starts[self._at] = read_count(value)
        elif name == "w:lvl":
            self._level = Level()
            holder = self._use or self._list
            if holder is not None:
                holder.levels[read_level(given.get("ilvl", ""))] = self._level
        elif self._level is not None:
            _read_level(self._level, name, value)

    def end(self, name: str) -> None:
        """Leave a list or level."""
        if name == "w:lvl":
            self._level = None
        elif name == "w:abstractNum":
            self._list = None
        elif name == "w:num":
            self._use = None

    def data(self, text: str) -> None:
        """Lists hold no text."""

    def next_number(self, style: str, number: str | None, level: int | None) -> str:
        """The number that Word shows before the next paragraph, and what parts the two; '' where it shows none.

        `number` and `level` are what the paragraph says itself, else its style and what that is based on decides.
        """
        chain = list(self._styles.follow(style))
        if number is None:
            number = next((one.number for one in chain if one.number is not None), None)
        use = self._uses.get(number or "")
        if use is None or number is None:
            return ""
        abstract, levels = self._find_levels(use)
        if level is None:
            level = _find_linked(levels, [one.id for one in chain])
        if level is None:
            level = next((one.level for one in chain if one.level is not None), 0)
        if level not in levels:
            return ""
        counts = self._count(number, use, abstract, levels, level)
        return _write(levels, level, counts)

    def _find_levels(self, use: _Use) -> tuple[str, dict[int, Level]]:
        """The list that counts, and its levels: a list may only name the style that names another."""
        abstract = use.abstract
        found = self._lists.get(abstract, _List())
        if found.linked:
            number = next((one.number for one in self._styles.follow(found.linked) if one.number is not None), "")
            if (other := self._uses.get(number or "")) is not None and other.abstract in self._lists:
                abstract, found = other.abstract, self._lists[other.abstract]
        return abstract, {**found.levels, **use.levels}

    def _count(
        self, number: str, use: _Use, abstract: str, levels: Mapping[int, Level], level: int
    ) -> Mapping[int, int]:
        counts = self._counts.setdefault(abstract, {})
        if level in use.starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = use.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for deeper in [one for one in counts if one > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counts[deeper]
                self._begun.discard((number, deeper))
        return counts


def _read_level(level: Level, name: str, value: str) -> None:
    if name == "w:start":
        level.start = read_count(value)
    elif name == "w:numFmt" and value != "custom":
        level.form = value  # A custom format stands beside one that older versions know.
    elif name == "w:lvlText":
        level.text = value[:_LONGEST]
    elif name == "w:suff":
        level.after = _AFTER.get(value, " ")
    elif name == "w:lvlRestart":
        level.restart = read_count(value)
    elif name == "w:isLgl":
        level.legal = value not in OFF
    elif name == "w:pStyle":
        level.style = value


def read_count(value: str) -> int:
    """A count as Word writes it; 1 for what is none, or too large to be one."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 1


def _find_linked(levels: Mapping[int, Level], styles: list[str]) -> int | None:
    """The level that a paragraph's style, or one that it is based on, is tied to."""
    by_style = {level.style: at for at, level in levels.items() if level.style}
    return next((by_style[style] for style in styles if style in by_style), None)


def _write(levels: Mapping[int, Level], level: int, counts: Mapping[int, int]) -> str:
    own = levels[level]
    if own.form == "bullet":
        return ""

    def write(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        if at > level:
            return ""
        form = levels[at].form if at in levels else "decimal"
        plain = own.legal and form not in ("none", "decimalZero")
        return write_count("decimal" if plain else form, counts.get(at, levels[at].start if at in levels else 1))

    text = _PLACE.sub(write, own.text)
    return text + own.after if text.strip() else ""
