"""Which chains tie two things, on both engines: shortest first, as they hold on a day, and never through a hub."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Label, RelationshipType
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow
from queries.errors import BadInput
from queries.paths import paths as connecting_paths
from queries.paths.chains import Ties, list_chains
from queries.paths.paths import Path, PathsAsked, find_connecting_paths
from tests.schema.asking import WatchedGraph
from tests.schema.small_graph import DOCUMENT, INSTITUTION, PROGRAMME, REGION, SOURCE, ZONE, Node, edge, node

pytestmark = pytest.mark.anyio

NATION, EAST, WEST, CITY, TOWN = ((REGION, key) for key in ("100000", "310000", "610000", "610100", "310100"))
NEW_EAST = (REGION, "330000")
PACT, OLD_PACT, UNDATED = (DOCUMENT, "pact"), (DOCUMENT, "old-pact"), (DOCUMENT, "undated")


def list_nodes() -> Iterator[NodeRow]:
    yield node(Label.SOURCE, SOURCE, "公报")
    yield node(*NATION, "国", level="NATION")
    for key, name in ((EAST, "东"), (WEST, "西"), (NEW_EAST, "新东")):
        yield node(*key, name, level="PROVINCE")
    yield node(*CITY, "西市", level="PREFECTURE")
    yield node(*TOWN, "东市", level="PREFECTURE")
    yield node(ZONE, "joint", "联合区", kind="ECONOMIC_ZONE")
    yield node(ZONE, "macro", "板块", kind="MACRO_REGION")
    yield node(PROGRAMME, "pilot", "试点")
    yield node(INSTITUTION, "office", "东局")
    yield node(INSTITUTION, "closed", "旧局", until="2010")
    yield node(*PACT, "协议", kind="AGREEMENT", issued="2011-05")
    yield node(*OLD_PACT, "旧协议", kind="AGREEMENT", issued="2005", inForceUntil="2009")
    yield node(*UNDATED, "无日期协议", kind="AGREEMENT")


def list_edges() -> Iterator[EdgeRow]:
    for province in (EAST, WEST, NEW_EAST):
        yield edge("PART_OF", province, NATION)
        yield edge("INCLUDES", (ZONE, "macro"), province)
    yield edge("PART_OF", CITY, WEST)
    yield edge("PART_OF", TOWN, EAST)
    yield edge("PAIRED_WITH", EAST, WEST, key="a", since="1996", until="2010", scheme="旧")
    yield edge("PAIRED_WITH", EAST, WEST, key="b", since="2005", until="2010", scheme="新", verified=False)
    yield edge("INCLUDES", (ZONE, "joint"), EAST, since="2008")
    yield edge("INCLUDES", (ZONE, "joint"), WEST, since="2012-06")
    yield edge("HOSTS", CITY, (PROGRAMME, "pilot"))
    yield edge("HOSTS", TOWN, (PROGRAMME, "pilot"), since="2009")
    yield edge("SEATED_IN", (INSTITUTION, "office"), EAST)
    yield edge("SEATED_IN", (INSTITUTION, "closed"), EAST)
    yield edge("SUCCEEDS", NEW_EAST, EAST, on="2013")
    yield edge("APPLIES_TO", (PACT), EAST)
    yield edge("AGREED_BY", PACT, EAST)
    yield edge("AGREED_BY", PACT, WEST)
    for pact in (OLD_PACT, UNDATED):
        yield edge("AGREED_BY", pact, EAST)
        yield edge("AGREED_BY", pact, WEST)
    yield edge("CITES", PACT, OLD_PACT)
    yield edge("CITES", PACT, UNDATED)
    yield edge("ISSUED", (INSTITUTION, "office"), OLD_PACT)


@pytest.fixture
async def world(graph: Graph) -> WatchedGraph:
    report = await apply_batches(graph.writer, [Batch("tests/paths", list(list_nodes()), list(list_edges()))], "tests")
    assert not report.skipped
    return WatchedGraph(graph)


async def find(
    graph: WatchedGraph, begin: Node, goal: Node, year: int, *, longest: int = 4, first: int = 20
) -> list[Path]:
    return await find_connecting_paths(graph, PathsAsked(begin, goal, f"{year}-12-31", longest, first))


def keys(paths: list[Path]) -> list[list[str]]:
    return [[key for _, key in path.nodes] for path in paths]


async def test_what_holds_on_the_day_ties_shortest_first(world: WatchedGraph) -> None:
    assert keys(await find(world, EAST, WEST, 2008, longest=2)) == [
        ["310000", "610000"],
        ["310000", "old-pact", "610000"],
    ]
    assert keys(await find(world, EAST, WEST, 2011, longest=2)) == [["310000", "pact", "610000"]]
    assert keys(await find(world, EAST, WEST, 2012, longest=3)) == [
        ["310000", "joint", "610000"],
        ["310000", "pact", "610000"],
    ]
    assert keys(await find(world, EAST, WEST, 2012)) == [
        ["310000", "joint", "610000"],
        ["310000", "pact", "610000"],
        ["310000", "310100", "pilot", "610100", "610000"],
        ["310000", "office", "old-pact", "pact", "610000"],
    ]
    assert keys(await find(world, EAST, WEST, 2012, first=2)) == [
        ["310000", "joint", "610000"],
        ["310000", "pact", "610000"],
    ]


async def test_links_are_the_graphs_own_with_dates_and_sources(world: WatchedGraph) -> None:
    (path, *_) = await find(world, WEST, EAST, 2008)
    (link,) = path.links
    assert (link.type, link.start, link.end, link.key) == (RelationshipType.PAIRED_WITH, EAST, WEST, "a")
    assert (str(link.since), str(link.until), link.verified, link.sources) == ("1996", "2010", True, (SOURCE,))
    (path, *_) = await find(world, NEW_EAST, WEST, 2014)
    assert [(link.type, link.start, str(link.since)) for link in path.links] == [
        (RelationshipType.SUCCEEDS, NEW_EAST, "2013"),
        (RelationshipType.INCLUDES, (ZONE, "joint"), "2008"),
        (RelationshipType.INCLUDES, (ZONE, "joint"), "2012-06"),
    ]


async def test_agreement_tells_more_than_application(world: WatchedGraph) -> None:
    (path,) = await find(world, EAST, PACT, 2012, longest=1)
    assert [link.type for link in path.links] == [RelationshipType.AGREED_BY]


async def test_nation_and_macro_regions_are_ends_and_nothing_between(world: WatchedGraph) -> None:
    assert keys(await find(world, EAST, (ZONE, "macro"), 2012, longest=1)) == [["310000", "macro"]]
    assert await find(world, NEW_EAST, EAST, 2012, longest=6) == []
    assert await find(world, NATION, EAST, 2012, longest=6) == []
    between = {one for path in await find(world, CITY, TOWN, 2012, longest=6) for one in path.nodes[1:-1]}
    assert between
    assert not between & {NATION, (ZONE, "macro")}


async def test_documents_tie_while_in_force_and_their_issuers_ever_after(world: WatchedGraph) -> None:
    office, closed = (INSTITUTION, "office"), (INSTITUTION, "closed")
    assert keys(await find(world, office, OLD_PACT, 2020, longest=1)) == [["office", "old-pact"]]
    assert await find(world, office, OLD_PACT, 2004, longest=6) == []
    assert keys(await find(world, PACT, OLD_PACT, 2020, longest=1)) == [["pact", "old-pact"]]
    assert await find(world, PACT, UNDATED, 2020, longest=6) == []
    assert keys(await find(world, closed, EAST, 2010, longest=1)) == [["closed", "310000"]]
    assert await find(world, closed, EAST, 2011, longest=6) == []


async def test_thing_is_tied_to_itself_by_no_link(world: WatchedGraph) -> None:
    assert await find(world, EAST, EAST, 2012) == [Path((EAST,), ())]
    assert world.asked == []


async def test_one_call_a_step_and_one_for_the_links(world: WatchedGraph) -> None:
    await find(world, EAST, WEST, 2008, first=1)
    assert world.asked == ["steps of chains", "links of chains"]
    world.asked.clear()
    await find(world, EAST, WEST, 2012, longest=6)
    assert world.asked.count("steps of chains") <= 6
    assert world.asked.count("links of chains") == 1


async def test_too_wide_a_step_leaves_out_longer_chains(world: WatchedGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting_paths, "MOST_BEGINNINGS", 1)
    assert [path.nodes[1] for path in await find(world, EAST, WEST, 2008, longest=6)] == [WEST, OLD_PACT]
    monkeypatch.setattr(connecting_paths, "MOST_BEGINNINGS", 0)
    with pytest.raises(BadInput, match="no chain of 0 or fewer") as refused:
        await find(world, EAST, WEST, 2008)
    assert refused.value.argument == "maxLength"


@pytest.mark.parametrize("longest", [0, -1, 7])
async def test_length_out_of_bounds_is_refused(world: WatchedGraph, longest: int) -> None:
    with pytest.raises(BadInput, match=r"from 1 to 6") as refused:
        await find(world, EAST, WEST, 2008, longest=longest)
    assert refused.value.argument == "maxLength"
    assert world.asked == []


def tie(pairs: set[tuple[int, int]]) -> tuple[Ties, Callable[[int], Node]]:
    ties = Ties()
    for one, other in pairs:
        ties.add((REGION, str(one)), (REGION, str(other)))
    return ties, lambda number: (REGION, str(number))


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5))), st.integers(1, 5))
def test_chains_of_a_length_are_all_simple_paths_in_order(pairs: set[tuple[int, int]], length: int) -> None:
    ties, name = tie(pairs)
    either = pairs | {(other, one) for one, other in pairs}
    expected = [
        tuple(map(name, (0, *middle, 1)))
        for middle in permutations(range(2, 6), length - 1)
        if all(pair in either for pair in pairwise((0, *middle, 1)))
    ]
    assert list(list_chains(ties, name(0), name(1), length)) == sorted(expected)
