"""Finds which keys are a text or begin with it: one sorted list, read by bisection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import numpy as np


class PrefixIndex:
    """Pairs of (key, row) in order of key, then row."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(pairs)
        self._keys = [key for key, _ in ordered]
        self._rows = np.array([row for _, row in ordered], dtype=np.uint32)

    def find_beginning_with(self, text: str, limit: int) -> Iterator[tuple[str, int]]:
        """The pairs whose key begins with `text`, the key itself first; at most `limit`."""
        start = bisect_left(self._keys, text)
        for at in range(start, min(start + limit, len(self._keys))):
            if not self._keys[at].startswith(text):
                return
            yield self._keys[at], int(self._rows[at])

    def find_equal(self, text: str, limit: int) -> list[int]:
        """The rows whose key is `text`; at most `limit`."""
        return [row for key, row in self.find_beginning_with(text, limit) if key == text]
