"""Keys of whole labels in memory, sorted as lists are asked for: for an engine that has no index to walk in order.

A page without a filter is then a look into a sorted list and a few nodes by their ids, however large the label. Of a
new version the keys of what changed are read again. A key costs about 250 bytes: 25 MB for 100,000 documents in one
order.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left, bisect_right, insort
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cmp_to_key, partial
from typing import Any

from graph.model import DERIVED, Label
from graph.store import Kept, Reader, Versioned
from queries.changes import CHANGED, find_changed
from queries.nodes.lists import Listing, Term, build_keys, is_always_there
from queries.paging import Key, Page, Slice

Order = tuple[Term, ...]
# Orders that are remembered; each is as long as its label.
MOST_ORDERS = 16


@dataclass(frozen=True, slots=True)
class KeyList:
    """All keys of a list in its order, at one version of the graph."""

    version: int
    keys: list[Key]
    place: Callable[[Key], Any]

    def cut(self, page: Page) -> Slice[str]:
        """The ids of a page."""
        start = 0 if page.after is None else bisect_right(self.keys, self.place(page.after), key=self.place)
        end = len(self.keys) if page.before is None else bisect_left(self.keys, self.place(page.before), key=self.place)
        first = max(start, end - page.size) if page.backward else start
        last = end if page.backward else min(end, start + page.size)
        keys = self.keys[first:last]
        ids = [str(key[-1]) for key in keys]
        more = first > start if page.backward else last < end
        return Slice(ids, keys.__getitem__, *page.sides(more=more))

    def replace(self, version: int, ids: Collection[str], read: Sequence[Key]) -> KeyList:
        """Return the list at another version, at which these ids have the keys read of them, or are no more."""
        if not ids:
            return KeyList(version, self.keys, self.place)
        keys = [key for key in self.keys if key[-1] not in ids]
        for key in read:
            insort(keys, key, key=self.place)
        return KeyList(version, keys, self.place)


@dataclass(slots=True)
class SortedKeys:
    """Sorted keys by label and order, of the latest version; one for an open graph.

    Orders are read one after another: each is gathered whole in memory.
    """

    reader: Reader
    _known: OrderedDict[tuple[Label, Order], Versioned[KeyList]] = field(default_factory=OrderedDict)
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def find(self, label: Label, order: Order) -> KeyList:
        """The keys of all nodes of a label in an order, at the graph's version."""
        known = self._known.get((label, order))
        if known is None:
            read = partial(self._read, Listing(label, {}, order))
            known = self._known[label, order] = Versioned(self.reader.version, read, self._reading)
            while len(self._known) > MOST_ORDERS:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end((label, order))
        return (await known.find()).value

    async def _read(self, listing: Listing, known: Kept[KeyList] | None, version: int) -> KeyList:
        return await self._follow(listing, known, version) or await self._read_all(listing, version)

    async def _read_all(self, listing: Listing, version: int) -> KeyList:
        keys = await self.reader.run(build_keys(listing), {})
        return KeyList(version, await asyncio.to_thread(sort_keys, listing, keys), compare_by(listing))

    async def _follow(self, listing: Listing, known: Kept[KeyList] | None, version: int) -> KeyList | None:
        """Return what is known, with the keys of what changed since; None where all is to be read."""
        # A clause changes as its document; what is derived of one document may change with another.
        derived = DERIVED.get(listing.label, {})
        if known is None or listing.label is Label.CLAUSE or any(term.property in derived for term in listing.order):
            return None
        changed = await find_changed(self.reader, CHANGED, known.version, version)
        if changed is None:
            return None
        ids = {one.entity for one in changed if one.kind == listing.label}
        read = await self.reader.run(build_keys(listing, some=True), {"ids": sorted(ids)}) if ids else []
        return known.value.replace(version, ids, read)


def sort_keys(listing: Listing, keys: Sequence[Key]) -> list[Key]:
    """Keys in the list's order, those that lack its first term last."""
    found = sorted(keys, key=lambda key: key[-1])
    for at in range(len(listing.order) - 1, -1, -1):
        found.sort(key=lambda key, at=at: key[at], reverse=listing.order[at].descending)  # type: ignore[misc]
    if _may_lack(listing):
        found.sort(key=lambda key: key[0] == "")
    return found


def compare_by(listing: Listing) -> Callable[[Key], Any]:
    """Return what makes a key comparable in the list's order."""
    lacking, order = _may_lack(listing), listing.order

    def compare(one: Key, other: Key) -> int:
        if lacking and (one[0] == "") != (other[0] == ""):
            return 1 if one[0] == "" else -1
        for at, (left, right) in enumerate(zip(one, other, strict=True)):
            if left != right:
                ascending = 1 if left > right else -1  # type: ignore[operator]  # terms are of one type each
                return -ascending if at < len(order) and order[at].descending else ascending
        return 0

    return cmp_to_key(compare)


def _may_lack(listing: Listing) -> bool:
    return bool(listing.order) and not is_always_there(listing.label, listing.order[0])
