"""Reads the names that the graph holds, one question a label, and the days between which each named thing is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from graph.dates import ALWAYS, STILL, day_before, parse_period
from queries.question import question


@dataclass(frozen=True, slots=True)
class Succession:
    """One region that came after another; `on_day` is the ISO day, empty where no source gives it."""

    later: str
    earlier: str
    on_day: str


SUCCESSION = question("region_succession", Succession)


def build_region_spans(
    vintages: Mapping[str, Collection[str]], succession: Iterable[Succession]
) -> dict[str, tuple[str, str]]:
    """The first and last ISO day of each region, by code, that succeeds or was succeeded; `vintages` by code.

    The day of succession divides the two. Where no source gives it, the earlier one is there until the last day of the
    last list of codes (vintage) that has it, and the later one, unless that list has it too, from the day after.
    """
    spans: dict[str, tuple[str, str]] = defaultdict(lambda: (ALWAYS, STILL))
    for step in succession:
        last = day_before(step.on_day) if step.on_day else _last_day(vintages.get(step.earlier, ()))
        if last is None:
            continue
        spans[step.earlier] = (spans[step.earlier][0], min(last, spans[step.earlier][1]))
        if not set(vintages.get(step.earlier, ())) & set(vintages.get(step.later, ())):
            spans[step.later] = (_day_after(last), spans[step.later][1])
    return dict(spans)


def _last_day(vintages: Iterable[str]) -> str | None:
    return max((parse_period(vintage).last for vintage in vintages), default=None)


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
