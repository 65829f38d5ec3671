"""The work points of 2012: themes, tasks and clauses are those of the text that the project holds."""

from __future__ import annotations

import pytest

from graph.dates import parse_period
from graph.model import Label, RelationshipType
from loaders.clauses.rows import clause_rows
from loaders.clauses.segment import parse_document
from loaders.errors import FactsError
from loaders.facts.facts import SEED_FOLDER, read_texts
from tests.seed.rows import seed_batches, seed_edges, seed_nodes

DOCUMENT = "work-points-2012"
TEXT = (SEED_FOLDER / f"{DOCUMENT}.txt").read_text("utf-8")


def test_document_states_the_tasks() -> None:
    documents = seed_nodes(Label.POLICY_DOCUMENT)
    assert [key for key, row in documents.items() if row.properties["statesTasks"]] == [DOCUMENT]
    properties = documents[DOCUMENT].properties
    assert (properties["kind"], properties["held"], properties["examined"]) == ("WORK_POINTS", "FULL", True)
    assert properties["period"] == parse_period("2012")


def test_clauses_are_the_text_between_their_places() -> None:
    clauses = seed_batches()["seed/texts"].nodes
    assert [row.id.split("#")[1].split("/")[-1] for row in clauses] == ["p1", *map(str, range(1, 30))]
    assert [row.properties["ordinal"] for row in clauses] == list(range(1, 31))
    for row in clauses:
        start, end = row.properties["start"], row.properties["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert TEXT[start:end] == row.properties["text"]
    assert [edge.end[1] for edge in seed_batches()["seed/texts"].edges] == [row.id for row in clauses]


def test_tasks_and_themes_are_those_of_the_text() -> None:
    tasks, themes = seed_nodes(Label.TASK), seed_nodes(Label.THEME)
    assert sorted(tasks, key=lambda key: int(key.split("-")[1])) == [f"ws2012-{at}" for at in range(1, 30)]
    assert sorted(themes) == [f"ws2012-{at}" for at in range(1, 9)]
    theme_of = {edge.start[1]: edge.end[1] for edge in seed_edges(RelationshipType.IN_THEME)}
    sections = "一二三四五六七八"
    for row in seed_batches()["seed/texts"].nodes[1:]:
        section, number = str(row.properties["path"]).split("/")
        task = tasks[f"ws2012-{number}"]
        assert (task.properties["number"], task.properties["text"]) == (int(number), row.properties["text"])
        theme = themes[theme_of[task.id]]
        assert f"{section} {theme.name}" == row.properties["heading"]
        assert theme.properties["number"] == sections.index(section) + 1


def test_mentions_are_what_the_clauses_say() -> None:
    clauses = {row.id: str(row.properties["text"]) for row in seed_batches()["seed/texts"].nodes}
    mentions = seed_edges(RelationshipType.MENTIONS)
    for edge in mentions:
        start, end = int(str(edge.properties["start"])), int(str(edge.properties["end"]))
        assert clauses[edge.start[1]][start:end] == edge.properties["text"]
    zones = [edge.end[1] for edge in mentions if edge.start[1] == f"{DOCUMENT}#七/27"]
    assert zones == [
        "four-municipalities", "guanzhong-tianshui", "yangtze-delta", "western-taiwan-straits", "chengdu-chongqing",
    ]  # fmt: skip


def test_titles_of_tasks_are_short_and_each_is_of_one() -> None:
    tasks = seed_nodes(Label.TASK).values()
    for name in ("title", "titleEn"):
        titles = [str(row.properties[name]) for row in tasks]
        assert len(set(titles)) == 29
        assert all(4 <= len(title) <= (24 if name == "title" else 64) for title in titles)


def test_same_text_loaded_again_states_the_same_rows() -> None:
    document = seed_nodes(Label.POLICY_DOCUMENT)[DOCUMENT]
    again, held = clause_rows(
        DOCUMENT, document.name, parse_document(TEXT).clauses, document.sources, verified=document.verified
    )
    assert again == seed_batches()["seed/texts"].nodes
    assert held == seed_batches()["seed/texts"].edges


def test_text_without_a_document_is_refused() -> None:
    with pytest.raises(FactsError, match="no document has the id 'work-points-2012'"):
        read_texts(SEED_FOLDER, "seed/texts", [])
