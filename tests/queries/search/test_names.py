"""Names as people write them find what they name: by the search box, and as an argument."""

from __future__ import annotations

from random import Random

import pytest

from graph.model import Label
from graph.names.match import MatchKind
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from queries import changes
from queries.search.name_index import NameIndex
from queries.search.name_rows import IndexedName, NameRole
from queries.search.names import GraphNames
from tests.schema.asking import WatchedGraph
from tests.schema.small_graph import edge, node

REGION, ZONE, INSTITUTION, DOCUMENT = Label.REGION, Label.ECONOMIC_ZONE, Label.INSTITUTION, Label.POLICY_DOCUMENT


def names(label: Label, key: str, official: str, *aliases: str, english: str = "") -> list[IndexedName]:
    found = [IndexedName(label, key, official, official)]
    found += [IndexedName(label, key, official, text, NameRole.ALIAS) for text in aliases]
    return [*found, *([IndexedName(label, key, official, english, NameRole.ENGLISH)] if english else [])]


INDEX = NameIndex([
    *names(REGION, "320000", "江苏省", "江苏", "苏", english="Jiangsu"),
    *names(REGION, "610000", "陕西省", "陕西", "陕", english="Shaanxi"),
    *names(REGION, "140000", "山西省", "山西", "晋", english="Shanxi"),
    *names(REGION, "410000", "河南省", "河南", "豫", english="Henan"),
    *names(ZONE, "guanzhong-tianshui", "关中—天水经济区", "关中天水经济区", "关天经济区"),
    *names(ZONE, "yangtze-delta", "长江三角洲地区", "长三角", "长江三角洲", english="Yangtze River Delta"),
    *names(ZONE, "western-taiwan-straits", "海峡西岸经济区", "海西经济区"),
    *names(INSTITUTION, "jiangsu-ipo", "江苏省知识产权局", "江苏省知产局"),
    *names(INSTITUTION, "shaanxi-ipo", "陕西省知识产权局"),
    *names(DOCUMENT, "outline", "国家知识产权战略纲要", "国发〔2008〕18号"),
])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("guanzhong", "guanzhong-tianshui"),
        ("gztsjjq", "guanzhong-tianshui"),
        ("關中天水", "guanzhong-tianshui"),
        ("Ｊｉａｎｇｓｕ", "320000"),
        ("江苏省知产局", "jiangsu-ipo"),
        ("Yangtze Delta", "yangtze-delta"),
        ("长江三角州", "yangtze-delta"),
        ("国发[2008]18号", "outline"),
        ("国发2008年第18号", "outline"),
        ("Outline of the National IP Strategy", "outline"),
        ("csj", "yangtze-delta"),
        ("610000", "610000"),
        ("陕西省", "610000"),
        ("shanxi", "140000"),
        ("shaanxi", "610000"),
    ],
)
def test_what_is_meant_comes_first(text: str, key: str) -> None:
    hits = INDEX.search(text)
    assert hits
    assert hits[0].key == key
    assert all(0 < hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_hit_says_what_matched_and_how() -> None:
    (official, *_), (english, *_) = INDEX.search("陕西省"), INDEX.search("Ｊｉａｎｇｓｕ")
    assert (official.how, official.score, official.matched) == (MatchKind.EXACT, 1.0, "陕西省")
    assert (english.matched, english.how) == ("Jiangsu", MatchKind.FULL_WIDTH)
    # 陕 stands for 陕西 too: what was typed is what is shown.
    assert [INDEX.search(text)[0].matched for text in ("陕西", "陕")] == ["陕西", "陕"]


def test_english_words_are_found_in_either_number() -> None:
    index = NameIndex(names(Label.PROGRAMME, "pilot", "试点", english="Pilot cities for strategies"))
    assert [hit.key for hit in index.search("city strategy")] == ["pilot"]


def test_search_keeps_to_kinds_and_length() -> None:
    assert {hit.label for hit in INDEX.search("陕西", [INSTITUTION])} == {INSTITUTION}
    assert len(INDEX.search("省", first=2)) <= 2
    assert INDEX.search("") == []
    assert INDEX.search("？！") == []


@pytest.mark.anyio
async def test_argument_means_the_first_tier_that_names_one(small_graph: Graph) -> None:
    found = GraphNames(small_graph.reader)
    for text, key in (("陕西省", "610000"), ("陕西", "610000"), ("Shaanxi", "610000"), ("west", "west")):
        (one,) = await found.resolve(text, (REGION, ZONE), "2012-12-31")
        assert one.key == key
    assert await found.resolve("火星省", (REGION, ZONE), "2012-12-31") == []
    assert [one.key for one in await found.nearest("陕西自治区", (REGION,))][:1] == ["610000"]


@pytest.mark.anyio
async def test_name_of_two_bodies_means_the_one_of_the_day(small_graph: Graph) -> None:
    found = GraphNames(small_graph.reader)
    (then,) = await found.resolve("国家知识产权局", (INSTITUTION,), "2012-12-31")
    (now,) = await found.resolve("国家知识产权局", (INSTITUTION,), "2024-01-01")
    assert (then.key, now.key) == ("sipo", "cnipa")


@pytest.mark.anyio
async def test_names_follow_the_graph_and_are_read_once_a_version(small_graph: Graph) -> None:
    watched = WatchedGraph(small_graph)
    found = GraphNames(watched)
    for _ in range(3):
        assert await found.search("新省", [REGION]) == []
    assert len(watched.asked) == len(set(watched.asked))
    watched.asked.clear()
    await apply_batches(small_graph.writer, [Batch("tests/new", [node(REGION, "990000", "新省")])], "tests")
    for _ in range(3):
        (hit, *_) = await found.search("新省", [REGION])
        assert hit.key == "990000"
    assert watched.asked == ["changes_extent", "entities_changed", "names of Region", "region_succession"]


@pytest.mark.anyio
async def test_only_what_changed_is_read_again(small_graph: Graph) -> None:
    watched = WatchedGraph(small_graph)
    found = GraphNames(watched)
    await found.search("陕西")
    watched.asked.clear()
    await apply_batches(small_graph.writer, [Batch("tests/new", [node(ZONE, "new", "新区")])], "tests")
    await found.search("陕西")
    assert watched.asked == ["changes_extent", "entities_changed", "names of EconomicZone"]


@pytest.mark.anyio
async def test_many_changes_are_read_as_a_whole(small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST_CHANGED", 1)
    found = GraphNames(small_graph.reader)
    assert await found.search("新区", [ZONE]) == []
    zones = [node(ZONE, f"new-{number}", f"新区{number}") for number in range(3)]
    await apply_batches(small_graph.writer, [Batch("tests/new", zones)], "tests")
    assert {hit.key for hit in await found.search("新区", [ZONE])} == {"new-0", "new-1", "new-2"}


@pytest.mark.anyio
@pytest.mark.parametrize("seed", [1, 2])
async def test_names_that_followed_the_graph_answer_like_those_read_afresh(small_graph: Graph, seed: int) -> None:
    random, followed = Random(seed), GraphNames(small_graph.reader)
    for step in range(12):
        await apply_batches(small_graph.writer, [_build_some(random, f"tests/{random.randrange(3)}")], "tests")
        # Some versions are passed over.
        if random.random() < 0.7 or step == 11:
            afresh = GraphNames(small_graph.reader)
            for text in (*NEW_NAMES, "陕西", "xinqu"):
                assert await followed.search(text) == await afresh.search(text)
                for day in ("2011-12-31", "2020-12-31"):
                    asked = (text, (REGION, ZONE), day)
                    assert await followed.resolve(*asked) == await afresh.resolve(*asked)


NEW_NAMES = ("新区", "新省", "旧省", "合作区", "新城")


def _build_some(random: Random, load: str) -> Batch:
    """Some nodes with names of a few, which other loads may name otherwise; two regions, one of which may succeed."""
    batch = Batch(load)
    for number in random.sample(range(6), random.randrange(4)):
        batch.nodes.append(
            node(ZONE, f"zone-{number}", random.choice(NEW_NAMES), since=random.choice(["2005", "2015"]))
        )
    for key in ("990001", "990002"):
        batch.nodes.append(node(REGION, key, random.choice(NEW_NAMES), level="PROVINCE"))
    if random.random() < 0.5:
        day = random.choice(["2010", "2015-06"])
        batch.edges.append(
            edge("SUCCEEDS", (REGION, "990002"), (REGION, "990001"), on=day, continues=random.random() < 0.5)
        )
    return batch
