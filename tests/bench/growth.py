"""`make growth`: how each question's work grows with the graph, on both engines; writes what it found."""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from tqdm import tqdm

from graph.access import Graph, Question
from graph.apply import apply_batches
from graph.open import open_graph
from loaders.facts import read_seed
from tests.bench.growing import Cost, build_note, list_requests, measure, measure_once, put_together
from tests.bench.growth_report import write_growth
from tests.bench.shapes import PROVINCES, Request
from tests.bench.synthetic import CLAUSES_A_DOCUMENT
from tests.bench.world import BY, load_documents, place_of
from tests.neo4j_server import open_neo4j, read_wish

# What the parties that are asked about have: their documents' links.
LINKS = Question(
    "links of parties",
    "MATCH (x:Region)<-[:APPLIES_TO]-(d:PolicyDocument) WHERE x.id IN $parties WITH DISTINCT d "
    "MATCH (d)-[:HAS_CLAUSE]->(:Clause)-[:COVERS]->(:Task) RETURN count(*) AS links",
    ("parties",),
    ("links",),
    int,
)
SEARCH = Request('{ search(text: "陕西", first: 5) { score entity { id } } }')


@dataclass(frozen=True, slots=True)
class Stage:
    """One engine at one size: how quickly it was filled (clauses a second since the size before), and the costs."""

    engine: str
    documents: int
    links: int
    clauses_a_second: float
    peak_mb: float
    costs: list[Cost]


def main() -> None:
    """Fill both engines step by step, and measure at each."""
    given = _read_arguments()
    stages: list[Stage] = []
    with tempfile.TemporaryDirectory(prefix="hezuo-growth-") as folder:
        for engine in given.engines:
            with _place(engine, Path(folder)) as graph:
                stages += asyncio.run(grow(engine, graph, [n for n in given.documents if n <= given.most[engine]]))
            given.output.parent.mkdir(parents=True, exist_ok=True)
            found = [asdict(one) for one in stages]
            given.output.with_suffix(".json").write_text(json.dumps(found, indent=1), "utf-8")
    write_growth(found, given.output)


async def grow(engine: str, place: str, sizes: Sequence[int]) -> list[Stage]:
    """The stages of one engine, from an empty graph on."""
    stages, before = [], 0
    for size in sizes:
        # Opened anew for each size, so that no size has what another left in memory.
        graph = await open_graph(place_of(place))
        try:
            if not before:
                await apply_batches(graph.writer, read_seed(), BY)
            start = perf_counter()
            await load_documents(graph, before, size)
            rate = (size - before) * CLAUSES_A_DOCUMENT / (perf_counter() - start)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
            links = (await graph.reader.run(LINKS, {"parties": PROVINCES}))[0]
            costs = await _measure_all(graph, size, place if "://" in place else "")
            stages.append(Stage(engine, size, links, rate, peak, costs))
            tqdm.write(f"{engine}, {size:,} documents: {rate:,.0f} clauses/s, peak {peak:,.0f} MB")
            before = size
        finally:
            await graph.close()
    return stages


async def _measure_all(graph: Graph, documents: int, url: str) -> list[Cost]:
    asked = put_together(graph)
    requests = await list_requests(asked, documents)
    costs = [await measure(asked, name, request, url) for name, request in requests.items()]
    await asked.ask(SEARCH)
    for number, (name, request) in enumerate(
        (("page", requests["page of 20"]), ("search", SEARCH), ("searchClauses", requests["searchClauses"]))
    ):
        await apply_batches(graph.writer, [build_note(f"{documents} {number}")], BY)
        costs.append(await measure_once(asked, f"{name}, the first after a write", request, url))
    return costs


@contextmanager
def _place(engine: str, folder: Path) -> Iterator[str]:
    if engine == "embedded":
        yield str(folder / "graph.lbug")
        return
    with ExitStack() as held:
        (folder / "neo4j").mkdir()
        yield held.enter_context(open_neo4j(read_wish({}), folder / "neo4j"))


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("make growth", description=main.__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="the sizes")
    parser.add_argument("--engines", nargs="+", choices=("embedded", "neo4j"), default=["embedded", "neo4j"])
    parser.add_argument("--most-neo4j", type=int, default=100_000, help="the largest size on Neo4j (100000)")
    parser.add_argument(
        "--output", type=Path, default=Path("var/bench/growth"), metavar="PATH",
        help="where the report goes, with the endings .md, .svg and .json (var/bench/growth)",
    )  # fmt: skip
    given = parser.parse_args()
    given.most = {"embedded": max(given.documents), "neo4j": given.most_neo4j}
    return given


if __name__ == "__main__":
    main()
