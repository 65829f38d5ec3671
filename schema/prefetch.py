"""Read what a selection needs before its fields resolve: one engine call a relation and level, whatever the lengths."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Coroutine, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from graph.model import Label
from queries.relations import RelatedRow, build_nodes_by_id, build_relation
from schema.connections import make_connection
from schema.context import RequestContext
from schema.following import Following
from schema.lookahead import Selected, Selection
from schema.making import Making, attach, is_attached, key_of, list_of
from schema.ordering import keyed_rows
from schema.pages import read_page
from schema.shapes import Held, Length, Listed, Referred, Registry, Related, Source
from schema.wanted import Want, edge_selections, list_properties

# A node as (label, key); `Referred` fields hold these where their label is not fixed.
Reference = tuple[Label, str]


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
        work: list[Coroutine[None, None, None]] = []
        for kind, group in by_type.items():
            type_name = self.registry.type_names[kind]
            for selected in selection.fields_of(type_name).values():
                source = self.registry.sources.get((type_name, selected.name))
                if source is not None:
                    work += self._fill_field(group, type_name, source, selected)
        if len(work) == 1:
            await work[0]  # A task of its own would cost more than it brings.
        elif work:
            await asyncio.gather(*work)

    async def read_nodes(self, label: Label, keys: Iterable[str], selection: Selection) -> dict[str, object]:
        """The nodes of one label by key, with what is selected of them; absent keys are left out."""
        wanted = list(dict.fromkeys(keys))
        if not wanted:
            return {}
        properties = tuple(sorted(list_properties(self.registry, label, selection, ("id",))))
        rows = await self.context.reader.run(build_nodes_by_id(label, properties), {"ids": wanted})
        making = Making(self.registry)
        nodes = {str(values["key"]): making.make_entity(label, values, selection) for values in rows}
        await self.fill(nodes.values(), selection)
        return nodes

    async def read_references(self, references: Iterable[Reference], selection: Selection) -> dict[Reference, object]:
        """Nodes of any labels with what is selected of them; one engine call a label."""
        ordered = sorted(set(references))
        groups = [(label, [key for _, key in group]) for label, group in groupby(ordered, key=lambda one: one[0])]
        read = await asyncio.gather(*(self.read_nodes(label, keys, selection) for label, keys in groups))
        return {
            (label, key): node for (label, _), nodes in zip(groups, read, strict=True) for key, node in nodes.items()
        }

    async def fill_made(self, making: Making) -> None:
        """Fill all objects that were made together."""
        await asyncio.gather(*(self.fill(objects, selection) for selection, objects in making.made.values()))

    def _fill_field(
        self, group: list[object], type_name: str, source: Source, selected: Selected
    ) -> Iterable[Coroutine[None, None, None]]:
        open_ones = [one for one in group if not is_attached(one, selected.response_key)]
        if not open_ones:
            return
        if isinstance(source, Related):
            yield self._fill_related(open_ones, Label(type_name), source, selected)
        elif isinstance(source, Referred):
            yield self._fill_referred(open_ones, source, selected)
        elif isinstance(source, Held):
            yield self._fill_held(open_ones, source, selected)
        elif isinstance(source, Listed):
            yield self._fill_listed(open_ones, source, selected)

    async def _fill_held(self, objects: list[object], source: Held, selected: Selected) -> None:
        below: list[object] = []
        for one in objects:
            value = source.value(one, selected.arguments, self.context)
            attach(one, selected.response_key, value)
            below += list_of(value)
        if selected.selection.sets:
            await self.fill(below, selected.selection)

    async def _fill_referred(self, objects: list[object], source: Referred, selected: Selected) -> None:
        held = [(one, getattr(one, source.attribute)) for one in objects]
        every = [(one, value, [_reference(ref, source) for ref in list_of(value)[: source.end]]) for one, value in held]
        nodes = await self.read_references((ref for _, _, refs in every for ref in refs), selected.selection)
        for one, value, refs in every:
            found = [nodes[ref] for ref in refs if ref in nodes]
            many = isinstance(value, list) or (isinstance(value, tuple) and not _is_reference(value))
            attach(one, selected.response_key, found if many else next(iter(found), None))

    async def _fill_listed(self, objects: list[object], source: Listed, selected: Selected) -> None:
        making = Making(self.registry)
        page = await read_page(self.context, source.label, selected, making)
        for one in objects:
            attach(one, selected.response_key, page)
        await self.fill_made(making)

    async def _fill_related(self, objects: list[object], label: Label, source: Related, selected: Selected) -> None:
        order = tuple(source.order(selected.arguments))
        parameters = await source.parameters(selected.arguments, self.context)
        want = Want(self.registry, source.relation)
        want.add_order(order, source)
        for selection in edge_selections(source, selected).values():
            want.add_shape(source.shape, selection)
        question = build_relation(source.relation, label, want.frozen())
        keys = list(dict.fromkeys(key_of(one) for one in objects))
        rows_by_parent: Mapping[str, list[RelatedRow]] = defaultdict(list)
        for row in await self.context.reader.run(question, {"ids": keys, **parameters}):
            rows_by_parent[row.parent].append(row)
        following = Following(source, selected, order, parameters, Making(self.registry), self.context)
        for one in objects:
            attach(one, selected.response_key, _make_field(rows_by_parent[key_of(one)], following))
        await self.fill_made(following.making)


def _make_field(rows: list[RelatedRow], following: Following) -> object:
    source, selected, making = following.source, following.selected, following.making
    keyed = keyed_rows(rows, following.order, source)
    if source.length is Length.CONNECTION:
        return make_connection(keyed, following)
    made = [making.make_shape(source.shape, row, selected.selection) for _, row in keyed[: source.end]]
    return next(iter(made), None) if source.length is Length.ONE else made


def _is_reference(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], Label)


def _reference(value: object, source: Referred) -> Reference:
    if source.label is not None:
        return source.label, str(value)
    if not isinstance(value, tuple):
        raise TypeError(f"no reference: {value!r}")
    return Label(value[0]), str(value[1])
