"""The text in which names are looked for: folded, spaces and line breaks out, each character knowing where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Label
from graph.names.text import fold_text

_SPACE_BESIDE_HAN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """`text` is folded, without spaces and dashes; character i of it stood at `places[i]`."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text as read that a span of the squeezed text stands for."""
        return self.places[start], self.places[end - 1] + 1

    def read(self, written: str, start: int, end: int) -> str:
        """The characters of a span as the text has them, without the spaces that a line break or a printer put in."""
        first, last = self.span(start, end)
        return _SPACE_BESIDE_HAN.sub("", written[first:last])


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a squeezed text: what it stands for, how sure, and whether its name was derived from a role."""

    start: int
    end: int
    kind: Label
    entity_id: str | None
    name: str
    score: float
    derived: bool = False


def squeeze_text(text: str) -> Squeezed:
    """Fold a text and take spaces, line breaks and dashes out, as names are folded."""
    folded = fold_text(text)
    places = tuple(i for i, character in enumerate(folded) if not character.isspace() and character != "-")
    return Squeezed("".join(folded[i] for i in places), places)


def choose_longest(found: list[Found]) -> list[Found]:
    """Of overlapping names the longest stays, then the surest; one span may keep several (苏浙沪皖)."""
    ranked = sorted(found, key=lambda f: (f.start - f.end, -f.score, f.start, f.name))
    taken: dict[int, tuple[int, int]] = {}
    kept: list[Found] = []
    for one in ranked:
        spans = {taken[i] for i in range(one.start, one.end) if i in taken}
        if not spans:
            taken.update(dict.fromkeys(range(one.start, one.end), (one.start, one.end)))
            kept.append(one)
        elif spans == {(one.start, one.end)} and all(
            other.name != one.name for other in kept if other.start == one.start
        ):
            same = next(other for other in kept if other.start == one.start)
            # Several things that one span names together come with one score; a rival reading does not.
            if one.score == same.score and one.kind == same.kind:
                kept.append(one)
    return sorted(kept, key=lambda f: (f.start, f.name))
