"""Which documents are on the field: by their title, or by how many of their clauses cover a task; on both engines."""

from __future__ import annotations

import pytest

from graph.store import Graph
from graph.writing.batch import Batch, PropertyValue
from queries.coverage.knowledge.field import find_on_field, names_field
from queries.coverage.links import list_rows, read_documents
from tests.queries.coverage.coverage_world import (
    TASK_1,
    TASK_2,
    WEST,
    CountingReader,
    covers,
    document,
    load_world,
    region,
)

pytestmark = pytest.mark.anyio
# A document by its key: its properties, and whether it is on the field; it covers a task by two clauses.
CASES: dict[str, tuple[dict[str, PropertyValue], bool]] = {
    "named": ({"title": "某省专利条例", "held": "TITLE"}, True),
    "named with spaces": ({"title": "某省知 识 产 权战略纲要", "held": "TITLE"}, True),
    "heritage": ({"title": "某省遗产保护条例", "examined": True, "held": "PART", "clauseCount": 21}, False),
    "one in ten": ({"title": "某省技术条例", "examined": True, "held": "PART", "clauseCount": 20}, True),
    "not read": ({"title": "某省技术条例", "held": "PART", "clauseCount": 20}, False),
    # Readers left only the clauses that cover something: without their count these tell nothing.
    "count unknown": ({"title": "某省技术条例", "examined": True, "held": "PART", "clauseCount": None}, False),
    # A text that is held is counted itself, whatever a source said.
    "held": ({"title": "某省技术条例", "held": "FULL", "clauseCount": 1_000}, True),
    "held and long": ({"title": "某省技术条例", "held": "FULL", "clauseCount": 2}, False),
    "held without coverage": ({"title": "某省技术条例", "held": "FULL", "score": 0.4}, False),
}


def build_cases() -> Batch:
    batch = Batch("tests/field")
    for key, (given, _) in CASES.items():
        properties = dict(given)
        score = float(str(properties.pop("score", 0.5)))
        document(batch, key, region(WEST), **properties)
        covers(batch, f"{key}#title", TASK_1, 0.7, "curated-title")
        covers(batch, f"{key}#1", TASK_1, score)
        covers(batch, f"{key}#1", TASK_2, score)
        covers(batch, f"{key}#2", TASK_1, score)
        for at in range(3, 22 if key == "held and long" else 3):
            covers(batch, f"{key}#{at}", TASK_1, 0.3)
    return batch


async def test_title_or_share_of_clauses_puts_a_document_on_the_field(graph: Graph) -> None:
    await load_world(graph, build_cases())
    rows = list_rows(await read_documents(graph.reader, [region(WEST)], "2014-12-31"))
    reader = CountingReader(graph.reader)
    found = await find_on_field(reader, rows)
    assert {key: key in found for key in CASES} == {key: on_field for key, (_, on_field) in CASES.items()}
    assert reader.calls == ["coverage/knowledge/field"]


async def test_titles_alone_take_no_engine_call(graph: Graph) -> None:
    await load_world(graph, build_cases())
    rows = list_rows(await read_documents(graph.reader, [region(WEST)], "2014-12-31"))
    reader = CountingReader(graph.reader)
    assert await find_on_field(reader, [row for row in rows if row.held == "TITLE"])
    assert not reader.calls


@pytest.mark.parametrize(
    ("title", "on_field"),
    [
        ("某市商标品牌战略实施意见", True),
        ("某省地理标志保护办法", True),
        ("关于推进软件正版化工作的意见", True),
        ("某省著作权登记办法", True),
        ("某省中小企业促进条例", False),
        ("某省非物质文化遗产条例", False),
        ("", False),
    ],
)
def test_title_names_the_field(title: str, on_field: bool) -> None:
    assert names_field(title) is on_field
