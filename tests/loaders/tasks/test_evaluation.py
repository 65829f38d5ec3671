"""The measures count as two careful readers would."""

from __future__ import annotations

from graph.model import Label
from loaders.document import Mention, TaskMatch
from loaders.tasks.evaluation import Count, Predicted, brier_of, build_bands, count_found, list_judged
from loaders.tasks.labels import Labelled


def label(path: str, must: str = "", core: str = "", may: str = "", **mentions: str) -> Labelled:
    return Labelled(
        "d",
        path,
        frozenset(must.split()),
        frozenset(core.split()),
        frozenset(may.split()),
        mentions,
        frozenset({"某地"}),
    )


def say(*scores: tuple[str, float], **mentions: str) -> Predicted:
    found = [Mention(text, Label.REGION, None, name, 0, 1, 0.9) for text, name in mentions.items()]
    return Predicted([TaskMatch(task, score, "profile-1") for task, score in scores], found)


LABELS = [label("一", "t1 t2", "t1", "t3", 江苏="江苏省"), label("二", 沪="上海市"), label("三")]
SAID = {
    "一": say(("t1", 0.9), ("t3", 0.6), ("t4", 0.5), ("t2", 0.4), 江苏="江苏省", 某地="x"),
    "二": say(沪="上海"),
    "四": say(("t1", 0.9)),
}


def test_clauses_tasks_and_mentions_are_counted() -> None:
    counts = count_found(LABELS, SAID)
    assert counts == {
        "clauses": Count(2, 1, 1),
        "tasks": Count(1, 1, 1),
        "core": Count(1, 1, 0),
        "mentions": Count(2, 0, 0),
        "resolved": Count(1, 1, 1),
    }


def test_measures_follow_from_counts() -> None:
    count = Count(3, 1, 2)
    assert (count.precision, count.recall) == (0.75, 0.6)
    assert round(count.f1, 4) == 0.6667
    assert (Count().precision, Count().recall, Count().f1) == (0, 0, 0)


def test_scores_are_judged_without_what_only_may_be() -> None:
    judged = list_judged(LABELS, SAID)
    assert sorted(judged) == [(0.4, True), (0.5, False), (0.9, True)]
    assert round(brier_of(judged), 4) == round((0.36 + 0.25 + 0.01) / 3, 4)
    assert [(band.low, band.count, band.share_right) for band in build_bands(judged)] == [
        (0.35, 1, 1.0),
        (0.5, 1, 0.0),
        (0.9, 1, 1.0),
    ]
