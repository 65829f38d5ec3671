"""Read what a selection needs before its fields resolve: one engine call a relation and level, whatever the lengths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from graph.model import Label
from graph.store import Value
from queries.nodes.columns import Row
from queries.nodes.relations import PARENT, Match, RowReader, build_nodes_by_id, ids_of
from queries.paging import Page, check_first, cut_page
from schema.fetch.bucket_plan import plan_bucket
from schema.fetch.connections import make_connections, page_of
from schema.fetch.filling import BucketGroup, Group, ObjectGroup
from schema.fetch.follow_ups import LookAhead, follow_up_rows, run_with_follow_ups
from schema.fetch.ordering import KeyedRow, is_before, keyed_rows
from schema.fetch.output import compile_field
from schema.fetch.pages import RelatedPage, read_page, read_related_page
from schema.fetch.projection import list_properties
from schema.fetch.records import BucketPlan, Given, OneEach, ReadColumn, Record, RunEach, Unfilled, runs_of
from schema.fetch.relation_plan import RelationPlan, plan_relation
from schema.fetch.sources import (
    AllNodes,
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
        types = self.registry.type_names
        await self._fill_groups([ObjectGroup(selection, types[kind], each) for kind, each in by_type.items()])

    async def fill_made(self, made: Unfilled) -> None:
        """Fill all buckets that were made together."""
        await self._fill_groups(list(map(BucketGroup, made.found.values())))

    async def _fill_groups(self, groups: Iterable[Group]) -> None:
        work = [
            self._fill_field(unfilled, self.registry.sources[group.type_name, selected.name], selected)
            for group in groups
            for selected, unfilled in group.unfilled(self.registry)
        ]
        if len(work) == 1:
            await work[0]  # A task of its own would cost more than it brings.
        elif work:
            await side_by_side(*work)

    async def read_nodes(self, label: Label, keys: Iterable[str], selection: Selection) -> dict[str, Record]:
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
        nodes = self.plan_nodes(label, selection, reading).build(rows, made)
        await self.fill_made(made)
        return {str(key(row)): nodes.value(at) for at, row in enumerate(rows)}

    def plan_nodes(self, label: Label, selection: Selection, reading: RowReader) -> BucketPlan:
        """Plan how the nodes `n` of a reading become a bucket; remembered with the selection."""
        key = ("nodes", label, reading.question.text)
        known = selection.compiled.get(key)
        if known is None:
            match = Match("", (("n", label),))
            known = plan_bucket(self.registry, NodeShape("n"), selection, reading, match)
            selection.compiled[key] = known
        return cast("BucketPlan", known)

    async def read_references(self, references: Iterable[NodeKey], selection: Selection) -> dict[NodeKey, Record]:
        """Nodes of any labels with what is selected of them; one engine call a label."""
        ordered = sorted(set(references))
        groups = [(label, [key for _, key in group]) for label, group in groupby(ordered, key=lambda one: one[0])]
        read = await side_by_side(*(self.read_nodes(label, keys, selection) for label, keys in groups))
        return {
            (label, key): node for (label, _), nodes in zip(groups, read, strict=True) for key, node in nodes.items()
        }

    async def _fill_field(self, group: Group, source: FieldSource, selected: Selected) -> None:
        if isinstance(source, Related):
            await self._fill_related(group, source, selected)
        elif isinstance(source, Reference):
            await self._fill_referred(group, source, selected)
        elif isinstance(source, FromObject):
            await self._fill_from_objects(group, source, selected)
        elif isinstance(source, AllNodes):
            await self._fill_listed(group, source, selected)

    async def _fill_from_objects(self, group: Group, source: FromObject, selected: Selected) -> None:
        arguments = self.context.arguments(selected)
        values = [source.value(one, arguments, self.context) for one in group.objects]
        group.attach(selected, Given(values))
        if selected.selection.sets:
            await self.fill((one for value in values for one in _list_of(value)), selected.selection)

    async def _fill_referred(self, group: Group, source: Reference, selected: Selected) -> None:
        held = group.get(source.attribute)
        end = self._read_end(source, selected)
        every = [[_reference(ref, source) for ref in _list_of(value)[:end]] for value in held]
        nodes = await self.read_references((ref for refs in every for ref in refs), selected.selection)
        values: list[object] = []
        for value, refs in zip(held, every, strict=True):
            found = [nodes[ref] for ref in refs if ref in nodes]
            many = isinstance(value, list) or (isinstance(value, tuple) and not _is_reference(value))
            values.append(found if many else next(iter(found), None))
        group.attach(selected, Given(values, compile_field(selected)))

    def _read_end(self, source: Reference, selected: Selected) -> int:
        """Read where a list of references is cut. BadInput where `first` is out of bounds."""
        first = self.context.arguments(selected).get("first")
        return (
            min(check_first(first, self.context.viewer.page_bound), source.end)
            if isinstance(first, int)
            else source.end
        )

    async def _fill_listed(self, group: Group, source: AllNodes, selected: Selected) -> None:
        made = Unfilled()
        page = await read_page(self.context, self.registry, source.label, selected, made)
        group.attach(selected, OneEach(page, [0] * len(group.objects)))
        await self.fill_made(made)

    async def _fill_related(self, group: Group, source: Related, selected: Selected) -> None:
        arguments = self.context.arguments(selected)
        keys = list(map(str, group.get("key")))
        # Several rows may show one node: it is asked about once, and they share what was read for it.
        ids = list(dict.fromkeys(keys))
        label = Label(group.type_name)
        along = follow_up_rows(self.context, selected, label, ids)
        order = tuple(source.order(arguments))
        # What came along was asked in the form for many, and is read in that form even for a single node.
        following = plan_relation(self.registry, label, selected, order, alone=along is None and len(ids) == 1)
        parameters = await source.parameters(arguments, self.context)
        page, made = None, Unfilled()
        if source.length is Length.CONNECTION:
            page = page_of(arguments, self.context, source.relation.name, parameters.get("day"))
        place_by_id = {key: at for at, key in enumerate(ids)}
        places = [place_by_id[key] for key in keys]
        if page is not None and following.paged is not None:
            asked = RelatedPage(following, label, ids[0], parameters, page)
            column: ReadColumn = OneEach(await read_related_page(self.context, asked, selected, made), places)
        else:
            rows = await self._read_related(following, ids, parameters) if along is None else along
            column = _build_column(_group(following, rows, ids), following, page, places, made)
        group.attach(selected, column)
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


def _build_column(
    each: Sequence[Sequence[KeyedRow]],
    following: RelationPlan,
    page: Page | None,
    places: Sequence[int],
    made: Unfilled,
) -> ReadColumn:
    """A field for rows whose nodes stand at these places, of the rows that are related to each node."""
    order = following.order
    if page is not None and following.frame is not None:
        cuts = [cut_page(rows, page, lambda one, other: is_before(one, other, order)) for rows in each]
        return OneEach(make_connections(cuts, page, following.frame, made, [len(rows) for rows in each]), places)
    assert following.build is not None
    cut = [[row for _, row in rows[: following.source.end]] for rows in each]
    # The rows of all nodes become records together, so that what is selected below is asked once for all.
    records, runs = following.build([row for rows in cut for row in rows], made), runs_of(list(map(len, cut)))
    if following.source.length is Length.LIST:
        return RunEach(records, [runs[place] for place in places])
    firsts = [start if start < stop else None for start, stop in runs]
    return OneEach(records, [firsts[place] for place in places], following.needed)


def _list_of(value: object) -> Sequence[object]:
    """A field's value as a list: none, one or several; a pair that begins with a label is one reference."""
    if isinstance(value, list | tuple) and not _is_reference(value):
        return value
    return [] if value is None else [value]


def _is_reference(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], Label)


def _reference(value: object, source: Reference) -> NodeKey:
    if source.label is not None:
        return source.label, str(value)
    if not isinstance(value, tuple):
        raise TypeError(f"no reference: {value!r}")
    return Label(value[0]), str(value[1])
