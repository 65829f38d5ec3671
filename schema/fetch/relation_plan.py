"""A field that follows a relation: how it is read and its objects are made, worked out once for a selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.model import Label
from queries.nodes.columns import Row
from queries.nodes.relation_pages import By, Ordered
from queries.nodes.relations import Projection, RowReader, build_relation
from schema.fetch.connections import Frame, frame_of
from schema.fetch.json_rows import compiler
from schema.fetch.ordering import KeyOf, compile_choice, compile_key
from schema.fetch.projection import ProjectionBuilder, edge_selections
from schema.fetch.records import RowBuilder, Unfilled, by_match
from schema.fetch.sources import Length, Registry, Related
from schema.request.selection import Selected


@dataclass(frozen=True, slots=True)
class RelationPlan:
    """What a selected relation reads, in which order its rows stand, and what makes their objects.

    `frame` makes a connection, `make` the objects of a list. `paged` is the order in which the engine may cut a page;
    none where that takes all rows.
    """

    source: Related
    order: tuple[By, ...]
    wanted: Projection
    reading: RowReader
    key: KeyOf
    choose: Callable[[Sequence[Row]], Sequence[Row]]
    make: RowBuilder
    frame: Frame | None
    paged: Ordered | None


@dataclass(frozen=True, slots=True)
class ReadMode:
    """Whether a relation is followed from one node alone, and whether what is found becomes JSON (`shown`) at once."""

    alone: bool
    shown: bool


def plan_relation(
    registry: Registry, label: Label, selected: Selected, order: tuple[By, ...], manner: ReadMode
) -> RelationPlan:
    """How a selected relation of nodes of a label is read; remembered with the selection."""
    remembered, alone, shown = selected.selection.compiled, manner.alone, manner.shown
    known = remembered.get((label, order, manner))
    if isinstance(known, RelationPlan):
        return known
    source = registry.sources[label, selected.name]
    assert isinstance(source, Related)
    want = ProjectionBuilder(registry, source.relation)
    want.add_order(order, source)
    selections = edge_selections(source, selected)
    for selection in selections.values():
        want.add_shape(source.shape, selection)
    wanted = want.frozen()
    reading = build_relation(source.relation, label, wanted, alone=alone)
    compile_one = compiler(shown=shown)
    makers = {
        key: by_match([compile_one(registry, source.shape, selection, reading, match) for match in reading.matches])
        for key, selection in selections.items()
    }
    frame = frame_of(registry, selected, makers, shown=shown) if source.length is Length.CONNECTION else None
    make = next(iter(makers.values()), _make_nothing)
    key, choose = compile_key(reading, order, source), compile_choice(reading, source)
    paged = _paged(source, order, wanted) if frame and alone else None
    following = RelationPlan(source, order, wanted, reading, key, choose, make, frame, paged)
    remembered[label, order, manner] = following
    return following


def _paged(source: Related, order: tuple[By, ...], wanted: Projection) -> Ordered | None:
    """Of several ways to one node the best is shown: where that makes a difference, all of them are read."""
    if source.distinct and any(variable != source.key for variable, _ in wanted):
        return None
    return Ordered(source.relation, order, source.key, source.distinct)


def _make_nothing(rows: Sequence[Row], _made: Unfilled) -> list[object]:
    return [None] * len(rows)
