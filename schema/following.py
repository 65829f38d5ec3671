"""A field that follows a relation: how it is read and its objects are made, worked out once for a selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.model import Label
from queries.columns import Row
from queries.relation_pages import By, Ordered
from queries.relations import Reading, Wanted, build_relation
from schema.connections import Frame, frame_of
from schema.lookahead import Selected
from schema.making import Made, Maker, by_match
from schema.ordering import KeyOf, compile_choice, compile_key
from schema.shapes import Length, Registry, Related
from schema.showing import compiler
from schema.wanted import Want, edge_selections


@dataclass(frozen=True, slots=True)
class Following:
    """What a selected relation reads, in which order its rows stand, and what makes their objects.

    `frame` makes a connection, `make` the objects of a list. `paged` is the order in which the engine may cut a page;
    none where that takes all rows.
    """

    source: Related
    order: tuple[By, ...]
    wanted: Wanted
    reading: Reading
    key: KeyOf
    choose: Callable[[Sequence[Row]], Sequence[Row]]
    make: Maker
    frame: Frame | None
    paged: Ordered | None


@dataclass(frozen=True, slots=True)
class Manner:
    """Whether a relation is followed from one node alone, and whether what is found becomes JSON (`shown`) at once."""

    alone: bool
    shown: bool


def follow(registry: Registry, label: Label, selected: Selected, order: tuple[By, ...], manner: Manner) -> Following:
    """How a selected relation of nodes of a label is read; remembered with the selection."""
    remembered, alone, shown = selected.selection.compiled, manner.alone, manner.shown
    known = remembered.get((label, order, manner))
    if isinstance(known, Following):
        return known
    source = registry.sources[label, selected.name]
    assert isinstance(source, Related)
    want = Want(registry, source.relation)
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
    following = Following(source, order, wanted, reading, key, choose, make, frame, paged)
    remembered[label, order, manner] = following
    return following


def _paged(source: Related, order: tuple[By, ...], wanted: Wanted) -> Ordered | None:
    """Of several ways to one node the best is shown: where that makes a difference, all of them are read."""
    if source.distinct and any(variable != source.key for variable, _ in wanted):
        return None
    return Ordered(source.relation, order, source.key, source.distinct)


def _make_nothing(rows: Sequence[Row], _made: Made) -> list[object]:
    return [None] * len(rows)
