"""How many objects a field gives at most: by its arguments, by the end that it states, or by what its root asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)

from schema.entities.coverage import MOST_EVIDENCE
from schema.fetch.sources import Length, Reference, Related, registry_of
from schema.questions.draft import MOST_CLAUSES

Composite: TypeAlias = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType
PAGE_SIZE = 20
# The national work points of 2012 hold 29.
TASKS = 100
# A list that says nothing of its end.
UNSTATED = 200
PARTIES, RECIPIENTS, FIRST, CLAUSES, MENTIONS = "parties", "recipients", "first", "clauses", "mentions"
# Lists of answers that are worked out as a whole; a word stands for what the root's arguments ask.
ENDS: Mapping[tuple[str, str], int | str] = {
    ("PolicyGaps", "parties"): PARTIES,
    ("PolicyGaps", "tasks"): TASKS,
    ("TaskGap", "statuses"): PARTIES,
    ("PartyStatus", "evidence"): MOST_EVIDENCE,
    ("Coverage", "evidence"): MOST_EVIDENCE,
    ("GapChanges", "tasks"): TASKS,
    ("TaskChange", "statuses"): PARTIES,
    ("TaskChange", "came"): UNSTATED,
    ("TaskChange", "lapsed"): UNSTATED,
    ("GapChanges", "came"): 1_000,
    ("GapChanges", "lapsed"): 1_000,
    ("DocumentChange", "parties"): PARTIES,
    ("CoverageMatrix", "tasks"): TASKS,
    ("CoverageMatrix", "rows"): PARTIES,
    ("MatrixRow", "cells"): TASKS,
    ("ConnectingPath", "nodes"): 7,
    ("ConnectingPath", "links"): 6,
    ("DraftCheck", "clauses"): CLAUSES,
    ("DraftCheck", "covered"): TASKS,
    ("DraftCheck", "missing"): TASKS,
    ("DraftClause", "tasks"): TASKS,
    ("DraftClause", "mentions"): MENTIONS,
    ("DraftTask", "evidence"): MOST_EVIDENCE,
    ("GraphInfo", "counts"): 20,
    ("PairingCandidates", "candidates"): FIRST,
    ("PairingCandidate", "components"): 7,
    ("PairingCandidate", "ties"): 50,
    ("PairingPlan", "pairs"): RECIPIENTS,
    ("ClauseHitEdge", "highlights"): 50,
}
# The root arguments whose length says how long lists are.
NAMED = (PARTIES, RECIPIENTS)
# What finding the answer takes beside the objects that it holds.
FINDING: Mapping[str, int] = {
    "search": 20, "searchClauses": 50, "policyGaps": 50, "gapChanges": 100, "coverageMatrix": 50,
    "connectingPaths": 200, "checkDraft": 500, "pairingCandidates": 500, "pairingPlan": 2_000, "totalCount": 10,
}  # fmt: skip


def size_root(named: Mapping[str, int], first: int, text: str) -> dict[str, int]:
    """What a root field's arguments say of the lists below it.

    Every clause of a draft begins a line or with 第; what it names has a character of its own in the text.
    """
    clauses = min(MOST_CLAUSES, text.count("\n") + text.count("第") + 1)
    return {**named, FIRST: first, CLAUSES: clauses, MENTIONS: -(-len(text) // clauses)}


def is_connection(kind: GraphQLNamedType) -> bool:
    """Whether a type is a page of a list."""
    return isinstance(kind, GraphQLObjectType) and kind.name.endswith("Connection")


def is_list(field: GraphQLField) -> bool:
    """Whether a field gives objects in a list."""
    kind = field.type
    while isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    return isinstance(kind, GraphQLList) and isinstance(get_named_type(kind), Composite)


def find_end(schema: GraphQLSchema, parent: Composite, name: str) -> int | str:
    """Where a list ends that has no `first`; of an abstract type, the farthest end of its kinds."""
    kinds = [parent] if isinstance(parent, GraphQLObjectType) else schema.get_possible_types(parent)
    ends = [_end_of(schema, kind.name, name) for kind in kinds]
    words = [end for end in ends if isinstance(end, str)]
    return words[0] if words else max((end for end in ends if isinstance(end, int)), default=UNSTATED)


def _end_of(schema: GraphQLSchema, type_name: str, name: str) -> int | str:
    stated = ENDS.get((type_name, name))
    if stated is not None:
        return stated
    if type_name.startswith("__"):
        return _count_of_schema(schema, name)
    source = registry_of(schema).sources.get((type_name, name))
    if isinstance(source, Reference) or (isinstance(source, Related) and source.length is Length.LIST):
        return source.end
    return UNSTATED


def _count_of_schema(schema: GraphQLSchema, name: str) -> int:
    """How many of something the schema holds at one place at most."""
    objects = [one for one in schema.type_map.values() if isinstance(one, GraphQLObjectType | GraphQLInterfaceType)]
    if name == "types":
        return len(schema.type_map)
    if name == "fields":
        return max(len(one.fields) for one in objects)
    if name == "args":
        return max(len(field.args) for one in objects for field in one.fields.values())
    return max(20, *(len(getattr(one, "values", ())) for one in schema.type_map.values()))
