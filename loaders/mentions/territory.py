"""Tells whose text a document is: the region its role names (市人民政府, 省知识产权局) belong to, at each level."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Label
from loaders.mentions.bodies import Level
from loaders.mentions.gazetteer import NATION, Gazetteer, NamedEntity

_MUNICIPALITIES = ("110000", "120000", "310000", "500000")


@dataclass(frozen=True, slots=True)
class Territory:
    """The regions whose bodies a text calls by role: `by_word` gives the region that 省 or 市 stands for in it."""

    by_word: dict[str, NamedEntity]
    nation: bool


def find_level(code: str) -> Level:
    """The level of a region, by its code."""
    if code == NATION:
        return Level.NATION
    if code in _MUNICIPALITIES:
        return Level.MUNICIPALITY
    return Level.PROVINCE if code.endswith("0000") else Level.PREFECTURE


def read_territory(gazetteer: Gazetteer, code: str | None) -> Territory:
    """The territory of the region with this code; in a text of the nation, or of nowhere, a role is nobody's."""
    region = gazetteer.regions.get(code or "")
    if region is None or code is None:
        return Territory({}, nation=False)
    if code == NATION:
        return Territory({}, nation=True)
    words: dict[str, NamedEntity] = {}
    province = gazetteer.regions.get(f"{code[:2]}0000")
    for entity in (province, region):
        if entity is not None and entity.label is Label.REGION:
            for word in ("自治区", "省", "市", "州", "区", "县"):
                if entity.name.endswith(word):
                    words[word] = entity
                    break
    return Territory(words, nation=False)
