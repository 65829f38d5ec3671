"""The forms in which two writings of one name become equal, a step a function, so that it shows which step did it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from opencc import OpenCC
from pypinyin import lazy_pinyin

HAN = r"\u3400-\u9fff\uf900-\ufaff"
_HAN = re.compile(f"[{HAN}]")
_DASHES = re.compile(r"[‐‑‒–—―─−﹣~～]+")
_MARKS = str.maketrans({
    **dict.fromkeys("[{〔【〖〈<", "("),
    **dict.fromkeys("]}〕】〗〉>", ")"),
    **dict.fromkeys("·•・‧∙⋅", "·"),
    **dict.fromkeys("“”„‟「」『』«»", '"'),
    **dict.fromkeys("‘’‛`´", "'"),
    "。": ".",
    "\u200b": None,
    "\ufeff": None,
})  # fmt: skip
_SPACE_BESIDE_HAN = re.compile(rf"(?<=[{HAN}]) | (?=[{HAN}])")
_NOT_WORD = re.compile(r"[\W_]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
# 国发〔2008〕第18号 and 国发2008年18号 are written as often as 国发〔2008〕18号.
_NUMBER_AFTER_YEAR = re.compile(r"(?<=\d-)第(?=\d)|(?<=\d)\)第(?=\d)|(?<=\d{4})年第?(?=\d+号)")

# Readings that the library gets wrong for names of our subject; 陕西 has its own official spelling.
_READINGS = {
    "陕西": "shaan xi", "陕": "shaan", "长治": "chang zhi", "朝阳": "chao yang", "漯河": "luo he", "昌都": "chang du",
    "阿勒泰": "a le tai", "克孜勒苏": "ke zi le su", "长三角": "chang san jiao", "长株潭": "chang zhu tan",
    "长吉图": "chang ji tu", "长珠潭": "chang zhu tan", "六安": "lu an", "成渝": "cheng yu", "都市圈": "du shi quan",
}  # fmt: skip
_SPECIAL = re.compile("(" + "|".join(sorted(_READINGS, key=len, reverse=True)) + ")")


def has_han(text: str) -> bool:
    """Tell whether `text` holds a Chinese character."""
    return _HAN.search(text) is not None


def fold_width(text: str) -> str:
    """NFKC, one kind of brackets, dashes, quotes and dots, one space between words and none beside Chinese."""
    text = unicodedata.normalize("NFKC", text.replace("…", "")).translate(_MARKS)
    text = " ".join(_DASHES.sub("-", text).split())
    return _SPACE_BESIDE_HAN.sub("", text) if has_han(text) else text


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


class _Simplified(dict[int, str]):
    """A table for `str.translate` that asks the library once for each character."""

    def __missing__(self, code: int) -> str:
        # Character by character: the library's phrases would make the result depend on the neighbours.
        self[code] = chr(code) if code < 0x3400 else _simplifier().convert(chr(code))
        return self[code]


_SIMPLIFIED = _Simplified()


def fold_traditional(text: str) -> str:
    """Traditional characters made simplified, each on its own; folding twice changes nothing."""
    return text.translate(_SIMPLIFIED) if has_han(text) else text


def fold_marks(text: str) -> str:
    """Lower case without spaces and marks; a mark between two numbers stays as `-`, so that 2008-18 is not 200818."""
    text = _NUMBER_AFTER_YEAR.sub("-", text.casefold())
    return "".join(_NOT_WORD.sub("", part) + "-" for part in _BETWEEN_DIGITS.split(text))[:-1]


def fold_name(text: str) -> str:
    """All foldings that do not change what is said: the key under which names are looked up."""
    return fold_marks(fold_traditional(fold_width(text)))


STEPS: tuple[Callable[[str], str], ...] = (fold_width, fold_traditional, fold_marks)


@lru_cache(maxsize=200_000)
def spell_syllables(folded: str) -> tuple[str, ...]:
    """The toneless syllables of a folded name; runs of Latin letters and digits stay whole (ü is written v)."""
    found: list[str] = []
    for part in _SPECIAL.split(folded):
        found.extend(_READINGS[part].split() if part in _READINGS else lazy_pinyin(part, errors="default"))
    return tuple(syllable.replace("ü", "v") for syllable in found if syllable)


def fold_latin(text: str) -> str:
    """Latin text as one run of letters and digits without accents: `Guan-Zhong` is guanzhong, `Lǚliang` lvliang."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return fold_marks(plain)


def spell_name(folded: str) -> str:
    """The pinyin of a folded name without tones and spaces: chongqing, guanzhongtianshuijingjiqu."""
    return "".join(spell_syllables(folded))


def spell_properly(folded: str) -> tuple[str, ...]:
    """The accepted spellings of a folded name: its pinyin, and with `u` for the `v` of lü and nü."""
    first = spell_name(folded)
    loose = re.sub(r"(?<=[ln])v", "u", first)
    return (first,) if loose == first else (first, loose)


def spell_loosely(folded: str) -> tuple[str, ...]:
    """Spellings that people type though they properly mean another place: shanxi for 陕西."""
    return tuple(s.replace("shaan", "shan") for s in spell_properly(folded)) if "陕" in folded else ()


def spell_initials(folded: str) -> str:
    """The first letters of the syllables, numbers whole: gztsjjq."""
    syllables = spell_syllables(folded)
    return "".join(syllable if syllable[0].isdigit() else syllable[0] for syllable in syllables)
