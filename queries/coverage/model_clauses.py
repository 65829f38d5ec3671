"""Finds whose clause could be borrowed: the best clauses of other parties' documents for tasks that somebody misses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Label
from graph.store import Reader
from queries.coverage.knowledge.field import find_on_field
from queries.coverage.subjects import Party, Subject
from queries.question import question


class Nearness(StrEnum):
    """The nearness of a document's party to those who ask; the nearest first."""

    PEER = "PEER"
    LEVEL = "LEVEL"
    REGION = "REGION"
    ZONE = "ZONE"
    NATION = "NATION"


PLACE = {nearness: at for at, nearness in enumerate(Nearness)}


@dataclass(frozen=True, slots=True)
class AskingParties:
    """Those who look for a clause: never their own, and first one of their like."""

    parties: frozenset[Party]
    kinds: frozenset[tuple[str, str]]

    def nearness(self, row: PartyRow) -> Nearness:
        """Tell how near a party stands to the nearest of those who ask."""
        if row.kind == Label.ECONOMIC_ZONE:
            return Nearness.ZONE
        if row.level == "NATION":
            return Nearness.NATION
        if row.macro_region and (row.level, row.macro_region) in self.kinds:
            return Nearness.PEER
        same_level = any(level == row.level for level, _ in self.kinds)
        return Nearness.LEVEL if same_level else Nearness.REGION


@dataclass(frozen=True, slots=True)
class ModelsAsked:
    """The parties for whom clauses are looked for, on which day, from which score, and how many a task."""

    asking: AskingParties
    day: str
    min_score: float
    first: int


@dataclass(frozen=True, slots=True)
class Model:
    """A clause that could be borrowed, with the parties whose document it stands in."""

    task: str
    clause: str
    document: str
    score: float
    parties: tuple[Party, ...]
    nearness: Nearness
    has_text: bool


@dataclass(frozen=True, slots=True)
class ModelCandidate:
    """A document that covers a task by clauses whose words are here, or are not, and the best of their scores."""

    task: str
    document: str
    has_text: bool
    score: float


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A clause that covers a task and could be borrowed."""

    task: str
    document: str
    clause: str
    has_text: bool
    score: float


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party of a document; texts are empty where there is nothing to say."""

    document: str
    kind: str
    party: str
    level: str
    macro_region: str
    title: str = ""
    examined: bool = False
    held: str = "PART"
    clause_count: int = 0


CANDIDATES = question("coverage/model_documents", ModelCandidate)
PARTIES = question("coverage/model_parties", PartyRow)
CLAUSES = question("coverage/model_clauses", ModelRow)


def asking_of(subjects: Iterable[Subject]) -> AskingParties:
    """Those who ask, from the parties of a question."""
    listed = list(subjects)
    kinds = {(one.level, one.macro_region) for one in listed if not one.is_zone}
    return AskingParties(frozenset(one.party for one in listed), frozenset(kinds))


async def find_models(reader: Reader, tasks: Collection[str], asked: ModelsAsked) -> dict[str, list[Model]]:
    """Find by task the best clauses of documents in force of others; four engine calls at most."""
    if not tasks or not asked.first:
        return {}
    named = sorted(tasks)
    candidates = await reader.run(CANDIDATES, {"tasks": named, "day": asked.day, "minScore": asked.min_score})
    documents = sorted({one.document for one in candidates})
    if not documents:
        return {}
    parties = await reader.run(PARTIES, {"documents": documents})
    near = rank_documents(parties, asked.asking, await find_on_field(reader, parties))
    chosen = sorted(choose_documents(candidates, near, asked.first))
    rows = await reader.run(CLAUSES, {"documents": chosen, "tasks": named, "minScore": asked.min_score})
    return {task: models[: asked.first] for task, models in rank_clauses(rows, near).items()}


@dataclass(frozen=True, slots=True)
class Near:
    """A document's parties, how near the nearest of them stands, and whether the document is on the field."""

    nearness: Nearness
    parties: tuple[Party, ...]
    on_field: bool


def rank_documents(
    rows: Iterable[PartyRow], asking: AskingParties, on_field: Collection[str] = frozenset()
) -> dict[str, Near]:
    """Tell how near each document's parties stand; without the documents of those who ask, and those of nobody."""
    by_document: dict[str, dict[Party, PartyRow]] = defaultdict(dict)
    for row in rows:
        by_document[row.document][Label(row.kind), row.party] = row
    return {
        document: Near(
            min(map(asking.nearness, parties.values()), key=PLACE.__getitem__),
            tuple(sorted(parties, key=_regions_first)),
            document in on_field,
        )
        for document, parties in by_document.items()
        if not parties.keys() & asking.parties
    }


def _regions_first(party: Party) -> tuple[bool, str]:
    return party[0] is not Label.REGION, party[1]


def _place(one: ModelCandidate | ModelRow, near: Mapping[str, Near]) -> tuple[bool, bool, int, float]:
    """The place in the order: what can be read first, then what is on the field, then the nearest, then the best."""
    where = near[one.document]
    return not one.has_text, not where.on_field, PLACE[where.nearness], -one.score


def choose_documents(candidates: Iterable[ModelCandidate], near: Mapping[str, Near], first: int) -> set[str]:
    """The documents in which the `first` best clauses of each task stand."""
    by_task: dict[str, list[ModelCandidate]] = defaultdict(list)
    for one in candidates:
        if one.document in near:
            by_task[one.task].append(one)
    # A clause's id begins with its document's and `#`: documents of one place stand as their clauses do.
    return {
        one.document
        for ones in by_task.values()
        for one in sorted(ones, key=lambda one: (_place(one, near), f"{one.document}#"))[:first]
    }


def rank_clauses(rows: Iterable[ModelRow], near: Mapping[str, Near]) -> dict[str, list[Model]]:
    """Rank by task the clauses, the first to borrow first; clauses of one place by id."""
    by_task: dict[str, list[ModelRow]] = defaultdict(list)
    for row in rows:
        by_task[row.task].append(row)
    return {
        task: [
            Model(task, row.clause, row.document, row.score, where.parties, where.nearness, row.has_text)
            for row in sorted(found, key=lambda row: (_place(row, near), row.clause))
            for where in [near[row.document]]
        ]
        for task, found in by_task.items()
    }
