"""Plans how rows become buckets: what gets an attribute of a row, and what writes a field of all rows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLNonNull

from graph.model import Label
from queries.nodes.columns import DateGetter, Getter, Getters, Row, attribute_of
from queries.nodes.relations import MATCH, Match, RowReader
from schema.fetch.output import compile_field, is_text
from schema.fetch.records import BucketPlan, Incomplete, Json, Mixed, Records, RowBuilder, Unfilled, WriteColumn
from schema.fetch.sources import Computed, EdgeShape, NodeShape, Registry, Shape
from schema.request.ids import global_id, global_ids, link_id
from schema.request.selection import TYPENAME, Selected, Selection


def plan_bucket(registry: Registry, shape: Shape, selection: Selection, reading: RowReader, match: Match) -> BucketPlan:
    """Plan how the rows that were found by a match become things of a shape."""
    is_node = isinstance(shape, NodeShape)
    type_name = str(_label_of(shape, match)) if isinstance(shape, NodeShape) else shape.type_name
    shapes: Mapping[str, Shape] = {} if isinstance(shape, NodeShape) else shape.parts
    constants = {} if is_node else dict(match.constants)
    read = reading.getters.get(shape.variable, {}) if shape.variable else {}
    getters = dict(read)
    written: dict[str, WriteColumn | None] = {}
    parts: dict[str, BucketPlan] = {}
    later: list[Selected] = []
    for response_key, selected in selection.with_typename(type_name).items():
        source = registry.sources.get((type_name, selected.name))
        written[response_key] = None
        if selected.name in shapes:
            parts[response_key] = plan_bucket(registry, shapes[selected.name], selected.selection, reading, match)
        elif selected.name == TYPENAME:
            written[response_key] = write_always(type_name)
        elif is_node and selected.name == "id":
            written[response_key], getters["id"] = _ids(Label(type_name), read["key"])
        elif isinstance(shape, EdgeShape) and selected.name == "id":
            getters["id"] = _link_id_of(shape, reading)
            written[response_key] = write_column(selected, getters["id"])
        elif not is_node and selected.name == "cursor":
            pass  # A page gives its edges their cursors itself.
        elif source is None or isinstance(source, Computed):
            attribute, get = _attribute_of(registry, type_name, selected, read, constants)
            getters[attribute] = get
            written[response_key] = write_column(selected, get)
        else:
            later.append(selected)
    return BucketPlan(selection, type_name, getters, written, parts, tuple(later))


def _label_of(shape: NodeShape, match: Match) -> Label:
    """Return what the nodes of a shape are where they were found by this match."""
    label = dict(match.stands_for)[shape.variable]
    if not isinstance(label, Label):
        raise TypeError(f"{shape.variable} is a relationship")
    return label


def _link_id_of(shape: EdgeShape, reading: RowReader) -> Getter:
    """Return what makes the global id of a link of the keys of the nodes that it joins."""
    clause, task = (reading.getters[variable]["key"] for variable in shape.ends)
    return lambda row: link_id(str(clause(row)), str(task(row)))


def _attribute_of(
    registry: Registry, type_name: str, selected: Selected, getters: Getters, constants: Mapping[str, str]
) -> tuple[str, Getter]:
    """The attribute behind a plain field, and what gets it of a row."""
    source = registry.sources.get((type_name, selected.name))
    name = attribute_of(selected.name)
    if isinstance(source, Computed):
        return name, _computed(source, getters, constants)
    if selected.name in constants:
        text = constants[selected.name]
        return name, lambda _row: text
    return name, getters[name]


def _computed(source: Computed, getters: Getters, constants: Mapping[str, str]) -> Getter:
    value = source.value
    needed = [(attribute_of(name), getters[attribute_of(name)]) for name in source.properties]
    if len(needed) == 1 and not constants:
        ((name, get),) = needed
        return lambda row: value({name: get(row)})
    return lambda row: value({**{name: get(row) for name, get in needed}, **constants})


def by_match(plans: Sequence[BucketPlan]) -> RowBuilder:
    """Return what makes buckets of rows that were found by several matches: each by the plan of its own."""
    if len(plans) == 1:
        return plans[0].build

    def build(rows: Sequence[Row], made: Unfilled) -> Records:
        groups: dict[int, list[Row]] = {}
        places = []
        for row in rows:
            match = row[MATCH]
            assert isinstance(match, int)
            group = groups.setdefault(match, [])
            places.append((match, len(group)))
            group.append(row)
        if len(groups) == 1:
            ((match, group),) = groups.items()
            return plans[match].build(group, made)
        order = {match: at for at, match in enumerate(sorted(groups))}
        buckets = [plans[match].build(groups[match], made) for match in order]
        return Mixed(buckets, [(order[match], at) for match, at in places])

    return build


def write_always(value: Json) -> WriteColumn:
    """Return what writes the same for every row."""
    return lambda rows: [value] * len(rows)


def _ids(label: Label, key: Getter) -> tuple[WriteColumn, Getter]:
    return lambda rows: global_ids(label, map(str, map(key, rows))), lambda row: global_id(label, str(key(row)))


def write_column(selected: Selected, get: Getter) -> WriteColumn:
    """Return what writes a plain field, and raises Incomplete for a value that does not fit."""
    assert selected.definition is not None
    kind = selected.definition.type
    if is_text(kind):
        # The most common field, and nothing to do for it but look.
        allowed = {str} if isinstance(kind, GraphQLNonNull) else {str, type(None)}

        def texts(rows: Sequence[Any]) -> list[Json]:
            values = list(map(get, rows))
            if not allowed.issuperset(map(type, values)):
                raise Incomplete
            return values

        return texts
    if isinstance(get, DateGetter) and not isinstance(kind, GraphQLNonNull):
        return get.texts
    complete = compile_field(selected)
    return lambda rows: [complete(get(row)) for row in rows]
