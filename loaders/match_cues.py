"""The language of cues: phrases that must meet within a sentence, and where a text holds them.

A cue is a line of terms with spaces between them; all must be found in one sentence.
- `移送|通报` is found where either is; `建立…机制` where 机制 follows 建立 within 15 characters.
- `@ip` stands for the phrases that `words.toml` lists under `ip`.
- `!鼓励` must not be in the sentence.
- `^版权` may be anywhere in the clause or the headings above it, `#法律责任` must be in the headings;
  `!^` and `!#` are their opposites.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from loaders.document_fold import fold_text

GAP = 15  # Characters between the parts of a phrase: an object and what stands before it, not another clause.
ASSUMABLE = "@ip"  # What a document about intellectual property alone need not say again in each sentence.
_SCOPES = "^#"


class Scope(StrEnum):
    """Where a term is looked for."""

    SENTENCE = ""
    CLAUSE = "^"
    HEADING = "#"


class CueError(ValueError):
    """A cue that cannot be read; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a cue: any of `phrases`, each a tuple of pieces in order.

    `assumable`: it asks for @ip, which a document about nothing else leaves out.
    """

    phrases: frozenset[tuple[str, ...]]
    scope: Scope
    absent: bool
    assumable: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as written, and its terms."""

    written: str
    terms: tuple[Term, ...]


def _read_phrases(written: str, words: Mapping[str, Iterable[str]], cue: str) -> frozenset[tuple[str, ...]]:
    phrases: set[tuple[str, ...]] = set()
    for alternative in written.split("|"):
        name = alternative.removeprefix("@")
        if name != alternative and name not in words:
            raise CueError(f"the cue '{cue}' names the words @{name}, which words.toml does not list")
        listed = words[name] if name != alternative else (alternative,)
        phrases.update(tuple(fold_text(phrase).split("…")) for phrase in listed)
    if not all(piece for phrase in phrases for piece in phrase):
        raise CueError(f"the cue '{cue}' holds an empty phrase")
    return frozenset(phrases)


def read_cue(written: str, words: Mapping[str, Iterable[str]]) -> Cue:
    """The terms of a cue; CueError where it is not well written."""
    terms = []
    for part in written.split():
        absent = part.startswith("!")
        bare = part[1:] if absent else part
        scope = Scope(bare[0]) if bare[:1] and bare[0] in _SCOPES else Scope.SENTENCE
        phrases = _read_phrases(bare[len(scope) :], words, written)
        terms.append(Term(phrases, scope, absent, ASSUMABLE in bare.split("|") and not absent))
    if all(term.absent or term.assumable for term in terms):
        raise CueError(f"the cue '{written}' asks for nothing that must be there, beside @ip")
    return Cue(written, tuple(terms))
