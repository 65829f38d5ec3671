"""Finds what a selection will ask of a question's rows, so that an engine that can answers it in the same round trip.

It saves round trips and decides nothing: what did not come along, or not for all nodes, is asked by itself. Nothing is
read for nodes that the page or the stated end of the level above leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import Label
from graph.store import FollowUp, FollowUpParameters, FollowUps, Parameters, RowTerm
from queries.nodes.columns import Row
from queries.nodes.relations import PARENT, RowReader
from queries.paging import DEFAULT_FIRST
from schema.fetch.projection import edge_selections
from schema.fetch.relation_plan import RelationPlan, plan_relation
from schema.fetch.sources import Length, NodeShape, Registry, Related, Shape, at_day, no_parameters
from schema.request.context import RequestContext
from schema.request.selection import Selected, Selection

# A statement of more parts takes long to plan.
MOST_FOLLOW_UPS = 8


@dataclass(frozen=True, slots=True)
class RowLevel:
    """Rows that name nodes: where, and which of the rows will be shown.

    `alone`: of a single node. The engine cuts a page of what that is related to, and so it is asked by itself.
    """

    ids_column: int
    first: int
    grouped: bool = False
    order: tuple[RowTerm, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class LookAhead:
    """The place to look ahead from: nodes `n` of a label, what is selected of them, and how many will be shown.

    `alone`: it is a single node.
    """

    label: Label
    selections: Sequence[Selection]
    first: int
    alone: bool = False


@dataclass(slots=True)
class FollowUpCollector:
    """Collects what goes along with one question, and for which selected fields of nodes of which label."""

    context: RequestContext
    registry: Registry
    fields: list[tuple[Selected, Label]] = field(default_factory=list)
    given: list[FollowUpParameters] = field(default_factory=list)

    async def look(self, label: Label, selections: Iterable[Selection], level: RowLevel) -> tuple[FollowUp, ...]:
        """Collect what is selected of nodes of a label, all levels down."""
        found: list[FollowUp] = []
        for selected in (one for each in selections for one in each.fields_of(label).values()):
            source = self.registry.sources.get((label, selected.name))
            # Other parameters may have to be read first.
            if not isinstance(source, Related) or source.parameters not in (no_parameters, at_day):
                continue
            if len(self.given) < MOST_FOLLOW_UPS and not (level.alone and source.length is Length.CONNECTION):
                found.append(await self._look_along(label, source, selected, level))
        return tuple(found)

    async def _look_along(self, label: Label, source: Related, selected: Selected, level: RowLevel) -> FollowUp:
        arguments = self.context.arguments(selected)
        order = tuple(source.order(arguments))
        following = plan_relation(self.registry, label, selected, order, alone=False)
        parameters = await source.parameters(arguments, self.context)
        self.fields.append((selected, label))
        self.given.append(FollowUpParameters(level.first, parameters))
        then: list[FollowUp] = []
        first = self._first(source, selected)
        if first is not None:
            for variable, selection in _list_nodes(source, selected):
                kinds = source.relation.kinds(variable)
                if len(kinds) == 1 and isinstance(kinds[0], Label):
                    below = RowLevel(_column(following, variable, "id"), first, True, _order(following))
                    then += await self.look(kinds[0], [selection], below)
        return FollowUp(following.reading.question, level.ids_column, level.grouped, level.order, tuple(then))

    def _first(self, source: Related, selected: Selected) -> int | None:
        """Count a node's related ones that will be shown; None where that is not their beginning, or no page."""
        if source.length is not Length.CONNECTION:
            return 1 if source.length is Length.ONE else source.end
        arguments = self.context.arguments(selected)
        if any(arguments.get(name) is not None for name in ("after", "last", "before")):
            return None
        first = arguments.get("first", DEFAULT_FIRST)
        return first if isinstance(first, int) and 0 <= first <= self.context.viewer.page_bound else None


async def run_with_follow_ups(
    context: RequestContext, registry: Registry, reading: RowReader, parameters: Parameters, looking: LookAhead
) -> list[Row]:
    """The rows of a question; what came along with them is kept for the fields that ask it."""
    question = reading.question
    if context.reader.together is None:
        return await context.reader.run(question, parameters)
    ahead = FollowUpCollector(context, registry)
    level = RowLevel(question.columns.index("n_id"), looking.first, alone=looking.alone)
    along = await ahead.look(looking.label, looking.selections, level)
    companions = FollowUps(along, tuple(ahead.given))
    answer, came = await context.reader.answer_together(question, parameters, companions)
    context.along.update(zip(ahead.fields, came, strict=True))
    return answer.rows


def follow_up_rows(context: RequestContext, selected: Selected, label: Label, ids: Sequence[str]) -> list[Row] | None:
    """The rows of a field for nodes of a label, in the form for many; None where they did not come along for all."""
    companion = context.along.get((selected, label))
    if companion is None or not set(ids) <= set(companion.ids):
        return None
    wanted = set(ids)
    return [row for row in companion.rows if row[PARENT] in wanted]


def _list_nodes(source: Related, selected: Selected) -> Iterator[tuple[str, Selection]]:
    """The nodes that a field leads to, by variable, each with what is selected of it."""
    for selection in edge_selections(source, selected).values():
        yield from _list_below(source.shape, selection)


def _list_below(shape: Shape, selection: Selection) -> Iterator[tuple[str, Selection]]:
    if isinstance(shape, NodeShape):
        yield shape.variable, selection
        return
    for one in selection.fields_of(shape.type_name).values():
        if one.name in shape.parts:
            yield from _list_below(shape.parts[one.name], one.selection)


def _order(following: RelationPlan) -> tuple[RowTerm, ...]:
    terms = [
        RowTerm(_column(following, one.variable, one.property), one.descending, one.missing) for one in following.order
    ]
    return (*terms, RowTerm(_column(following, following.source.key, "id"), False, ""))


def _column(following: RelationPlan, variable: str, name: str) -> int:
    columns = following.reading.question.columns
    stored = f"{variable}_{name}"
    return columns.index(stored if stored in columns else f"{stored}First")
