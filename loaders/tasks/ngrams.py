"""Match clauses against tasks without a profile, by the rare character n-grams that they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from loaders.document import Evidence
from loaders.mentions.spans import Squeezed

METHOD = "ngrams-1"
_SIZES = (2, 3, 4)
_APART = re.compile(r"[^\u4e00-\u9fff]+")
_MOST_EVIDENCE = 5
# N-grams know no meaning: on labelled clauses a closeness of 0.085, the best threshold there is, was right one time in
# six. So a score says little before a clause nearly repeats the task.
_HALF, _STEEPNESS = 0.4, 10.0


def list_ngrams(text: str) -> Counter[str]:
    """The n-grams of the Chinese stretches of a text."""
    grams: Counter[str] = Counter()
    for stretch in _APART.split(text):
        for size in _SIZES:
            grams.update(stretch[i : i + size] for i in range(len(stretch) - size + 1))
    return grams


class NgramMatcher:
    """Tasks by the n-grams that set them apart from `all_texts` (the texts of all tasks)."""

    def __init__(self, texts_by_task: Mapping[str, str], all_texts: Iterable[str]) -> None:
        documents = [set(list_ngrams(text)) for text in all_texts]
        spread = Counter(gram for document in documents for gram in document)
        self._weights = {
            task: {
                gram: len(gram) * math.log((1 + len(documents)) / spread[gram])
                for gram in sorted(list_ngrams(text))
                if spread[gram] and spread[gram] * 3 <= max(3, len(documents))
            }
            for task, text in texts_by_task.items()
        }

    def score(self, clause: Squeezed, written: str) -> dict[str, tuple[float, tuple[Evidence, ...]]]:
        """For each task the score between 0 and 1, and the longest shared phrases."""
        if not self._weights:
            return {}
        grams = set(list_ngrams(clause.text))
        scores = {}
        for task, weights in self._weights.items():
            shared = grams & weights.keys()
            # About the cosine: neither a long task nor a long clause is closer for its length.
            length = math.sqrt(sum(weights.values()) * len(clause.text) * len(_SIZES)) or 1.0
            close = sum(weights[gram] for gram in sorted(shared)) / length
            score = 1 / (1 + math.exp(-_STEEPNESS * (close - _HALF)))
            scores[task] = (score, _find_evidence(shared, clause, written))
        return scores


def _find_evidence(shared: set[str], clause: Squeezed, written: str) -> tuple[Evidence, ...]:
    """The longest stretches that shared n-grams make up where they overlap, in order."""
    stretches: list[tuple[int, int]] = []
    for start in range(len(clause.text)):
        for size in _SIZES:
            if clause.text[start : start + size] in shared:
                if stretches and start < stretches[-1][1]:
                    stretches[-1] = (stretches[-1][0], max(stretches[-1][1], start + size))
                else:
                    stretches.append((start, start + size))
    longest = sorted(stretches, key=lambda s: (s[0] - s[1], s[0]))[:_MOST_EVIDENCE]
    spans = [clause.span(start, end) for start, end in sorted(longest)]
    return tuple(Evidence(written[start:end], start, end) for start, end in spans)
