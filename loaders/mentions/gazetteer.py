"""Find all names of the graph in a text at once, by an Aho-Corasick automaton over names and aliases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import ahocorasick

from graph.dates import Period
from graph.model import Label
from graph.names.text import fold_text
from graph.writing.batch import Batch, NodeRow, PropertyValue

NAMED = (Label.REGION, Label.ECONOMIC_ZONE, Label.INSTITUTION, Label.PROGRAMME, Label.POLICY_DOCUMENT)
NATION = "100000"
# 国家知识产权局(1998-2018), 国家知识产权示范城市(第一批): what tells namesakes apart is no part of the name.
_APART = re.compile(r"\((?:\d{4}|第.{1,3}批|首批)[^()]*\)$")
_SPACES = re.compile(r"\s+")
_PLACE_ENDING = re.compile(
    r"(?<=..)(?:(?:(?:(?!族)[\u4e00-\u9fff]){1,3}族|维吾尔|蒙古|哈萨克|柯尔克孜)*自治[区州]|特别行政区|省|市|地区|盟)$"
)


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """A named node: its label, id and official name, and the ISO days between which it existed, or ''."""

    label: Label
    id: str
    name: str
    since: str = ""
    until: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: `text[start:end]` of the squeezed text; `short` says that it is a bare short name of a place."""

    start: int
    end: int
    entities: tuple[NamedEntity, ...]
    short: bool


@dataclass(slots=True)
class Gazetteer:
    """The names of a graph; `regions` by code, `names` the entities by folded name."""

    regions: dict[str, NamedEntity] = field(default_factory=dict)
    names: dict[str, tuple[NamedEntity, ...]] = field(default_factory=dict)
    short_names: dict[str, str] = field(default_factory=dict)  # Code to bare name: 610000 to 陕西.
    numbers: dict[str, NamedEntity] = field(default_factory=dict)  # Folded 文号 to document.
    entities: dict[tuple[Label, str], NamedEntity] = field(default_factory=dict)
    _automaton: ahocorasick.Automaton = field(default_factory=ahocorasick.Automaton)

    def find(self, squeezed: str) -> Iterator[Hit]:
        """Every occurrence of every name, overlapping ones too."""
        if not self.names:
            return
        for last, (length, short, entities) in self._automaton.iter(squeezed):
            yield Hit(last + 1 - length, last + 1, entities, short)

    def get_named(self, name: str, *labels: Label) -> tuple[NamedEntity, ...]:
        """The entities that bear exactly this name, of the given labels or of any."""
        found = self.names.get(squeeze_name(name), ())
        return tuple(entity for entity in found if not labels or entity.label in labels)


def squeeze_name(name: str) -> str:
    """A name folded, without spaces and without dashes: the form in which names are compared and looked for."""
    return _SPACES.sub("", fold_text(name)).replace("-", "")


def _texts(value: PropertyValue) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(part for part in value if isinstance(part, str)) if isinstance(value, tuple) else ()


def strip_place(name: str) -> str:
    """The bare name of a place: 江苏省 is 江苏, 广西壮族自治区 is 广西."""
    return _PLACE_ENDING.sub("", name)


def _ends(properties: dict[str, PropertyValue]) -> tuple[str, str]:
    since, until = properties.get("since"), properties.get("until")
    return since.first if isinstance(since, Period) else "", until.last if isinstance(until, Period) else ""


def _read_entity(row: NodeRow) -> tuple[NamedEntity, list[str], list[str]]:
    """The entity of a row, its names, and its bare short names."""
    properties = dict(row.properties)
    name = _APART.sub("", fold_brackets(row.name)).strip() or row.name
    since, until = _ends(properties)
    number = properties.get("number")
    title = _texts(properties.get("title"))
    entity = NamedEntity(row.label, row.id, name, since, until, number if isinstance(number, str) else "")
    names = [name, *title, *_texts(properties.get("aliases")), *_texts(properties.get("formerNames"))]
    shorts = list(_texts(properties.get("shortName")))
    if row.label is Label.REGION and row.id.endswith("00"):
        shorts.append(strip_place(name))
    return entity, [_APART.sub("", fold_brackets(n)).strip() for n in names], shorts


def fold_brackets(name: str) -> str:
    """Full-width round brackets made narrow at the end of a name, where they tell namesakes apart."""
    return name.replace("（", "(").replace("）", ")") if name.endswith("）") else name


def build_gazetteer(rows: Iterable[NodeRow]) -> Gazetteer:
    """A gazetteer of the named nodes among `rows`; a name of several entities keeps them all, in order."""
    found = Gazetteer()
    whole: dict[str, dict[tuple[Label, str], NamedEntity]] = defaultdict(dict)
    bare: dict[str, dict[tuple[Label, str], NamedEntity]] = defaultdict(dict)
    for row in rows:
        if row.label not in NAMED:
            continue
        entity, names, shorts = _read_entity(row)
        key = (entity.label, entity.id)
        found.entities[key] = entity
        if entity.label is Label.REGION:
            found.regions[entity.id] = entity
            found.short_names.setdefault(entity.id, squeeze_name(shorts[0] if shorts else name_of(entity)))
        if entity.number:
            found.numbers[squeeze_name(entity.number)] = entity
        for name in names:
            if len(squeeze_name(name)) > 1:
                whole[squeeze_name(name)].setdefault(key, entity)
        for name in shorts:
            if len(squeeze_name(name)) > 1 and name != entity.name:
                bare[squeeze_name(name)].setdefault(key, entity)
    _fill(found, whole, bare)
    return found


def name_of(entity: NamedEntity) -> str:
    """The bare name of an entity that is a place."""
    return strip_place(entity.name)


def _fill(
    found: Gazetteer,
    whole: dict[str, dict[tuple[Label, str], NamedEntity]],
    bare: dict[str, dict[tuple[Label, str], NamedEntity]],
) -> None:
    for name in whole.keys() | bare.keys():
        entities = tuple({**whole.get(name, {}), **bare.get(name, {})}.values())
        found.names[name] = entities
        found._automaton.add_word(name, (len(name), name not in whole, entities))
    if found.names:
        found._automaton.make_automaton()


def build_gazetteer_of(batches: Iterable[Batch]) -> Gazetteer:
    """A gazetteer of the named nodes of batches, as the facts give them."""
    return build_gazetteer(row for batch in batches for row in batch.nodes)
