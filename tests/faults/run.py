"""Kills, cuts and spoils graphs in the middle of writes, opens them again, and counts what is lost: `make faults`."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic

from tests.faults.child import look_after, run_child, tell_first, tell_story
from tests.faults.faults import FAULTS
from tests.faults.preload import run_with_preload
from tests.faults.scene import Report, Scene
from tests.faults.story import Story


def main() -> int:
    """Do what is asked, print a table, and return 1 where anything was lost."""
    parser = argparse.ArgumentParser("tests.faults.run", description=__doc__)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help=f"of {', '.join(FAULTS)}; without, all")
    parser.add_argument("--times", type=int, default=100, help="how often each")
    parser.add_argument("--seed", type=int, default=15, help="of what is left to chance")
    given = parser.parse_args()
    run_with_preload()
    with tempfile.TemporaryDirectory(prefix="hezuo-faults-") as folder:
        scene = open_scene(Path(folder), random.Random(given.seed))
        counts: dict[str, Counter[str]] = {}
        for name in given.faults or FAULTS:
            begun = monotonic()
            counts[name] = Counter()
            for report in FAULTS[name](scene, given.times):
                counts[name] += report.count()
                if report.is_bad:
                    say(f"  {name}: {report}")
            say(f"{name}: {describe(counts[name])}; {monotonic() - begun:.0f} s")
    return any(count[word] for count in counts.values() for word in Report.BAD)


def open_scene(folder: Path, chance: random.Random) -> Scene:
    """Tell the story once, to know what each of its writes comes to and how long it takes."""
    folder = folder.resolve()
    story = Story(folder / "archive")
    first = run_child(tell_first(story, str(folder / "first")))
    if first.status or len(first.told) != 1:
        raise SystemExit(f"the story itself fails: {first}")
    states: list[str] = first.told[0]
    if len(set(states)) != len(states):
        raise SystemExit("a write of the story changes nothing")
    begun = monotonic()
    again = run_child(tell_story(story, str(folder / "again")))
    scene = Scene(folder, story, states, monotonic() - begun, chance)
    whole = run_child(look_after(story, str(folder / "again"), states))
    if again.status or whole.told[0]["at"] != len(states) - 1:
        raise SystemExit(f"the story ends otherwise the second time: {again} {whole}")
    return scene


def describe(count: Counter[str]) -> str:
    """Counts as words."""
    return ", ".join(f"{number} {word}" for word, number in sorted(count.items()))


def say(text: str) -> None:
    """A line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
