"""Keeps what loads state of rows that a load believed before them states otherwise: shown again when it withdraws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson

from graph.bookkeeping import SHADOW
from graph.store import Ledger, Statement, WriteTransaction
from graph.writing.rows import EdgeRef, NodeRef, Stored, write_ref

Ref = NodeRef | EdgeRef


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """The rows of one load that are not stored as it states them, each a JSON list of its reference and its columns."""

    load: str
    shadowed: list[str]


READ_SHADOWS = Statement(
    "shadows",
    "MATCH (l:Load) WHERE l.id IN $loads AND l.shadowed IS NOT NULL RETURN l.id AS load, l.shadowed AS shadowed",
    ("loads",),
    ("load", "shadowed"),
    OverrideRow,
)


class Overrides:
    """By load the columns that it states of a row which shows others; `moved` are the loads whose shadows changed."""

    def __init__(self, rows: Iterable[OverrideRow]) -> None:
        self._said: dict[str, dict[str, Stored]] = defaultdict(dict)
        for row in rows:
            self._said[row.load] = dict(orjson.loads(one) for one in row.shadowed)
        self._before = {load: dict(said) for load, said in self._said.items()}
        self.moved: set[str] = set()

    def get(self, load: str, ref: Ref, shown: Stored) -> Stored:
        """Return what a load states of a row that shows `shown`."""
        return self._said[load].get(write_ref(ref), shown)

    def put(self, load: str, ref: Ref, columns: Stored, shown: Stored) -> None:
        """Note what a load states of a row that shows `shown`."""
        said = _without_loads(columns)
        if said == _without_loads(shown):
            self.drop(load, ref)
        elif self._said[load].get(write_ref(ref)) != said:
            self._said[load][write_ref(ref)] = said
            self.moved.add(load)

    def drop(self, load: str, ref: Ref) -> None:
        """Forget what a load states of a row: it is shown, or withdrawn."""
        if self._said[load].pop(write_ref(ref), None) is not None:
            self.moved.add(load)

    def show(self, ref: Ref, loads: Sequence[str], before: Stored, after: Stored) -> None:
        """A row that showed `before` shows `after`, as the first of its loads states it."""
        for load in loads[1:]:
            self.put(load, ref, self.get(load, ref, before), after)
        self.drop(loads[0], ref)

    def tell(self, ledger: Ledger) -> None:
        """Tell a ledger what came and went."""
        for load in self.moved:
            before, after = self._before.get(load, {}), self._said[load]
            for ref in before.keys() | after.keys():
                rows = ([load, ref, said[ref]] if ref in said else None for said in (before, after))
                ledger.replace(SHADOW, *rows)

    def write(self, load: str) -> list[str]:
        """The rows of a load as they are stored."""
        return [orjson.dumps(pair, option=orjson.OPT_SORT_KEYS).decode() for pair in sorted(self._said[load].items())]


async def read_shadows(transaction: WriteTransaction, rows: Iterable[Mapping[str, object]]) -> Overrides:
    """The shadows of all loads that state these stored rows."""
    loads: set[str] = set()
    for row in rows:
        stating = row["loads"]
        loads.update(map(str, stating) if isinstance(stating, list) else ())
    return Overrides(await transaction.run(READ_SHADOWS, {"loads": sorted(loads)}) if loads else ())


async def write_shadows(transaction: WriteTransaction, shadows: Overrides, loads: Iterable[str]) -> None:
    """Store the shadows of loads whose manifests stay."""
    for load in sorted(loads):
        said = shadows.write(load)
        # A list without items has no type for LadybugDB.
        value, parameters = ("$shadowed", {"shadowed": said}) if said else ("null", {})
        await transaction.execute(f"MATCH (l:Load {{id: $id}}) SET l.shadowed = {value}", {"id": load, **parameters})


def _without_loads(row: Stored) -> Stored:
    return {name: value for name, value in row.items() if name != "loads"}
