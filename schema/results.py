"""How a question's answer becomes a field of the API: make its objects, refer to nodes, and leave reading to the rest.

A question takes two modules, as `graphInfo` has `types_graph.py` and `graph_info.py`:

1. `schema/types_<question>.py` declares its types. A field that is an attribute is `plain("…")`; one that leads to
   nodes or to further objects is `related("…")`, and the module's `SOURCES` says how each of those is found:

       SOURCES: Sources = {
           ("TaskGap", "task"): refer("task", Label.TASK),        # attribute `task` holds the key of a task
           ("PartyStatus", "party"): refer("party"),              # attribute `party` holds (label, key)
           ("TaskGap", "statuses"): hold("statuses"),             # attribute `statuses` holds objects made here
           ("TaskGap", "modelClauses"): hold_first("models"),     # the same, cut at the argument `first`
       }

   The module stands in `MODULES` of `schema/registry.py`. References may be one or a list; None is null; what is
   referred to and not there is null, or left out of a list. The API's `fieldName` is the attribute `field_name`.

2. `schema/<question>.py` answers: it reads the arguments off the call, resolves ids, asks the question of `queries/`,
   and maps its dataclasses with `make`. Nodes are never read here: `present` reads what is selected of every node
   referred to, one engine call a field and label, whatever the number.

       async def answer_policy_gaps(call: Call) -> object:
           parties = await resolve_many(call.context, call.texts("parties"), PARTIES, "parties", call.day)
           found = await find_policy_gaps(call.reader, GapsAsked([one.reference for one in parties], call.day))
           tasks = [make(TaskGap, task=gap.task.key, kind=gap.kind, statuses=…, models=…) for gap in found.tasks]
           return await present(call, make(PolicyGaps, version=await call.reader.version(), tasks=tasks, …))

   `call.wants("tasks.modelClauses")` says whether something is selected at all, so that nothing is read in vain.
   The root field is declared in `schema/types_query.py`: `root(answer_policy_gaps, "…", needed(…), argument(…))`.
"""

from __future__ import annotations

from typing import TypeVar

from graph.model import Label
from queries.paging import check_first
from schema.context import RequestContext
from schema.lookahead import Arguments
from schema.making import make_object
from schema.shapes import Held, Referred

ObjectT = TypeVar("ObjectT")


def make(kind: type[ObjectT], /, **values: object) -> ObjectT:
    """An object of a type of the API with these attributes; what is not selected may be left out."""
    return make_object(kind, values)


def refer(attribute: str, label: Label | None = None) -> Referred:
    """A field for the nodes whose keys, or (label, key) where `label` is None, stand in an attribute."""
    return Referred(attribute, label)


def hold(attribute: str) -> Held:
    """A field for an object, or a list of objects, that stand in an attribute; a missing attribute is null."""
    return Held(lambda one, _arguments, _context: one.__dict__.get(attribute))


def hold_first(attribute: str, default: int = 20) -> Held:
    """The same for a ranked list, cut at the argument `first`. BadInput where that is out of bounds."""

    def value(one: object, arguments: Arguments, context: RequestContext) -> object:
        return one.__dict__[attribute][: read_first(arguments, context, default)]

    return Held(value)


def read_first(arguments: Arguments, context: RequestContext, default: int = 20) -> int:
    """The argument `first` of a ranked list. BadInput where it is out of bounds."""
    first = arguments.get("first")
    return check_first(first if isinstance(first, int) else None, context.viewer.page_bound, default)
