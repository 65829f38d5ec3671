"""Pages of a list: bounds, and cursors that carry the order, the filter and the day they were made under."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import orjson

from queries.errors import BadInput

ItemT = TypeVar("ItemT")

KeyValue = str | int | float

Key = tuple[KeyValue, ...]

DEFAULT_FIRST = 20


@dataclass(frozen=True, slots=True)
class PageArguments:
    """The arguments of a page as they were given."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The page asked for: `size` items after or before a key (None: the end of the list), read backwards or not."""

    size: int
    backward: bool
    after: Key | None
    before: Key | None
    scope: str

    def cursor(self, key: Key) -> str:
        """The opaque cursor of the item that stands at a key."""
        return urlsafe_b64encode(orjson.dumps([self.scope, *key])).decode().rstrip("=")

    def sides(self, *, more: bool) -> tuple[bool, bool]:
        """Tell whether anything precedes and follows it; `more` says whether anything lies beyond where it ended."""
        return (more, self.before is not None) if self.backward else (self.after is not None, more)


@dataclass(frozen=True, slots=True)
class Slice(Generic[ItemT]):
    """The items of a page, and whether there are more on either side.

    `key` gives the key of the item at an index: most pages are asked for the first and the last alone.
    """

    items: Sequence[ItemT]
    key: Callable[[int], Key]
    has_previous: bool
    has_next: bool

    def keys(self) -> list[Key]:
        """The keys of all items."""
        return [self.key(at) for at in range(len(self.items))]


def slice_of(keyed: Sequence[tuple[Key, ItemT]], *, has_previous: bool, has_next: bool) -> Slice[ItemT]:
    """A page of items that stand beside their keys."""
    return Slice([item for _, item in keyed], lambda at: keyed[at][0], has_previous, has_next)


def cut_read(rows: Sequence[ItemT], page: Page, key: Callable[[ItemT], Key]) -> Slice[ItemT]:
    """The page of rows that were read from its own end, with one more where there are more; in the list's order."""
    items = rows[: page.size][::-1] if page.backward else rows[: page.size]
    return Slice(items, lambda at: key(items[at]), *page.sides(more=len(rows) > page.size))


def build_scope(*parts: object) -> str:
    """Compute what a cursor is bound to, as eight characters: list, order, filter, day."""
    text = repr(parts).encode()
    return hashlib.blake2b(text, digest_size=6).hexdigest()[:8]


def build_page(asked: PageArguments, scope: str, bound: int) -> Page:
    """Check the arguments of a page; BadInput for sizes out of bounds, `first` with `last`, and foreign cursors."""
    if asked.first is not None and asked.last is not None:
        raise BadInput("Give `first` or `last`, not both.", "last")
    backward = asked.last is not None
    size = asked.last if asked.last is not None else DEFAULT_FIRST if asked.first is None else asked.first
    if not 0 <= size <= bound:
        name = "last" if backward else "first"
        raise BadInput(f"`{name}` is {size}; it must be from 0 to {bound}.", name)
    after, before = _read_cursor(asked.after, "after", scope), _read_cursor(asked.before, "before", scope)
    return Page(size, backward, after, before, scope)


def check_first(first: int | None, bound: int, default: int = DEFAULT_FIRST) -> int:
    """The length of a ranked list; BadInput where it is out of bounds."""
    size = default if first is None else first
    if not 0 <= size <= bound:
        raise BadInput(f"`first` is {size}; it must be from 0 to {bound}.", "first")
    return size


def _read_cursor(text: str | None, argument: str, scope: str) -> Key | None:
    if text is None:
        return None
    try:
        found = orjson.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        made_under, *key = found
    except (ValueError, TypeError) as error:
        raise BadInput(f"`{argument}` is not a cursor of this list.", argument) from error
    if not all(isinstance(part, KeyValue) for part in key) or not key:
        raise BadInput(f"`{argument}` is not a cursor of this list.", argument)
    if made_under != scope:
        raise BadInput(f"`{argument}` is a cursor of another order, filter or day.", argument)
    return tuple(key)


def check_shape(page: Page, like: Key) -> None:
    """BadInput where a cursor, although of this list's scope, holds no key like those of the list."""
    for argument, key in (("after", page.after), ("before", page.before)):
        if key is not None and [isinstance(part, str) for part in key] != [isinstance(part, str) for part in like]:
            raise BadInput(f"`{argument}` is not a cursor of this list.", argument)


def cut_page(items: Sequence[tuple[Key, ItemT]], page: Page, is_before: Callable[[Key, Key], bool]) -> Slice[ItemT]:
    """The page of a whole list in its order; `is_before` says which of two keys comes first."""
    after, before = page.after, page.before
    if items:
        check_shape(page, items[0][0])
    inside = items
    if after is not None or before is not None:
        inside = [
            item
            for item in items
            if (after is None or is_before(after, item[0])) and (before is None or is_before(item[0], before))
        ]
    rest = len(inside) - page.size
    cut = inside[max(rest, 0) :] if page.backward else inside[: page.size]
    earlier = after is not None and bool(items) and not is_before(after, items[0][0])
    later = before is not None and bool(items) and not is_before(items[-1][0], before)
    return slice_of(
        cut,
        has_previous=earlier or (page.backward and rest > 0),
        has_next=later or (not page.backward and rest > 0),
    )


@dataclass(frozen=True, slots=True)
class PageEnds:
    """The ends that shape the text of a page's question: whether it is read backwards, and which cursors it has."""

    backward: bool
    after: bool
    before: bool


def build_beyond(keys: Sequence[str], descending: Sequence[bool], name: str, at: int = 0) -> str:
    """Write that a row lies beyond a key: as far in one term, and further in it or beyond in the rest."""
    sign = "<" if descending[at] else ">"
    further = f"{keys[at]} {sign} ${name}{at}"
    if at == len(keys) - 1:
        return further
    rest = build_beyond(keys, descending, name, at + 1)
    return f"{keys[at]} {sign}= ${name}{at} AND ({further} OR ({rest}))"
