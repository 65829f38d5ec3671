"""Reads the names that the graph holds, one question a label, and the days between which each named thing is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.dates import ALWAYS, STILL
from graph.model import NODES, Label, PropertyType
from graph.store import Reader, Statement
from queries.nodes.relations import MANY_NODES
from queries.region_spans import SUCCESSION, Succession, build_region_spans
from queries.search.name_rows import IndexedName, NameRole

# Clauses are found by their text (`queries/search_clauses.py`), and named by their document and path alone.
INDEXED = tuple(label for label in Label if label is not Label.CLAUSE)

# Which properties name a node, beside `name`; in this order, and a text counts once.
ROLES = {
    "title": NameRole.ALIAS,
    "shortName": NameRole.ALIAS,
    "number": NameRole.ALIAS,
    "aliases": NameRole.ALIAS,
    "formerNames": NameRole.FORMER_NAME,
    "nameEn": NameRole.ENGLISH,
    "titleEn": NameRole.ENGLISH,
}

_TEXTS = (PropertyType.STRING, PropertyType.STRINGS)

Reference = tuple[Label, str]


@dataclass(frozen=True, slots=True)
class NameRow:
    """The names of a node, each with what it is to it, and what is known of its time (null: nothing)."""

    key: str
    names: tuple[tuple[str, NameRole], ...]
    since: str | None
    until: str | None


@lru_cache
def build_names_question(label: Label, *, some: bool = False) -> Statement[NameRow]:
    """The question for all names of a label, or for those of `some` nodes by their `ids`."""
    types = NODES[label]
    naming = [name for name in ROLES if types.get(name) in _TEXTS]
    since, until = ("n.sinceFirst", "n.untilLast") if "since" in types else ("null", "null")
    values = ["n.id", "n.name", since, until]
    columns = [f"{value} AS c{at}" for at, value in enumerate([*values, *(f"n.{name}" for name in naming)])]
    roles = [NameRole.NAME, *(ROLES[name] for name in naming)]

    def row(*found: object) -> NameRow:
        key, name, first, last, *others = found
        return NameRow(
            str(key),
            tuple(_list_names([name, *others], roles)),
            str(first) if first else None,
            str(last) if last else None,
        )

    start, asked = (MANY_NODES.format(label), ("ids",)) if some else (f"MATCH (n:{label})", ())
    text = f"{start} RETURN {', '.join(columns)}"
    return Statement(f"names of {label}", text, asked, tuple(f"c{at}" for at in range(len(columns))), row)


def _list_names(values: list[object], roles: list[NameRole]) -> Iterator[tuple[str, NameRole]]:
    seen: set[str] = set()
    for value, role in zip(values, roles, strict=True):
        for text in value if isinstance(value, list) else [value]:
            if text and str(text) not in seen:
                seen.add(str(text))
                yield str(text), role


@dataclass(frozen=True, slots=True)
class NameRows:
    """The names that the graph holds: by label and id, and which region came after which."""

    rows: Mapping[Reference, NameRow]
    succession: tuple[Succession, ...]


@dataclass(frozen=True, slots=True)
class NamesRead:
    """All names of the graph, the first and last ISO day of what has a beginning or an end, and heirs of regions."""

    names: tuple[IndexedName, ...]
    spans: Mapping[Reference, tuple[str, str]]
    heirs: Mapping[Reference, frozenset[Reference]]


async def read_rows(reader: Reader) -> NameRows:
    """Every name that is stored; an engine call a label, and one for the succession of regions."""
    found = {label: await reader.run(build_names_question(label), {}) for label in INDEXED}
    rows: dict[Reference, NameRow] = {(label, row.key): row for label, those in found.items() for row in those}
    return NameRows(rows, tuple(await reader.run(SUCCESSION, {})))


async def read_rows_again(reader: Reader, known: NameRows, changed: Iterable[Reference]) -> NameRows:
    """Return what is known, with what is stored now of nodes that changed; an engine call for each of their labels."""
    ids: dict[Label, list[str]] = defaultdict(list)
    for label, key in changed:
        if label in INDEXED:
            ids[label].append(key)
    rows = dict(known.rows)
    for label, keys in ids.items():
        for key in keys:
            rows.pop((label, key), None)
        for row in await reader.run(build_names_question(label, some=True), {"ids": keys}):
            rows[label, row.key] = row
    succession = tuple(await reader.run(SUCCESSION, {})) if Label.REGION in ids else known.succession
    return NameRows(rows, succession)


def list_names(read: NameRows) -> NamesRead:
    """The names in their order, and when what they name is there."""
    names = sorted(
        IndexedName(label, row.key, row.names[0][0], text, role)
        for (label, _), row in read.rows.items()
        for text, role in row.names
    )
    spans = {
        reference: (row.since or ALWAYS, row.until or STILL)
        for reference, row in read.rows.items()
        if row.since or row.until
    }
    heirs: dict[Reference, set[Reference]] = defaultdict(set)
    for step in read.succession:
        heirs[Label.REGION, step.earlier].add((Label.REGION, step.later))
    later = {reference: frozenset(those) for reference, those in heirs.items()}
    regions = {(Label.REGION, code): span for code, span in build_region_spans(read.succession).items()}
    return NamesRead(tuple(names), spans | regions, later)
