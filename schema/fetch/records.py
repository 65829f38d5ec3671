"""Holds what was read, before it is written: buckets of rows, each for one selection and type, and what hangs on them.

No object is made of a row. `output` writes a bucket a column at a time; where a value does not fit, the executor
resolves the same bucket record by record. Objects that questions make are few, and keep what was read for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Protocol, TypeVar

from queries.nodes.columns import Getter
from schema.request.selection import Selected, Selection

ObjectT = TypeVar("ObjectT")
# What a written value is: JSON.
Json = Any
# What gives a field of many rows, or of a connection's pages.
WriteColumn = Callable[[Sequence[Any]], Sequence[Json]]
# Where an object of a question keeps what was read for it, by `nodes_key`: two aliases of one field may differ.
RELATED = "related"


class Incomplete(Exception):
    """This answer is for the executor to complete."""


class Column(Protocol):
    """A field of all rows of a bucket, written at once or given one by one."""

    def write(self) -> Sequence[Json]:
        """The field as JSON, row by row. Raises Incomplete for what does not fit."""

    def value(self, at: int) -> object:
        """The field of one row, for the executor."""


@dataclass(frozen=True, slots=True, eq=False)
class BucketPlan:
    """The way in which the rows of a bucket are written, worked out once a selection.

    `getters` give attributes of a row, `written` the columns by response key in their order: None for what hangs on
    the bucket. Of that, `parts` are further things of the same rows, and `later` is to be read.
    """

    selection: Selection
    type_name: str
    getters: Mapping[str, Getter]
    written: Mapping[str, WriteColumn | None]
    parts: Mapping[str, BucketPlan] = field(default_factory=dict)
    later: tuple[Selected, ...] = ()

    def build(self, rows: Sequence[Any], made: Unfilled) -> Bucket:
        """A bucket of these rows; what is to be read for it is added to `made`."""
        bucket = Bucket(self, rows, {key: part.build(rows, made) for key, part in self.parts.items()})
        if self.later and rows:
            made.add(bucket)
        return bucket


@dataclass(slots=True, eq=False)
class Bucket:
    """The rows of one selection and type; `children` hang on them by response key."""

    plan: BucketPlan
    rows: Sequence[Any]
    children: dict[str, Column] = field(default_factory=dict)
    _json: list[Json] | None = None

    def write(self) -> list[Json]:
        """The JSON objects of the rows; written once."""
        if self._json is None:
            self._json = self._write() if self.rows else []
        return self._json

    def _write(self) -> list[Json]:
        written, children = self.plan.written, self.children
        if not written:
            # There is no column to tell how many rows there are.
            return [{} for _ in self.rows]
        columns = [children[key].write() if write is None else write(self.rows) for key, write in written.items()]
        if len(columns) == 1:
            (key,) = written
            return [{key: value} for value in columns[0]]
        # A comprehension of dictionaries takes twice as long.
        return list(map(dict, map(zip, repeat(tuple(written)), zip(*columns, strict=True))))

    def value(self, at: int) -> Record:
        """The record of a row."""
        return Record(self, at)

    def attach(self, response_key: str, column: Column) -> None:
        """Hang a field on the rows."""
        self.children[response_key] = column


@dataclass(slots=True, eq=False)
class Record:
    """A row in a bucket, as the executor sees it."""

    bucket: Bucket
    at: int

    def get(self, response_key: str, attribute: str) -> object:
        """A field: what hangs on the bucket, else an attribute of the row."""
        child = self.bucket.children.get(response_key)
        if child is not None:
            return child.value(self.at)
        return self.bucket.plan.getters[attribute](self.bucket.rows[self.at])

    def write(self) -> Json:
        """Return its JSON object; the bucket is written as a whole."""
        return self.bucket.write()[self.at]


@dataclass(slots=True, eq=False)
class Mixed:
    """Records of several buckets in an order of their own: for each, which bucket, and which of its records."""

    buckets: Sequence[Bucket]
    places: Sequence[tuple[int, int]]

    def write(self) -> list[Json]:
        """Their JSON objects."""
        each = [bucket.write() for bucket in self.buckets]
        return [each[bucket][at] for bucket, at in self.places]

    def value(self, at: int) -> Record:
        """One record."""
        bucket, place = self.places[at]
        return self.buckets[bucket].value(place)

    def attach(self, response_key: str, column: Column) -> None:
        """Hang a field on all of them."""
        values: list[list[object]] = [[None] * len(one.rows) for one in self.buckets]
        for at, (bucket, place) in enumerate(self.places):
            values[bucket][place] = column.value(at)
        for one, own in zip(self.buckets, values, strict=True):
            one.attach(response_key, Given(own))


Records = Bucket | Mixed


@dataclass(slots=True, eq=False)
class OneEach:
    """A column that has for each row one of the records, or none; `needed`: none may not be."""

    records: Column
    places: Sequence[int | None]
    needed: bool = False

    def write(self) -> list[Json]:
        """The JSON objects."""
        if self.needed and None in self.places:
            raise Incomplete
        every = self.records.write()
        return [None if at is None else every[at] for at in self.places]

    def value(self, at: int) -> object:
        """The record."""
        place = self.places[at]
        return None if place is None else self.records.value(place)

    def cut(self, start: int, stop: int) -> ReadColumn:
        """Return the same for some of the rows."""
        return OneEach(self.records, self.places[start:stop], self.needed)


@dataclass(slots=True, eq=False)
class RunEach:
    """A column that has for each row a run of the records: where it begins and ends."""

    records: Column
    runs: Sequence[tuple[int, int]]

    def write(self) -> list[Json]:
        """The lists of JSON objects."""
        every = self.records.write()
        return [every[start:stop] for start, stop in self.runs]

    def value(self, at: int) -> list[object]:
        """The records of a run."""
        return [self.records.value(one) for one in range(*self.runs[at])]

    def cut(self, start: int, stop: int) -> ReadColumn:
        """Return the same for some of the rows."""
        return RunEach(self.records, self.runs[start:stop])


@dataclass(slots=True, eq=False)
class Given:
    """A column that has for each row a value that is there already; `complete` makes JSON of it, unless it is."""

    values: Sequence[object]
    complete: Callable[[Any], Json] | None = None

    def write(self) -> Sequence[Json]:
        """The values as JSON."""
        return self.values if self.complete is None else [self.complete(value) for value in self.values]

    def value(self, at: int) -> object:
        """The value itself."""
        return self.values[at]

    def cut(self, start: int, stop: int) -> ReadColumn:
        """Return the same for some of the rows."""
        return Given(self.values[start:stop], self.complete)


# What a field that was read gives, row by row.
ReadColumn = OneEach | RunEach | Given


def runs_of(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """List where runs of these lengths begin and end, one after another."""
    runs, start = [], 0
    for length in lengths:
        runs.append((start, start + length))
        start += length
    return runs


@dataclass(slots=True)
class Unfilled:
    """Buckets for which something is still to be read; those of one selection and type together."""

    found: dict[tuple[Selection, str], list[Bucket]] = field(default_factory=dict)

    def add(self, bucket: Bucket) -> None:
        """Remember a bucket."""
        self.found.setdefault((bucket.plan.selection, bucket.plan.type_name), []).append(bucket)


RowBuilder = Callable[[Sequence[Any], Unfilled], Records]


def build_object(kind: type[ObjectT], values: Mapping[str, object]) -> ObjectT:
    """An object that holds these attributes and no others: a field that nobody selected was not read."""
    made = object.__new__(kind)
    made.__dict__.update(values)
    return made
