"""Find which cues a clause holds, all at once, by an Aho-Corasick automaton over their phrases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import ahocorasick

from loaders.match_cues import GAP, Cue, Scope, Term

Span = tuple[int, int]
_SENTENCE = re.compile(r"[^。；;！？!?]+")


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue that a clause holds, and the spans of its phrases in the squeezed text."""

    cue: Cue
    spans: tuple[Span, ...]


@dataclass(slots=True)
class CueFinder:
    """Looks for many cues in one pass over a text."""

    cues: Sequence[Cue]
    _automaton: ahocorasick.Automaton = field(default_factory=ahocorasick.Automaton)
    _terms_by_phrase: dict[tuple[str, ...], list[Term]] = field(default_factory=lambda: defaultdict(list))
    _phrases_by_piece: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    _cues_by_term: dict[Term, list[Cue]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for term in dict.fromkeys(term for cue in self.cues for term in cue.terms):
            for phrase in term.phrases:
                self._terms_by_phrase[phrase].append(term)
        for phrase in self._terms_by_phrase:
            for piece in dict.fromkeys(phrase):
                self._phrases_by_piece[piece].append(phrase)
                self._automaton.add_word(piece, piece)
        if self._phrases_by_piece:
            self._automaton.make_automaton()
        for cue in dict.fromkeys(self.cues):
            # The term that fewest sentences hold is, roughly, the one with the fewest phrases.
            key = min((t for t in cue.terms if not t.absent and not t.subject), key=lambda t: len(t.phrases))
            self._cues_by_term[key].append(cue)

    def find(self, text: str, heading: str, assumed: frozenset[str]) -> Iterator[CueHit]:
        """The cues that a squeezed text holds, each once; `assumed` subjects count as said in each sentence."""
        sentences = [self._find_terms(text, *found.span()) for found in _SENTENCE.finditer(text)]
        above = self._find_terms(heading, 0, len(heading)) if heading else {}
        anywhere = {term: span for found in reversed(sentences) for term, span in found.items()}
        scopes = {Scope.CLAUSE: above | anywhere, Scope.HEADING: above}
        met: dict[Cue, CueHit] = {}
        for sentence in [*sentences, above] if above else sentences:
            known = {**scopes, Scope.SENTENCE: sentence if sentence is not above else {}}
            for cue in self._candidates(known):
                if cue not in met and (spans := _meet(cue, known, assumed)) is not None:
                    met[cue] = CueHit(cue, spans)
        yield from met.values()

    def _candidates(self, known: dict[Scope, dict[Term, Span]]) -> Iterator[Cue]:
        for scope, terms in known.items():
            for term in terms:
                if term.scope is scope:
                    yield from self._cues_by_term.get(term, ())

    def _find_terms(self, text: str, start: int, end: int) -> dict[Term, Span]:
        """The terms that a stretch of text holds, each with where it is first."""
        places: dict[str, list[int]] = defaultdict(list)
        for last, piece in self._automaton.iter(text, start, end) if self._phrases_by_piece else ():
            places[piece].append(last + 1 - len(piece))
        terms: dict[Term, Span] = {}
        for phrase in dict.fromkeys(phrase for piece in places for phrase in self._phrases_by_piece[piece]):
            span = _find_phrase(phrase, places)
            if span is not None:
                for term in self._terms_by_phrase[phrase]:
                    if term not in terms or span < terms[term]:
                        terms[term] = span
        return terms


def _find_phrase(phrase: tuple[str, ...], places: dict[str, list[int]]) -> Span | None:
    """The first span in which the pieces of a phrase follow each other closely enough."""
    for start in places.get(phrase[0], ()):
        at = start + len(phrase[0])
        for piece in phrase[1:]:
            following = next((p for p in places.get(piece, ()) if at <= p <= at + GAP), None)
            if following is None:
                break
            at = following + len(piece)
        else:
            return start, at
    return None


def _meet(cue: Cue, known: dict[Scope, dict[Term, Span]], assumed: frozenset[str]) -> tuple[Span, ...] | None:
    """The spans of a cue's terms if all are where they must be and none where it must not be; else None."""
    spans: list[Span] = []
    for term in cue.terms:
        span = known[term.scope].get(term)
        if term.absent:
            if span is not None:
                return None
        elif span is not None:
            if term.scope is Scope.SENTENCE:
                spans.append(span)
        elif term.subject not in assumed:
            return None
    return tuple(spans)
