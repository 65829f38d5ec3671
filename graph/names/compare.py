"""Tells whether two writings name one thing, how that is known, and what forbids it; pure, for any kind of name."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from graph.names.folding import STEPS, fold_name, fold_width, has_han
from graph.names.latin import match_latin, match_latin_to_han
from graph.names.match import NO_MATCH, SAME_SCORE, MatchKind, NameMatch, match_whole, veto
from graph.names.numbers import drop_period, find_numbers, write_digits
from graph.names.places import NO_PLACES, PlaceBook, read_places
from graph.names.veto import compare_rests, find_veto
from graph.names.vocabulary import SAME_WORDS, expand_abbreviations

__all__ = ["SAME_SCORE", "MatchKind", "NameMatch", "fold_name", "match_names", "write_out"]

_STEP_KINDS = (MatchKind.FULL_WIDTH, MatchKind.TRADITIONAL)
# 中国国家知识产权局, 中华人民共和国公安部: the nation before a body of the nation says nothing more.
_NATION_BEFORE_BODY = re.compile(
    r"^(?:中华人民共和国(?=.)|中国(?=国家|国务院|最高|人民银行|国际贸易促进|证券监督|银行保险监督)"
    r"|国家(?=[^省县]*(?:总局|总署)|发展和改革委员会|卫生健康委员会)|国务院(?=国有资产))"
)
# 中国(温州)知识产权维权援助中心 is called 温州知识产权维权援助中心.
_NATION_AROUND_PLACE = re.compile(r"^(?:中国|[Cc]hina) ?\(([^()]+)\) ?")
# 第一批国家知识产权示范城市 and 国家知识产权示范城市(第一批).
_BATCH = re.compile(r"第\d+[批轮次期届]")
# 国务院关于…的意见 is quoted without who issued it; who issued it for one place is part of what it is.
_ISSUED_BY_NATION = re.compile(
    r"^(?:国务院(?:办公厅)?|中共中央(?:国务院|办公厅)?|最高人民法院|国家[^关]{2,10}局)(?=关于)"
)


def find_folding(a: str, b: str) -> MatchKind | None:
    """The first folding that makes two equal: EXACT, FULL_WIDTH (marks too), TRADITIONAL, ENGLISH (case), or none."""
    if a == b:
        return MatchKind.EXACT
    folded_a, folded_b = a, b
    for kind, fold in zip(_STEP_KINDS, STEPS, strict=False):
        folded_a, folded_b = fold(folded_a), fold(folded_b)
        if folded_a == folded_b:
            return kind
    if STEPS[-1](folded_a) != STEPS[-1](folded_b):
        return None
    if folded_a.casefold() == folded_b.casefold():
        return MatchKind.ENGLISH
    # Only marks differ: that is FULL_WIDTH too, unless characters had to be simplified.
    return MatchKind.FULL_WIDTH if STEPS[-1](STEPS[0](a)) == STEPS[-1](STEPS[0](b)) else MatchKind.TRADITIONAL


def write_out(text: str) -> str:
    """A name folded and in full: abbreviations written out, numerals as digits, one word for `and`, the batch last."""
    folded = fold_name(_NATION_AROUND_PLACE.sub(r"\1", fold_width(text)))
    written = write_digits(_NATION_BEFORE_BODY.sub("", expand_abbreviations(folded)))
    batches = "".join(_BATCH.findall(written))
    return SAME_WORDS.sub("和", _BATCH.sub("", written) + batches)


def match_names(a: str, b: str, places: PlaceBook = NO_PLACES) -> NameMatch:
    """Tell whether `a` and `b` are one name, and how; symmetric.

    `places` knows the names of places; without it a place shows by its ending alone, and fewer names are one.
    Never true of two names that tell two places, two bodies, two batches or two years apart.
    """
    if how := find_folding(a, b):
        return match_whole(how)
    written_a, written_b = write_out(a), write_out(b)
    if not written_a or not written_b:
        return NO_MATCH
    if has_han(written_a) and has_han(written_b):
        return _match_han(written_a, written_b, places)
    if has_han(written_a):
        return match_latin_to_han(b, (written_a, fold_name(a)), places)
    if has_han(written_b):
        return match_latin_to_han(a, (written_b, fold_name(b)), places)
    return match_latin(a, b, places)


def _match_han(a: str, b: str, places: PlaceBook) -> NameMatch:
    if a == b:
        return match_whole(MatchKind.ALIAS)
    left_out = 0
    if a.startswith("关于") != b.startswith("关于"):
        a, b, left_out = _ISSUED_BY_NATION.sub("", a), _ISSUED_BY_NATION.sub("", b), 1
    if find_numbers(a) != find_numbers(b) and (drop_period(a) == a) != (drop_period(b) == b):
        # One of the two gives the period of a document, the other leaves it out.
        a, b, left_out = drop_period(a), drop_period(b), left_out + 1
    placed_a, placed_b = read_places(a, places), read_places(b, places)
    if reason := find_veto(placed_a, placed_b, find_numbers(a), find_numbers(b)):
        return veto(reason)
    slips, spared, reason = compare_rests(placed_a.rest, placed_b.rest)
    if reason:
        return veto(reason)
    if slips:
        return NameMatch(SAME_SCORE + 0.2 * fuzz.ratio(a, b) / 100, MatchKind.FUZZY)
    return NameMatch(round(0.95 - 0.05 * min(left_out + spared, 3), 2), MatchKind.ALIAS)
