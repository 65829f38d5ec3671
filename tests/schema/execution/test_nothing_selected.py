"""An object of which nothing is selected is `{}`, wherever it stands; a null where none may be names its argument."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import Label
from schema.request.ids import global_id
from tests.schema.asking import Asker
from tests.schema.execution.test_output import ask_both

pytestmark = pytest.mark.anyio
ZONE = " fragment Zone on EconomicZone { kind }"

# What is asked with $no: false and the global id of a region, and the right data.
ANSWERS: dict[str, tuple[str, object]] = {
    "party": ('{ party(id: "610000") { ...Zone } }', {"party": {}}),
    "node of another kind": ("query ($id: ID!) { node(id: $id) { ... on Task { number } } }", {"node": {}}),
    "absent": ('{ region(id: "999999") { name @skip(if: true) } }', {"region": None}),
    "skipped by a variable": (
        'query ($no: Boolean!) { region(id: "610000") { name @include(if: $no) } }', {"region": {}},
    ),
    "list": ("{ tasks { title @skip(if: true) } }", {"tasks": [{}, {}]}),
    "list below": (
        "{ tasks { responsible { name @skip(if: true) } } }", {"tasks": [{"responsible": []},
        {"responsible": [{}]}]},
    ),
    "one below": (
        '{ region(id: "610000") { name partOf { name @skip(if: true) } } }',
        {"region": {"name": "陕西省", "partOf": {}}},
    ),
    "none below": ('{ region(id: "100000") { partOf { name @skip(if: true) } } }', {"region": {"partOf": None}}),
    "nodes": (
        "{ regions(first: 2) { edges { node { name @skip(if: true) } } } }",
        {"regions": {"edges": [{"node": {}}, {"node": {}}]}},
    ),
    "edges": ("{ regions(first: 2) { edges { cursor @skip(if: true) } } }", {"regions": {"edges": [{}, {}]}}),
    "connection": ("{ regions(first: 2) { totalCount @skip(if: true) } }", {"regions": {}}),
    "page's ends": ("{ regions { pageInfo { hasNextPage @skip(if: true) } } }", {"regions": {"pageInfo": {}}}),
    "edges below": (
        '{ region(id: "610000") { zones { edges { since @skip(if: true) } } } }',
        {"region": {"zones": {"edges": [{}, {}]}}},
    ),
    "nodes below": (
        '{ region(id: "610000") { zones { edges { node { ... on EconomicZone @skip(if: true) { name } } } } } }',
        {"region": {"zones": {"edges": [{"node": {}}, {"node": {}}]}}},
    ),
    "connection below": (
        '{ region(id: "610000") { zones { totalCount @skip(if: true) } } }',
        {"region": {"zones": {}}},
    ),
    "hosts": (
        '{ programme(id: "pilot-cities-1") { hosts { edges { node { ...Zone } } } } }',
        {"programme": {"hosts": {"edges": [{"node": {}}, {"node": {"kind": "MACRO_REGION"}}]}}},
    ),
    "agreed by": (
        '{ document(id: "undated") { agreedBy { ... on Region { code } } } }',
        {"document": {"agreedBy": [{}]}},
    ),
    "applies to": ('{ document(id: "outline") { appliesTo { ...Zone } } }', {"document": {"appliesTo": [{}]}}),
    "aliases": (
        """{ a: region(id: "610000") { x: name @skip(if: true) }
        b: region(id: "610000") { x: name y: partOf { ... @skip(if: true) { name } } } }""",
        {"a": {}, "b": {"x": "陕西省", "y": {}}},
    ),
    "typename alone": ('{ party(id: "610000") { __typename } tasks { __typename } }',
        {"party": {"__typename": "Region"}, "tasks": [{"__typename": "Task"}] * 2}),
    "named fragments": (
        '{ party(id: "610000") { ...Z ...Z } } fragment Z on EconomicZone { ...K } fragment K on EconomicZone { kind }',
        {"party": {}},
    ),
    "question": (
        '{ policyGaps(parties: ["610000"]) { counts { sharedGap @skip(if: true) } } }',
        {"policyGaps": {"counts": {}}},
    ),
    "question's own": ('{ policyGaps(parties: ["610000"]) { version @skip(if: true) } }', {"policyGaps": {}}),
    "status": (
        '{ policyGaps(parties: ["610000", "guanzhong-tianshui"]) { tasks { statuses { party { ...Zone } } } } }',
        {"policyGaps": {"tasks": [{"statuses": [{"party": {}}, {"party": {"kind": "ECONOMIC_ZONE"}}]}] * 2}},
    ),
    "path": (
        """{ connectingPaths(from: "610000", to: "310000", first: 1) {
        nodes { ...Zone } links { type @skip(if: true) } } }""",
        {"connectingPaths": [{"nodes": [{}, {}], "links": [{}]}]},
    ),
    "matrix": (
        '{ coverageMatrix(parties: ["610000"]) { rows { party { ...Zone } cells { score @skip(if: true) } } } }',
        {"coverageMatrix": {"rows": [{"party": {}, "cells": [{}, {}]}]}},
    ),
    "changes": (
        "{ changes(since: 0, first: 2) { edges { node { version @skip(if: true) } } } }",
        {"changes": {"edges": [{"node": {}}, {"node": {}}]}},
    ),
    "search": ('{ search(text: "陕西", first: 1) { entity { ...Zone } } }', {"search": [{"entity": {}}]}),
    "info": ("{ graphInfo { counts { kind @skip(if: true) } } }", {"graphInfo": {"counts": [{}] * 11}}),
    "nothing at all": ("{ tasks @skip(if: true) { number } }", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
async def test_object_of_which_nothing_is_selected_is_there(asker: Asker, name: str) -> None:
    text, expected = ANSWERS[name]
    variables = {"no": False, "id": global_id(Label.REGION, "610000")}
    compiled, executed = await ask_both(asker, text + ZONE * ("...Zone" in text), variables)
    assert compiled == executed
    assert compiled["data"] == expected
    assert "errors" not in compiled


@pytest.mark.parametrize(
    ("text", "argument"),
    [
        ("query ($n: Direction) { regions(orderBy: { field: NAME, direction: $n }) { totalCount } }", "orderBy"),
        ("query ($n: Direction) { regions(orderBy: [{ field: NAME, direction: $n }]) { totalCount } }", "orderBy"),
        ('query ($n: ID = "610000") { region(id: $n) { name } }', "id"),
        ('query ($n: ID = "610000") { policyGaps(parties: [$n]) { version } }', "parties"),
        ('query ($n: Boolean = true) { region(id: "610000") { name @skip(if: $n) } }', "if"),
        ("query ($n: Boolean = true) { tasks @include(if: $n) { number } }", "if"),
        (
            """query ($n: Direction) { regions { edges { node {
            documents(orderBy: { field: TITLE, direction: $n }) { totalCount } } } } }""",
            "orderBy",
        ),
    ],
)
async def test_null_where_a_default_stands_and_none_may_be_is_named(asker: Asker, text: str, argument: str) -> None:
    compiled, executed = await ask_both(asker, text, {"n": None})
    assert compiled == executed
    (error,) = compiled["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": argument, "candidates": []}


async def test_null_for_an_argument_with_a_default_is_the_default(asker: Asker) -> None:
    query = 'query ($n: Int) { search(text: "陕西", first: $n) { score } }'
    given: Any = await asker.read(query, n=None)
    assert given == await asker.read(query)
