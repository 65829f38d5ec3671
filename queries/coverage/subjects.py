"""Reads what a question about coverage asks about: its parties, what stands above and within them, and the tasks."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Label
from graph.store import Reader
from queries.errors import BadInput
from queries.question import question
from queries.warnings import Words, named

# A region or a zone, by label and key.
Party = tuple[Label, str]

MOST_PARTIES = 100
# From which score a suggested link counts, unless it is asked otherwise.
DEFAULT_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One fact about a party (`what`: PARTY ABOVE ZONE MEMBER PART REACHES) or one TASK with its theme as `other`.

    `since` and `until` are ISO days, or empty where there is no such end. Of a task the names are those of its theme.
    """

    what: str
    kind: str
    key: str
    other_kind: str
    other: str
    level: str
    macro_region: str
    name: str
    name_en: str
    number: int
    since: str
    until: str


SUBJECTS = question("coverage/subjects", SubjectRow)


@dataclass(frozen=True, slots=True)
class Subject:
    """A party as of a day: whose documents count for it, and what it overlaps with.

    `above` are the regions above it with their levels, `zones` those of which it is a full member.
    Of a zone, `members` are the regions that it includes in full, `parts` those in part, `reaches` the regions above.
    """

    party: Party
    name: str
    level: str
    macro_region: str
    above: tuple[tuple[Party, str], ...] = ()
    zones: tuple[Party, ...] = ()
    members: tuple[Party, ...] = ()
    parts: tuple[Party, ...] = ()
    reaches: frozenset[Party] = frozenset()
    name_en: str = ""

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return named(self.name, self.name_en)

    @property
    def is_zone(self) -> bool:
        """Tell whether the party is a zone."""
        return self.party[0] is Label.ECONOMIC_ZONE

    def holders(self) -> set[Party]:
        """All whose documents bear on its statuses."""
        return {self.party, *(party for party, _ in self.above), *self.zones, *self.members}


@dataclass(frozen=True, slots=True)
class TaskKey:
    """A task with its number and its theme's key."""

    key: str
    number: int
    theme: str


@dataclass(frozen=True, slots=True)
class Subjects:
    """The parties in the order asked, each once, every task by number, and what the themes are called."""

    parties: tuple[Subject, ...]
    tasks: tuple[TaskKey, ...]
    themes: Mapping[str, Words]


def list_holders(subjects: Iterable[Subject]) -> set[Party]:
    """All whose documents bear on the statuses of these parties."""
    return {holder for subject in subjects for holder in subject.holders()}


def check_parties(parties: Sequence[Party], most: int = MOST_PARTIES) -> tuple[Party, ...]:
    """The parties, each once; BadInput where there are none or too many."""
    each = tuple(dict.fromkeys(parties))
    if not each:
        raise BadInput("Name at least one party.", "parties")
    if len(each) > most:
        raise BadInput(f"{len(each)} parties are too many: at most {most}.", "parties")
    return each


def check_score(score: float) -> float:
    """The score; BadInput where it is not from 0 to 1."""
    if not (math.isfinite(score) and 0 <= score <= 1):
        raise BadInput(f"`minScore` is {score}; it must be from 0 to 1.", "minScore")
    return score


def choose_tasks(
    known: Sequence[TaskKey], tasks: Collection[str] | None = None, themes: Collection[str] | None = None
) -> tuple[TaskKey, ...]:
    """The tasks asked about, each once: those named, in that order, or all; of them only those of the themes named.

    BadInput for a task or a theme that is not there.
    """
    by_key = {task.key: task for task in known}
    by_theme = sorted({task.theme for task in known})
    for key in tasks or ():
        if key not in by_key:
            raise BadInput(f"'{key}' is no task of the graph.", "tasks")
    for key in themes or ():
        if key not in by_theme:
            raise BadInput(f"'{key}' is no theme of the graph.", "themes", tuple(by_theme[:5]))
    chosen = known if tasks is None else [by_key[key] for key in dict.fromkeys(tasks)]
    return tuple(task for task in chosen if themes is None or task.theme in themes)


async def read_subjects(reader: Reader, parties: Sequence[Party], day: str) -> Subjects:
    """The parties and all tasks as of a day, in one engine call; BadInput for a party that is not in the graph."""
    return build_subjects(parties, await read_subject_rows(reader, parties, day, day))


async def read_subject_rows(reader: Reader, parties: Sequence[Party], first: str, last: str) -> list[SubjectRow]:
    """Read what is known of the parties on any day from `first` to `last`."""
    regions = [key for label, key in parties if label is Label.REGION]
    zones = [key for label, key in parties if label is Label.ECONOMIC_ZONE]
    return await reader.run(SUBJECTS, {"regions": regions, "zones": zones, "first": first, "last": last})


def build_subjects(parties: Sequence[Party], rows: Iterable[SubjectRow]) -> Subjects:
    """The subjects that the rows of a day speak of; BadInput for a party of which no row speaks."""
    facts: dict[Party, dict[str, list[SubjectRow]]] = defaultdict(lambda: defaultdict(list))
    tasks: dict[str, TaskKey] = {}
    themes: dict[str, Words] = {}
    for row in rows:
        if row.what == "TASK":
            tasks[row.key] = TaskKey(row.key, row.number, row.other)
            themes[row.other] = named(row.name, row.name_en)
        else:
            facts[Label(row.kind), row.key][row.what].append(row)
    missing = [key for label, key in parties if not facts[label, key]["PARTY"]]
    if missing:
        raise BadInput(f"'{missing[0]}' is no region or zone of the graph.", "parties")
    ordered = sorted(tasks.values(), key=lambda task: (task.number, task.key))
    return Subjects(tuple(_subject(party, facts[party]) for party in parties), tuple(ordered), themes)


def _subject(party: Party, facts: dict[str, list[SubjectRow]]) -> Subject:
    own = facts["PARTY"][0]
    members = _others(facts["MEMBER"])
    return Subject(
        party,
        own.name,
        own.level,
        own.macro_region,
        tuple(sorted({((Label.REGION, row.other), row.level) for row in facts["ABOVE"]})),
        _others(facts["ZONE"]),
        members,
        # A vintage may include in part what another includes in full.
        tuple(part for part in _others(facts["PART"]) if part not in members),
        frozenset(_others(facts["REACHES"])),
        own.name_en,
    )


def _others(rows: Iterable[SubjectRow]) -> tuple[Party, ...]:
    return tuple(sorted({(Label(row.other_kind), row.other) for row in rows}))
