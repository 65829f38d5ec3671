"""The search box: every name of every node in memory, found through width, script, pinyin, initials and slips."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from graph.model import Label
from graph.names.compare import find_folding, match_names, write_out
from graph.names.english import spell_english_ways
from graph.names.folding import (
    fold_latin,
    fold_name,
    fold_traditional,
    fold_width,
    has_han,
    spell_initials,
    spell_loosely,
    spell_properly,
)
from graph.names.match import SAME_SCORE, WHOLE_SCORES, MatchKind
from graph.names.places import PlaceBook, build_place_book
from queries.paging import DEFAULT_FIRST
from queries.search.grams import GramIndex
from queries.search.name_rows import ROLE_KINDS, Hit, IndexedName, NameRole, order_hits
from queries.search.prefixes import PrefixIndex

# A part of a name scores between these shares of a whole match, by how much of the name it is.
PART_FROM, PART_UP = 0.5, 0.4
# The beginning of a name is what people type first.
BEGINNING = 0.04
# Of the names of a thing, one that is the text itself comes before one that is it only when both are written out.
WRITTEN_OUT = 0.01
# A spelling that properly means another place (shanxi for 陕西).
LOOSE_SCORE = 0.75
# Found this well, a text is no typing error, and no name like it is looked for.
CERTAIN = 0.8
MOST_PREFIXED = 400
MOST_SIMILAR = 200
MOST_COMPARED = 30
SHORTEST_MISSPELT = 5
LONGEST_TEXT = 200
_PLURAL_IES, _PLURAL = re.compile("(?<=..)ies$"), re.compile("(?<=[^su][^s])s$")


@dataclass(frozen=True, slots=True)
class _Query:
    text: str
    folded: str
    written: str
    latin: str
    han: bool


def read_query(text: str) -> _Query:
    """A text to search for, in the forms in which it is looked up; what is longer than any name is cut."""
    text = text.strip()[:LONGEST_TEXT]
    folded = fold_name(text)
    return _Query(text, folded, write_out(text), fold_latin(text), has_han(folded))


class NameIndex:
    """An immutable index of names, without a connection."""

    def __init__(self, names: Iterable[IndexedName], places: PlaceBook | None = None) -> None:
        """`places` are by default those among `names`: Regions by their official names."""
        self.names = sorted(set(names))
        self.places = places or build_place_book(
            (name.key, name.text) for name in self.names if name.label is Label.REGION and name.role is NameRole.NAME
        )
        self._folded = [fold_name(name.text) for name in self.names]
        self._written = [write_out(name.text) for name in self.names]
        self._rows_by_key: dict[str, list[int]] = defaultdict(list)
        for row, keys in enumerate(zip(self._folded, self._written, strict=True)):
            for key in set(keys):
                self._rows_by_key[key].append(row)
        self._names_by_key: dict[str, list[IndexedName]] = defaultdict(list)
        for name in self.names:
            if name.role is NameRole.NAME:
                self._names_by_key[name.key].append(name)
        self._han = GramIndex(self._written, 2)
        self._latin_keys, self._latin_rows = _list_latin_keys(self.names, self._written)
        self._latin = GramIndex(self._latin_keys, 3)
        self._beginnings = PrefixIndex((key, at) for at, key in enumerate(self._latin_keys))
        self._loose = PrefixIndex((s, row) for row, key in enumerate(self._written) for s in spell_loosely(key))
        self._initials = PrefixIndex(
            (initials, row)
            for row, keys in enumerate(zip(self._folded, self._written, strict=True))
            for initials in sorted({spell_initials(key) for key in keys if has_han(key) and len(key) > 1})
        )
        self._words = _list_words(self.names)

    def search(self, text: str, kinds: Collection[Label] | None = None, first: int = DEFAULT_FIRST) -> list[Hit]:
        """The best `first` things of `kinds` (all by default) for `text`; the same index gives the same answer."""
        query = read_query(text)
        if not query.folded:
            return []
        hits = [hit for hit in self._find_well(query) if kinds is None or hit.label in kinds]
        if not any(hit.score >= CERTAIN for hit in hits):
            hits.extend(hit for hit in self._find_like(query) if kinds is None or hit.label in kinds)
        return order_hits(hits)[:first]

    def find_named(self, text: str) -> list[IndexedName]:
        """All names that are `text` but for width, script, marks, letter case and abbreviations."""
        query = read_query(text)
        rows = {*self._rows_by_key.get(query.folded, ()), *self._rows_by_key.get(query.written, ())}
        return [self.names[row] for row in sorted(rows)]

    def find_keyed(self, key: str) -> list[IndexedName]:
        """The official names of the nodes that have this key, whatever their label."""
        return self._names_by_key.get(key, [])

    def find_alike(self, text: str) -> list[IndexedName]:
        """Names that look or sound a little like `text`, best first: what to offer where nothing matches."""
        query = read_query(text)
        spelled = spell_properly(query.written)[0] if query.han else query.latin
        rows = self._han.find_similar(query.written, MOST_SIMILAR) if query.han else []
        rows += [self._latin_rows[at] for at in self._latin.find_similar(spelled, MOST_SIMILAR)]
        choices = {row: self._written[row] for row in dict.fromkeys(rows)}
        if not query.han:
            choices = {row: spell_properly(written)[0] for row, written in choices.items()}
        wanted = query.written if query.han else query.latin
        found = process.extract(wanted, choices, scorer=fuzz.WRatio, limit=MOST_COMPARED)
        return [self.names[row] for _, _, row in found]

    @staticmethod
    def is_folding(name: str, text: str) -> bool:
        """Tell whether the two are one but for width, script, marks and letter case."""
        return fold_name(name) == fold_name(text)

    def _find_well(self, query: _Query) -> Iterator[Hit]:
        yield from self._find_whole(query)
        if query.han:
            yield from self._find_parts(query)
        else:
            yield from self._find_latin(query)
            yield from self._find_by_words(query)

    def _find_whole(self, query: _Query) -> Iterator[Hit]:
        for name in self.find_named(query.text):
            how = folding = find_folding(query.text, name.text)
            if how in (None, MatchKind.ENGLISH) or (how is MatchKind.EXACT and name.role is not NameRole.NAME):
                how = ROLE_KINDS[name.role] if how is not MatchKind.ENGLISH else MatchKind.ENGLISH
            yield self._hit(name, how, WHOLE_SCORES[how] - (0 if folding else WRITTEN_OUT))
        for name in self.find_keyed(query.text):
            yield self._hit(name, MatchKind.ALIAS, WHOLE_SCORES[MatchKind.ALIAS])

    def _find_parts(self, query: _Query) -> Iterator[Hit]:
        if len(query.written) < 2:
            return
        kind = _find_part_kind(query)
        for row in self._han.find_containing(query.written):
            if (whole := self._written[row]) != query.written:
                how = kind or ROLE_KINDS[self.names[row].role]
                yield self._hit(self.names[row], how, _score_part(WHOLE_SCORES[how], query.written, whole))

    def _find_latin(self, query: _Query) -> Iterator[Hit]:
        if len(query.latin) < 2:
            return
        for key, at in self._beginnings.find_beginning_with(query.latin, MOST_PREFIXED):
            name = self.names[self._latin_rows[at]]
            how = _find_latin_kind(query, name)
            whole = WHOLE_SCORES[how]
            yield self._hit(name, how, whole if key == query.latin else _score_part(whole, query.latin, key))
        for meant in spell_english_ways(query.text):
            for at in self._beginnings.find_equal(meant, MOST_PREFIXED) if meant != query.latin else ():
                yield self._hit(self.names[self._latin_rows[at]], MatchKind.ENGLISH, WHOLE_SCORES[MatchKind.ENGLISH])
        for row in self._loose.find_equal(query.latin, MOST_PREFIXED):
            yield self._hit(self.names[row], MatchKind.PINYIN, LOOSE_SCORE)
        whole = WHOLE_SCORES[MatchKind.INITIALS]
        for key, row in self._initials.find_beginning_with(query.latin, MOST_PREFIXED):
            score = whole if key == query.latin else _score_part(whole, query.latin, key)
            yield self._hit(self.names[row], MatchKind.INITIALS, score)

    def _find_by_words(self, query: _Query) -> Iterator[Hit]:
        words = _split_words(query.text)
        postings = [self._words.get(word) for word in words]
        if not words or None in postings:
            return
        for row in sorted(set.intersection(*(set(rows) for rows in postings if rows))):
            whole = WHOLE_SCORES[MatchKind.ENGLISH]
            yield self._hit(
                self.names[row], MatchKind.ENGLISH, _score_part(whole, query.latin, fold_latin(self.names[row].text))
            )

    def _find_like(self, query: _Query) -> Iterator[Hit]:
        """Names that `query` may be a mistyped writing of, each held against it by the matcher and its vetoes."""
        rows = set(self._han.find_similar(query.written, MOST_SIMILAR)) if query.han else set()
        spelled = spell_properly(query.written)[0] if query.han else query.latin
        similar = [] if query.han else self._latin.find_similar(query.latin, MOST_SIMILAR)
        keys = [*(at for _, at in self._beginnings.find_beginning_with(spelled, MOST_SIMILAR)), *similar]
        yield from self._find_homophones(query, spelled) if query.han else self._find_misspelt(query, similar)
        named = (self._latin_rows[at] for at in keys)
        rows |= {row for row in named if has_han(self.names[row].text) is query.han}
        choices = {row: self._written[row] for row in sorted(rows)}
        for _, _, row in process.extract(query.written, choices, scorer=fuzz.WRatio, limit=MOST_COMPARED):
            name, whole = self.names[row], self._written[row]
            match = match_names(query.text, name.text, self.places)
            if match.same and match.how:
                yield self._hit(name, match.how, match.score)
            elif query.han and len(whole) > len(query.written):
                yield from self._find_like_part(query, row)

    def _find_like_part(self, query: _Query, row: int) -> Iterator[Hit]:
        whole = self._written[row]
        aligned = fuzz.partial_ratio_alignment(query.written, whole)
        if aligned is None:
            return
        part = whole[aligned.dest_start : aligned.dest_end]
        match = match_names(query.written, part, self.places)
        if match.same:
            yield self._hit(self.names[row], MatchKind.FUZZY, _score_part(min(match.score, 0.9), part, whole))

    def _find_homophones(self, query: _Query, spelled: str) -> Iterator[Hit]:
        """Names of the same sound in other characters (苏洲), for what is not itself the name of a place."""
        if len(query.written) < 2 or query.written in self.places.codes_by_name:
            return
        for key, at in self._beginnings.find_beginning_with(spelled, MOST_SIMILAR):
            name = self.names[self._latin_rows[at]]
            if has_han(name.text):
                yield self._hit(name, MatchKind.FUZZY, _score_part(SAME_SCORE, spelled, key))

    def _find_misspelt(self, query: _Query, similar: list[int]) -> Iterator[Hit]:
        """Pinyin with one letter wrong, lost, doubled or swapped, unless as it stands it is the name of a place."""
        if len(query.latin) < SHORTEST_MISSPELT or query.latin in self.places.codes_by_sound:
            return
        for at in similar[:MOST_SIMILAR]:
            key, name = self._latin_keys[at], self.names[self._latin_rows[at]]
            lengths = range(len(query.latin) - 1, len(query.latin) + 2)
            beginning = min((key[:n] for n in lengths), key=lambda part: (OSA.distance(query.latin, part), len(part)))
            if has_han(name.text) and OSA.distance(query.latin, beginning) == 1:
                yield self._hit(name, MatchKind.FUZZY, _score_part(SAME_SCORE, beginning, key))

    @staticmethod
    def _hit(name: IndexedName, how: MatchKind, score: float) -> Hit:
        return Hit(name.label, name.key, name.entity_name, name.text, how, round(score, 4))


def _list_latin_keys(names: list[IndexedName], written: list[str]) -> tuple[list[str], list[int]]:
    keys: list[str] = []
    rows: list[int] = []
    for row, (name, whole) in enumerate(zip(names, written, strict=True)):
        for key in spell_properly(whole) if has_han(whole) else (fold_latin(name.text),):
            keys.append(key)
            rows.append(row)
    return keys, rows


def _list_words(names: list[IndexedName]) -> dict[str, list[int]]:
    rows_by_word: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(names):
        if not has_han(name.text):
            for word in set(_split_words(name.text)):
                rows_by_word[word].append(row)
    return dict(rows_by_word)


def _split_words(text: str) -> list[str]:
    """The words of an English name, each in the singular."""
    words = (fold_latin(part) for part in fold_width(text).replace("-", " ").split())
    return [_PLURAL.sub("", _PLURAL_IES.sub("y", word)) for word in words if word]


def _find_part_kind(query: _Query) -> MatchKind | None:
    """The folding that the text needed before it was a part of a name, or none."""
    width = fold_width(query.text)
    if fold_traditional(width) != width:
        return MatchKind.TRADITIONAL
    return MatchKind.FULL_WIDTH if width != query.text else None


def _find_latin_kind(query: _Query, name: IndexedName) -> MatchKind:
    if not has_han(name.text):
        return (
            MatchKind.FULL_WIDTH if not query.text.isascii() and fold_width(query.text).isascii() else MatchKind.ENGLISH
        )
    return MatchKind.PINYIN


def _score_part(whole: float, part: str, of: str) -> float:
    share = min(1.0, len(part) / len(of))
    return whole * (PART_FROM + PART_UP * share) + (BEGINNING if of.startswith(part) else 0.0)
