"""A field that follows a relation: how it is read and what its rows become, worked out once for a selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graphql import GraphQLNonNull

from graph.model import Label
from queries.nodes.columns import Row
from queries.nodes.relation_pages import By, Ordered
from queries.nodes.relations import Projection, RowReader, build_relation
from schema.fetch.bucket_plan import by_match, plan_bucket
from schema.fetch.connections import Frame, frame_of
from schema.fetch.ordering import KeyOf, compile_choice, compile_key
from schema.fetch.projection import ProjectionBuilder, edge_selections
from schema.fetch.records import RowBuilder
from schema.fetch.sources import Length, Registry, Related
from schema.request.selection import Selected


@dataclass(frozen=True, slots=True)
class RelationPlan:
    """The plan of a selected relation: what it reads, in which order its rows stand, and what they become.

    `frame` makes connections of them, `build` a list; `needed`: the field may not be null. `paged` is the
    order in which the engine may cut a page; none where that takes all rows.
    """

    source: Related
    order: tuple[By, ...]
    wanted: Projection
    reading: RowReader
    key: KeyOf
    choose: Callable[[Sequence[Row]], Sequence[Row]]
    build: RowBuilder | None
    frame: Frame | None
    needed: bool
    paged: Ordered | None


def plan_relation(
    registry: Registry, label: Label, selected: Selected, order: tuple[By, ...], *, alone: bool
) -> RelationPlan:
    """Plan how a selected relation of a label's nodes is read, of one `alone` or many; kept with the selection."""
    remembered = selected.selection.compiled
    known = remembered.get((label, order, alone))
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
    builders = {
        key: by_match([plan_bucket(registry, source.shape, selection, reading, match) for match in reading.matches])
        for key, selection in selections.items()
    }
    needed = selected.definition is not None and isinstance(selected.definition.type, GraphQLNonNull)
    is_page = source.length is Length.CONNECTION
    frame = frame_of(registry, selected, builders) if is_page else None
    build = None if is_page else builders[selected.response_key]
    key, choose = compile_key(reading, order, source), compile_choice(reading, source)
    paged = _paged(source, order, wanted) if frame and alone else None
    following = RelationPlan(source, order, wanted, reading, key, choose, build, frame, needed, paged)
    remembered[label, order, alone] = following
    return following


def _paged(source: Related, order: tuple[By, ...], wanted: Projection) -> Ordered | None:
    """Return the order to cut pages in; None where the best of several ways to a node shows, so that all are read."""
    if source.distinct and any(variable != source.key for variable, _ in wanted):
        return None
    return Ordered(source.relation, order, source.key, source.distinct)
