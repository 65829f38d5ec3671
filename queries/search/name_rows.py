"""Declares what goes into the index of names and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Label
from graph.names.match import MatchKind


class NameRole(StrEnum):
    """The role that a text has for the thing that it names."""

    NAME = "NAME"
    ALIAS = "ALIAS"
    FORMER_NAME = "FORMER_NAME"
    ENGLISH = "ENGLISH"


@dataclass(frozen=True, slots=True, order=True)
class IndexedName:
    """One name of one node. `entity_name` is its official name; a document's number (文号) is an ALIAS."""

    label: Label
    key: str
    entity_name: str
    text: str
    role: NameRole = NameRole.NAME

    @property
    def reference(self) -> tuple[Label, str]:
        """The node that it names."""
        return self.label, self.key


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that a search found: `matched` is the name of it that matched, `score` in [0, 1]."""

    label: Label
    key: str
    name: str
    matched: str
    how: MatchKind
    score: float


LABEL_ORDER = {label: place for place, label in enumerate(Label)}

HOW_ORDER = {how: place for place, how in enumerate(MatchKind)}

ROLE_KINDS = {
    NameRole.NAME: MatchKind.ALIAS,
    NameRole.ALIAS: MatchKind.ALIAS,
    NameRole.FORMER_NAME: MatchKind.FORMER_NAME,
    NameRole.ENGLISH: MatchKind.ENGLISH,
}


def order_hits(hits: Sequence[Hit]) -> list[Hit]:
    """The best hit of each thing, by score (descending), then label in the order of the model, then key."""
    best: dict[tuple[Label, str], Hit] = {}
    for hit in sorted(hits, key=lambda hit: (-hit.score, HOW_ORDER[hit.how], hit.matched)):
        best.setdefault((hit.label, hit.key), hit)
    return sorted(best.values(), key=lambda hit: (-hit.score, LABEL_ORDER[hit.label], hit.key))


@dataclass(frozen=True, slots=True)
class Named:
    """A node that a text may mean."""

    label: Label
    key: str
    name: str

    @property
    def reference(self) -> tuple[Label, str]:
        """The node by label and key, without its name."""
        return self.label, self.key
