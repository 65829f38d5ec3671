"""The values that the document pipeline hands on: a document's clauses, what they name, and which tasks they cover."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.dates import Period
from graph.model import Label


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause as the numbering of its document has it.

    `path` is its number (`第三条`, `一/（一）/1`, `p1` for an unnumbered paragraph; a path met twice ends in `~2`),
    `heading` the headings above it joined by ` / `, `ordinal` its place from 1.
    `text` is `document[start:end]`, without the number.
    """

    path: str
    heading: str
    text: str
    start: int
    end: int
    ordinal: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A phrase that made a match: `text` is `clause.text[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TaskMatch:
    """A task that a clause covers: how sure (0 to 1), by which method (`profile-1`), and the phrases that say so."""

    task_id: str
    score: float
    method: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing in a clause: `text` is `clause.text[start:end]`, `name` the full official name that it stands for.

    `entity_id` is the id of the stored node of `kind`, or None where only the name is known; `derived` says that
    the name was made from a role and the document's territory (市知识产权局 in a text of Xi'an is 西安市知识产权局).
    A span that names several places at once (苏浙沪皖) is one mention each.
    """

    text: str
    kind: Label
    entity_id: str | None
    name: str
    start: int
    end: int
    score: float
    derived: bool = False


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    """The metadata that a text states of itself; None or empty where it does not. `notes` say what was unclear.

    `territory` is the id of the region or zone that the text is for (`territory_kind` its label), `supersedes` the
    titles that it says are repealed (同时废止), `in_force_from` what stands after 自…起施行, `in_force_until` where a
    term that it gives itself (有效期五年) ends. `issued` is the date of this edition, `enacted` that of the first.
    """

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: Period | None = None
    enacted: Period | None = None
    in_force_from: Period | None = None
    in_force_until: Period | None = None
    territory: str | None = None
    territory_kind: Label | None = None
    supersedes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A text as read, and its clauses in order; the lines before them, and those that sign and date it."""

    text: str
    clauses: tuple[Clause, ...]
    title_lines: tuple[str, ...] = field(default=())
    closing_lines: tuple[str, ...] = field(default=())
