"""What a request knows: the graph it reads, today, its bounds, and who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from graphql.execution.values import VariableValues

from graph.access import Answer, Parameters, Question, Reader, RowT
from graph.along import NONE_ALONG, AnswersTogether, Companion, Companions
from graph.dates import Period, today
from graph.model import Label
from graph.names_kinds import MatchKind
from queries.catalogue import Catalogue
from queries.clause_search import ClauseTexts
from queries.named import Named
from schema.lookahead import Arguments, Selected
from schema.pipeline import Documents, Pipeline
from schema.request.roles import ANYBODY, Viewer
from schema.watching import VersionWatch


@dataclass(slots=True)
class VersionedReader:
    """A reader that notes of which versions of the graph its rows were."""

    reader: Reader
    # The same, where the engine answers questions together.
    together: AnswersTogether | None = None
    versions: set[int] = field(default_factory=set)
    # What has been read, where the operation may have to be answered `again` of the same rows.
    kept: list[tuple[object, Parameters, Answer[Any]]] | None = None
    again: bool = False

    async def run(self, question: Question[RowT], parameters: Parameters) -> list[RowT]:
        """All rows of a question; one engine call."""
        return (await self.answer(question, parameters)).rows

    async def answer(self, question: Question[RowT], parameters: Parameters) -> Answer[RowT]:
        """The same with the version that the rows are of."""
        return (await self.answer_together(question, parameters, NONE_ALONG))[0]

    async def answer_together(
        self, question: Question[RowT], parameters: Parameters, companions: Companions
    ) -> tuple[Answer[RowT], Sequence[Companion]]:
        """The same, with what goes along where the engine answers it."""
        if self.again:
            for asked, given, known in self.kept or ():
                if asked == question and given == parameters:
                    return known, ()
        along: Sequence[Companion] = ()
        if self.together is not None and companions.along:
            answer, along = await self.together.answer_together(question, parameters, companions)
        else:
            answer = await self.reader.answer(question, parameters)
        self.versions |= {answer.before, answer.after}
        if self.kept is not None:
            self.kept.append((question, parameters, answer))
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
        """Whether everything that was read is of one version."""
        return len(self.versions) <= 1


class NameHit(Protocol):
    """A node whose name a text matches: which name, how, and how well (0 to 1)."""

    @property
    def label(self) -> Label:
        """What kind of node it is."""

    @property
    def key(self) -> str:
        """Its key."""

    @property
    def score(self) -> float:
        """How well the name matches."""

    @property
    def matched(self) -> str:
        """The name that matches."""

    @property
    def how(self) -> MatchKind:
        """How it matches."""


class Names(Protocol):
    """Finds nodes by what people call them."""

    async def resolve(self, text: str, kinds: Sequence[Label], day: str) -> Sequence[Named]:
        """The nodes that the text names in the first tier where any is: official name, then alias."""

    async def nearest(self, text: str, kinds: Sequence[Label]) -> Sequence[Named]:
        """The nodes whose names are nearest, best first, five at most."""

    async def search(self, text: str, kinds: Sequence[Label] | None, first: int) -> Sequence[NameHit]:
        """The nodes whose names match a text, of these kinds (None: of all), best first."""


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
    catalogue: Catalogue | None = None
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
    # Whether rows may become JSON at once, since nobody but compiled completion will look at them.
    showing: bool = False
    # What came along with the rows above: by selected field and the label of the nodes.
    along: dict[tuple[Selected, Label], Companion] = field(default_factory=dict)

    def arguments(self, selected: Selected) -> Arguments:
        """The arguments of a field for the variables of this request."""
        return selected.arguments(self.variables)

    def day(self, as_of: object) -> str:
        """The ISO day that an `asOf` argument means; None is today in Shanghai."""
        return (as_of if isinstance(as_of, Period) else self.today).last
