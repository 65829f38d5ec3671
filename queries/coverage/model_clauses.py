"""Whose clause could be borrowed: the best clauses of other parties' documents for tasks that somebody misses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from graph.model import Label
from graph.store import Parameters, Reader
from queries.coverage.links import Link, best_first, group_links, read_links
from queries.coverage.subjects import Party, Subject
from queries.question import question


class Nearness(IntEnum):
    """How near a document's party stands to those who ask; the nearest first."""

    SAME_LEVEL_AND_MACRO_REGION = 0
    SAME_LEVEL = 1
    OTHER_REGION = 2
    ZONE = 3
    NATION = 4


@dataclass(frozen=True, slots=True)
class AskingParties:
    """Those who look for a clause: never their own, and first one of their like."""

    parties: frozenset[Party]
    kinds: frozenset[tuple[str, str]]

    def nearness(self, row: PartyRow) -> Nearness:
        """How near a party stands to the nearest of those who ask."""
        if row.kind == Label.ECONOMIC_ZONE:
            return Nearness.ZONE
        if row.level == "NATION":
            return Nearness.NATION
        if row.macro_region and (row.level, row.macro_region) in self.kinds:
            return Nearness.SAME_LEVEL_AND_MACRO_REGION
        same_level = any(level == row.level for level, _ in self.kinds)
        return Nearness.SAME_LEVEL if same_level else Nearness.OTHER_REGION


@dataclass(frozen=True, slots=True)
class ModelsAsked:
    """For whom clauses are looked for, on which day, from which score, and how many a task."""

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


@dataclass(frozen=True, slots=True)
class ModelCandidate:
    """A document that covers a task, and the best score with which it does."""

    task: str
    document: str
    score: float


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party of a document; texts are empty where there is nothing to say."""

    document: str
    kind: str
    party: str
    level: str
    macro_region: str


CANDIDATES = question("coverage/model_documents", ModelCandidate)
PARTIES = question("coverage/model_parties", PartyRow)


def asking_of(subjects: Iterable[Subject]) -> AskingParties:
    """Those who ask, from the parties of a question."""
    listed = list(subjects)
    kinds = {(one.level, one.macro_region) for one in listed if not one.is_zone}
    return AskingParties(frozenset(one.party for one in listed), frozenset(kinds))


async def find_models(reader: Reader, tasks: Collection[str], asked: ModelsAsked) -> dict[str, list[Model]]:
    """By task the best clauses of documents in force of others; three engine calls at most."""
    if not tasks or not asked.first:
        return {}
    parameters: Parameters = {"tasks": sorted(tasks), "day": asked.day, "minScore": asked.min_score}
    candidates = await reader.run(CANDIDATES, parameters)
    documents = sorted({one.document for one in candidates})
    if not documents:
        return {}
    near = rank_documents(await reader.run(PARTIES, {"documents": documents}), asked.asking)
    chosen = choose_documents(candidates, near, asked.first)
    links = await read_links(reader, sorted({key for keys in chosen.values() for key in keys}), asked.min_score)
    models = rank_clauses([link for link in links if link.score >= asked.min_score], chosen, near)
    return {task: found[: asked.first] for task, found in models.items()}


@dataclass(frozen=True, slots=True)
class Near:
    """A document's parties, and how near the nearest of them stands."""

    nearness: Nearness
    parties: tuple[Party, ...]


def rank_documents(rows: Iterable[PartyRow], asking: AskingParties) -> dict[str, Near]:
    """How near each document's parties stand; without the documents of those who ask, and those of nobody."""
    by_document: dict[str, dict[Party, PartyRow]] = defaultdict(dict)
    for row in rows:
        by_document[row.document][Label(row.kind), row.party] = row
    return {
        document: Near(min(map(asking.nearness, parties.values())), tuple(sorted(parties, key=_regions_first)))
        for document, parties in by_document.items()
        if not parties.keys() & asking.parties
    }


def _regions_first(party: Party) -> tuple[bool, str]:
    return party[0] is not Label.REGION, party[1]


def choose_documents(
    candidates: Iterable[ModelCandidate], near: Mapping[str, Near], first: int
) -> dict[str, list[str]]:
    """By task the `first` documents whose best clauses come first: the `first` best clauses stand in these."""
    by_task: dict[str, list[ModelCandidate]] = defaultdict(list)
    for one in candidates:
        if one.document in near:
            by_task[one.task].append(one)
    # A clause's id begins with its document's and `#`: documents of equal score stand as their clauses do.
    return {
        task: [
            one.document
            for one in sorted(ones, key=lambda one: (near[one.document].nearness, -one.score, f"{one.document}#"))
        ][:first]
        for task, ones in by_task.items()
    }


def rank_clauses(
    links: Iterable[Link], chosen: Mapping[str, Sequence[str]], near: Mapping[str, Near]
) -> dict[str, list[Model]]:
    """By task the clauses of the chosen documents: nearest first, then by score, then by id; never a title."""
    pairs = group_links(link for link in links if not link.is_title)
    return {
        task: [
            Model(task, link.clause, link.document, link.score, near[link.document].parties)
            for link in sorted(
                (link for document in documents for link in pairs.get((document, task), ())),
                key=lambda link: (near[link.document].nearness, best_first(link)),
            )
        ]
        for task, documents in chosen.items()
    }
