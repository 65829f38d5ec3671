"""The work of a page does not grow with the label, in any order, at the start of the list and deep in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import neo4j
import pytest

from graph.dates import parse_period
from graph.engines.neo4j_packing import pack
from graph.model import Label
from graph.store import Graph, Value
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, NodeRow
from queries.nodes.lists import Listing, Term, build_list, list_zones
from queries.paging import Key, Page, PageArguments, build_page
from tests.fixtures.graphs import Server, open_server

pytestmark = pytest.mark.anyio

ORDERS: dict[str, tuple[tuple[Term, ...], Key]] = {
    "by id": ((), ("d05",)),
    "latest first": ((Term("issued", descending=True),), ("2010-06-15", "d05")),
    "oldest first": ((Term("issued"),), ("2010-06-15", "d05")),
    "by title": ((Term("name"),), ("文件05", "d05")),
}


def build_documents(count: int) -> Batch:
    rows = []
    for at in range(count):
        issued = parse_period(f"{2005 + at % 15}-{1 + at % 12:02}-{1 + at % 28:02}")
        rows.append(NodeRow(Label.POLICY_DOCUMENT, f"d{at:05}", f"文件{at:05}", {"issued": issued}, (), True))
    return Batch("tests/documents", rows)


def count_hits(plan: Mapping[str, Any]) -> int:
    return int(plan.get("dbHits", 0)) + sum(count_hits(child) for child in plan.get("children", []))


def pages(key: Key) -> list[Page]:
    first, last = build_page(PageArguments(first=20), "", 200), build_page(PageArguments(last=20), "", 200)
    return [first, Page(20, False, key, None, ""), last, Page(20, True, None, key, "")]


async def measure(server: Server, documents: int) -> dict[tuple[str, int], int]:
    """The database's own count of its accesses, by order and page."""
    found = {}
    server.wipe()
    async for graph in open_server(server):
        await load(graph, documents)
    with neo4j.GraphDatabase.driver(server.url) as driver, driver.session() as session:
        session.run("CALL db.resampleOutdatedIndexes()").consume()
        session.run("CALL db.clearQueryCaches()").consume()
        for name, (order, key) in ORDERS.items():
            listing = Listing(Label.POLICY_DOCUMENT, {}, order)
            for number, page in enumerate(pages(key)):
                zone = next(zone for zone in list_zones(listing, page) if zone.value != "lacking")
                reading, parameters = build_list(listing, page, ["id", "title"], zone)
                found[name, number] = profile(
                    session, pack(reading.question.text, reading.question.columns), parameters
                )
    return found


async def load(graph: Graph, documents: int) -> None:
    await apply_batches(graph.writer, [build_documents(documents)], "tests")


def profile(session: neo4j.Session, text: str, parameters: Mapping[str, Value]) -> int:
    plan = session.run(f"PROFILE {text}", dict(parameters)).consume().profile
    assert plan is not None
    return count_hits(plan)


async def test_page_reads_its_own_rows_on_neo4j(neo4j_server: Server) -> None:
    few, many = await measure(neo4j_server, 1_000), await measure(neo4j_server, 4_000)
    grown = {place: (hits, many[place]) for place, hits in few.items() if many[place] > 1.5 * hits + 20}
    assert not grown
    assert max(many.values()) < 1_000
