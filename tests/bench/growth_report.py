"""Turns what `make growth` measured into Markdown tables and a plot."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt

# As JSON has them: tests.bench.growth.Stage.
Stages = Sequence[Mapping[str, Any]]
FLAT = ("point", "4 levels nested", "page of 20", "deep page of 20", "page with count")


def write_growth(stages: Stages, output: Path) -> None:
    """Write the tables to `output`.md and the plot to `output`.svg."""
    lines = [f"{os.cpu_count()} cores, one process. Ratios to the smallest graph of the same engine.", ""]
    lines += _table_of_loads(stages)
    for engine in dict.fromkeys(stage["engine"] for stage in stages):
        lines += ["", *_table_of_work(engine, [one for one in stages if one["engine"] == engine])]
    output.with_suffix(".md").write_text("\n".join(lines) + "\n", "utf-8")
    _plot(stages, output.with_suffix(".svg"))


def _table_of_loads(stages: Stages) -> list[str]:
    lines = ["| engine | documents | links of the provinces | clauses a second | peak MB |", "|---|--:|--:|--:|--:|"]
    return lines + [
        f"| {one['engine']} | {one['documents']:,} | {one['links']:,} | {one['clauses_a_second']:,.0f} "
        f"| {one['peak_mb']:,.0f} |"
        for one in stages
    ]


def _table_of_work(engine: str, stages: Stages) -> list[str]:
    sizes = [stage["documents"] for stage in stages]
    lines = [
        f"| {engine} | statements | rows at {' / '.join(f'{n:,}' for n in sizes)} | store accesses | time |",
        "|---|---|---|---|---|",
    ]
    for shape, costs in _by_shape(stages).items():
        hits = " / ".join(f"{one['hits']:,}" for one in costs) if costs[0]["hits"] is not None else ""
        times = " / ".join(f"{one['seconds'] / costs[0]['seconds']:.2f}" for one in costs)
        lines.append(
            f"| {shape} | {' / '.join(str(one['statements']) for one in costs)} "
            f"| {' / '.join(format(one['rows'], ',') for one in costs)} | {hits} "
            f"| {times} |"
        )
    return lines


def _by_shape(stages: Stages) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for stage in stages:
        for cost in stage["costs"]:
            found.setdefault(cost["shape"], []).append(cost)
    return found


def _plot(stages: Stages, path: Path) -> None:
    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "hezuo"  # The same figures give the same file.
    engines = list(dict.fromkeys(stage["engine"] for stage in stages))
    figure, axes = plt.subplots(1, len(engines), figsize=(6 * len(engines), 5), squeeze=False)
    for at, engine in enumerate(engines):
        own = [stage for stage in stages if stage["engine"] == engine]
        sizes, one = [stage["documents"] for stage in own], axes[0][at]
        for shape, costs in _by_shape(own).items():
            what = "hits" if costs[0]["hits"] else "seconds"
            ratios = [cost[what] / max(costs[0][what], 1e-9) for cost in costs]
            one.plot(sizes, ratios, marker="o", linestyle="-" if shape in FLAT else "--", label=shape)
        one.plot(sizes, [stage["links"] / own[0]["links"] for stage in own], "k:", label="links of the provinces")
        one.set(xscale="log", yscale="log", xlabel="documents", title=engine)
        one.set_ylabel("store accesses" if own[0]["costs"][0]["hits"] else "time")
        one.legend(fontsize="x-small")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
