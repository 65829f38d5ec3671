"""The text in which names are looked for: folded, spaces and line breaks out, each character knowing where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Label
from graph.names.text import fold_text

_SPACES = re.compile(r"\s++")


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
        return drop_spaces(written[first:last])


def drop_spaces(text: str) -> str:
    """A text without spaces beside Chinese characters, where a line break or a printer put them in."""
    return _SPACES.sub(_keep_between_letters, text)


def _keep_between_letters(spaces: re.Match[str]) -> str:
    text, (start, end) = spaces.string, spaces.span()
    return spaces.group() if text[start - 1 : start].isascii() and text[end : end + 1].isascii() else ""


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
    taken: set[int] = set()  # The places that a name holds.
    kept: dict[int, list[Found]] = {}  # By where they start; those that start together share one span.
    for one in ranked:
        alike = kept.get(one.start, [])
        if alike and alike[0].end == one.end:
            # Several things that one span names together come with one score; a rival reading does not.
            if (one.score, one.kind) == (alike[0].score, alike[0].kind) and all(o.name != one.name for o in alike):
                alike.append(one)
        # Longer names come first, so that one which overlaps holds an end of this one.
        elif one.start not in taken and one.end - 1 not in taken:
            taken.update(range(one.start, one.end))
            kept[one.start] = [one]
    return sorted((one for alike in kept.values() for one in alike), key=lambda f: (f.start, f.name))
