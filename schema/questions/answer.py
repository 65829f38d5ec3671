"""Answers root fields that are one thing by its id, a page of a kind, or all of a short list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from graph.model import Label
from queries.errors import BadInput
from queries.nodes.lists import Listing, Term, build_list
from queries.paging import DEFAULT_FIRST, PageArguments, build_page
from schema.fetch.fetch import Prefetch
from schema.fetch.follow_ups import LookAhead, run_with_follow_ups
from schema.fetch.pages import read_page
from schema.fetch.projection import list_properties
from schema.fetch.records import Unfilled, build_object
from schema.fetch.sources import FromObject, Reference, registry_of
from schema.questions.arguments import read_first
from schema.request.context import Call, RequestContext
from schema.request.ids import find_named, parse_global_id, read_keys
from schema.request.selection import Arguments

Answer = Callable[[Call], Awaitable[object]]


def prefetch(call: Call) -> Prefetch:
    """Return what reads the selection of a call."""
    return Prefetch(call.context, registry_of(call.schema))


async def fill(call: Call, answer: object) -> object:
    """A question's own answer, one object or a list of them, with everything that is selected under it read."""
    if answer is not None:
        objects = answer if isinstance(answer, list | tuple) else [answer]
        await prefetch(call).fill(objects, call.selected.selection)
    return answer


def one_of(*labels: Label) -> Answer:
    """Return what answers a field for one node of these labels, named by `id` and, where the field has it, `asOf`."""

    async def answer(call: Call) -> object:
        text = str(call.arguments["id"])
        meant = read_keys(text, labels)
        for one in meant:
            nodes = await prefetch(call).read_nodes(one.label, [one.key], call.selected.selection)
            if nodes:
                return nodes[one.key]
        if parse_global_id(text) is not None and meant:
            return None
        try:
            named = await find_named(call.context, text, labels, "id", call.day)
        except BadInput:
            # A well-formed key of nothing is absent rather than wrong.
            if meant:
                return None
            raise
        return (await prefetch(call).read_nodes(named.label, [named.key], call.selected.selection)).get(named.key)

    return answer


async def read_node(call: Call) -> object:
    """Any node by its global id; none where it is absent. Raises BadInput for what is no global id."""
    text = str(call.arguments["id"])
    found = parse_global_id(text)
    if found is None:
        raise BadInput(f"`id`: '{text[:80]}' is not a global id.", "id")
    label, key = found
    return (await prefetch(call).read_nodes(label, [key], call.selected.selection)).get(key)


def page_of_all(label: Label) -> Answer:
    """Return what answers a field that pages through all nodes of a label."""

    async def answer(call: Call) -> object:
        made = Unfilled()
        page = await read_page(call.context, registry_of(call.schema), label, call.selected, made)
        await prefetch(call).fill_made(made)
        return page.value(0)

    return answer


def all_of(label: Label, order: Sequence[Term], end: int = 200) -> Answer:
    """Return what answers a field for all nodes of a label of which there are few."""

    async def answer(call: Call) -> list[object]:
        selection, registry = call.selected.selection, registry_of(call.schema)
        page = build_page(PageArguments(first=end), "", end)
        properties = sorted(list_properties(registry, label, selection, ("id",)))
        listing = Listing(label, {}, tuple(order))
        reading, parameters = build_list(listing, page, properties)
        plan = prefetch(call).plan_nodes(label, selection, reading)
        made = Unfilled()
        rows = await run_with_follow_ups(
            call.context, registry, reading, parameters, LookAhead(label, [selection], end)
        )
        nodes = plan.build(rows[:end], made)
        await prefetch(call).fill_made(made)
        return [nodes.value(at) for at in range(len(nodes.rows))]

    return answer


ObjectT = TypeVar("ObjectT")


def make(kind: type[ObjectT], /, **values: object) -> ObjectT:
    """An object of a type of the API with these attributes; what is not selected may be left out."""
    return build_object(kind, values)


def reference(attribute: str, label: Label | None = None) -> Reference:
    """A field for the nodes whose keys, or (label, key) where `label` is None, stand in an attribute.

    A list is cut at the argument `first` where the field has it.
    """
    return Reference(attribute, label)


def from_object(attribute: str) -> FromObject:
    """A field for an object, or a list of objects, that stand in an attribute; a missing attribute is null."""
    return FromObject(lambda one, _arguments, _context: one.__dict__.get(attribute))


def first_of(attribute: str, default: int = DEFAULT_FIRST) -> FromObject:
    """A field as `from_object` makes it for a ranked list, cut at `first`. BadInput where that is out of bounds."""

    def value(one: object, arguments: Arguments, context: RequestContext) -> object:
        return one.__dict__[attribute][: read_first(arguments, context, default)]

    return FromObject(value)
