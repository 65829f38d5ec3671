"""Find which cues a clause holds, all at once, by an Aho-Corasick automaton over their phrases."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import ahocorasick

from loaders.tasks.cues import GAP, Cue, Scope, Term

Span = tuple[int, int]
Phrase = tuple[str, ...]
# Where the terms of a stretch of text are first, by the number of the term.
_Known = Mapping[Scope, Mapping[int, Span]]
_SENTENCE = re.compile(r"[^。；;！？!?]+")


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue that a clause holds, and the spans of its phrases in the squeezed text."""

    cue: Cue
    spans: tuple[Span, ...]


@dataclass(slots=True)
class CueFinder:
    """Looks for many cues in one pass over a text; within it cues and terms go by their numbers."""

    cues: Sequence[Cue]
    _automaton: ahocorasick.Automaton = field(default_factory=ahocorasick.Automaton)
    _terms: list[Term] = field(default_factory=list)
    _terms_of_cue: list[list[int]] = field(default_factory=list)
    _terms_by_phrase: dict[Phrase, list[int]] = field(default_factory=lambda: defaultdict(list))
    _phrases_by_piece: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    _cues_by_term: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.cues = list(dict.fromkeys(self.cues))
        numbers: dict[Term, int] = {}
        for number, cue in enumerate(self.cues):
            self._terms_of_cue.append([numbers.setdefault(term, len(numbers)) for term in cue.terms])
            # The term that fewest sentences hold is, roughly, the one with the fewest phrases.
            key = min((t for t in cue.terms if not t.absent and not t.subject), key=lambda t: len(t.phrases))
            self._cues_by_term[numbers[key]].append(number)
        self._terms = list(numbers)
        for term, number in numbers.items():
            for phrase in sorted(term.phrases):
                self._terms_by_phrase[phrase].append(number)
        for phrase in self._terms_by_phrase:
            for piece in dict.fromkeys(phrase):
                self._phrases_by_piece[piece].append(phrase)
                self._automaton.add_word(piece, piece)
        if self._phrases_by_piece:
            self._automaton.make_automaton()

    def find(self, text: str, heading: str, assumed: frozenset[str]) -> Iterator[CueHit]:
        """The cues that a squeezed text holds, each once; `assumed` subjects count as said in each sentence."""
        sentences = [self._find_terms(text, *found.span()) for found in _SENTENCE.finditer(text)]
        above = self._find_terms(heading, 0, len(heading)) if heading else {}
        anywhere = {term: span for found in reversed(sentences) for term, span in found.items()}
        met: set[int] = set()
        clause = above | anywhere
        for sentence in [*sentences, {}] if above else sentences:
            known = {Scope.SENTENCE: sentence, Scope.CLAUSE: clause, Scope.HEADING: above}
            for number in self._candidates(known):
                if number not in met and (spans := self._meet(number, known, assumed)) is not None:
                    met.add(number)
                    yield CueHit(self.cues[number], spans)

    def _candidates(self, known: _Known) -> Iterator[int]:
        for scope, terms in known.items():
            for term in terms:
                if term in self._cues_by_term and self._terms[term].scope is scope:
                    yield from self._cues_by_term[term]

    def _meet(self, number: int, known: _Known, assumed: frozenset[str]) -> tuple[Span, ...] | None:
        """The spans of a cue's terms if all are where they must be and none where it must not be; else None."""
        spans: list[Span] = []
        for index in self._terms_of_cue[number]:
            term = self._terms[index]
            span = known[term.scope].get(index)
            if term.absent:
                if span is not None:
                    return None
            elif span is not None:
                if term.scope is Scope.SENTENCE:
                    spans.append(span)
            elif term.subject not in assumed:
                return None
        return tuple(spans)

    def _find_terms(self, text: str, start: int, end: int) -> dict[int, Span]:
        """The terms that a stretch of text holds, each with where it is first."""
        places: dict[str, list[int]] = defaultdict(list)
        # The automaton takes what it is given whole, whatever part of it is looked at: so it is given a part.
        for last, piece in self._automaton.iter(text[start:end]) if self._phrases_by_piece else ():
            places[piece].append(start + last + 1 - len(piece))
        terms: dict[int, Span] = {}
        for phrase in dict.fromkeys(phrase for piece in places for phrase in self._phrases_by_piece[piece]):
            span = _find_phrase(phrase, places)
            if span is not None:
                for term in self._terms_by_phrase[phrase]:
                    if term not in terms or _comes_before(span, terms[term]):
                        terms[term] = span
        return terms


def _comes_before(span: Span, other: Span) -> bool:
    """Of two places of a term the first counts, of those that begin together the longer one: it says more."""
    return (span[0], -span[1]) < (other[0], -other[1])


def _find_phrase(phrase: Phrase, places: Mapping[str, Sequence[int]]) -> Span | None:
    """The first span in which the pieces of a phrase follow each other closely enough."""
    for start in places.get(phrase[0], ()):
        at = start + len(phrase[0])
        for piece in phrase[1:]:
            known = places.get(piece, ())
            following = bisect_left(known, at)
            if following == len(known) or known[following] > at + GAP:
                break
            at = known[following] + len(piece)
        else:
            return start, at
    return None
