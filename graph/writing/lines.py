"""Turns a write into lines of JSON and back: the batches that were applied, and reviewers' words.

Each line is a list that begins with what it is. `apply` begins a call of `apply_in`, `load` one of its batches; `node`
and `edge` are its rows. `review` and `unreview` are words that were kept and dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from graph.dates import Period
from graph.model import Label, RelationshipType
from graph.writing.batch import Batch, EdgeRow, NodeRow, PropertyValue

APPLY, LOAD, NODE, EDGE, REVIEW, UNREVIEW = "apply", "load", "node", "edge", "review", "unreview"


@dataclass(slots=True)
class Applied:
    """Batches that were applied together: by whom, and when (ISO, UTC)."""

    by: str
    at: str
    batches: list[Batch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reviewer's word by its columns; `dropped` where it was taken back."""

    columns: Mapping[str, str | None]
    dropped: bool


Step = Applied | Reviewed


def write_applied(batches: Sequence[Batch], by: str, at: str) -> Iterator[bytes]:
    """The lines of batches; where their rows stand in a file is no part of them."""
    yield orjson.dumps([APPLY, by, at])
    for batch in batches:
        yield orjson.dumps([LOAD, batch.load])
        for node in batch.nodes:
            yield orjson.dumps([NODE, node.label, node.id, node.name, node.properties, node.sources, node.verified])
        for edge in batch.edges:
            ends = [*edge.start, *edge.end]
            yield orjson.dumps([EDGE, edge.type, *ends, edge.key, edge.properties, edge.sources, edge.verified])


def write_reviewed(columns: Mapping[str, str | None], *, dropped: bool) -> bytes:
    """The line of a reviewer's word."""
    return orjson.dumps([UNREVIEW if dropped else REVIEW, columns])


def read_steps(lines: Iterable[bytes]) -> Iterator[Step]:
    """The steps of a write, in their order."""
    applied: Applied | None = None
    for line in lines:
        what, *values = orjson.loads(line)
        if applied and what in (LOAD, NODE, EDGE):
            _add(applied, what, values)
            continue
        if applied:
            yield applied
        applied = Applied(*values) if what == APPLY else None
        if what in (REVIEW, UNREVIEW):
            yield Reviewed(values[0], what == UNREVIEW)
        elif applied is None:
            raise ValueError(f"a line of a write begins with {what!r}")
    if applied:
        yield applied


def _add(applied: Applied, what: str, values: list[Any]) -> None:
    if what == LOAD:
        applied.batches.append(Batch(values[0]))
        return
    batch = applied.batches[-1]
    if what == NODE:
        label, key, name, properties, sources, verified = values
        batch.nodes.append(NodeRow(Label(label), key, name, _read(properties), tuple(sources), verified))
        return
    kind, start_label, start, end_label, end, key, properties, sources, verified = values
    ends = (Label(start_label), start), (Label(end_label), end)
    batch.edges.append(EdgeRow(RelationshipType(kind), *ends, _read(properties), tuple(sources), verified, key))


def _read(properties: Mapping[str, Any]) -> dict[str, PropertyValue]:
    # A date is the one value that is an object in JSON, several texts the one that is a list.
    read: dict[type, Callable[[Any], PropertyValue]] = {dict: lambda value: Period(**value), list: tuple}
    return {name: read[type(one)](one) if type(one) in read else one for name, one in properties.items()}
