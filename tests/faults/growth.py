"""Measures how the processor time of reading a text grows with its length, by family: python -m tests.faults.growth."""

from __future__ import annotations

import argparse
import math
import os
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import process_time

from hezuo.commands.documents.analysis import read_tools
from loaders.errors import DocumentError
from loaders.files.text import read_bytes
from loaders.storing.given import StatedMetadata
from loaders.storing.reading import Tools, analyse_text, read_for_graph
from tests.faults.text_families import FAMILIES, PAGES, make_article, make_page

SIZES = (10_000, 100_000, 1_000_000)
LONGEST = 60  # Seconds of processor time that one text may take; beyond them it is not waited for.
ROUNDS = 2
# Below it start-up, caches and the clock say more than the length does.
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Work:
    """One text of one family, and how it is read."""

    form: str
    family: str
    size: int

    def prepare(self, tools: Tools) -> Callable[[], object]:
        """What is measured, its text made before."""
        if self.form == "page":
            data = make_page(PAGES[self.family](self.size)).encode()
            return lambda: analyse_text(read_bytes(data, "a.html").text, tools, None)
        text = FAMILIES[self.family](self.size)
        if self.form == "draft":
            return lambda: analyse_text(text, tools, None)
        article = make_article(text)
        return lambda: read_for_graph(article, StatedMetadata(), tools)


def list_families(form: str) -> list[str]:
    """The families that are read in a form: draft, article or page."""
    return list(PAGES if form == "page" else FAMILIES)


def run(work: Work, tools: Tools) -> float:
    """Do it, and return the seconds of processor time; a text that is refused counts as read."""
    act = work.prepare(tools)
    began = process_time()
    with suppress(DocumentError):
        act()
    return process_time() - began


def measure(work: Work, tools: Tools) -> float | None:
    """The least seconds of a few rounds, in a child that is ended when it takes too long: then None."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        spent = math.ceil(process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (spent + LONGEST, spent + LONGEST))
        best = run(work, tools)
        for _ in range(ROUNDS - 1):
            best = min(best, run(work, tools)) if best < 1 else best
        os.write(writing, f"{best}".encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    return float(said) if said else None


def fit_power(seconds: Sequence[float | None], sizes: Sequence[int] = SIZES) -> float | None:
    """The power of the length by which the time grows, from sizes at which it can be told; None from fewer than two.

    A text that was not waited for counts as the most that it may take.
    """
    points = [
        (math.log(size), math.log(taken if taken is not None else LONGEST))
        for size, taken in zip(sizes, seconds, strict=True)
        if taken is None or taken >= _LEAST
    ]
    if len(points) < 2:
        return None
    (x1, y1), (x2, y2) = points[0], points[-1]
    return (y2 - y1) / (x2 - x1)


def write_table(forms: Sequence[str], wanted: Sequence[str], sizes: Sequence[int]) -> Iterator[str]:
    """The table, a line a family; families of which a name is given, else all."""
    tools = read_tools()
    known = Tools(tools.gazetteer, tools.matcher)
    for form in forms:
        run(Work(form, list_families(form)[0], 10_000), known)  # Caches filled.
    yield f"{'form':8} {'family':34} " + " ".join(f"{size:>10,}" for size in sizes) + "  power"
    for form in forms:
        for family in list_families(form):
            if wanted and not any(one in family for one in wanted):
                continue
            seconds: list[float | None] = []
            for size in sizes:
                late = bool(seconds) and seconds[-1] is None
                seconds.append(None if late else measure(Work(form, family, size), known))
            power = fit_power(seconds, sizes)
            shown = " ".join("     never" if taken is None else f"{taken:10.3f}" for taken in seconds)
            mark = "" if power is None or power <= 1.15 else "  above"
            yield f"{form:8} {family:34} {shown}  {'flat' if power is None else f'{power:.2f}'}{mark}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("family", nargs="*", help="part of a family's name; all by default")
    parser.add_argument("--form", choices=("draft", "article", "page"), nargs="*", default=["draft", "article", "page"])
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    given = parser.parse_args()
    for line in write_table(given.form, given.family, given.sizes):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
