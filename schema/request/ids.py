"""Global ids of nodes: a label and a key, opaque to clients."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Label
from queries.errors import BadInput, NotFound
from queries.nodes.relations import build_nodes_by_id
from queries.rules import natural_key
from queries.search.name_rows import Named
from schema.request.context import RequestContext
from schema.request.gather import side_by_side

# A link is no node of the graph: its type stands where other ids have their label.
LINK = "Coverage"


def global_id(label: Label, key: str) -> str:
    """The id that names a node in every answer: base64 of `Label:key`."""
    return _encode(f"{label}:{key}")


def global_ids(label: Label, keys: Iterable[str]) -> list[str]:
    """Return the ids of many nodes of a label, as `global_id` makes them."""
    begun = f"{label}:"
    return [_encode(begun + key) for key in keys]


def link_id(clause: str, task: str) -> str:
    """The id of the link between a clause and a task: base64 of `Coverage:` and both their keys."""
    return _encode(f"{LINK}:{clause} {task}")


# What dashboards show comes again with every poll.
@lru_cache(maxsize=16_384)
def _encode(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode()


def parse_link_id(text: str) -> tuple[str, str] | None:
    """The clause and the task of a link's id; None for a text that is no such id."""
    kind, _, keys = _decode(text).partition(":")
    # A clause's key may hold spaces, a task's holds none.
    clause, _, task = keys.rpartition(" ")
    return (clause, task) if kind == LINK and clause and task else None


def parse_global_id(text: str) -> tuple[Label, str] | None:
    """The label and key that a global id names; None for a text that is no global id."""
    label, _, key = _decode(text).partition(":")
    try:
        return (Label(label), key) if key else None
    except ValueError:
        return None


def _decode(text: str) -> str:
    """Decode base64; empty for what is none."""
    try:
        return urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)).decode()
    except ValueError:
        return ""


PARTIES = (Label.REGION, Label.ECONOMIC_ZONE)

MOST_CANDIDATES = 5

_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\Z", re.ASCII)

_KEYS = {
    Label.REGION: re.compile(r"\d{6}\Z", re.ASCII),
    Label.TASK: re.compile(r"(?:ws\d{4}-)?\d{1,3}\Z", re.ASCII),
    Label.THEME: re.compile(r"(?:ws\d{4}-)?\d{1,3}\Z", re.ASCII),
    Label.CLAUSE: re.compile(r"[^#\s]+#\S.*\Z"),
}


@dataclass(frozen=True, slots=True)
class Meant:
    """A node that a text is a well-formed id of, whether or not it is there."""

    label: Label
    key: str


def read_keys(text: str, kinds: Sequence[Label]) -> list[Meant]:
    """The nodes of these kinds that a text may be the global id or the natural key of; none for mere names."""
    found = parse_global_id(text)
    if found is not None:
        return [Meant(*found)] if found[0] in kinds else []
    return [Meant(kind, _key(text, kind)) for kind in kinds if _KEYS.get(kind, _SLUG).match(text)]


async def resolve_one(context: RequestContext, text: str, kinds: Sequence[Label], argument: str, day: str) -> Named:
    """The one node that a text means; BadInput with the nearest names where there is none, or several."""
    return (await resolve_many(context, [text], kinds, argument, day))[0]


async def resolve_many(
    context: RequestContext, texts: Sequence[str], kinds: Sequence[Label], argument: str, day: str
) -> list[Named]:
    """The node that each text means, in their order; one engine call a label for all keys among them."""
    keys = {text: read_keys(text, kinds) for text in texts}
    there = await _find_there(context, [meant for each in keys.values() for meant in each])
    found: dict[str, Named] = {}
    for text, each in keys.items():
        known = [there[meant] for meant in each if meant in there]
        found[text] = known[0] if len(known) == 1 else await find_named(context, text, kinds, argument, day)
    return [found[text] for text in texts]


async def resolve_target(context: RequestContext, text: str, kinds: Sequence[Label], argument: str) -> Named:
    """The one node that a change is about; NotFound where there is none, BadInput where the text names several."""
    try:
        return await resolve_one(context, text, kinds, argument, context.today.last)
    except BadInput as error:
        if len(await context.names.resolve(text, kinds, context.today.last)) > 1:
            raise
        raise NotFound(str(error)) from error


async def find_named(context: RequestContext, text: str, kinds: Sequence[Label], argument: str, day: str) -> Named:
    """The one node that a text is a name of; BadInput with the nearest names where there is none, or several."""
    named = list(await context.names.resolve(text, kinds, day))
    if len(named) == 1:
        return named[0]
    nearest = named or list(await context.names.nearest(text, kinds))
    shown = tuple(f"{one.name} ({one.key})" for one in nearest[:MOST_CANDIDATES])
    problem = f"names {len(named)} things; say which" if named else "is not known here"
    raise BadInput(f"`{argument}`: '{text[:80]}' {problem}.", argument, shown)


async def _find_there(context: RequestContext, wanted: Sequence[Meant]) -> dict[Meant, Named]:
    keys_by_label: dict[Label, list[str]] = defaultdict(list)
    for one in dict.fromkeys(wanted):
        keys_by_label[one.label].append(one.key)
    reading = [
        context.reader.run(build_nodes_by_id(label, ("id", "name")).question, {"ids": keys})
        for label, keys in keys_by_label.items()
    ]
    found = {}
    for label, rows in zip(keys_by_label, await side_by_side(*reading), strict=True):
        for key, name in rows:
            found[Meant(label, str(key))] = Named(label, str(key), str(name))
    return found


def _key(text: str, kind: Label) -> str:
    if kind in (Label.TASK, Label.THEME) and text.isdigit():
        return natural_key(text)
    return text
