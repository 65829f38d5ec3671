"""The condition that a row lies beyond a key: what lets a page go on where another ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ends:
    """What shapes the text of a page's question: whether it is read backwards, and which cursors it has."""

    backward: bool
    after: bool
    before: bool


def build_beyond(keys: Sequence[str], descending: Sequence[bool], name: str, at: int = 0) -> str:
    """That a row lies beyond a key: as far in one term, and further in it or beyond in the rest."""
    sign = "<" if descending[at] else ">"
    further = f"{keys[at]} {sign} ${name}{at}"
    if at == len(keys) - 1:
        return further
    rest = build_beyond(keys, descending, name, at + 1)
    return f"{keys[at]} {sign}= ${name}{at} AND ({further} OR ({rest}))"
