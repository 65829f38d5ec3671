"""`make growth`: how each question's work grows with the graph, on both engines; what it found is kept size by size."""

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
from typing import Any

from tqdm import tqdm

from graph.engines.open import open_graph
from graph.store import Graph, Statement
from graph.writing.apply import apply_batches
from loaders.facts.facts import read_seed
from tests.bench.growing import SEARCH, Cost, build_note, list_requests, measure, measure_once, put_together
from tests.bench.growth_report import write_growth
from tests.bench.shapes import PROVINCES, Request
from tests.bench.synthetic import CLAUSES_A_DOCUMENT, build_counties, county_id
from tests.bench.world import BY, count_documents, load_documents, place_of
from tests.fixtures.neo4j_server import Wish, open_neo4j, read_wish

# What the parties that are asked about have: their documents' links.
LINKS = Statement(
    "links of parties",
    "UNWIND $parties AS i MATCH (x:Region) WHERE x.id = i OPTIONAL MATCH (x)<-[:APPLIES_TO]-(d:PolicyDocument) "
    "WITH DISTINCT d OPTIONAL MATCH (d)-[:HAS_CLAUSE]->(:Clause)-[c:COVERS]->(:Task) RETURN count(c) AS links",
    ("parties",),
    ("links",),
    int,
)
# The most parties that a token allows, and below; without one it is 100.
COUNTIES, PARTIES = 1_000, (31, 100, 300, 1_000)


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
    """Fill both engines step by step, and measure at each what is not measured yet."""
    given = _read_arguments()
    output: Path = given.output
    output.parent.mkdir(parents=True, exist_ok=True)
    kept = output.with_suffix(".json")
    stages: list[dict[str, Any]] = json.loads(kept.read_text("utf-8")) if kept.exists() else []
    with ExitStack() as held:
        folder = given.keep or Path(held.enter_context(tempfile.TemporaryDirectory(prefix="hezuo-growth-")))
        for engine in given.engines:
            with _place(engine, folder, given.neo4j) as graph:
                for size in given.documents:
                    known = {(one["engine"], one["documents"]) for one in stages}
                    if size > given.most[engine] or (engine, size) in known:
                        continue
                    stages.append(asdict(asyncio.run(grow(engine, graph, size))))
                    _keep(stages, output)
                    stages[-1]["parties"] = asyncio.run(ask_of_parties(graph, size))
                    _keep(stages, output)


def _keep(stages: list[dict[str, Any]], output: Path) -> None:
    output.with_suffix(".json").write_text(json.dumps(stages, indent=1), "utf-8")
    write_growth(stages, output)


async def grow(engine: str, place: str, size: int) -> Stage:
    """One engine at one size, from what it holds on."""
    # Opened anew for each size, so that no size has what another left in memory.
    graph = await open_graph(place_of(place))
    try:
        before = await count_documents(graph)
        if not before:
            await apply_batches(graph.writer, [*read_seed(), build_counties(PROVINCES, COUNTIES)], BY)
        start = perf_counter()
        await load_documents(graph, before, size)
        rate = (size - before) * CLAUSES_A_DOCUMENT / (perf_counter() - start)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        tqdm.write(f"{engine}, {size:,} documents: {rate:,.0f} clauses/s, peak {peak:,.0f} MB")
        links = (await graph.reader.run(LINKS, {"parties": PROVINCES}))[0]
        return Stage(engine, size, links, rate, peak, await _measure_all(graph, size, _url_of(place)))
    finally:
        await graph.close()


async def ask_of_parties(place: str, documents: int) -> dict[str, dict[str, object]]:
    """What gaps and matrix cost for so many parties, by the name of the question and their number."""
    counties = [county_id(province, at) for at in range(COUNTIES) for province in PROVINCES][:COUNTIES]
    found: dict[str, dict[str, object]] = {"gaps": {}, "matrix": {}}
    graph = await open_graph(place_of(place))
    try:
        asked = put_together(graph)
        requests = await list_requests(asked, documents)
        for name, costs in found.items():
            for count in tqdm(PARTIES, leave=False):
                parties = [*PROVINCES, *counties][:count]
                request = Request(requests[f"{name} of 31 provinces"].query, {"parties": parties})
                costs[str(count)] = asdict(await measure(asked, name, request, _url_of(place)))
    finally:
        await graph.close()
    return found


def _url_of(place: str) -> str:
    return place if "://" in place else ""


async def _measure_all(graph: Graph, documents: int, url: str) -> list[Cost]:
    asked = put_together(graph)
    requests = await list_requests(asked, documents)
    costs = []
    for name, request in tqdm(requests.items(), leave=False):
        costs.append(await measure(asked, name, request, url))
    await asked.ask(SEARCH)
    for number, (name, request) in enumerate(
        (("page", requests["page of 20"]), ("search", SEARCH), ("searchClauses", requests["searchClauses"]))
    ):
        await apply_batches(graph.writer, [build_note(f"{documents} {number}")], BY)
        costs.append(await measure_once(asked, f"{name}, the first after a write", request, url))
    return costs


@contextmanager
def _place(engine: str, folder: Path, url: str) -> Iterator[str]:
    if engine == "embedded":
        folder.mkdir(parents=True, exist_ok=True)
        yield str(folder / "graph.lbug")
        return
    (folder / "neo4j").mkdir(parents=True, exist_ok=True)
    wish = read_wish({})
    with open_neo4j(Wish(url, wish.version, wish.java, wish.heap), folder / "neo4j") as server:
        yield server


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("make growth", description=main.__doc__)
    sizes: Sequence[int] = (1_000, 10_000, 100_000, 125_000)
    parser.add_argument(
        "--documents", type=int, nargs="+", default=sizes, help="the sizes; 125000 are a million clauses"
    )
    parser.add_argument("--engines", nargs="+", choices=("embedded", "neo4j"), default=["embedded", "neo4j"])
    parser.add_argument("--most-neo4j", type=int, default=100_000, help="the largest size on Neo4j (100000)")
    parser.add_argument(
        "--neo4j", default="", metavar="URL", help="an empty Neo4j, or one filled by this (one is started)"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the graphs stay, to go on from another time")
    parser.add_argument(
        "--output", type=Path, default=Path("var/bench/growth"), metavar="PATH",
        help="where the report goes, as .md, .svg and .json; sizes that the .json holds are not measured again",
    )  # fmt: skip
    given = parser.parse_args()
    given.most = {"embedded": max(given.documents), "neo4j": given.most_neo4j}
    return given


if __name__ == "__main__":
    main()
