"""Match the clauses of a document against the tasks: a score, its method, and the phrases that made it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from loaders.document import Clause, Evidence, TaskMatch
from loaders.mentions.gazetteer import squeeze_name
from loaders.mentions.spans import Squeezed, squeeze_text
from loaders.tasks.cue_finder import CueFinder, CueHit, Span
from loaders.tasks.cues import ASSUMABLE
from loaders.tasks.ngrams import METHOD, NgramMatcher
from loaders.tasks.profiles import Profiles

SHOWN_FROM = 0.5  # The score from which a link is shown to a user by default: see docs/evaluation.md.
KEPT_FROM = 0.2  # Below it not even a reviewer would look.
_FURTHER = 0.5
_MOST_FOR = 7.0  # However many cues a clause holds, what it is (a penalty, an account of the past) can outweigh them.
# A text in which every third clause names intellectual property, or regions together, is about that.
_SHARE_ABOUT = 1 / 3


class Matcher:
    """Tasks with a profile are matched by its cues, others by n-grams."""

    def __init__(self, profiles: Profiles, texts_by_task: Mapping[str, str]) -> None:
        """`texts_by_task` are the tasks there are; a profile for none of them is left out."""
        self._profiles = [one for one in profiles.profiles if one.task_id in texts_by_task]
        self._contexts = profiles.contexts
        self._method = f"profile-{profiles.version}"
        self._subjects = {
            name: [squeeze_name(word) for group in groups for word in profiles.words.get(group, ())]
            for name, groups in ASSUMABLE.items()
        }
        known = {profile.task_id for profile in self._profiles}
        others = {task: text for task, text in texts_by_task.items() if task not in known}
        self._ngrams = NgramMatcher(others, texts_by_task.values())
        cues = [weighted.cue for profile in self._profiles for weighted in profile.cues]
        self._finder = CueFinder([*cues, *(cue for context in self._contexts for cue in context.cues)])
        # By what a cue reads, the tasks that it speaks for or against, with its weight: a clause holds few of the cues.
        self._uses: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for profile in self._profiles:
            for weighted in profile.cues:
                self._uses[weighted.cue.written].append((profile.task_id, weighted.weight))

    def match(self, clauses: Sequence[Clause]) -> list[tuple[TaskMatch, ...]]:
        """The tasks that each clause covers, best first; together the clauses say what the document is about."""
        squeezed = [squeeze_text(clause.text) for clause in clauses]
        assumed = self._find_subjects([one.text for one in squeezed])
        return [
            tuple(sorted(self._match_clause(clause, one, assumed), key=lambda match: (-match.score, match.task_id)))
            for clause, one in zip(clauses, squeezed, strict=True)
        ]

    def _find_subjects(self, texts: Sequence[str]) -> frozenset[str]:
        """Find what a document of these clauses is about."""
        enough = _SHARE_ABOUT * len(texts)
        return frozenset(
            name
            for name, words in self._subjects.items()
            if sum(any(word in text for word in words) for text in texts) >= enough
        )

    def _match_clause(self, clause: Clause, squeezed: Squeezed, assumed: frozenset[str]) -> Iterator[TaskMatch]:
        hits = list(self._finder.find(squeezed.text, squeeze_text(clause.heading).text, assumed))
        held = {hit.cue.written for hit in hits}
        contexts = [one for one in self._contexts if any(cue.written in held for cue in one.cues)]
        found_by_task: dict[str, list[tuple[float, CueHit]]] = defaultdict(list)
        for hit in hits:
            for task, weight in self._uses.get(hit.cue.written, ()):
                found_by_task[task].append((weight, hit))
        for profile in self._profiles if found_by_task else ():
            found = found_by_task.get(profile.task_id, [])
            if all(weight <= 0 for weight, _ in found):
                continue
            against = (one.weight for one in contexts if one.name not in profile.except_contexts)
            odds = profile.bias + _weigh([weight for weight, _ in found]) + min(against, default=0.0)
            score = 1 / (1 + math.exp(-odds))
            if score >= KEPT_FROM:
                evidence = _show(found, squeezed, clause.text)
                yield TaskMatch(profile.task_id, round(score, 3), self._method, evidence)
        for task, (score, evidence) in self._ngrams.score(squeezed, clause.text).items():
            if score >= KEPT_FROM:
                yield TaskMatch(task, round(score, 3), METHOD, evidence)


def _weigh(weights: Sequence[float]) -> float:
    """Weigh cues together: the strongest counts whole, further ones in part, for they often say the same."""
    best, *others = sorted((weight for weight in weights if weight > 0), reverse=True)
    return min(_MOST_FOR, best + _FURTHER * sum(others)) + sum(weight for weight in weights if weight < 0)


def _show(found: list[tuple[float, CueHit]], squeezed: Squeezed, written: str) -> tuple[Evidence, ...]:
    """The phrases that spoke for the match, in order; of those within one another the longest."""
    spans = {span for weight, hit in found if weight > 0 for span in hit.spans}
    kept: list[Span] = [
        span for span in spans if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in spans)
    ]
    places = [squeezed.span(start, end) for start, end in sorted(kept)]
    return tuple(Evidence(written[start:end], start, end) for start, end in places)
