"""Tells whether two names that look alike name different things: the tokens that tell, compared one by one."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from graph.names.folding import spell_name
from graph.names.places import PLACE_MARK, PlacedName
from graph.names.vocabulary import MISTYPED_WORDS, SPARE_WORDS, SPARE_ZONE_WORDS, find_telling_spans

# More slips than one in this many characters, and it is another name.
CHARACTERS_PER_SLIP = 5


def find_veto(a: PlacedName, b: PlacedName, numbers_a: tuple[str, ...], numbers_b: tuple[str, ...]) -> str | None:
    """Return what tells the two apart, said for a person, or None; the rests are compared by `compare_rests`."""
    if numbers_a != numbers_b:
        return f"number: {'/'.join(numbers_a) or 'none'} is not {'/'.join(numbers_b) or 'none'}"
    if a.places != b.places:  # In their order: 上海对口支援新疆 is not the other way round.
        return f"place: {_write_places(a)} is not {_write_places(b)}"
    if any(len(codes) > 1 for codes in a.places):
        return f"place: {_write_places(a)} may be any of several"
    return None


def _write_places(name: PlacedName) -> str:
    return " ".join("|".join(codes) for codes in name.places) or "none"


def compare_rests(a: str, b: str) -> tuple[int, int, str | None]:
    """(slips, left out, veto) between two names without their places.

    `slips` counts mistyped characters, `left out` words that may be spared; a veto says which words differ.
    """
    spans_a, spans_b = find_telling_spans(a), find_telling_spans(b)
    slips = left_out = 0
    for operation in Levenshtein.opcodes(a, b):
        if operation.tag == "equal":
            continue
        span_a, span_b = (operation.src_start, operation.src_end), (operation.dest_start, operation.dest_end)
        block_a, block_b = a[slice(*span_a)], b[slice(*span_b)]
        if not block_a or not block_b:
            whole, at, block = (a, span_a, block_a) if block_a else (b, span_b, block_b)
            if _may_be_spared(whole, at, block):
                left_out += 1
                continue
        if not _is_slip((block_a, block_b), _touching(a, spans_a, span_a), _touching(b, spans_b, span_b)):
            return slips, left_out, f"word: {block_a or 'nothing'} is not {block_b or 'nothing'}"
        slips += max(len(block_a), len(block_b))
    if slips * CHARACTERS_PER_SLIP > max(len(a), len(b)) + CHARACTERS_PER_SLIP:
        return slips, left_out, "word: too many slips"
    return slips, left_out, None


def _may_be_spared(whole: str, at: tuple[int, int], block: str) -> bool:
    if block in SPARE_WORDS or (block == "中共" and whole.startswith("委", whole.find(PLACE_MARK) + 1)):
        return True
    before = whole[: at[0]].replace(PLACE_MARK, "")
    return block in SPARE_ZONE_WORDS and at[1] == len(whole) and len(before) >= 2 - whole.count(PLACE_MARK)


def _touching(text: str, spans: list[tuple[int, int]], block: tuple[int, int]) -> list[str]:
    """The terms that a block overlaps; an empty block touches the term within which it stands."""
    start, end = block
    inside = [s for s in spans if (s[0] < end and start < s[1]) or (start == end and s[0] < start < s[1])]
    return [text[slice(*span)] for span in inside]


def _is_slip(blocks: tuple[str, str], told: list[str], others: list[str]) -> bool:
    """Tell whether a difference is a slip of the hand: within a long term that one name has whole and the other nearly.

    What is no such term is a name of its own, and a name one character off (榆林, 玉林) is another.
    """
    if PLACE_MARK in "".join(blocks) or any(c.isdigit() for c in "".join(blocks)):
        return False
    if len(told) + len(others) != 1 or (told + others)[0] not in MISTYPED_WORDS:
        return False
    if not all(blocks):
        return max(map(len, blocks)) == 1
    return len(blocks[0]) == len(blocks[1]) and spell_name(blocks[0]) == spell_name(blocks[1])
