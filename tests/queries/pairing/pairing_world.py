"""A small made-up world for questions about pairing: eight provinces, cities, zones, documents, programmes, figures."""

from __future__ import annotations

from graph.model import Label
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow, PropertyValue
from tests.fixtures.graphs import Content
from tests.queries.coverage.coverage_world import SOURCE, covers, document, edge, node, region, zone

NATION, HONG_KONG = "100000", "810000"
SHANGHAI, JIANGSU, GUANGDONG = "310000", "320000", "440000"
LIAONING, HENAN, SICHUAN, SHAANXI = "210000", "410000", "510000", "610000"
SUZHOU, SHENZHEN, XIAN, BAOJI, BEILIN = "320500", "440300", "610100", "610300", "610103"
GUANZHONG, DELTA, BOTH, EMPTY, PACT = "guanzhong", "delta", "both-sides", "empty", "pact"
PROVINCES: dict[str, tuple[str, str, str, float, float]] = {
    SHANGHAI: ("上海市", "Shanghai", "EAST", 31.23, 121.47),
    JIANGSU: ("江苏省", "Jiangsu", "EAST", 32.06, 118.80),
    GUANGDONG: ("广东省", "Guangdong", "EAST", 23.13, 113.26),
    LIAONING: ("辽宁省", "Liaoning", "NORTHEAST", 41.80, 123.43),
    HENAN: ("河南省", "Henan", "CENTRAL", 34.75, 113.62),
    SICHUAN: ("四川省", "Sichuan", "WEST", 30.65, 104.08),
    SHAANXI: ("陕西省", "Shaanxi", "WEST", 34.27, 108.95),
}
TASKS = [f"ws2012-{at}" for at in range(1, 11)]
INDUSTRIES = ("machinery", "chemicals", "coal", "software")
QUOTIENTS: dict[str, tuple[float, ...]] = {
    # In the order of INDUSTRIES; 20 and 0.01 are beyond the bounds.
    SHANGHAI: (1.5, 1.2, 0.01, 2.0),
    JIANGSU: (2.0, 1.6, 0.2, 0.9),
    GUANGDONG: (0.8, 0.9, 0.05, 20.0),
    SHAANXI: (1.3, 0.7, 4.0, 1.1),
    SICHUAN: (1.1, 1.1, 0.9, 1.0),
}
INTENSITY = {SHANGHAI: 3.11, JIANGSU: 2.17, GUANGDONG: 1.96, SHAANXI: 1.99, SICHUAN: 1.40, HENAN: 0.98}


def _city(key: str, name: str, macro: str, centre: tuple[float, float], level: str = "PREFECTURE") -> NodeRow:
    north, east = centre
    return node(Label.REGION, key, name=name, level=level, macroRegion=macro, latitude=north, longitude=east)


def places() -> Batch:
    """Regions, zones, tasks, industries and the indicator."""
    batch = Batch("tests/places")
    batch.nodes = [
        NodeRow(Label.SOURCE, SOURCE[0], "made up", {"title": "made up"}, SOURCE, True),
        node(Label.REGION, NATION, name="全国", level="NATION"),
        node(Label.REGION, HONG_KONG, name="香港", level="PROVINCE", latitude=22.32, longitude=114.17),
        *(
            node(
                Label.REGION, key, name=name, nameEn=english, level="PROVINCE", macroRegion=macro, latitude=north,
                longitude=east,
            )
            for key, (name, english, macro, north, east) in PROVINCES.items()
        ),
        _city(SUZHOU, "苏州市", "EAST", (31.30, 120.58)), _city(SHENZHEN, "深圳市", "EAST", (22.54, 114.06)),
        _city(XIAN, "西安市", "WEST", (34.34, 108.94)), _city(BAOJI, "宝鸡市", "WEST", (34.36, 107.24)),
        _city(BEILIN, "碑林区", "WEST", (34.26, 108.93), "COUNTY"),
        node(Label.ECONOMIC_ZONE, GUANZHONG, name="关中", kind="ECONOMIC_ZONE"),
        node(Label.ECONOMIC_ZONE, DELTA, name="三角洲", kind="ECONOMIC_ZONE"),
        node(Label.ECONOMIC_ZONE, BOTH, name="两边", kind="ECONOMIC_ZONE"),
        node(Label.ECONOMIC_ZONE, EMPTY, name="空区", kind="ECONOMIC_ZONE"),
        node(Label.ECONOMIC_ZONE, PACT, name="协作区", kind="COOPERATION_MECHANISM"),
        node(Label.ECONOMIC_ZONE, "macro", name="大区", kind="MACRO_REGION"),
        node(Label.THEME, "ws2012-1", number=1, title="主题"),
        *(node(Label.TASK, key, number=at + 1, title=f"任务{at + 1}") for at, key in enumerate(TASKS)),
        *(node(Label.INDUSTRY, key, nameEn=key) for key in INDUSTRIES),
        node(Label.INDICATOR, "rd_intensity", unit="%"),
    ]  # fmt: skip
    batch.edges = [
        *(edge("PART_OF", region(key), region(NATION)) for key in (*PROVINCES, HONG_KONG)),
        *(
            edge("PART_OF", region(key), region(key[:2] + "0000"))
            for key in (SUZHOU, SHENZHEN, XIAN, BAOJI)
        ),
        edge("PART_OF", region(BEILIN), region(XIAN)),
        *(edge("IN_THEME", (Label.TASK, key), (Label.THEME, "ws2012-1")) for key in TASKS),
        *_memberships(),
    ]  # fmt: skip
    return batch


