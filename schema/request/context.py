"""Holds what a request knows: the graph it reads, today, its bounds, and who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graphql import GraphQLSchema
from graphql.execution.values import VariableValues

from graph.dates import Period, today
from graph.model import Label
from graph.store import (
    NO_FOLLOW_UPS,
    Answer,
    BatchingReader,
    FollowUpAnswer,
    FollowUps,
    Parameters,
    Reader,
    RowT,
    Statement,
)
from queries.nodes.sorted_keys import SortedKeys
from queries.search.clauses import ClauseTexts
from schema.request.ports import Documents, Names, Pipeline
from schema.request.roles import ANYBODY, Viewer
from schema.request.selection import Arguments, Selected
from schema.request.version_watch import VersionWatch


@dataclass(slots=True)
class VersionedReader:
    """A reader that notes of which versions of the graph its rows were."""

    reader: Reader
    # The same, where the engine answers questions together.
    together: BatchingReader | None = None
    versions: set[int] = field(default_factory=set)

    async def run(self, question: Statement[RowT], parameters: Parameters) -> list[RowT]:
        """All rows of a question; one engine call."""
        return (await self.answer(question, parameters)).rows

    async def answer(self, question: Statement[RowT], parameters: Parameters) -> Answer[RowT]:
        """Run a question; all its rows, with the version that they are of."""
        return (await self.answer_together(question, parameters, NO_FOLLOW_UPS))[0]

    async def answer_together(
        self, question: Statement[RowT], parameters: Parameters, companions: FollowUps
    ) -> tuple[Answer[RowT], Sequence[FollowUpAnswer]]:
        """Run a question as `answer` does, with what goes along where the engine answers it."""
        along: Sequence[FollowUpAnswer] = ()
        if self.together is not None and companions.along:
            answer, along = await self.together.answer_together(question, parameters, companions)
        else:
            answer = await self.reader.answer(question, parameters)
        self.versions |= {answer.before, answer.after}
        return answer, along

    async def version(self) -> int:
        """The version that was read first; asked of the engine where nothing has been read yet."""
        if not self.versions:
            self.versions.add(await self.reader.version())
        return min(self.versions)

    def note(self, version: int) -> None:
        """Say that something is shown that was read of this version."""
        self.versions.add(version)

    @property
    def is_steady(self) -> bool:
        """Tell whether everything that was read is of one version."""
        return len(self.versions) <= 1


@dataclass(slots=True)
class RequestContext:
    """One request; a new one each time, since its reader remembers."""

    reader: VersionedReader
    engine: str
    names: Names
    clauses: ClauseTexts
    viewer: Viewer = ANYBODY
    request_id: str = ""
    # Where the engine has no index to walk in order.
    catalogue: SortedKeys | None = None
    pipeline: Pipeline | None = None
    # Only mutations ask it.
    documents: Documents | None = None
    variables: VariableValues | None = None
    today: Period = field(default_factory=today)
    # Only for a subscription.
    watch: VersionWatch | None = None
    # The version of the event that is being answered, which may not be the graph's any more.
    event_version: int | None = None
    # Root fields that have their answer, or what failed, by response key: the executor only completes them.
    answered: dict[str, object] = field(default_factory=dict)
    # What came along with the rows above: by selected field and the label of the nodes.
    along: dict[tuple[Selected, Label], FollowUpAnswer] = field(default_factory=dict)

    def arguments(self, selected: Selected) -> Arguments:
        """The arguments of a field for the variables of this request."""
        return selected.arguments(self.variables)

    def day(self, as_of: object) -> str:
        """The ISO day that an `asOf` argument means; None is today in Shanghai."""
        return (as_of if isinstance(as_of, Period) else self.today).last


ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Call:
    """A root field with its arguments, as the schema coerces them, under the names that they have in the API."""

    context: RequestContext
    selected: Selected

    @property
    def arguments(self) -> Arguments:
        """The arguments; one that was not given and has no default is missing."""
        return self.context.arguments(self.selected)

    @property
    def schema(self) -> GraphQLSchema:
        """The schema that is asked."""
        return self.selected.selection.asking.schema

    @property
    def reader(self) -> Reader:
        """The reader of the graph."""
        return self.context.reader

    @property
    def day(self) -> str:
        """The ISO day that `asOf` means."""
        return self.context.day(self.arguments.get("asOf"))

    def given(self, name: str, kind: type[ValueT], default: ValueT) -> ValueT:
        """An argument of a type; the default where it was not given or is null."""
        value = self.arguments.get(name)
        return value if isinstance(value, kind) else default

    def texts(self, name: str) -> list[str]:
        """An argument that is a list of texts or ids; empty where it was not given."""
        value = self.arguments.get(name)
        return [str(one) for one in value] if isinstance(value, list | tuple) else []

    def wants(self, path: str) -> bool:
        """Tell whether anything is selected at a path of field names below this field, such as `tasks.modelClauses`."""
        selection, type_name = self.selected.selection, self.selected.type_name
        for name in path.split("."):
            below = [one for one in selection.fields_of(type_name).values() if one.name == name]
            if not below:
                return False
            selection, type_name = selection.child(type_name, name) or selection, below[0].type_name
        return True
