"""A graph small enough to know by heart, with something behind every field of the API, and names to ask it by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson

from graph.dates import parse_period
from graph.model import NODES, RELATIONSHIPS, Label, PropertyType, RelationshipType
from graph.names.match import MatchKind
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow, PropertyValue
from queries.search.name_rows import Named
from schema.request.ports import NameHit
from tests.fixtures.graphs import Content

Node = tuple[Label, str]
SOURCE = "gazette"

REGION, ZONE, PROGRAMME, INSTITUTION = Label.REGION, Label.ECONOMIC_ZONE, Label.PROGRAMME, Label.INSTITUTION
DOCUMENT, CLAUSE, TASK, THEME = Label.POLICY_DOCUMENT, Label.CLAUSE, Label.TASK, Label.THEME


def _typed(value: object, kind: PropertyType) -> PropertyValue:
    if kind is PropertyType.DATE:
        return parse_period(str(value))
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    assert isinstance(value, str | bool | int | float)
    return value


def node(label: Label, key: str, name: str, *, verified: bool = True, **properties: object) -> NodeRow:
    types = NODES[label]
    typed = {one: _typed(value, types[one]) for one, value in properties.items()}
    if "title" in types:
        typed.setdefault("title", name)
    return NodeRow(label, key, name, typed, (SOURCE,), verified)


def edge(kind: str, begin: Node, goal: Node, *, key: str = "", verified: bool = True, **properties: object) -> EdgeRow:
    types = RELATIONSHIPS[RelationshipType(kind)].properties
    typed = {one: _typed(value, types[one]) for one, value in properties.items()}
    return EdgeRow(RelationshipType(kind), begin, goal, typed, (SOURCE,), verified, key)


def _nodes() -> Iterator[NodeRow]:
    yield node(Label.SOURCE, SOURCE, "公报", url="https://example.org/gazette", retrieved="2026-01-02")
    yield node(REGION, "100000", "中华人民共和国", level="NATION")
    yield node(REGION, "310000", "上海市", level="PROVINCE", macroRegion="EAST", nameEn="Shanghai")
    yield node(
        REGION, "610000", "陕西省", level="PROVINCE", macroRegion="WEST", nameEn="Shaanxi", aliases=["陕西", "陕"],
        latitude=34.27, longitude=108.95,
    )  # fmt: skip
    yield node(REGION, "610100", "西安市", level="PREFECTURE", macroRegion="WEST", verified=False)
    yield node(ZONE, "guanzhong-tianshui", "关中—天水经济区", kind="ECONOMIC_ZONE", since="2009-06")
    yield node(ZONE, "west", "西部地区", kind="MACRO_REGION")
    yield node(PROGRAMME, "pilot-cities-1", "试点城市（第一批）", family="试点城市", kind="PILOT", ipTypes=["PATENT"])
    yield node(INSTITUTION, "sipo", "国家知识产权局", kind="IP_OFFICE", since="1998", until="2018-08")
    yield node(INSTITUTION, "cnipa", "国家知识产权局", kind="IP_OFFICE", since="2018-08")
    yield node(INSTITUTION, "shaanxi-ipo", "陕西省知识产权局", kind="IP_OFFICE")
    yield node(DOCUMENT, "outline", "国家知识产权战略纲要", kind="OUTLINE", issued="2008-06-05", held="TITLE")
    yield node(
        DOCUMENT, "work-points", "2012年推进计划", kind="WORK_POINTS", issued="2012-04", held="FULL", statesTasks=True,
        examined=True, period="2012",
    )  # fmt: skip
    yield node(
        DOCUMENT, "shaanxi-law", "陕西省专利条例", kind="LAW", issued="2012-07-12", held="FULL", examined=True,
        number="第57号",
    )  # fmt: skip
    yield node(DOCUMENT, "undated", "无日期协议", kind="AGREEMENT", held="TITLE")
    yield node(CLAUSE, "shaanxi-law#1", "《陕西省专利条例》1", path="1", ordinal=1, text="建立维权援助机制。")
    yield node(CLAUSE, "shaanxi-law#2", "《陕西省专利条例》2", path="2", ordinal=2, text="加强跨区域协作。")
    yield node(CLAUSE, "outline#title", "《国家知识产权战略纲要》title", path="title", ordinal=1)
    yield node(THEME, "ws2012-7", "加强国际和区域合作", number=7)
    yield node(TASK, "ws2012-25", "任务二十五", number=25, text="第二十五项")
    yield node(TASK, "ws2012-26", "东中西部对口合作", number=26, titleEn="East–west cooperation", text="第二十六项")
    yield node(Label.INDUSTRY, "machinery", "通用设备", strategicEmerging=False)
    yield node(Label.INDICATOR, "invention_patents_granted", "发明专利授权量", unit="件")


def _evidence(*phrases: str) -> str:
    return orjson.dumps([{"text": one, "start": at, "end": at + len(one)} for at, one in enumerate(phrases)]).decode()


def _edges() -> Iterator[EdgeRow]:
    shaanxi, xian, shanghai = (REGION, "610000"), (REGION, "610100"), (REGION, "310000")
    law = (DOCUMENT, "shaanxi-law")
    yield edge("PART_OF", shaanxi, (REGION, "100000"))
    yield edge("PART_OF", shanghai, (REGION, "100000"))
    yield edge("PART_OF", xian, shaanxi)
    yield edge("INCLUDES", (ZONE, "guanzhong-tianshui"), xian, since="2009-06")
    yield edge("INCLUDES", (ZONE, "west"), shaanxi, since="2000", verified=False)
    yield edge("PAIRED_WITH", shanghai, shaanxi, key="a", scheme="对口", basis="国发", since="2010", until="2011")
    yield edge("PAIRED_WITH", shanghai, shaanxi, key="b", scheme="协作", since="2011")
    yield edge("HOSTS", xian, (PROGRAMME, "pilot-cities-1"), since="2009", batch="第一批")
    yield edge("HOSTS", (ZONE, "west"), (PROGRAMME, "pilot-cities-1"))
    yield edge("SPONSORS", (INSTITUTION, "sipo"), (PROGRAMME, "pilot-cities-1"))
    yield edge("SEATED_IN", (INSTITUTION, "shaanxi-ipo"), shaanxi)
    yield edge("SUCCEEDS", (INSTITUTION, "cnipa"), (INSTITUTION, "sipo"), on="2018-08")
    yield edge("ISSUED", (INSTITUTION, "sipo"), (DOCUMENT, "work-points"))
    yield edge("ISSUED", (INSTITUTION, "sipo"), (DOCUMENT, "outline"))
    yield edge("RESPONSIBLE_FOR", (INSTITUTION, "sipo"), (TASK, "ws2012-26"))
    yield edge("APPLIES_TO", (DOCUMENT, "outline"), (REGION, "100000"))
    yield edge("APPLIES_TO", (DOCUMENT, "work-points"), (REGION, "100000"))
    yield edge("APPLIES_TO", law, shaanxi)
    yield edge("AGREED_BY", law, shaanxi)
    yield edge("AGREED_BY", (DOCUMENT, "undated"), (INSTITUTION, "shaanxi-ipo"))
    yield edge("CITES", law, (DOCUMENT, "outline"))
    yield edge("HAS_CLAUSE", law, (CLAUSE, "shaanxi-law#1"))
    yield edge("HAS_CLAUSE", law, (CLAUSE, "shaanxi-law#2"))
    yield edge("HAS_CLAUSE", (DOCUMENT, "outline"), (CLAUSE, "outline#title"))
    yield edge(
        "COVERS", (CLAUSE, "shaanxi-law#2"), (TASK, "ws2012-26"), score=0.9, method="curated-reading",
        verdict="CONFIRMED", evidence=_evidence("跨区域", "协作"),
    )  # fmt: skip
    yield edge(
        "COVERS", (CLAUSE, "outline#title"), (TASK, "ws2012-26"), score=0.5, method="curated-title",
        verdict="SUGGESTED",
    )  # fmt: skip
    yield edge("COVERS", (CLAUSE, "shaanxi-law#1"), (TASK, "ws2012-25"), score=0.4, method="m", verdict="SUGGESTED")
    yield edge("IN_THEME", (TASK, "ws2012-25"), (THEME, "ws2012-7"))
    yield edge("IN_THEME", (TASK, "ws2012-26"), (THEME, "ws2012-7"))
    yield edge("MENTIONS", (CLAUSE, "shaanxi-law#2"), shaanxi, key="0", start=2, end=5, text="跨区域", score=0.8)
    for year, value in ((2010, 10.0), (2011, 12.5), (2012, 15.0)):
        yield edge(
            "MEASURED", shaanxi, (Label.INDICATOR, "invention_patents_granted"), key=str(year), year=year, value=value
        )
    yield edge("HAS_STRENGTH", shaanxi, (Label.INDUSTRY, "machinery"), key="2012", year=2012, quotient=1.5)


def build_batch() -> Batch:
    """The whole small graph as one load."""
    return Batch("tests/small", list(_nodes()), list(_edges()))


async def load_small(graph: Graph) -> None:
    """Put it into an empty graph."""
    report = await apply_batches(graph.writer, [build_batch()], "tests")
    assert not report.skipped


SMALL = Content("small_graph", load_small)


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of a name."""

    label: Label
    key: str
    matched: str
    score: float
    how: MatchKind = MatchKind.ALIAS


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names as the small graph has them; the nearest is whatever shares a character."""

    async def resolve(self, text: str, kinds: Sequence[Label], day: str) -> Sequence[Named]:
        rows = [row for row in build_batch().nodes if row.label in kinds]
        official = [row for row in rows if row.name == text]
        aliases = [row for row in rows if text in (row.properties.get("aliases") or ())]  # type: ignore[operator]
        return [Named(row.label, row.id, row.name) for row in official or aliases]

    async def nearest(self, text: str, kinds: Sequence[Label]) -> Sequence[Named]:
        rows = [row for row in build_batch().nodes if row.label in kinds and set(row.name) & set(text)]
        return [Named(row.label, row.id, row.name) for row in rows[:5]]

    async def search(self, text: str, kinds: Sequence[Label] | None, first: int) -> Sequence[NameHit]:
        rows = [row for row in build_batch().nodes if text in row.name and (kinds is None or row.label in kinds)]
        return [Hit(row.label, row.id, row.name, len(text) / len(row.name)) for row in rows[:first]]