def _memberships() -> list[EdgeRow]:
    def includes(key: str, member: str, **more: PropertyValue) -> EdgeRow:
        return edge("INCLUDES", zone(key), region(member), **{"since": "2009", **more})

    unsure = includes(PACT, HENAN)
    return [
        includes(GUANZHONG, XIAN), includes(GUANZHONG, BAOJI), includes(DELTA, SHANGHAI), includes(DELTA, SUZHOU),
        includes(BOTH, GUANGDONG), includes(BOTH, SICHUAN), includes(BOTH, HONG_KONG),
        includes(PACT, SHAANXI), includes(PACT, JIANGSU, since="2011-05", until="2020"),
        includes(PACT, SHANGHAI, partial=True),
        EdgeRow(unsure.type, unsure.start, unsure.end, unsure.properties, unsure.sources, False),
        includes("macro", SHAANXI), includes("macro", SHANGHAI),
    ]  # fmt: skip


def papers() -> Batch:
    """Documents: Shaanxi covers tasks 1 to 3, Jiangsu 2 to 6, Shanghai 1, Guangdong none, Suzhou 10, Xi'an 9."""
    batch = Batch("tests/papers")
    covering = {
        SHAANXI: TASKS[:3], JIANGSU: TASKS[1:6], SHANGHAI: TASKS[:1], GUANGDONG: [], SUZHOU: TASKS[9:],
        XIAN: TASKS[8:9], BAOJI: TASKS[:1],
    }  # fmt: skip
    for key, tasks in covering.items():
        # Shaanxi's was read from end to end: what it does not cover is known.
        document(batch, f"rules-{key}", region(key), examined=key == SHAANXI)
        for task in tasks:
            covers(batch, f"rules-{key}#{task}", task)
    covers(batch, f"rules-{SHANGHAI}#weak", TASKS[7], 0.4)
    document(batch, "later", region(SHAANXI), issued="2014")
    covers(batch, "later#1", TASKS[5])
    document(batch, "zone-plan", zone(GUANZHONG), issued="2011")
    covers(batch, "zone-plan#1", TASKS[4])
    document(batch, "agreed", region(SHAANXI), issued="2012-03", title="两省协议")
    batch.edges += [edge("AGREED_BY", (Label.POLICY_DOCUMENT, "agreed"), region(key)) for key in (SHAANXI, JIANGSU)]
    return batch


def ties_and_figures() -> Batch:
    """Programmes, pairings, R&D intensity, quotients."""
    batch = Batch("tests/figures")
    batch.nodes = [
        node(Label.PROGRAMME, key, name=key, family=family)
        for key, family in (
            ("demo-1", "示范"),
            ("demo-2", "示范"),
            ("pilot", "试点"),
            ("aid", "援助"),
            ("late", "后来"),
        )
    ]
    hosted = [
        (SUZHOU, "demo-1", "2012"), (XIAN, "demo-2", "2012"), (JIANGSU, "pilot", "2010"), (SHANGHAI, "aid", "2010"),
        (JIANGSU, "late", "2015"), (SHENZHEN, "pilot", None),
    ]  # fmt: skip
    batch.edges = [edge("HOSTS", region(key), (Label.PROGRAMME, what), since=since) for key, what, since in hosted]
    batch.edges.append(edge("HOSTS", zone(GUANZHONG), (Label.PROGRAMME, "aid"), since="2011"))
    sure = edge("PAIRED_WITH", region(JIANGSU), region(SHAANXI), scheme="对口协作", since="2008", until="2013")
    unsure = edge("PAIRED_WITH", region(SHANGHAI), region(SHAANXI), scheme="传说", since="2000")
    city = edge("PAIRED_WITH", region(SUZHOU), region(XIAN), scheme="城市结对", since="2010")
    batch.edges += [sure, city]
    batch.edges.append(EdgeRow(unsure.type, unsure.start, unsure.end, unsure.properties, unsure.sources, False))
    for key, value in INTENSITY.items():
        for year, moved in ((2008, -0.5), (2011, 0.0), (2012, 9.0)):
            ends = region(key), (Label.INDICATOR, "rd_intensity")
            row = edge("MEASURED", *ends, year=year, value=value + moved)
            batch.edges.append(EdgeRow(row.type, row.start, row.end, row.properties, row.sources, True, str(year)))
    for key, quotients in QUOTIENTS.items():
        for industry, quotient in zip(INDUSTRIES, quotients, strict=True):
            batch.edges.append(
                edge("HAS_STRENGTH", region(key), (Label.INDUSTRY, industry), year=2012, quotient=quotient)
            )
    return batch


async def load_pairing_world(graph: Graph, *more: Batch) -> None:
    """Make the graph hold the world."""
    for batch in (places(), papers(), ties_and_figures(), *more):
        report = await apply_batches(graph.writer, [batch], "tests")
        assert not report.skipped, report.skipped


PAIRING = Content("pairing_world", load_pairing_world)
