"""Read the short names that a text defines for itself: 上海市知识产权局（以下简称市知识产权局）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ahocorasick

from graph.model import Label
from loaders.mentions.spans import Found

_DEFINED = re.compile(r"\((?:以下|下)?(?:简称|统称|合称)(?:为)?[:：]?[“\"《]?([^()“”\"《》，。,]{2,25})[”\"》]?\)")
_BETWEEN = re.compile(r"[”\"》]*")
# A part of these names written after a short one makes a longer name: 示范区 and 发展规划纲要.
_COMPOUND = re.compile(
    r"(?:建设)?(?:发展规划纲要|发展专项资金|领导协调机构办公室|领导协调机构|联席会议办公室|联席会议|管理委员会|工作委员会)"
)


def read_shorts(text: str, found: Iterable[Found]) -> dict[str, Found]:
    """Short names of a squeezed text by what they stand for, as far as a name stands right before the definition."""
    by_end: dict[int, Found] = {}
    for one in found:
        if one.end not in by_end or one.start < by_end[one.end].start:
            by_end[one.end] = one
    shorts: dict[str, Found] = {}
    for defined in _DEFINED.finditer(text):
        at = defined.start()
        full = by_end.get(at)
        if full is None:
            closers = next(
                (i for i in range(at, max(at - 2, 0), -1) if i in by_end and _BETWEEN.fullmatch(text, i, at)), None
            )
            full = by_end.get(closers) if closers is not None else None
        if full is not None and (text[full.start - 1 : full.start] or " ") in "、和与及" and full.start - 1 in by_end:
            # One of several that share the name (郑州、洛阳高新区管理委员会): the short name means all of them.
            continue
        if full is not None and defined.group(1) not in ("本市", "本省", "本区", "我市", "我省", "我国", "各地"):
            shorts.setdefault(defined.group(1), full)
    return shorts


@dataclass(frozen=True, slots=True)
class Shorts:
    """The short names that a document defines, looked for all at once."""

    full_by_short: Mapping[str, Found]
    _automaton: ahocorasick.Automaton

    def find(self, text: str) -> Iterator[Found]:
        """Every occurrence of the short names in a squeezed text, and of the longer names that begin with one."""
        ends: dict[str, int] = {}
        for last, short in self._automaton.iter(text) if self.full_by_short else ():
            start, end = last + 1 - len(short), last + 1
            if start < ends.get(short, 0):
                continue  # It overlaps its own last occurrence.
            ends[short] = end
            full = self.full_by_short[short]
            yield Found(start, end, full.kind, full.entity_id, full.name, 0.85, full.derived)
            longer = _COMPOUND.match(text, end)
            if longer:
                yield _compound(start, longer, full)


def build_shorts(full_by_short: Mapping[str, Found]) -> Shorts:
    """The short names of a document, by what each stands for."""
    automaton = ahocorasick.Automaton()
    for short in full_by_short:
        automaton.add_word(short, short)
    if full_by_short:
        automaton.make_automaton()
    return Shorts(full_by_short, automaton)


def _compound(start: int, longer: re.Match[str], full: Found) -> Found:
    part = longer.group()
    kind = (
        Label.POLICY_DOCUMENT
        if part.endswith(("规划", "纲要"))
        else Label.PROGRAMME
        if part.endswith("资金")
        else Label.INSTITUTION
    )
    return Found(start, longer.end(), kind, None, full.name + part, 0.7)
