"""Where faults happen: a story, what the graph is after each of its writes, and what is found after a fault."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from tests.faults.child import Outcome, look_after, run_child
from tests.faults.story import Story


@dataclass
class Report:
    """What a fault left: how many writes were acknowledged, and what was found afterwards."""

    BAD: ClassVar = ("does not open", "torn", "lost", "does not go on", "ends otherwise")

    what: str
    acknowledged: int
    found: Outcome
    ends: str

    @property
    def verdict(self) -> str:
        """In one word."""
        if not self.found.told:
            return "does not open"
        at = self.found.told[0]["at"]
        if at is None:
            return "torn"
        if at < self.acknowledged:
            return "lost"
        if at > self.acknowledged + 1 or self.found.status or len(self.found.told) < 2:
            return "does not go on"
        return "whole" if self.found.told[1]["ends"] == self.ends else "ends otherwise"

    @property
    def is_bad(self) -> bool:
        """Whether anything is amiss."""
        return self.verdict in self.BAD

    def count(self) -> Counter[str]:
        """What it counts for."""
        said = " ".join(self.found.told[0]["said"]) if self.found.told else ""
        words = {"built anew": "building it anew", "played on": "playing"}
        return Counter([self.verdict, *(word for word, sign in words.items() if sign in said)])


@dataclass
class Scene:
    """The story, what the graph is after each of its writes, how long they take, and chance."""

    folder: Path
    story: Story
    states: list[str]
    seconds: float
    chance: random.Random
    number: int = field(default=0)

    def place(self) -> Path:
        """A new folder for a graph; the one before is gone."""
        shutil.rmtree(self.folder / f"graph-{self.number}", ignore_errors=True)
        self.number += 1
        (place := self.folder / f"graph-{self.number}").mkdir()
        return place

    def report(self, what: str, place: Path, acknowledged: int) -> Report:
        """Open what is left, and tell the rest of the story."""
        found = run_child(look_after(self.story, str(place), self.states))
        return Report(what, acknowledged, found, self.states[-1])


def last_acknowledged(outcome: Outcome) -> int:
    """How many writes a process said were done."""
    return max((told for told in outcome.told if isinstance(told, int)), default=0)
