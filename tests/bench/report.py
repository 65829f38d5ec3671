"""Turns figures into ratios with their spread, as Markdown tables and a plot."""

from __future__ import annotations

import os
import platform
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import matplotlib as mpl
import matplotlib.pyplot as plt

from tests.bench.load import Figure

# Shape, connections, contender, round.
Rates = dict[tuple[str, int], dict[str, dict[int, Figure]]]


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio that a shape has to reach: requests a second, ours over theirs; or latency, which must stay below."""

    ours: str
    theirs: str
    shape: str
    connections: int
    least: float | None = None
    most: float | None = None


def _goals() -> list[Goal]:
    least = {"point": 3.0, "list of 1,000": 3.0, "4 levels nested": 2.0, "page of 20": 4.0, "deep page of 20": 4.0}
    most = {"point": 2.5, "4 levels nested": 2.5, "list of 1,000": 2.0}
    found = [Goal("ours on Neo4j", "@neo4j/graphql", shape, at, least=x) for shape, x in least.items() for at in (1, 8)]
    found += [Goal("ours on Neo4j", "bare Bolt, packed", shape, 1, most=x) for shape, x in most.items()]
    return found + [
        Goal("ours embedded", "ours on Neo4j", shape, at, least=2.0)
        for shape in ("point", "4 levels nested")
        for at in (1, 8)
    ]


GOALS = _goals()


def write_report(figures: Sequence[Figure], documents: int, output: Path) -> None:
    """Write the tables to `output`.md and the plot to `output`.svg."""
    grouped = _group(figures)
    lines = [
        f"{documents:,} documents; {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}. "
        "One process a server. Medians over the rounds; in brackets the lowest and the highest round.",
        "",
        *_table_of_goals(grouped),
        "",
        *_table_of_loads(grouped),
    ]
    output.with_suffix(".md").write_text("\n".join(lines) + "\n", "utf-8")
    _plot(grouped, output.with_suffix(".svg"))


def _group(figures: Iterable[Figure]) -> Rates:
    grouped: Rates = defaultdict(lambda: defaultdict(dict))
    for one in figures:
        grouped[one.shape, one.connections][one.contender][one.round] = one
    return grouped


def _table_of_goals(grouped: Rates) -> list[str]:
    lines = ["| shape | connections | ratio | goal | found | reached |", "|---|---|---|---|---|---|"]
    for goal in GOALS:
        turn = grouped.get((goal.shape, goal.connections), {})
        ours, theirs = turn.get(goal.ours, {}), turn.get(goal.theirs, {})
        both = sorted(ours.keys() & theirs.keys())
        if not both:
            continue
        if goal.least is not None:
            ratios = [ours[at].load.rate / theirs[at].load.rate for at in both]
            wanted, reached = f"requests/s ≥ {goal.least:g}", median(ratios) >= goal.least
        else:
            ratios = [ours[at].load.p50_ms / theirs[at].load.p50_ms for at in both]
            wanted, reached = f"latency ≤ {goal.most:g}", median(ratios) <= (goal.most or 0)
        lines.append(
            f"| {goal.shape} | {goal.connections} | {goal.ours} ÷ {goal.theirs} | {wanted} "
            f"| {_spread(ratios)} | {'yes' if reached else '**no**'} |"
        )
    return lines


def _table_of_loads(grouped: Rates) -> list[str]:
    lines = [
        "| shape | connections | contender | requests/s | p50 ms | p99 ms | CPU ms a request | memory MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for (shape, connections), turn in grouped.items():
        for name, rounds in turn.items():
            loads = [one.load for one in rounds.values()]
            lines.append(
                f"| {shape} | {connections} | {name} | {_spread([one.rate for one in loads])} "
                f"| {median(one.p50_ms for one in loads):.2f} | {median(one.p99_ms for one in loads):.2f} "
                f"| {median(one.cpu_ms for one in loads):.2f} | {median(one.resident_mb for one in loads):.0f} |"
            )
    return lines


def _spread(values: Sequence[float]) -> str:
    def show(value: float) -> str:
        return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"

    return f"{show(median(values))} ({show(min(values))}–{show(max(values))})"


def _plot(grouped: Rates, path: Path) -> None:
    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "hezuo"  # The same figures give the same file.
    turns = [turn for turn in grouped if turn[1] == min(at for _, at in grouped)]
    names = sorted({name for turn in turns for name in grouped[turn]})
    figure, axes = plt.subplots(figsize=(9, 0.45 * len(turns) * len(names) / 2 + 1))
    height = 0.8 / len(names)
    for at, name in enumerate(names):
        found = [(place, grouped[turn][name]) for place, turn in enumerate(turns) if name in grouped[turn]]
        middles = [median(one.load.rate for one in rounds.values()) for _, rounds in found]
        axes.barh([place + at * height for place, _ in found], middles, height, label=name)
    axes.set_yticks([place + 0.4 - height / 2 for place in range(len(turns))], [shape for shape, _ in turns])
    axes.set_xscale("log")
    axes.set_xlabel(f"requests a second over {turns[0][1]} connection (log)")
    axes.invert_yaxis()
    axes.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
