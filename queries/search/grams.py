"""Finds which of many keys contain a text, or share most of its grams: postings of short character runs, in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.uint32]
_NONE: Rows = np.empty(0, dtype=np.uint32)
# Candidates beyond these are not looked at: what shares least is cut first.
MOST_CONTAINING = 5_000
# Common grams (知识) say little: postings are read from the rarest on, up to so many entries in all.
MOST_ENTRIES = 300_000


class GramIndex:
    """Postings of all runs of `size` characters of `keys`; rows are positions in `keys`. Memory: 4 bytes a posting."""

    def __init__(self, keys: Sequence[str], size: int) -> None:
        self._keys = keys
        self._size = size
        postings: dict[str, array[int]] = {}
        for row, key in enumerate(keys):
            for gram in self._cut(key):
                if gram not in postings:
                    postings[gram] = array("I")
                postings[gram].append(row)
        self._postings: dict[str, Rows] = {g: np.frombuffer(rows, dtype=np.uint32) for g, rows in postings.items()}

    def _cut(self, text: str) -> set[str]:
        return {text[at : at + self._size] for at in range(len(text) - self._size + 1)}

    def find_containing(self, text: str) -> list[int]:
        """The rows whose key contains `text` (`size` characters or more); at most MOST_CONTAINING are tried."""
        postings = sorted((self._postings.get(gram, _NONE) for gram in self._cut(text)), key=len)
        if not postings:
            return []
        rows = postings[0]
        for other in postings[1:]:
            if len(rows) <= MOST_CONTAINING // 10:
                break
            rows = np.intersect1d(rows, other, assume_unique=True)
        return [row for row in rows[:MOST_CONTAINING].tolist() if text in self._keys[row]]

    def find_similar(self, text: str, limit: int) -> list[int]:
        """The rows whose keys share most grams with `text`, best first, then ascending."""
        postings = sorted((self._postings[gram] for gram in self._cut(text) if gram in self._postings), key=len)
        taken = list(_take_rarest(postings))
        if not taken:
            return []
        counts = np.bincount(np.concatenate(taken))
        rows = np.flatnonzero(counts)
        order = np.lexsort((rows, -counts[rows]))[:limit]
        found: list[int] = rows[order].tolist()
        return found


def _take_rarest(postings: Iterable[Rows]) -> Iterable[Rows]:
    entries = 0
    for rows in postings:
        entries += len(rows)
        if entries > MOST_ENTRIES and entries > len(rows):
            return
        yield rows
