"""A made-up world in which a law of Xi'an is loaded, and what readers said of an older one before its text came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.dates import parse_period
from graph.model import Label, RelationshipType
from graph.store import Graph, Statement
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow, PropertyValue
from loaders.pipeline import DocumentPipeline
from loaders.storing.given import StatedMetadata
from loaders.storing.upsert import Upserted, upsert_document

SOURCE = ("gazette",)
DOCUMENT, CLAUSE, TASK, REGION = Label.POLICY_DOCUMENT, Label.CLAUSE, Label.TASK, Label.REGION

ARTICLES = [
    "为了促进专利工作，根据《中华人民共和国专利法》，制定本条例。",
    "市知识产权局应当会同公安机关建立专利行政执法与刑事司法衔接机制，及时移送涉嫌犯罪案件。",
    "市人民政府应当建立知识产权维权援助机制，为权利人提供维权援助。",
    "本条例自2013年3月1日起施行。《西安市专利管理办法》同时废止。",
]
NUMBERS = "一二三四五六七八九十"
AID, HANDOVER = "ws2012-19", "ws2012-16"


def law(*articles: str, title: str = "西安市专利促进条例") -> str:
    """A text with these articles, numbered."""
    numbered = [f"第{NUMBERS[at]}条 {one}" for at, one in enumerate(articles or ARTICLES)]
    head = [title, "2012年12月28日 西安市第十五届人民代表大会常务委员会第五次会议通过"]
    return "\n".join([*head, *numbered])


def node(label: Label, key: str, name: str, **properties: PropertyValue) -> NodeRow:
    if label is DOCUMENT:
        properties.setdefault("title", name)
    return NodeRow(label, key, name, properties, SOURCE, True)


def edge(kind: str, start: tuple[Label, str], end: tuple[Label, str], **properties: PropertyValue) -> EdgeRow:
    return EdgeRow(RelationshipType(kind), start, end, properties, SOURCE, True)


def build_world() -> Batch:
    """Regions, bodies, tasks, a law that is repealed, and a law of Shaanxi known by labels and its title."""
    nodes = [
        node(Label.SOURCE, "gazette", "公报", title="公报"),
        *(node(REGION, *one) for one in (("100000", "中华人民共和国"), ("610000", "陕西省"), ("610100", "西安市"))),
        node(Label.INSTITUTION, "sipo", "国家知识产权局"),
        node(TASK, HANDOVER, "执法", number=16, text="加强行政执法与刑事司法有效衔接，深化跨区域跨部门执法协作。"),
        node(TASK, AID, "维权", number=19, text="加强知识产权维权援助工作，完善维权援助机制。"),
        node(DOCUMENT, "xian-old", "西安市专利管理办法", issued=parse_period("2001"), held="TITLE"),
        node(
            DOCUMENT, "shaanxi-law", "陕西省专利条例", issued=parse_period("2012-07-12"), held="TITLE", kind="LAW",
            nameEn="Patent regulations", note="a note",
        ),
        node(CLAUSE, "shaanxi-law#第二条", "《陕西省专利条例》第二条", path="第二条"),
        node(CLAUSE, "shaanxi-law#第九条", "《陕西省专利条例》第九条", path="第九条"),
        node(CLAUSE, "shaanxi-law#title", "《陕西省专利条例》title", path="title"),
    ]  # fmt: skip
    edges = [
        edge("APPLIES_TO", (DOCUMENT, "shaanxi-law"), (REGION, "610000")),
        *(edge("HAS_CLAUSE", (DOCUMENT, "shaanxi-law"), (CLAUSE, f"shaanxi-law#{path}")) for path in PATHS),
        edge("COVERS", (CLAUSE, "shaanxi-law#第二条"), (TASK, AID), score=0.8, method="curated-reading",
             verdict="SUGGESTED"),
        edge("COVERS", (CLAUSE, "shaanxi-law#title"), (TASK, HANDOVER), score=0.5, method="curated-title",
             verdict="SUGGESTED"),
    ]  # fmt: skip
    return Batch("seed/world", nodes, edges)


NOTHING = StatedMetadata()
PATHS = ("第二条", "第九条", "title")


@dataclass
class World:
    """The world on one engine, and what loads documents into it."""

    graph: Graph
    pipeline: DocumentPipeline

    async def load(self, text: str, given: StatedMetadata = NOTHING) -> Upserted:
        return await upsert_document(self.graph.writer, await self.pipeline.read(text, given), given, "loader")

    async def rows(self, text: str, *columns: str) -> list[tuple[Any, ...]]:
        """The rows of a query that returns these columns."""
        row: Callable[..., tuple[Any, ...]] = lambda *values: values  # noqa: E731 a row as it comes
        return await self.graph.reader.run(Statement("test", text, (), columns, row), {})

    async def links(self, document: str) -> dict[tuple[str, str], tuple[Any, ...]]:
        """By path and task the method, verdict and suspicion of a document's links, without curated titles."""
        found = await self.rows(
            f"MATCH (d:PolicyDocument {{id: '{document}'}})-[:HAS_CLAUSE]->(c:Clause)-[r:COVERS]->(t:Task) "
            "RETURN c.path AS path, t.id AS task, r.method AS method, r.verdict AS verdict, r.suspect AS suspect, "
            "r.score AS score",
            "path", "task", "method", "verdict", "suspect", "score",
        )  # fmt: skip
        shown = [row for row in found if row[5] >= 0.5 or row[3] != "SUGGESTED"]
        return {(path, task): tuple(more) for path, task, *more, _ in shown if path != "title"}


async def open_world(graph: Graph) -> World:
    """The world in an empty graph."""
    report = await apply_batches(graph.writer, [build_world()], "tests")
    assert not report.skipped
    return World(graph, DocumentPipeline(graph.reader))
