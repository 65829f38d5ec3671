"""Reads and checks the arguments that questions about several parties share."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Label
from queries.coverage.status import InheritFrom
from queries.coverage.subjects import Party, check_parties
from queries.errors import BadInput
from queries.paging import DEFAULT_FIRST, check_first
from queries.rules import WORK_POINTS
from schema.request.context import Call, RequestContext
from schema.request.ids import PARTIES, resolve_many
from schema.request.selection import Arguments

# A global id, a code, a name, an alias: how often a list may name one thing on average.
NAMES_EACH = 4


def most_parties(call: Call) -> int:
    """Return how many parties this viewer may name."""
    return call.context.viewer.party_bound


async def read_parties(call: Call, day: str) -> Sequence[Party]:
    """The parties that `parties` names, each once; BadInput where there are none, too many, or unknown ones."""
    named = await resolve_many(call.context, read_names(call, "parties", most_parties(call)), PARTIES, "parties", day)
    return check_parties([(one.label, one.key) for one in named], most_parties(call))


def read_names(call: Call, argument: str, most: int) -> list[str]:
    """The names in a list that may name `most` things, some of them several times; BadInput for a longer list.

    Before they are looked up: ten thousand names would take their time.
    """
    texts = call.texts(argument)
    if len(texts) > (longest := NAMES_EACH * most):
        raise BadInput(f"`{argument}` holds {len(texts)} names: at most {longest}, of {most} different ones.", argument)
    return texts


async def read_keys_of(call: Call, argument: str, label: Label, day: str) -> list[str] | None:
    """The keys of what an argument lists, each once; None where it is not given."""
    if call.arguments.get(argument) is None:
        return None
    named = await resolve_many(call.context, call.texts(argument), (label,), argument, day)
    return list(dict.fromkeys(one.key for one in named))


async def read_tasks(call: Call, day: str) -> list[str] | None:
    """The keys of the tasks that `tasks` names; None where it is not given. BadInput for a set that is not there."""
    check_task_set(call)
    return await read_keys_of(call, "tasks", Label.TASK, day)


def check_task_set(call: Call) -> None:
    """BadInput where `taskSet` names no set of tasks of the graph."""
    given = call.arguments.get("taskSet")
    if isinstance(given, str) and given != WORK_POINTS:
        raise BadInput(f"`taskSet`: '{given[:80]}' is not known here.", "taskSet", (WORK_POINTS,))


def read_inherit(call: Call) -> frozenset[InheritFrom]:
    """The levels from which coverage counts as a party's own."""
    return frozenset(InheritFrom(level) for level in call.texts("inherit"))


def read_first(arguments: Arguments, context: RequestContext, default: int = DEFAULT_FIRST) -> int:
    """The argument `first` of a ranked list. BadInput where it is out of bounds."""
    first = arguments.get("first")
    return check_first(first if isinstance(first, int) else None, context.viewer.page_bound, default)
