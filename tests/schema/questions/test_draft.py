"""A draft is shown with what it covers, names and misses, and nothing of it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from graph.model import Label
from loaders.clauses.segment import parse_document
from loaders.document import Clause, Evidence, Mention, ParsedDocument, TaskMatch
from tests.schema.asking import Asker
from tests.schema.test_contract import read_operation

pytestmark = pytest.mark.anyio
TEXT = "第一条 建立跨区域协作机制。\n第二条 本办法自2013年1月1日起施行。"


@dataclass(frozen=True)
class Analysis:
    document: ParsedDocument
    tasks: Sequence[Sequence[TaskMatch]]
    mentions: Sequence[Sequence[Mention]]
    notes: Sequence[str] = ("没有标题",)


@dataclass
class StandIn:
    """Reads clauses as the pipeline does, and knows one cue and one name."""

    territory: tuple[Label, str] | None = None

    async def analyse(self, text: str, territory: tuple[Label, str] | None) -> Analysis:
        self.territory = territory
        document = parse_document(text)
        return Analysis(document, [match(one) for one in document.clauses], [mentions(one) for one in document.clauses])


def match(clause: Clause) -> list[TaskMatch]:
    at = clause.text.find("跨区域")
    sure = [TaskMatch("ws2012-26", 0.8, "profile-1", (Evidence("跨区域", at, at + 3),))] if at >= 0 else []
    return [*sure, TaskMatch("ws2012-25", 0.1, "profile-1")]


def mentions(clause: Clause) -> list[Mention]:
    at = clause.text.find("区域")
    named = Mention("区域", Label.REGION, "610000", "陕西省", at, at + 2, 0.9, derived=True)
    return [named, Mention("协作", Label.INSTITUTION, None, "协作局", at + 2, at + 4, 0.5)] if at >= 0 else []


async def test_draft_shows_what_it_covers_and_misses(asker: Asker) -> None:
    asker.answers.pipeline = StandIn()
    data = (await asker.read(read_operation("draft"), text=TEXT, territory="610100"))["checkDraft"]
    assert asker.answers.pipeline.territory == (Label.REGION, "610100")
    first, second = data["clauses"]
    assert (first["path"], first["text"]) == ("第一条", "建立跨区域协作机制。")
    assert TEXT[first["start"] : first["end"]] == first["text"]
    assert first["tasks"][0]["task"]["number"] == 26
    assert first["tasks"][0]["evidence"] == [{"text": "跨区域", "start": 2, "end": 5}]
    assert [
        (one["kind"], one["resolvedName"], one["entity"] and one["entity"]["name"]) for one in first["mentions"]
    ] == [
        ("REGION", "陕西省", "陕西省"),
        ("INSTITUTION", "协作局", None),
    ]
    assert second["tasks"] == []
    assert data["covered"] == [{"number": 26, "title": "东中西部对口合作"}]
    assert [one["task"]["number"] for one in data["missing"]] == [25]
    assert data["version"] == 1
    assert await asker.graph.version() == 1


async def test_unknown_territory_is_refused(asker: Asker) -> None:
    asker.answers.pipeline = StandIn()
    answer = await asker.ask(read_operation("draft"), text=TEXT, territory="火星市")
    assert answer["errors"][0]["extensions"]["argument"] == "territory"
