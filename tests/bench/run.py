"""`make bench`: ours, the peer and the bare drivers in turn, round by round, on the same data; writes what it found."""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol

from tqdm import tqdm

from tests.bench.bare import BareBolt, BareLadybug
from tests.bench.contenders import Served, serve_ours, serve_peer
from tests.bench.load import Figure, Load, check_answer
from tests.bench.report import write_report
from tests.bench.shapes import PROVINCES, Request, Shape, build_shapes
from tests.bench.world import fill
from tests.fixtures.neo4j_server import open_neo4j, read_wish

# Of the database, so that it is no contender's bound.
HEAP = "4g"
# How many documents stand before the deep page.
DEEP = 5_000
ON_NEO4J, PEER, EMBEDDED = "ours on Neo4j", "@neo4j/graphql", "ours embedded"
BARE_BOLT, BARE_RECORDS, BARE_EMBEDDED = "bare Bolt, packed", "bare Bolt, a record a row", "bare LadybugDB"


class Contender(Protocol):
    """Who is measured."""

    def measure(self, shape: Shape, connections: int, seconds: float) -> Load | None:
        """What callers over so many connections see; nothing for what it does not answer."""


def main() -> None:
    """Measure, and write the figures and their report."""
    given = _read_arguments()
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="hezuo-bench-")))
        (folder / "neo4j").mkdir()
        server = held.enter_context(open_neo4j(replace(read_wish({}), heap=HEAP), folder / "neo4j"))
        file, copy = folder / "graph.lbug", folder / "copy.lbug"
        for graph in (server, str(file)):
            asyncio.run(fill(graph, given.documents))
        shutil.copy(file, copy)  # One process alone may hold a file for writing.
        ours = held.enter_context(serve_ours("neo4j", server, folder))
        contenders: dict[str, Contender] = {
            ON_NEO4J: ours,
            PEER: held.enter_context(serve_peer(server, folder)),
            BARE_BOLT: BareBolt(server, packed=True),
            BARE_RECORDS: BareBolt(server, packed=False),
            EMBEDDED: held.enter_context(serve_ours("embedded", str(file), folder)),
            BARE_EMBEDDED: BareLadybug(copy),
        }
        depth = max(1_000, min(DEEP, given.documents // 2_000 * 1_000))
        shapes = build_shapes("440000", find_deep(ours, depth), depth, PROVINCES)
        wanted = [shape for shape in shapes if not given.shapes or shape.name in given.shapes]
        figures = measure_all(contenders, wanted, given.rounds, given.connections, given.seconds)
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.with_suffix(".json").write_text(json.dumps([asdict(one) for one in figures], indent=1), "utf-8")
    write_report(figures, given.documents, given.output)


def measure_all(
    contenders: Mapping[str, Contender],
    shapes: Sequence[Shape],
    rounds: int,
    connections: Sequence[int],
    seconds: float,
) -> list[Figure]:
    """All contenders one after the other for each shape, round by round, so that noise hits all alike."""
    figures: list[Figure] = []
    for shape in shapes:
        for contender in contenders.values():
            if isinstance(contender, Served):
                contender.warm(shape)
    turns = [(at, shape, count) for at in range(rounds) for shape in shapes for count in connections]
    for at, shape, count in tqdm(turns, unit="turn"):
        for name, contender in contenders.items():
            if load := contender.measure(shape, count, seconds):
                figures.append(Figure(at, name, shape.name, count, load))
    return figures


def find_deep(ours: Served, depth: int) -> str:
    """Our cursor behind so many documents (in whole thousands), the latest first."""
    text = (
        "query Deep($after: String) { documents(first: 1000, after: $after, "
        "orderBy: [{ field: ISSUED, direction: DESC }]) { pageInfo { endCursor } } }"
    )
    after = None
    for _ in range(depth // 1000):
        data: Any = check_answer(ours.target, Request(text, {"after": after}))
        after = data["documents"]["pageInfo"]["endCursor"]
    return str(after)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("make bench", description=main.__doc__)
    parser.add_argument("--documents", type=int, default=10_000, help="how many documents are made up (10000)")
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds are counted (5)")
    parser.add_argument("--seconds", type=float, default=3, help="how long one run takes (3)")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 64], help="over how many (1 8 64)")
    parser.add_argument("--shapes", nargs="+", metavar="NAME", help="only these shapes")
    parser.add_argument(
        "--output", type=Path, default=Path("var/bench/report"), metavar="PATH",
        help="where the report goes, with the endings .md, .svg and .json (var/bench/report)",
    )  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    main()
