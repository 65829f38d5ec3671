"""Match the clauses of a new version to the stored ones, whose ids they keep: by fingerprint first, then by path."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.clauses.rows import fingerprint_of
from loaders.document import Clause
from loaders.storing.stored import StoredClause

# The one clause of a document that is known by its title alone; no text has a clause of this path.
TITLE = "title"


@dataclass(frozen=True, slots=True)
class MatchedClauses:
    """By path the ids of a version's clauses; the paths of those that are new, and of those whose text changed.

    `gone` are the stored clauses that the version has no longer.
    """

    ids: dict[str, str]
    created: frozenset[str]
    changed: frozenset[str]
    gone: tuple[StoredClause, ...]


def match_clauses(document: str, stored: Sequence[StoredClause], clauses: Sequence[Clause]) -> MatchedClauses:
    """Find which stored clause each new one is; `document` is the id from which new ids are made."""
    old = [one for one in stored if one.path != TITLE]
    prints = {clause.path: fingerprint_of(clause.text) for clause in clauses}
    ids: dict[str, str] = {}
    used: set[str] = set()
    by_print: dict[str, deque[StoredClause]] = defaultdict(deque)
    for one in old:
        if (fingerprint := _print_of(one)) is not None:
            by_print[fingerprint].append(one)
    # Of several clauses of one wording each stays in its place; what is left moves.
    in_place = {(_print_of(one), one.path): one.id for one in old}
    for clause in clauses:
        if key := in_place.get((prints[clause.path], clause.path)):
            ids[clause.path] = key
            used.add(key)
    for clause in clauses:
        waiting = by_print[prints[clause.path]]
        while waiting and waiting[0].id in used:
            waiting.popleft()
        if clause.path not in ids and waiting:
            ids[clause.path] = waiting.popleft().id
            used.add(ids[clause.path])
    changed = _match_by_path(old, clauses, ids, used)
    created = _make_ids(document, stored, clauses, ids)
    return MatchedClauses(ids, created, changed, tuple(one for one in old if one.id not in used))


def _match_by_path(
    old: Sequence[StoredClause], clauses: Sequence[Clause], ids: dict[str, str], used: set[str]
) -> frozenset[str]:
    by_path = {one.path: one for one in old if one.id not in used}
    found = {
        clause.path: by_path[clause.path].id for clause in clauses if clause.path not in ids and clause.path in by_path
    }
    ids |= found
    used |= set(found.values())
    return frozenset(found)


def _make_ids(
    document: str, stored: Sequence[StoredClause], clauses: Sequence[Clause], ids: dict[str, str]
) -> frozenset[str]:
    # An id once given to a clause is never another one's, though the numbering moved.
    taken = {one.id for one in stored} | set(ids.values())
    created = [clause.path for clause in clauses if clause.path not in ids]
    for path in created:
        key, number = f"{document}#{path}", 1
        while key in taken:
            number += 1
            key = f"{document}#{path}~{number}"
        ids[path] = key
        taken.add(key)
    return frozenset(created)


def _print_of(one: StoredClause) -> str | None:
    return one.fingerprint or (fingerprint_of(one.text) if one.text else None)
