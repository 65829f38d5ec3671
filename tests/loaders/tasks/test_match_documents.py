"""Whole documents of each kind, as such texts speak: what their clauses cover, and what covers nothing.

`tests/documents/` holds six texts written for this, with labels in the form of two readers.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from loaders.clauses.segment import parse_document
from loaders.document import TaskMatch
from loaders.facts.facts import SEED_FOLDER
from loaders.files.text import read_document
from loaders.tasks.evaluation import Count, Predicted, count_found
from loaders.tasks.labels import read_labels
from loaders.tasks.matcher import SHOWN_FROM, Matcher
from loaders.tasks.profiles import read_seed_profiles

FOLDER = Path(__file__).parents[2] / "documents"
LABELS = read_labels(FOLDER / "labels")
TASKS = {f"ws2012-{number}": "" for number in range(1, 30)}


@cache
def make_matcher() -> Matcher:
    return Matcher(read_seed_profiles(), TASKS)


@cache
def match(path: Path) -> dict[str, tuple[TaskMatch, ...]]:
    document = parse_document(read_document(path).text)
    matched = make_matcher().match(document.clauses)
    for clause, matches in zip(document.clauses, matched, strict=True):
        for one in matches:
            assert one.evidence
            assert all(clause.text[e.start : e.end] == e.text for e in one.evidence)
    return {clause.path: matches for clause, matches in zip(document.clauses, matched, strict=True)}


def shown(matches: tuple[TaskMatch, ...]) -> set[str]:
    return {one.task_id for one in matches if one.score >= SHOWN_FROM}


def test_there_is_a_profile_for_each_task() -> None:
    assert {profile.task_id for profile in read_seed_profiles().profiles} == TASKS.keys()


@pytest.mark.parametrize("doc", LABELS)
def test_clauses_cover_what_a_careful_reader_finds(doc: str) -> None:
    found = {path: Predicted(matches) for path, matches in match(FOLDER / f"{doc}.txt").items()}
    counts = count_found(LABELS[doc], found)
    assert counts["clauses"].f1 == 1
    assert counts["tasks"].recall >= 0.9
    assert counts["tasks"].precision >= 0.7


def test_few_clauses_of_all_are_found_wrongly() -> None:
    counts = [
        count_found(labels, {path: Predicted(m) for path, m in match(FOLDER / f"{doc}.txt").items()})["tasks"]
        for doc, labels in LABELS.items()
    ]
    assert sum(counts, Count()).f1 >= 0.9


@pytest.mark.parametrize(
    ("doc", "paths"),
    [
        ("regulation-2021", ["第一条", "第二条", "第三条", "第二十二条", "第二十三条", "第二十四条", "第二十五条"]),
        ("outline-2009", ["p1", "一/（一）/1", "一/（一）/2", "二/（二）", "五/（三）"]),
        ("plan-2012", ["p1"]),
        ("agreement-2016", ["一/（一）", "四/（一）"]),
        ("news-2019", ["p2", "p6"]),
        ("reply-2013", ["p1"]),
    ],
)
def test_purpose_scope_definition_penalty_past_and_end_cover_nothing(doc: str, paths: list[str]) -> None:
    matched = match(FOLDER / f"{doc}.txt")
    assert {path: shown(matched[path]) for path in paths} == {path: set() for path in paths}


def test_each_item_of_the_work_points_covers_its_own_task() -> None:
    matched = match(SEED_FOLDER / "work-points-2012.txt")
    items = {path: f"ws2012-{path.split('/')[-1]}" for path in matched if "/" in path}
    assert len(items) == len(TASKS)
    assert len(matched) == len(TASKS) + 1
    assert {path for path, task in items.items() if task not in shown(matched[path])} == set()
