"""Tells which places a name names: a book of places made from the regions, and the reading of a name with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.names.folding import fold_latin, fold_name, spell_initials, spell_name, spell_properly

_PEOPLES = (
    "各族|维吾尔|朝鲜族|土家族|布依族|哈尼族|景颇族|傈僳族|蒙古族|哈萨克族?|柯尔克孜族?|仡佬族|达斡尔族|鄂温克族|鄂伦春族?|纳西族|拉祜族|"
    "普米族|独龙族|东乡族|保安族|裕固族|撒拉族|锡伯族?|塔吉克族?|毛南族|仫佬族|蒙古|藏族|彝族|壮族|回族|苗族|羌族|侗族|傣族|白族|黎族|瑶族|满族|"
    "畲族|水族|佤族|怒族"
)
_SUFFIX = re.compile(rf"(?<=..)(?:特别行政区|(?:{_PEOPLES})*自治[区州县旗]|省|市|地区|盟|林区|新区|[县区旗])$")
# A place that the book does not know still shows by its ending, at the beginning of a name.
_UNKNOWN_PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,5}?(?:自治[区州县旗]|(?<![城强全我本各部范点联])[省市县盟旗](?![场级域群圈带民])|(?<![济范验发导新放技高地])区(?![域划]))"
)


def strip_place_ending(name: str) -> str:
    """The bare name of a place: 江苏省 is 江苏, 广西壮族自治区 is 广西; of one character nothing is stripped."""
    return _SUFFIX.sub("", name)


def get_place_rank(code: str) -> int:
    """0 for the nation, 1 for a province, 2 for a prefecture, 3 for a county, by its GB/T 2260 code."""
    if code == "100000":
        return 0
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


@dataclass(frozen=True, slots=True)
class PlaceBook:
    """Places by folded name; a bare one means the highest place that bears it (吉林: the province)."""

    codes_by_name: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    codes_by_sound: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    names_by_code: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    codes_by_initials: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    longest: int = 0

    @staticmethod
    def get_highest(codes: tuple[str, ...]) -> tuple[str, ...]:
        """Those of `codes`, sorted, that stand highest."""
        return tuple(code for code in codes if get_place_rank(code) == get_place_rank(codes[0]))

    def find_alike(self, code: str, *, by_initials: bool) -> tuple[str, ...]:
        """The other places whose whole name sounds like that of `code`, or has the same initials."""
        name = self.names_by_code.get(code)
        if name is None:
            return ()
        key, table = (
            (spell_initials(name), self.codes_by_initials) if by_initials else (spell_name(name), self.codes_by_sound)
        )
        return tuple(other for other in table.get(key, ()) if other != code)


NO_PLACES = PlaceBook()


def build_place_book(regions: Iterable[tuple[str, str]]) -> PlaceBook:
    """A book of (code, official name) pairs; a county is known by its whole name: its bare one may be any word."""
    names: dict[str, set[str]] = defaultdict(set)
    bare: dict[str, set[str]] = defaultdict(set)
    sounds: dict[str, set[str]] = defaultdict(set)
    initials: dict[str, set[str]] = defaultdict(set)
    names_by_code: dict[str, str] = {}
    for code, official in regions:
        name = fold_name(official)
        names_by_code[code] = name
        names[name].add(code)
        initials[spell_initials(name)].add(code)
        stem = strip_place_ending(name)
        if get_place_rank(code) in (1, 2):
            bare[stem].add(code)
        for spelled in (name, stem):
            for sound in spell_properly(spelled):
                sounds[sound].add(code)
    for stem, codes in bare.items():
        if stem not in names:
            best = min(map(get_place_rank, codes))
            names[stem] = {code for code in codes if get_place_rank(code) == best}
    return PlaceBook(
        _sort(names), _sort(sounds), MappingProxyType(names_by_code), _sort(initials), max(map(len, names), default=0)
    )


def _sort(codes_by_key: Mapping[str, set[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {
            key: tuple(sorted(codes, key=lambda code: (get_place_rank(code), code)))
            for key, codes in codes_by_key.items()
        }
    )


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A folded name with the places taken out: `rest` has one `□` for each place, `places` their codes in order.

    A place that the book does not know stands in `places` as its text, never as a known place that sounds like it:
    集安市 is not 吉安市. A city after its province (江苏省苏州市) is the city alone.
    """

    places: tuple[tuple[str, ...], ...]
    rest: str


PLACE_MARK = "□"


def read_places(folded: str, book: PlaceBook) -> PlacedName:
    """Take the places out of a folded name, longest match first."""
    places: list[tuple[str, ...]] = []
    rest: list[str] = []
    at = 0
    while at < len(folded):
        codes, end = _read_known_place(folded, at, book)
        if not codes and at == 0 and (found := _match_unknown_place(folded, book)):
            codes, end = (found[0],), found.end()
        if not codes:
            rest.append(folded[at])
            at += 1
            continue
        if places and rest[-1] == PLACE_MARK and _is_above(places[-1], codes):
            places[-1] = codes
        else:
            places.append(codes)
            rest.append(PLACE_MARK)
        at = end
    return PlacedName(tuple(places), "".join(rest))


def _match_unknown_place(folded: str, book: PlaceBook) -> re.Match[str] | None:
    found = _UNKNOWN_PLACE.match(folded)
    # 中共武汉市: what ends in a known place is not the name of another.
    ends_known = found and any(found[0][at:] in book.codes_by_name for at in range(1, found.end()))
    return None if ends_known else found


def _read_known_place(folded: str, at: int, book: PlaceBook) -> tuple[tuple[str, ...], int]:
    for end in range(min(len(folded), at + book.longest), at + 1, -1):
        if codes := book.codes_by_name.get(folded[at:end]):
            return codes, end
    return (), at


def _is_above(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Tell whether `above` is the one place that all of `below` belong to, by their codes."""
    prefix = above[0].rstrip("0") if len(above) == 1 and above[0].isdigit() else ""
    return bool(prefix) and all(code.startswith(prefix) and code != above[0] for code in below)


def find_places_by_sound(latin: str, book: PlaceBook) -> tuple[str, ...]:
    """The codes of the places whose whole or bare name is spelled `latin`."""
    return book.codes_by_sound.get(fold_latin(latin), ())
