"""How long a start takes until its first answer, what an idle service holds, and how long the help takes.

python -m tests.bench.cold
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from tests.bench.contenders import serve_ours
from tests.bench.load import check_answer
from tests.bench.shapes import POINT
from tests.bench.world import fill
from tests.fixtures.neo4j_server import open_neo4j, read_wish

ROUNDS, IDLE_SECONDS = 3, 5


@dataclass(frozen=True, slots=True)
class Start:
    """One start over a graph that is filled: to the first answer (s), of this processor time, and idle memory (MB)."""

    seconds: float
    processor: float
    idle_mb: float


def main() -> None:
    """Measure both engines and the help, and say the medians."""
    with tempfile.TemporaryDirectory(prefix="hezuo-cold-") as name:
        folder = Path(name)
        file = folder / "graph.lbug"
        asyncio.run(fill(str(file), 0))
        _say("embedded", [_start(str(file), folder) for _ in range(ROUNDS)])
        (folder / "neo4j").mkdir()
        with open_neo4j(read_wish({}), folder / "neo4j") as server:
            asyncio.run(fill(server, 0))
            _say("Neo4j", [_start(server, folder) for _ in range(ROUNDS)])
    helps = [_time_help() for _ in range(10)]
    sys.stdout.write(f"hezuo --help: {median(helps):.2f} s of processor time, at best {min(helps):.2f} s\n")


def _start(graph: str, folder: Path) -> Start:
    began = time.perf_counter()
    with serve_ours("cold", graph, folder) as served:
        check_answer(served.target, POINT.ours)
        seconds = time.perf_counter() - began
        process = psutil.Process(served.target.process)
        times = process.cpu_times()
        time.sleep(IDLE_SECONDS)
        return Start(seconds, times.user + times.system, process.memory_info().rss / 1e6)


def _say(engine: str, starts: list[Start]) -> None:
    sys.stdout.write(
        f"{engine}: first answer after {median(one.seconds for one in starts):.1f} s, "
        f"{median(one.processor for one in starts):.1f} s of processor time; "
        f"idle {median(one.idle_mb for one in starts):.0f} MB\n"
    )


def _time_help() -> float:
    before = os.times()
    subprocess.run([sys.executable, "-m", "hezuo", "--help"], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
