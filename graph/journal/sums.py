"""The number of rows of each kind in a graph and their hash, kept up row by row: what a graph is checked against."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

import orjson

# A sum of the rows' hashes, whatever their order. Against accidents, not against somebody who wants two graphs to look
# alike: 64 bits are enough.
_MODULUS = 1 << 64


class Sums:
    """Rows by kind: how many, and the sum of their hashes."""

    def __init__(self, kinds: Mapping[str, tuple[int, int]] | None = None) -> None:
        self._kinds: dict[str, tuple[int, int]] = dict(kinds or {})

    @property
    def rows(self) -> int:
        """The number of rows of all kinds."""
        return sum(count for count, _ in self._kinds.values())

    def replace(self, kind: str, before: object, after: object) -> None:
        """Count a row as it is now in the place of what it was; None where there was none, or is none."""
        count, total = self._kinds.get(kind, (0, 0))
        if before is not None:
            count, total = count - 1, total - _hash(before)
        if after is not None:
            count, total = count + 1, total + _hash(after)
        self._kinds[kind] = count, total % _MODULUS

    def plus(self, moved: Sums) -> Sums:
        """These rows after some moved."""
        kinds = dict(self._kinds)
        for kind, (count, total) in moved._kinds.items():
            before = kinds.get(kind, (0, 0))
            kinds[kind] = before[0] + count, (before[1] + total) % _MODULUS
        return Sums(kinds)

    def write(self) -> bytes:
        """As it is stored."""
        kinds = {str(kind): [count, f"{total:016x}"] for kind, (count, total) in sorted(self._kinds.items()) if count}
        return orjson.dumps(kinds)

    def differ(self, other: Sums) -> list[str]:
        """The kinds of which the rows are not the same, each with both counts."""
        told = []
        for kind in sorted(self._kinds.keys() | other._kinds.keys()):
            here, there = self._kinds.get(kind, (0, 0)), other._kinds.get(kind, (0, 0))
            if here != there:
                told.append(f"{kind} ({here[0]:,} rows, {there[0]:,} wanted)")
        return told


def read_sums(stored: bytes) -> Sums:
    """Sums as `Sums.write` stored them."""
    return Sums({kind: (count, int(total, 16)) for kind, (count, total) in orjson.loads(stored).items()})


def _hash(row: object) -> int:
    return int.from_bytes(blake2b(orjson.dumps(row, option=orjson.OPT_SORT_KEYS), digest_size=8).digest())
