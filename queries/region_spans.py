"""Reads the names that the graph holds, one question a label, and the days between which each named thing is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.dates import ALWAYS, STILL, day_before
from queries.question import question


@dataclass(frozen=True, slots=True)
class Succession:
    """One region that came after another; the first and last ISO day on which it can have been, empty if not known.

    `continues` says that it is the same place under another name or code, and not one that took it in.
    """

    later: str
    earlier: str
    on_first: str
    on_last: str
    continues: bool


SUCCESSION = question("region_succession", Succession)


def build_region_spans(succession: Iterable[Succession]) -> dict[str, tuple[str, str]]:
    """The first and last ISO day of each region, by code, that succeeds or was succeeded, as far as a decision says.

    The day of succession divides the two; of a year or a month, both may be there. That a list of codes has a region,
    or lacks it, dates neither its end nor its beginning; and what only took another in was there before.
    """
    spans: dict[str, tuple[str, str]] = defaultdict(lambda: (ALWAYS, STILL))
    for step in succession:
        if not step.on_first:
            continue
        last = day_before(step.on_first) if step.on_first == step.on_last else step.on_last
        spans[step.earlier] = (spans[step.earlier][0], min(last, spans[step.earlier][1]))
        if step.continues:
            spans[step.later] = (max(step.on_first, spans[step.later][0]), spans[step.later][1])
    return dict(spans)
