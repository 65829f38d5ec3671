"""What the seed says of names and pairings through time: of renamed places, of zones, of today."""

from __future__ import annotations

import pytest

from graph.dates import name_on, parse_dated_name, parse_period
from graph.model import Label
from graph.store import Graph
from loaders.facts.facts import read_seed_nodes
from queries.search.names import GraphNames
from schema.build import build_schema
from schema.execution.execute import Answers
from tests.schema.asking import Asker, WatchedGraph

REGION = """query($id: ID!, $asOf: Date) {
  region(id: $id, asOf: $asOf) { code name vintages successors { code name } predecessors { code name } }
}"""
PAIRINGS = """query($id: ID!, $asOf: Date) {
  region(id: $id, asOf: $asOf) {
    code pairings(asOf: $asOf) { edges { role scheme verified since until untilDerived lastSeen node { code } } }
  }
}"""


def asker_of(graph: Graph) -> Asker:
    watched = WatchedGraph(graph)
    return Asker(watched, Answers(watched, GraphNames(graph.reader), build_schema()))


@pytest.mark.anyio
async def test_old_code_and_old_name_say_what_became_of_the_region(seeded: Graph) -> None:
    asker = asker_of(seeded)
    new = {"code": "540300", "name": "昌都市"}
    for asked, day in (("542100", "2012-10"), ("昌都地区", "2012-10"), ("昌都", "2012-10"), ("542100", "2026-01-01")):
        found = await asker.read(REGION, id=asked, asOf=day)
        assert found["region"] == {
            "code": "542100", "name": "昌都地区", "vintages": ["2012-10"], "successors": [new], "predecessors": [],
        }, (asked, day)  # fmt: skip
    found = await asker.read(REGION, id="昌都", asOf="2024")
    assert found["region"]["code"] == "540300"
    assert found["region"]["predecessors"] == [{"code": "542100", "name": "昌都地区"}]
    found = await asker.read(REGION, id="莱芜市", asOf="2012")
    assert found["region"]["successors"] == [{"code": "370100", "name": "济南市"}]


@pytest.mark.anyio
async def test_pairings_are_those_of_the_day(seeded: Graph) -> None:
    asker = asker_of(seeded)
    found = await asker.read(PAIRINGS, id="610000", asOf="2012-12-31")
    assert found["region"]["pairings"]["edges"] == [
        {"role": "RECIPIENT", "scheme": "east-west-1996", "verified": True, "since": "1996", "until": "2016-11-30",
         "untilDerived": True, "lastSeen": None, "node": {"code": "320000"}},
    ]  # fmt: skip
    found = await asker.read(PAIRINGS, id="610000", asOf="2018")
    assert [edge["scheme"] for edge in found["region"]["pairings"]["edges"]] == ["east-west-2016"]
    for day, donors in (("2005", {"350200", "440400"}), ("2012", {"370000"}), ("2018", {"370000"})):
        found = await asker.read(PAIRINGS, id="重庆", asOf=day)
        assert {edge["node"]["code"] for edge in found["region"]["pairings"]["edges"]} == donors, day
    found = await asker.read(PAIRINGS, id="毕节市", asOf="2018")
    assert {edge["node"]["code"] for edge in found["region"]["pairings"]["edges"]} == {"440100"}


@pytest.mark.anyio
async def test_pairing_goes_on_under_the_next_code_and_begins_and_ends_with_it(seeded: Graph) -> None:
    asker = asker_of(seeded)
    for asked, day, code, until in (
        ("哈密地区", "2012", "652200", "2016-02-17"),
        ("哈密地区", "2016-02-17", "652200", "2016-02-17"),
        ("哈密地区", "2026", "650500", None),
        ("吐鲁番", "2014", "652100", "2015-04-11"),
        ("吐鲁番", "2026", "650400", None),
    ):
        found = await asker.read(PAIRINGS, id=asked, asOf=day)
        (edge,) = found["region"]["pairings"]["edges"]
        assert (found["region"]["code"], edge["scheme"], edge["until"]) == (code, "xinjiang-2010", until)
        assert edge["untilDerived"] is (until is not None)


