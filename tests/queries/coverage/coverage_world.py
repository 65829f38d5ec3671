"""A small made-up world for questions about coverage: three provinces, a city, a zone, a dozen documents."""

from __future__ import annotations

from graph.dates import parse_period
from graph.model import Label, RelationshipType
from graph.store import Answer, Graph, Parameters, Reader, RowT, Statement
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch, EdgeRow, NodeRow, PropertyValue
from queries.coverage.subjects import Party
from tests.fixtures.graphs import Content

SOURCE = ("made-up",)
DATES = {"issued", "inForceFrom", "inForceUntil", "period", "since", "until"}

NATION, EAST, WEST, SOUTH = "100000", "310000", "610000", "440000"
CITY, FAR_CITY, ZONE, EMPTY_ZONE = "610100", "440100", "some-zone", "empty-zone"
TASK_1, TASK_2, TASK_3, TASK_4 = "ws2012-1", "ws2012-2", "ws2012-3", "ws2012-4"


class CountingReader:
    """Counts the engine calls of a question."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.calls: list[str] = []

    async def run(self, question: Statement[RowT], parameters: Parameters) -> list[RowT]:
        self.calls.append(question.name)
        return await self.reader.run(question, parameters)

    async def answer(self, question: Statement[RowT], parameters: Parameters) -> Answer[RowT]:
        self.calls.append(question.name)
        return await self.reader.answer(question, parameters)

    async def version(self) -> int:
        return await self.reader.version()


def region(key: str) -> Party:
    return Label.REGION, key


def zone(key: str) -> Party:
    return Label.ECONOMIC_ZONE, key


def node(label: Label, key: str, **properties: PropertyValue) -> NodeRow:
    name = properties.pop("name", key)
    dated = {k: parse_period(str(v)) if k in DATES and v else v for k, v in properties.items()}
    return NodeRow(label, key, str(name), dated, SOURCE, True)


def edge(kind: str, start: tuple[Label, str], end: tuple[Label, str], **properties: PropertyValue) -> EdgeRow:
    dated = {k: parse_period(str(v)) if k in DATES and v else v for k, v in properties.items()}
    return EdgeRow(RelationshipType(kind), start, end, dated, SOURCE, True)


def document(batch: Batch, key: str, *parties: Party, **properties: PropertyValue) -> None:
    """A document that applies to parties; issued in 2011 and known by title unless said otherwise.

    It has ten clauses: where it was examined and one covers a task, it is on the field.
    """
    stated = {"issued": "2011", "held": "TITLE", "title": key, "clauseCount": 10, **properties}
    batch.nodes.append(node(Label.POLICY_DOCUMENT, key, **stated))
    batch.edges += [edge("APPLIES_TO", (Label.POLICY_DOCUMENT, key), party) for party in parties]


def covers(
    batch: Batch, clause: str, task: str, score: float = 1.0, method: str = "curated-reading", *, verdict: str = ""
) -> None:
    """A link of a clause, which is made where it is not there yet; CONFIRMED with the score 1 unless said otherwise."""
    key, path = clause.split("#")
    if not any(row.id == clause for row in batch.nodes):
        batch.nodes.append(node(Label.CLAUSE, clause, path=path))
        batch.edges.append(edge("HAS_CLAUSE", (Label.POLICY_DOCUMENT, key), (Label.CLAUSE, clause)))
    stated = verdict or ("CONFIRMED" if score == 1 else "SUGGESTED")
    link: dict[str, PropertyValue] = {"score": score, "method": method, "verdict": stated}
    batch.edges.append(edge("COVERS", (Label.CLAUSE, clause), (Label.TASK, task), **link))


def places() -> Batch:
    """Regions, zones, themes and tasks."""
    batch = Batch("tests/places")
    batch.nodes = [
        NodeRow(Label.SOURCE, SOURCE[0], "made up", {"title": "made up"}, SOURCE, True),
        node(Label.REGION, NATION, name="全国", level="NATION"),
        node(Label.REGION, EAST, name="上海市", level="PROVINCE", macroRegion="EAST"),
        node(Label.REGION, WEST, name="陕西省", level="PROVINCE", macroRegion="WEST"),
        node(Label.REGION, SOUTH, name="广东省", level="PROVINCE", macroRegion="EAST"),
        node(Label.REGION, CITY, name="西安市", level="PREFECTURE", macroRegion="WEST"),
        node(Label.REGION, FAR_CITY, name="广州市", level="PREFECTURE", macroRegion="EAST"),
        node(Label.ECONOMIC_ZONE, ZONE, name="某经济区", kind="ECONOMIC_ZONE", since="2009"),
        node(Label.ECONOMIC_ZONE, EMPTY_ZONE, name="空区", kind="ECONOMIC_ZONE"),
        *(node(Label.THEME, f"ws2012-{at}", number=at, title=f"主题{at}") for at in (1, 2)),
        *(node(Label.TASK, f"ws2012-{at}", number=at, title=f"任务{at}") for at in (1, 2, 3, 4)),
    ]
    batch.edges = [
        *(edge("PART_OF", region(key), region(NATION)) for key in (EAST, WEST, SOUTH)),
        edge("PART_OF", region(CITY), region(WEST)),
        edge("PART_OF", region(FAR_CITY), region(SOUTH)),
        edge("INCLUDES", zone(ZONE), region(CITY), since="2009"),
        edge("INCLUDES", zone(ZONE), region(FAR_CITY), since="2009", partial=True),
        *(
            edge("IN_THEME", (Label.TASK, f"ws2012-{at}"), (Label.THEME, "ws2012-1" if at < 3 else "ws2012-2"))
            for at in (1, 2, 3, 4)
        ),
    ]
    return batch


def papers() -> Batch:
    """Documents with what they cover: every rule of what counts has its case."""
    batch = Batch("tests/papers")
    document(batch, "points", region(NATION), issued="2012", period="2012", held="FULL", statesTasks=True)
    covers(batch, "points#一/1", TASK_1)
    document(batch, "east-rules", region(EAST), examined=True, held="PART")
    covers(batch, "east-rules#1", TASK_1)
    covers(batch, "east-rules#2", TASK_1, 0.8)
    covers(batch, "east-rules#3", TASK_2, 0.4)
    covers(batch, "east-rules#4", TASK_3, 0.9, "profile-1", verdict="REJECTED")
    document(batch, "east-title", region(EAST))
    covers(batch, "east-title#title", TASK_4, 0.5, "curated-title")
    document(batch, "west-undated", region(WEST), issued=None)
    covers(batch, "west-undated#1", TASK_1)
    document(batch, "south-loaded", region(SOUTH), held="FULL")
    covers(batch, "south-loaded#title", TASK_2, 0.7, "curated-title")
    covers(batch, "south-loaded#1", TASK_1, 0.7, "profile-1")
    document(batch, "city-plan", region(CITY), examined=True, issued="2013", held="PART")
    covers(batch, "city-plan#1", TASK_2)
    document(batch, "zone-plan", zone(ZONE), issued="2012-03", inForceUntil="2015", held="PART")
    covers(batch, "zone-plan#1", TASK_3)
    document(batch, "nation-law", region(NATION), issued="2008", held="PART", examined=True)
    covers(batch, "nation-law#5", TASK_4)
    return batch


async def load_world(graph: Graph, *more: Batch) -> None:
    """Make the graph hold the world."""
    for batch in (places(), papers(), *more):
        report = await apply_batches(graph.writer, [batch], "tests")
        assert not report.skipped, report.skipped


COVERAGE = Content("coverage_world", load_world)
