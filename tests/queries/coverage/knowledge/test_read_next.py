"""What to read next, on both engines: what settles most comes first, and a second document counts for what is left."""

from __future__ import annotations

import pytest

from graph.store import Graph
from graph.writing.batch import Batch
from queries.coverage.gaps import GapsAsked, find_policy_gaps
from queries.coverage.knowledge.read_next import KindRow, NextAsked, ReadNext, choose_common, find_read_next
from queries.errors import BadInput
from tests.queries.coverage.coverage_world import (
    EAST,
    EMPTY_ZONE,
    SOUTH,
    TASK_1,
    TASK_2,
    TASK_3,
    WEST,
    ZONE,
    CountingReader,
    covers,
    document,
    load_world,
    region,
    zone,
)

pytestmark = pytest.mark.anyio
DAY = "2014-12-31"


def build_more(*, read: bool = False) -> Batch:
    """Of West: on the field one document known in part and one by its title, or `read`; and two that are not."""
    batch = Batch("tests/more")
    document(batch, "west-patents", region(WEST), title="陕西专利条例", kind="LAW", held="PART", issued="2013")
    covers(batch, "west-patents#2", TASK_1, 0.8)
    document(batch, "west-marks", region(WEST), title="陕西商标办法", kind="MEASURE", examined=read)
    covers(batch, "west-marks#title", TASK_2, 0.5, "curated-title")
    document(batch, "west-deal", region(WEST), region(EAST), title="知识产权合作协议", kind="AGREEMENT")
    covers(batch, "west-deal#title", TASK_2, 0.5, "curated-title")
    covers(batch, "west-deal#title", TASK_3, 0.5, "curated-title")
    document(batch, "west-firms", region(WEST), title="陕西中小企业条例", kind="LAW")
    return batch


def table(found: ReadNext) -> list[tuple[str, str | None, int, int, tuple[str, ...]]]:
    return [
        (one.party[1], one.document.document if one.document else None, one.settles, one.confirms, one.tasks)
        for one in found.items
    ]


async def test_what_settles_most_stands_first(graph: Graph) -> None:
    await load_world(graph, build_more())
    reader = CountingReader(graph.reader)
    found = await find_read_next(reader, NextAsked((region(WEST),), DAY))
    assert table(found) == [
        # It tells of the one task of which nothing is known, and confirms what rests on its title.
        (WEST, "west-marks", 1, 1, (TASK_2,)),
        # The statute leaves nothing to settle after that; the agreement confirms what is still on its title alone.
        (WEST, "west-deal", 0, 1, (TASK_2, TASK_3)),
    ]
    assert (found.unknown, found.statuses) == (1, 4)
    assert len(reader.calls) == 3


async def test_reading_what_is_named_first_decides_all_of_it(graph: Graph) -> None:
    await load_world(graph, build_more(read=True))
    gaps = await find_policy_gaps(graph.reader, GapsAsked((region(WEST),), DAY))
    assert not [one for gap in gaps.tasks for one in gap.statuses if one.found.own == "UNKNOWN"]
    assert (await find_read_next(graph.reader, NextAsked((region(WEST),), DAY))).unknown == 0


async def test_of_equal_ones_the_statute_stands_first_and_nothing_examined_at_all(graph: Graph) -> None:
    more = build_more()
    more.edges = [row for row in more.edges if row.type != "COVERS"]
    await load_world(graph, more)
    found = await find_read_next(graph.reader, NextAsked((region(WEST), region(EAST), region(SOUTH)), DAY))
    assert table(found) == [(WEST, "west-patents", 4, 0, ()), (EAST, "east-title", 0, 1, ("ws2012-4",))]


async def test_party_with_no_document_at_all_is_unknown_and_has_nothing_to_read(graph: Graph) -> None:
    await load_world(graph)
    found = await find_read_next(graph.reader, NextAsked((zone(EMPTY_ZONE),), DAY))
    assert (found.items, found.unknown, found.statuses) == ((), 4, 4)


async def test_common_kind_is_named_where_nothing_is_known(graph: Graph) -> None:
    more = Batch("tests/statutes")
    document(more, "east-law", region(EAST), title="上海专利条例", kind="LAW", issued="2005")
    document(more, "deal", region(EAST), region(WEST), title="商标合作协议", kind="AGREEMENT", issued="2005")
    await load_world(graph, more)
    reader = CountingReader(graph.reader)
    found = await find_read_next(reader, NextAsked((region(WEST), region(EAST), zone(ZONE)), "2006-12-31"))
    common, law = found.items
    assert (law.party, law.document and law.document.document, law.settles) == (region(EAST), "east-law", 4)
    assert (common.party, common.document, common.settles) == (region(WEST), None, 4)
    assert common.common is not None
    assert (common.common.word, common.common.document_kind) == ("专利", "LAW")
    assert (common.common.having, common.common.regions) == (1, 3)
    assert len(reader.calls) <= 5


def test_kind_that_less_than_a_third_have_is_not_common() -> None:
    rows = [KindRow("PROVINCE", "专利", "LAW", 9), KindRow("PROVINCE", "商标", "MEASURE", 10)]
    assert choose_common([*rows, KindRow("PROVINCE", "", "", 31)]) == {}
    chosen = choose_common([*rows, KindRow("PROVINCE", "", "", 30)])
    assert (chosen["PROVINCE"].word, chosen["PROVINCE"].having) == ("商标", 10)


async def test_list_is_cut_and_bad_input_refused(graph: Graph) -> None:
    await load_world(graph, build_more())
    assert len((await find_read_next(graph.reader, NextAsked((region(WEST),), DAY, first=1))).items) == 1
    assert not (await find_read_next(graph.reader, NextAsked((region(WEST),), DAY, first=0))).items
    for given, argument in (({"parties": ()}, "parties"), ({"themes": ["ws2012-9"]}, "themes")):
        with pytest.raises(BadInput) as refused:
            await find_read_next(graph.reader, NextAsked(**{"parties": (region(WEST),), "day": DAY, **given}))  # type: ignore[arg-type]
        assert refused.value.argument == argument
