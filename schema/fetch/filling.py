"""The things that are filled together: buckets of one selection and type, or objects that a question made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from schema.fetch.records import RELATED, Bucket, ReadColumn
from schema.fetch.sources import Computed, Registry
from schema.request.selection import Selected, Selection, nodes_key


class Group(Protocol):
    """Things of one type under one selection, for which fields are read."""

    @property
    def selection(self) -> Selection:
        """The selection of their fields."""

    @property
    def type_name(self) -> str:
        """The name of their type."""

    @property
    def objects(self) -> Sequence[object]:
        """The objects of a question, where that is what they are."""

    def get(self, attribute: str) -> list[object]:
        """An attribute of each."""

    def unfilled(self, registry: Registry) -> Iterable[tuple[Selected, Group]]:
        """The fields that are still to be read, each with those that have not got it."""

    def attach(self, selected: Selected, column: ReadColumn) -> None:
        """Give each this field."""


@dataclass(frozen=True, slots=True)
class BucketGroup:
    """Buckets of one selection and type."""

    buckets: Sequence[Bucket]

    @property
    def selection(self) -> Selection:
        """The selection of their records' fields."""
        return self.buckets[0].plan.selection

    @property
    def type_name(self) -> str:
        """The name of their records' type."""
        return self.buckets[0].plan.type_name

    @property
    def objects(self) -> Sequence[object]:
        """None: a row holds no objects. A field that asks them is of a type that only questions make."""
        raise TypeError(f"{self.type_name} is made of rows")

    def get(self, attribute: str) -> list[object]:
        """An attribute of each record."""
        return [value for one in self.buckets for value in map(one.plan.getters[attribute], one.rows)]

    def unfilled(self, _registry: Registry) -> Iterable[tuple[Selected, Group]]:
        """The fields that do not stand in the rows."""
        return ((selected, self) for selected in self.buckets[0].plan.later)

    def attach(self, selected: Selected, column: ReadColumn) -> None:
        """Hang the field on each bucket."""
        if len(self.buckets) == 1:
            self.buckets[0].attach(selected.response_key, column)
            return
        # `get` read the buckets one after another: each takes its own stretch of the column.
        start = 0
        for one in self.buckets:
            one.attach(selected.response_key, column.cut(start, start + len(one.rows)))
            start += len(one.rows)


@dataclass(frozen=True, slots=True)
class ObjectGroup:
    """Objects of a question."""

    selection: Selection
    type_name: str
    objects: Sequence[object]

    def get(self, attribute: str) -> list[object]:
        """An attribute of each object."""
        return [getattr(one, attribute) for one in self.objects]

    def unfilled(self, registry: Registry) -> Iterable[tuple[Selected, Group]]:
        """The fields that have a source, each with the objects that nobody filled before."""
        for selected in self.selection.fields_of(self.type_name).values():
            source = registry.sources.get((self.type_name, selected.name))
            if source is not None and not isinstance(source, Computed):
                key = nodes_key(selected.nodes)
                rest = [one for one in self.objects if key not in one.__dict__.get(RELATED, ())]
                if rest:
                    yield selected, ObjectGroup(self.selection, self.type_name, rest)

    def attach(self, selected: Selected, column: ReadColumn) -> None:
        """Give each object its value."""
        key = nodes_key(selected.nodes)
        for at, one in enumerate(self.objects):
            one.__dict__.setdefault(RELATED, {})[key] = column.value(at)
