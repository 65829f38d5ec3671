"""Turns what `make growth` measured into Markdown tables and a plot."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axes import Axes

# As JSON has them: tests.bench.growth.Stage.
Stages = Sequence[Mapping[str, Any]]
FLAT = (
    "point",
    "list of 1,000",
    "4 levels nested",
    "page of 20",
    "deep page of 20",
    "page with count",
    "searchClauses",
)
WORK = {"embedded": "tuples", "neo4j": "store accesses"}


def write_growth(stages: Stages, output: Path) -> None:
    """Write the tables to `output`.md and the plot to `output`.svg."""
    lines = [f"{os.cpu_count()} cores, one process. Processor time is the service's, ratios to the smallest graph.", ""]
    lines += _table_of_loads(stages)
    for engine, own in _by_engine(stages).items():
        lines += ["", *_table_of_work(engine, own), "", *_table_of_parties(engine, own)]
    output.with_suffix(".md").write_text("\n".join(lines) + "\n", "utf-8")
    _plot(stages, output.with_suffix(".svg"))


def _by_engine(stages: Stages) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for stage in sorted(stages, key=lambda one: (one["engine"], one["documents"])):
        found.setdefault(stage["engine"], []).append(stage)
    return found


def _table_of_loads(stages: Stages) -> list[str]:
    lines = ["| engine | documents | links of the provinces | clauses a second | peak MB |", "|---|--:|--:|--:|--:|"]
    return lines + [
        f"| {one['engine']} | {one['documents']:,} | {one['links']:,} | {one['clauses_a_second']:,.0f} "
        f"| {one['peak_mb']:,.0f} |"
        for one in stages
    ]


def _table_of_work(engine: str, stages: Stages) -> list[str]:
    sizes = " / ".join(f"{stage['documents']:,}" for stage in stages)
    lines = [
        f"| {engine} | statements | rows at {sizes} | {WORK[engine]} | CPU ms | CPU ratio |",
        "|---|---|---|---|---|---|",
    ]
    for shape, costs in _by_shape(stages).items():
        cells = (
            " / ".join(dict.fromkeys(str(one["statements"]) for one in costs)),
            " / ".join(f"{one['rows']:,}" for one in costs),
            " / ".join(f"{one['work']:,}" for one in costs),
            " / ".join(f"{one['processor'] * 1e3:,.1f}" for one in costs),
            " / ".join(f"{one['processor'] / costs[0]['processor']:.2f}" for one in costs),
        )
        lines.append(f"| {shape} | {' | '.join(cells)} |")
    return lines


def _table_of_parties(engine: str, stages: Stages) -> list[str]:
    lines = [
        f"| {engine} | documents | parties | statements | rows | {WORK[engine]} | CPU s |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    return lines + [
        f"| {name} | {stage['documents']:,} | {int(parties):,} | {cost['statements']} | {cost['rows']:,} "
        f"| {cost['work']:,} | {cost['processor']:.2f} |"
        for stage in stages
        for name, costs in stage.get("parties", {}).items()
        for parties, cost in costs.items()
    ]


def _by_shape(stages: Stages) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for stage in stages:
        for cost in stage["costs"]:
            found.setdefault(cost["shape"], []).append(cost)
    return found


def _plot(stages: Stages, path: Path) -> None:
    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "hezuo"  # The same figures give the same file.
    engines = _by_engine(stages)
    figure, axes = plt.subplots(2, len(engines), figsize=(6.5 * len(engines), 10), squeeze=False)
    for at, (engine, own) in enumerate(engines.items()):
        _plot_work(axes[0][at], engine, own)
        _plot_parties(axes[1][at], engine, own)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def _plot_work(axes: Axes, engine: str, stages: Stages) -> None:
    sizes = [stage["documents"] for stage in stages]
    for shape, costs in _by_shape(stages).items():
        ratios = [cost["work"] / max(costs[0]["work"], 1) for cost in costs]
        axes.plot(sizes[-len(ratios) :], ratios, marker="o", linestyle="-" if shape in FLAT else "--", label=shape)
    axes.plot(sizes, [stage["links"] / stages[0]["links"] for stage in stages], "k:", label="links of the provinces")
    axes.set(xscale="log", yscale="log", xlabel="documents", title=engine)
    axes.set_ylabel(f"{WORK[engine]}, to those at {sizes[0]:,} documents")
    axes.legend(fontsize="x-small")


def _plot_parties(axes: Axes, engine: str, stages: Stages) -> None:
    for stage in stages:
        for name, costs in stage.get("parties", {}).items():
            counts, seconds = [int(one) for one in costs], [cost["processor"] for cost in costs.values()]
            label = f"{name}, {stage['documents']:,} documents"
            axes.plot(counts, seconds, marker="o", linestyle="-" if name == "gaps" else "--", label=label)
    axes.set(xscale="log", yscale="log", xlabel="parties × 29 tasks", title=engine)
    axes.set_ylabel("processor seconds of the service")
    axes.legend(fontsize="x-small")
