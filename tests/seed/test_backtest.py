"""The backtest on the seed: what it hides is really hidden, and the documentation shows what comes of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.dates import Period
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow
from hezuo.commands.questions.hits import add_hits, write_backtests
from loaders.facts.facts import read_seed
from queries.pairing.backtest import PLACES, Backtest, Scheme, backtest, read_schemes, share_of_place
from queries.pairing.components import PairingComponent
from queries.pairing.scores import EQUAL, Weights
from queries.pairing.sides import RANKED_LEVELS
from queries.pairing.warnings import BEATEN, Beaten
from queries.warnings import Words
from tests.fixtures.graphs import open_embedded

pytestmark = pytest.mark.anyio
# What came of all schemes, by the engine: it takes a while.
RESULTS: dict[str, list[Backtest]] = {}
PAGE = Path(__file__).parents[2] / "docs" / "backtest.md"
BEGIN, END = "```text\n", "```\n"


async def run_all(graph: Graph) -> list[Backtest]:
    engine = type(graph).__name__
    if engine not in RESULTS:
        schemes = await read_schemes(graph.reader, "2013-01-01")
        RESULTS[engine] = [await backtest(graph.reader, scheme) for scheme in schemes]
    return RESULTS[engine]


async def count_hits(graph: Graph, schemes: list[Scheme], weights: Weights) -> list[float]:
    found = [(await backtest(graph.reader, scheme, weights)).hits[0].counts for scheme in schemes]
    return [sum(each) for each in zip(*found, strict=True)]


def begins_later(row: EdgeRow | NodeRow, day: str) -> bool:
    """Whether a fact begins after a day: by its date, or by the year that it is about."""
    properties = row.properties
    begun = properties.get("inForceFrom") or properties.get("since") or properties.get("issued")
    year = properties.get("year")
    return (isinstance(begun, Period) and begun.first > day) or (isinstance(year, int) and year > int(day[:4]))


def hide_later(batches: list[Batch], day: str) -> Iterator[Batch]:
    """The batches without whatever begins after a day, and without what hangs on it."""
    gone = {(row.label, row.id) for batch in batches for row in batch.nodes if begins_later(row, day)}
    for batch in batches:
        nodes = [row for row in batch.nodes if (row.label, row.id) not in gone]
        edges = [
            row for row in batch.edges if not begins_later(row, day) and row.start not in gone and row.end not in gone
        ]
        yield replace(batch, nodes=nodes, edges=edges)


# What a day hides is the same on both engines; one is enough for loading the seed three times more.
@pytest.mark.parametrize("seeded", ["embedded"], indirect=True)
@pytest.mark.parametrize("name", ["guizhou-2013", "east-west-2016", "northeast-2017"])
async def test_what_came_later_is_hidden(seeded: Graph, tmp_path: Path, name: str) -> None:
    (scheme,) = await read_schemes(seeded.reader, "2013-01-01", [name])
    batches = list(hide_later(read_seed(), scheme.day))
    left = [row for batch in batches for row in batch.edges if row.properties.get("scheme") == name]
    assert not left
    async for graph in open_embedded(tmp_path / "apart"):
        report = await apply_batches(graph.writer, batches, "tests")
        assert not report.skipped
        assert await backtest(graph.reader, scheme) == await backtest(seeded.reader, scheme)


async def test_documentation_shows_what_comes_of_it(seeded: Graph) -> None:
    lines = write_backtests(await run_all(seeded))
    text = PAGE.read_text("utf-8")
    before, shown = text.split(BEGIN, 1)
    shown, after = shown.split(END, 1)
    found = "".join(f"{line}\n" for line in lines)
    if os.environ.get("HEZUO_TEST_RECORD"):
        PAGE.write_text(f"{before}{BEGIN}{found}{END}{after}", "utf-8")
        return
    assert shown == found


async def test_schemes_are_told_by_their_beginning(seeded: Graph) -> None:
    results = await run_all(seeded)
    assert [(one.scheme.name, one.scheme.day, one.pairs) for one in results] == [
        ("guizhou-2013", "2012-12-31", 7),
        ("east-west-2016", "2016-11-30", 37),
        ("ip-bilateral", "2016-12-31", 1),
        ("northeast-2017", "2016-12-31", 20),
        ("east-west-2021", "2020-12-31", 33),
        ("wanbei-2021", "2020-12-31", 5),
        ("jiangsu-north-south", "2021-12-31", 0),
        ("old-revolutionary-2022", "2021-12-31", 14),
        ("three-gorges", "2021-12-31", 0),
        ("ip-services-2025", "2024-12-31", 3),
    ]
    tested = results[1].scheme
    assert len(tested.pairs) + sum(tested.left_out.values()) == 60
    for one in results:
        assert sum(each.pairs for each in one.by_level) == one.pairs
        for hits in one.hits:
            assert list(hits.counts) == sorted(hits.counts)
            assert 0 <= hits.counts[-1] <= one.pairs
            parts = [each.counts for level in one.by_level for each in level.hits if each.method == hits.method]
            assert [sum(counts) for counts in zip(*parts, strict=True)] == pytest.approx(
                list(hits.counts) if parts else []
            )


@pytest.mark.parametrize("level", RANKED_LEVELS)
async def test_answers_say_where_a_plain_order_did_better(seeded: Graph, level: str) -> None:
    tested = [each for one in await run_all(seeded) for each in one.by_level if each.level == level]
    ours, *plain = add_hits([each.hits for each in tested])
    pairs = sum(each.pairs for each in tested)
    better = [
        Beaten(Words("既有联系", "existing ties"), places, pairs, f"{mine:.3g}", f"{theirs:.3g}")
        for one in plain
        for places, mine, theirs in zip(PLACES, ours.counts, one.counts, strict=True)
        if theirs > mine and one.method == "existing ties alone"
    ]
    others = [one.method for one in plain if any(a > b for a, b in zip(one.counts, ours.counts, strict=True))]
    assert others == (["existing ties alone"] if better else [])
    assert better == [each for known, each in BEATEN.items() if known == level]


def test_those_who_tie_draw_lots() -> None:
    keys = {"a": 2.0, "b": 1.0, "c": 1.0, "d": 0.0}
    assert [share_of_place(keys, who, 1) for who in "abcd"] == [1.0, 0.0, 0.0, 0.0]
    assert [share_of_place(keys, who, 2) for who in "abcd"] == [1.0, 0.5, 0.5, 0.0]
    assert [share_of_place(keys, who, 5) for who in "abcde"] == [1.0, 1.0, 1.0, 1.0, 0.0]


@pytest.mark.parametrize("seeded", ["embedded"], indirect=True)
async def test_ranking_by_nearness_alone_is_the_nearest(seeded: Graph) -> None:
    (scheme,) = await read_schemes(seeded.reader, "2013-01-01", ["northeast-2017"])
    nearness = {**dict.fromkeys(PairingComponent, 0.0), PairingComponent.PROXIMITY: 1.0}
    hits = {each.method: each.counts for each in (await backtest(seeded.reader, scheme, nearness)).hits}
    assert hits["the ranking"] == hits["nearest"]
    equal = {each.method: each.counts for each in (await backtest(seeded.reader, scheme)).hits}
    assert hits["nearest"] == equal["nearest"]
    assert hits["the ranking"] != equal["the ranking"]


@pytest.mark.parametrize("seeded", ["embedded"], indirect=True)
async def test_early_schemes_choose_no_weights(seeded: Graph) -> None:
    early = [one for one in await read_schemes(seeded.reader, "1990-01-01") if one.day < "2012-12-31"]
    assert sum(len(one.pairs) for one in early) == 44
    equal = await count_hits(seeded, early, EQUAL)
    assert equal == [2, 9, 17]
    for component in PairingComponent:
        counts = await count_hits(seeded, early, {**EQUAL, component: 2.0})
        # One pair of 44 is no ground to weigh anything more.
        assert all(abs(one - other) <= 1 for one, other in zip(counts, equal, strict=True)), component