@pytest.mark.anyio
async def test_pairing_of_today_says_when_it_was_last_seen(seeded: Graph) -> None:
    found = await asker_of(seeded).read(PAIRINGS, id="陕西", asOf="2026-12-01")
    (edge,) = found["region"]["pairings"]["edges"]
    assert (edge["scheme"], edge["node"]["code"], edge["verified"]) == ("east-west-2021", "320000", True)
    assert (edge["until"], edge["untilDerived"], edge["lastSeen"]) == (None, False, "2025-12-07")


@pytest.mark.anyio
async def test_zone_has_its_name_of_the_day(seeded: Graph) -> None:
    found = await asker_of(seeded).read('{ zone(id: "成渝经济区") { name names { name since until untilDerived } } }')
    assert found["zone"]["name"] == "成渝地区双城经济圈"
    assert found["zone"]["names"] == [
        {"name": "成渝经济区", "since": "2011-05", "until": "2016-03-31", "untilDerived": True},
        {"name": "成渝城市群", "since": "2016-04", "until": "2020-01-02", "untilDerived": True},
        {"name": "成渝地区双城经济圈", "since": "2020-01-03", "until": None, "untilDerived": False},
    ]


def test_name_of_today_is_the_last_of_the_dated_ones() -> None:
    """No zone is called by a name that the facts give to another time, and each dated name finds it."""
    batches = read_seed_nodes(Label.ECONOMIC_ZONE, Label.INSTITUTION)
    for row in [row for batch in batches for row in batch.nodes]:
        texts = row.properties.get("datedNames")
        names = [parse_dated_name(text) for text in texts] if isinstance(texts, tuple) else []
        if names:
            former = row.properties["formerNames"]
            assert name_on(names, "2026-12-01") == row.name
            assert isinstance(former, tuple)
            assert {one.name for one in names} <= {row.name, *former}, row.id


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("text", "day", "key"),
    [
        ("国家知识产权局", "2012", "sipo"),
        ("国家知识产权局", "2020", "cnipa"),
        ("SIPO", "2012", "sipo"),
        ("CNIPA", "2012", "cnipa"),
        ("陕", "2012", "610000"),
        ("Shaanxi", "2012", "610000"),
        ("Inner Mongolia", "2012", "150000"),
        ("苏州", "2012", "320500"),
        ("Suzhou (Anhui)", "2012", "341300"),
        ("关中天水经济区", "2012", "guanzhong-tianshui"),
        ("关中—天水经济区", "2012", "guanzhong-tianshui"),
        ("长三角", "2012", "yangtze-delta"),
        ("长江三角洲", "2018", "yangtze-delta"),
        ("成渝经济区", "2012", "chengdu-chongqing"),
        ("海西", "2012", "western-taiwan-straits"),
        ("海南", "2012", "460000"),
        ("海南州", "2012", "632500"),
        ("北京市朝阳区", "2012", "110105"),
        ("陕西知识产权局", "2012", "ipo-610000"),
        ("襄樊", "2026", "420600"),
        ("襄樊市", "2008", "420600"),
        ("毕节地区", "2012", "520500"),
        ("铜仁地区", "2026", "520600"),
        ("思茅", "2026", "530800"),
        ("巢湖市", "2010", "341400"),
        ("博州", "2012", "652700"),
        ("亳州", "2012", "341600"),
        ("哈密地区", "2012", "652200"),
        ("哈密", "2015", "652200"),
        ("哈密地区", "2026", "650500"),
        ("哈密", "2016-02-18", "650500"),
        ("成渝经济区", "2026", "chengdu-chongqing"),
        ("成渝城市群", "2012", "chengdu-chongqing"),
        ("成渝地区双城经济圈", "2012", "chengdu-chongqing"),
        ("关中平原城市群", "2012", "guanzhong-tianshui"),
        ("关中—天水经济区", "2026", "guanzhong-tianshui"),
        ("海南国际旅游岛", "2026", "hainan-tourism-island"),
        ("海南自由贸易港", "2026", "hainan-tourism-island"),
        ("珠三角", "2026", "pearl-river-delta"),
        ("大湾区", "2026", "greater-bay-area"),
    ],
)
async def test_names_of_the_facts_mean_what_they_name(seeded: Graph, text: str, day: str, key: str) -> None:
    kinds = (Label.REGION, Label.ECONOMIC_ZONE, Label.INSTITUTION)
    found = await GraphNames(seeded.reader).resolve(text, kinds, parse_period(day).last)
    assert [one.key for one in found] == [key]
