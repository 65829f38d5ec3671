"""Measure an analysis against labels: precision, recall, F1, and how far a score can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.document import Mention, TaskMatch
from loaders.tasks.labels import Labelled, bare
from loaders.tasks.matcher import SHOWN_FROM

MEASURES = ("clauses", "tasks", "core", "mentions", "resolved")
_BINS = (0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Count:
    """The numbers found rightly, found wrongly and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Count) -> Count:
        """Both together."""
        return Count(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 0 where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Predicted:
    """The findings of the analysis on a clause."""

    tasks: Sequence[TaskMatch] = ()
    mentions: Sequence[Mention] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Matches with a score from `low` to below `high`: how many, their mean score, and the share that is right."""

    low: float
    high: float
    count: int
    mean_score: float
    share_right: float


def count_found(labels: Iterable[Labelled], predicted: Mapping[str, Predicted]) -> dict[str, Count]:
    """The counts of each measure over the clauses of one document; `predicted` by path."""
    wanted = {label.path: label for label in labels}
    hit = wanted.keys() & predicted.keys()
    totals = dict.fromkeys(MEASURES, Count())
    totals["clauses"] = Count(len(hit), len(predicted.keys() - hit), len(wanted) - len(hit))
    for path, label in wanted.items():
        for name, count in _count_clause(label, predicted.get(path, Predicted())).items():
            totals[name] += count
    return totals


def _count_clause(label: Labelled, said: Predicted) -> dict[str, Count]:
    tasks = {match.task_id for match in said.tasks if match.score >= SHOWN_FROM}
    wrong = len(tasks - label.must - label.may)
    names = {bare(mention.text): bare(mention.name) for mention in said.mentions}
    resolved = {text for text, name in label.mentions.items() if names.get(text) == name}
    unlike = sum(names.get(text) not in (None, "", name) for text, name in label.mentions.items())
    return {
        "tasks": Count(len(tasks & label.must), wrong, len(label.must - tasks)),
        "core": Count(len(tasks & label.core), wrong, len(label.core - tasks)),
        "mentions": Count(
            len(names.keys() & label.mentions.keys()),
            len(names.keys() - label.mentions.keys() - label.mentions_may),
            len(label.mentions.keys() - names.keys()),
        ),
        "resolved": Count(len(resolved), unlike, len(label.mentions) - len(resolved)),
    }


def list_judged(labels: Iterable[Labelled], predicted: Mapping[str, Predicted]) -> list[tuple[float, bool]]:
    """The score of each match that labels judge, and whether it is right; what only may be is left out."""
    return [
        (match.score, match.task_id in label.must)
        for label in labels
        for match in predicted.get(label.path, Predicted()).tasks
        if match.task_id in label.must or match.task_id not in label.may
    ]


def brier_of(judged: Sequence[tuple[float, bool]]) -> float:
    """The mean squared distance of scores from the truth: 0 is perfect, 0.25 is a coin's."""
    return sum((score - right) ** 2 for score, right in judged) / len(judged) if judged else 0.0


def build_bands(judged: Sequence[tuple[float, bool]]) -> list[Band]:
    """The reliability of scores, band by band; bands without a match are left out."""
    bands = []
    for low, high in pairwise(_BINS):
        within = [(score, right) for score, right in judged if low <= score < high]
        if within:
            mean, share = (sum(column) / len(within) for column in zip(*within, strict=True))
            bands.append(Band(low, min(high, 1.0), len(within), mean, share))
    return bands
