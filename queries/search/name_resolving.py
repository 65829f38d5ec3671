"""Finds which node a text means as of a day: its key, its official name or another, the first tier naming just one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from graph.dates import ALWAYS, STILL
from graph.model import Label
from queries.rules import natural_key
from queries.search.name_index import NameIndex
from queries.search.name_reading import NamesRead
from queries.search.name_rows import IndexedName, Named, NameRole

_NUMBER = re.compile(r"\d{1,3}\Z", re.ASCII)
MOST_NEAREST = 5


def resolve_name(index: NameIndex, read: NamesRead, text: str, kinds: Collection[Label], day: str) -> list[Named]:
    """The one node that a text means, or the several of the first tier that has any, or none.

    What is there on `day` comes before what is not: 国家知识产权局 in 2012 is the office of that time. A name of what
    has ended, or has not begun, means it where it means nothing else. A former name of one thing is weaker than the
    official name of another, there or not, unless the one came after the other: 哈密地区 today is 哈密市.
    """
    tiers = list(_list_tiers(index, text.strip(), kinds))
    bearers = {name.reference for tier in tiers for name in tier if _is_official(index, name, text.strip())}
    heirs = {heir for one in bearers for heir in read.heirs.get(one, ())}

    def is_there(name: IndexedName) -> bool:
        first, last = read.spans.get(name.reference, (ALWAYS, STILL))
        return first <= day <= last and not (
            name.role is NameRole.FORMER_NAME and bearers and name.reference not in heirs
        )

    tries = [_gather([name for name in tier if is_there(name)]) for tier in tiers] + [_gather(tier) for tier in tiers]
    for tier in tries:
        if len(tier) == 1:
            return tier
    return next((tier for tier in tries if tier), [])


def _is_official(index: NameIndex, name: IndexedName, text: str) -> bool:
    return name.role is NameRole.NAME and index.is_folding(name.text, text)


def find_nearest(index: NameIndex, text: str, kinds: Collection[Label]) -> list[Named]:
    """The nodes whose names are nearest to a text, best first, five at most; any likeness counts."""
    hits = index.search(text, kinds, MOST_NEAREST)
    found = [Named(hit.label, hit.key, hit.name) for hit in hits]
    more = (_name(name) for name in index.find_alike(text) if name.label in kinds)
    return list(dict.fromkeys([*found, *more]))[:MOST_NEAREST]


def _list_tiers(index: NameIndex, text: str, kinds: Collection[Label]) -> Iterator[list[IndexedName]]:
    yield [name for name in index.find_keyed(text) if name.label in kinds]
    if _NUMBER.match(text):
        yield [name for name in index.find_keyed(natural_key(text)) if name.label in kinds]
    named = [name for name in index.find_named(text) if name.label in kinds]
    tests: Sequence[Callable[[IndexedName], bool]] = (
        lambda name: name.role is NameRole.NAME and name.text == text,
        lambda name: name.role is NameRole.NAME and index.is_folding(name.text, text),
        lambda name: name.text == text,
        lambda name: True,
    )
    yield from ([name for name in named if test(name)] for test in tests)


def _gather(names: Sequence[IndexedName]) -> list[Named]:
    return list(dict.fromkeys(map(_name, names)))


def _name(name: IndexedName) -> Named:
    return Named(name.label, name.key, name.entity_name)
