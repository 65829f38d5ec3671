"""Read what a selection needs before its fields resolve: one engine call a relation and level, whatever the lengths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import cast

from graph.model import Label
from graph.store import Value
from queries.nodes.columns import Row
from queries.nodes.relations import PARENT, Match, RowReader, build_nodes_by_id, ids_of
from queries.paging import Page, check_first, cut_page
from schema.fetch.connections import make_connections, page_of
from schema.fetch.follow_ups import LookAhead, follow_up_rows, run_with_follow_ups
from schema.fetch.json_rows import can_show, can_show_related, compiler
from schema.fetch.ordering import KeyedRow, is_before, keyed_rows
from schema.fetch.pages import RelatedPage, read_page, read_related_page
from schema.fetch.projection import list_properties
from schema.fetch.records import ObjectSpot, RowBuilder, Spot, Unfilled, list_of
from schema.fetch.relation_plan import ReadMode, RelationPlan, plan_relation
from schema.fetch.sources import (
    AllNodes,
    Computed,
    FieldSource,
    FromObject,
    Length,
    NodeShape,
    Reference,
    Registry,
    Related,
)
from schema.request.context import RequestContext
from schema.request.gather import side_by_side
from schema.request.selection import Selected, Selection

# A node as (label, key); `Reference` fields hold these where their label is not fixed.
NodeKey = tuple[Label, str]
Work = Coroutine[None, None, None]


@dataclass(frozen=True, slots=True)
class Prefetch:
    """Fills objects with what is selected of them, from the reader of one request."""

    context: RequestContext
    registry: Registry

    async def fill(self, objects: Iterable[object], selection: Selection) -> None:
        """Attach to each object what its selected composite fields give, all levels down."""
        by_type: dict[type, list[object]] = defaultdict(list)
        for one in objects:
            by_type[type(one)].append(one)
        spots: dict[Spot, list[object]] = {
            ObjectSpot(selection, self.registry.type_names[kind]): group
            for kind, group in by_type.items()
            if kind is not dict  # JSON is whole.
        }
        await self.fill_made(Unfilled(spots))

    async def fill_made(self, made: Unfilled) -> None:
        """Fill all objects that were made together."""
        work = [one for spot, several in made.found.items() for one in self._fill_spot(spot, several)]
        if len(work) == 1:
            await work[0]  # A task of its own would cost more than it brings.
        elif work:
            await side_by_side(*work)

    async def read_nodes(self, label: Label, keys: Iterable[str], selection: Selection) -> dict[str, object]:
        """The nodes of one label by key, with what is selected of them; absent keys are left out."""
        wanted = list(dict.fromkeys(keys))
        if not wanted:
            return {}
        properties = tuple(sorted(list_properties(self.registry, label, selection, ("id",))))
        alone = len(wanted) == 1
        reading = build_nodes_by_id(label, properties, alone=alone)
        key = reading.getters["n"]["key"]
        made = Unfilled()
        looking = LookAhead(label, [selection], len(wanted), alone)
        rows = await run_with_follow_ups(self.context, self.registry, reading, ids_of(wanted, alone=alone), looking)
        nodes = self.maker_of(label, selection, reading)(rows, made)
        await self.fill_made(made)
        return {str(key(row)): node for row, node in zip(rows, nodes, strict=True)}

    def maker_of(self, label: Label, selection: Selection, reading: RowReader) -> RowBuilder:
        """What makes the nodes `n` of a reading; remembered with the selection."""
        shown = self.context.showing and can_show(self.registry, label, selection)
        key = ("nodes", label, reading.question.text, shown)
        known = selection.compiled.get(key)
        if known is None:
            match = Match("", (("n", label),))
            known = compiler(shown=shown)(self.registry, NodeShape("n"), selection, reading, match)
            selection.compiled[key] = known
        return cast("RowBuilder", known)

    async def read_references(self, references: Iterable[NodeKey], selection: Selection) -> dict[NodeKey, object]:
        """Nodes of any labels with what is selected of them; one engine call a label."""
        ordered = sorted(set(references))
        groups = [(label, [key for _, key in group]) for label, group in groupby(ordered, key=lambda one: one[0])]
        read = await side_by_side(*(self.read_nodes(label, keys, selection) for label, keys in groups))
        return {
            (label, key): node for (label, _), nodes in zip(groups, read, strict=True) for key, node in nodes.items()
        }

    def _fill_spot(self, spot: Spot, several: list[object]) -> Iterable[Work]:
        for selected in spot.selection.fields_of(spot.type_name).values():
            source = self.registry.sources.get((spot.type_name, selected.name))
            if source is None or isinstance(source, Computed):
                continue
            # Parts of what was read along a relation came with it.
            unfilled = [one for one in several if not spot.has(one, selected.response_key)]
            if unfilled:
                yield self._fill_field(spot, unfilled, source, selected)

    async def _fill_field(self, spot: Spot, several: list[object], source: FieldSource, selected: Selected) -> None:
        if isinstance(source, Related):
            await self._fill_related(spot, several, source, selected)
        elif isinstance(source, Reference):
            await self._fill_referred(spot, several, source, selected)
        elif isinstance(source, FromObject):
            await self._fill_held(spot, several, source, selected)
        elif isinstance(source, AllNodes):
            await self._fill_listed(spot, several, source, selected)

    async def _fill_held(self, spot: Spot, objects: list[object], source: FromObject, selected: Selected) -> None:
        arguments = self.context.arguments(selected)
        below: list[object] = []
        for one in objects:
            value = source.value(one, arguments, self.context)
            spot.attach(one, selected, value)
            below += list_of(value)
        if selected.selection.sets:
            await self.fill(below, selected.selection)

    async def _fill_referred(self, spot: Spot, several: list[object], source: Reference, selected: Selected) -> None:
        held = [(one, spot.get(one, source.attribute)) for one in several]
        end = self._read_end(source, selected)
        every = [(one, value, [_reference(ref, source) for ref in list_of(value)[:end]]) for one, value in held]
        nodes = await self.read_references((ref for _, _, refs in every for ref in refs), selected.selection)
        for one, value, refs in every:
            found = [nodes[ref] for ref in refs if ref in nodes]
            many = isinstance(value, list) or (isinstance(value, tuple) and not _is_reference(value))
            spot.attach(one, selected, found if many else next(iter(found), None))

    def _read_end(self, source: Reference, selected: Selected) -> int:
        """Where a list of references is cut. BadInput where `first` is out of bounds."""
        first = self.context.arguments(selected).get("first")
        return (
            min(check_first(first, self.context.viewer.page_bound), source.end)
            if isinstance(first, int)
            else source.end
        )

    async def _fill_listed(self, spot: Spot, objects: list[object], source: AllNodes, selected: Selected) -> None:
        made = Unfilled()
        page = await read_page(self.context, self.registry, source.label, selected, made)
        for one in objects:
            spot.attach(one, selected, page)
        await self.fill_made(made)

    async def _fill_related(self, spot: Spot, several: list[object], source: Related, selected: Selected) -> None:
        arguments = self.context.arguments(selected)
        keys = [str(spot.get(one, "key")) for one in several]
        ids = list(dict.fromkeys(keys))
        label = Label(spot.type_name)
        along = follow_up_rows(self.context, selected, label, ids)
        alone = along is None and len(ids) == 1
        shown = self.context.showing and can_show_related(self.registry, source, selected)
        order = tuple(source.order(arguments))
        following = plan_relation(self.registry, label, selected, order, ReadMode(alone, shown))
        parameters = await source.parameters(arguments, self.context)
        page, made = None, Unfilled()
        if source.length is Length.CONNECTION:
            page = page_of(arguments, self.context, source.relation.name, parameters.get("day"))
        if page is not None and following.paged is not None:
            asked = RelatedPage(following, label, ids[0], parameters, page)
            values = {ids[0]: await read_related_page(self.context, asked, selected, made)}
        else:
            rows = await self._read_related(following, ids, parameters) if along is None else along
            values = dict(zip(ids, _make_fields(_group(following, rows, ids), following, page, made), strict=True))
        for one, key in zip(several, keys, strict=True):
            spot.attach(one, selected, values[key])
        await self.fill_made(made)

    async def _read_related(
        self, following: RelationPlan, ids: list[str], parameters: Mapping[str, Value]
    ) -> Sequence[Row]:
        given = {**ids_of(ids, alone=len(ids) == 1), **parameters}
        return await self.context.reader.run(following.reading.question, given)


def _group(following: RelationPlan, rows: Iterable[Row], ids: Sequence[str]) -> list[list[KeyedRow]]:
    """The rows of each node in their order, each once, without those that say that nothing is related to it."""
    found = following.reading.getters[following.source.key]["key"]
    there = [row for row in rows if found(row) is not None]
    rows_by_parent: dict[Value, list[KeyedRow]] = {key: [] for key in ids}
    for keyed in keyed_rows(following.choose(there), following.key, following.order):
        rows_by_parent[keyed[1][PARENT]].append(keyed)
    return list(rows_by_parent.values())


def _make_fields(
    each: Sequence[Sequence[KeyedRow]], following: RelationPlan, page: Page | None, made: Unfilled
) -> Sequence[object]:
    """The value of a field for each of its objects, of the rows that are related to each."""
    order = following.order
    if page is not None and following.frame is not None:
        cuts = [cut_page(rows, page, lambda one, other: is_before(one, other, order)) for rows in each]
        return make_connections(cuts, page, following.frame, made, [len(rows) for rows in each])
    cut = [[row for _, row in rows[: following.source.end]] for rows in each]
    every = iter(following.make([row for rows in cut for row in rows], made))
    found = [list(islice(every, len(rows))) for rows in cut]
    return [next(iter(several), None) for several in found] if following.source.length is Length.ONE else found


def _is_reference(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], Label)


def _reference(value: object, source: Reference) -> NodeKey:
    if source.label is not None:
        return source.label, str(value)
    if not isinstance(value, tuple):
        raise TypeError(f"no reference: {value!r}")
    return Label(value[0]), str(value[1])
