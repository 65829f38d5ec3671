"""Names written in Latin letters: English with English, and pinyin, initials or English with Chinese."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from graph.names.english import KNOWN_WORDS, SPARE_ENGLISH, spell_english, spell_english_ways
from graph.names.folding import fold_latin, fold_width, spell_initials, spell_properly
from graph.names.match import NO_MATCH, MatchKind, NameMatch, match_whole, veto
from graph.names.places import PLACE_MARK, PlaceBook, PlacedName, find_places_by_sound, read_places, strip_place_ending
from graph.names.vocabulary import drop_spare_zone_word, drop_telling_words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NUMBER = re.compile(r"\d+")
# Fewer letters than these are no initials but a word.
SHORTEST_INITIALS = 3
# A shorter word with one wrong letter is another word (Hunan, Henan).
SHORTEST_MISSPELT = 6


def match_latin_to_han(latin: str, forms: tuple[str, str], places: PlaceBook) -> NameMatch:
    """Latin text against a Chinese name, as written out and as folded: by pinyin, English words or initials."""
    han, folded = forms
    typed, translated = fold_latin(latin), spell_english_ways(latin)
    placed = read_places(han, places)
    writings = {han, folded, _write_bare(placed, places)}
    if drop_telling_words(placed.rest).strip(PLACE_MARK):
        writings |= {drop_spare_zone_word(writing) for writing in writings}
    spellings = {spelling for writing in writings for spelling in spell_properly(writing)}
    if typed in spellings:
        how = MatchKind.PINYIN
    elif meant := next((way for way in translated if way in spellings), None):
        typed, how = meant, MatchKind.ENGLISH
    elif len(typed) >= SHORTEST_INITIALS and typed in {spell_initials(writing) for writing in writings}:
        how = MatchKind.INITIALS
    else:
        return NO_MATCH
    if reason := _find_ambiguity(typed, how, placed, places):
        return veto(reason)
    return match_whole(how)


def _write_bare(placed: PlacedName, places: PlaceBook) -> str:
    """The name with its places bare: 江苏知识产权局 for 江苏省知识产权局."""
    names = [
        strip_place_ending(places.names_by_code.get(codes[0], codes[0])) if codes else "" for codes in placed.places
    ]
    parts = placed.rest.split(PLACE_MARK)
    return "".join(part + name for part, name in zip(parts, [*names, ""], strict=True))


def _find_ambiguity(typed: str, how: MatchKind, placed: PlacedName, places: PlaceBook) -> str | None:
    """Why the letters may as well mean another place (Suzhou, hns), or None."""
    if placed.rest == PLACE_MARK and how is not MatchKind.INITIALS:
        alike = places.get_highest(find_places_by_sound(typed, places))
        return None if alike == placed.places[0] or not alike else f"place: {typed} is also {' '.join(alike)}"
    if drop_telling_words(placed.rest).strip(PLACE_MARK):
        return None  # The name has something of its own beside its places.
    for codes in placed.places:
        if how is MatchKind.INITIALS and codes[0] not in places.names_by_code:
            return f"place: {typed} may mean any place of these initials"
        alike = places.find_alike(codes[0], by_initials=how is MatchKind.INITIALS)
        if alike:
            return f"place: {typed} may also mean {' '.join(alike)}"
    return None


def match_latin(a: str, b: str, places: PlaceBook) -> NameMatch:
    """Two names in Latin letters, of which one common word may be misspelt; a place, a number or a name may not."""
    if fold_latin(a) == fold_latin(b):
        return match_whole(MatchKind.ENGLISH)
    codes_a, codes_b = (places.get_highest(find_places_by_sound(spell_english(name), places)) for name in (a, b))
    if codes_a and codes_b:
        same = codes_a == codes_b and len(codes_a) == 1
        return (
            match_whole(MatchKind.ENGLISH) if same else veto(f"place: {' '.join(codes_a)} is not {' '.join(codes_b)}")
        )
    words_a, words_b = (_WORD.findall(fold_width(name).casefold()) for name in (a, b))
    if _NUMBER.findall(" ".join(words_a)) != _NUMBER.findall(" ".join(words_b)):
        return veto("number: the numbers differ")
    only_a, only_b = _find_extra(words_a, words_b), _find_extra(words_b, words_a)
    if not only_a and not only_b:
        return NameMatch(0.9, MatchKind.ENGLISH)
    if len(only_a) == len(only_b) == 1 and _is_misspelt(only_a[0], only_b[0]):
        return NameMatch(0.8, MatchKind.FUZZY)
    return veto(f"word: {' '.join(only_a) or 'nothing'} is not {' '.join(only_b) or 'nothing'}")


def _find_extra(words: list[str], others: list[str]) -> list[str]:
    rest = list(others)
    extra = []
    for word in words:
        if word in rest:
            rest.remove(word)
        elif word not in SPARE_ENGLISH:
            extra.append(word)
    return extra


def _is_misspelt(a: str, b: str) -> bool:
    """Tell whether one of the two is a common word with one letter wrong, lost or doubled; a proper name never is."""
    if min(len(a), len(b)) < SHORTEST_MISSPELT or a[0] != b[0]:
        return False
    return (a in KNOWN_WORDS) != (b in KNOWN_WORDS) and OSA.distance(a, b) == 1
