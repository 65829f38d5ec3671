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
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.names.text import fold_text

GAP = 15  # Characters between the parts of a phrase: an object and what stands before it, not another clause.
# What a document is about it need not say again in each sentence: intellectual property, or regions that act together.
# For each such group of words, the groups that tell whether a document is about it.
ASSUMABLE = {"ip": ("ip",), "regions": ("regions", "parties")}
_SCOPES = "^#"


class Scope(StrEnum):
    """The text in which a term is looked for."""

    SENTENCE = ""
    CLAUSE = "^"
    HEADING = "#"


class CueError(ValueError):
    """A cue that cannot be read; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a cue: any of `phrases`, each a tuple of pieces in order.

    `subject` is the group of words (ip, regions) that a document about it leaves out, or ''.
    """

    phrases: frozenset[tuple[str, ...]]
    scope: Scope
    absent: bool
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as written, and its terms."""

    written: str
    terms: tuple[Term, ...]


def _read_phrases(
    alternatives: Iterable[str], words: Mapping[str, Iterable[str]], cue: str
) -> frozenset[tuple[str, ...]]:
    phrases: set[tuple[str, ...]] = set()
    for alternative in alternatives:
        name = alternative.removeprefix("@")
        if name != alternative and name not in words:
            raise CueError(f"the cue '{cue}' names the words @{name}, which words.toml does not list")
        listed = words[name] if name != alternative else (alternative,)
        phrases.update(tuple(fold_text(phrase).split("…")) for phrase in listed)
    if not all(piece for phrase in phrases for piece in phrase):
        raise CueError(f"the cue '{cue}' holds an empty phrase")
    return frozenset(phrases)


def _read_term(part: str, words: Mapping[str, Iterable[str]], cue: str) -> Term:
    absent = part.startswith("!")
    bare = part[1:] if absent else part
    scope = Scope(bare[0]) if bare[:1] and bare[0] in _SCOPES else Scope.SENTENCE
    alternatives = bare[len(scope) :].split("|")
    subject = next((name for name in ASSUMABLE if f"@{name}" in alternatives and not absent), "")
    return Term(_read_phrases(alternatives, words, cue), scope, absent, subject)


def read_cue(written: str, words: Mapping[str, Iterable[str]]) -> Cue:
    """The terms of a cue; CueError where it is not well written."""
    terms = [_read_term(part, words, written) for part in written.split()]
    if all(term.absent for term in terms):
        raise CueError(f"the cue '{written}' asks for nothing that must be there")
    if all(term.absent or term.subject for term in terms):
        # Nothing but the subject: that must be said, or every clause of the document would hold the cue.
        terms = [replace(term, subject="") for term in terms]
    return Cue(written, tuple(terms))
