"""Variables coerced by remembered types are those that the library coerces."""

from __future__ import annotations

import pytest
from graphql import OperationDefinitionNode, get_operation_ast, get_variable_values, parse

from schema.build import build_schema
from schema.variables import coerce_variables, read_signatures

SCHEMA = build_schema()
PLAIN = "query Q($id: ID!, $day: Date, $level: RegionLevel) { region(id: $id, asOf: $day) { id } }"


def read_operation(text: str) -> OperationDefinitionNode:
    operation = get_operation_ast(parse(text), None)
    assert operation is not None
    return operation


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (PLAIN, {"id": "610000", "day": "2012-10", "level": "PROVINCE"}),
        (PLAIN, {"id": 610000, "day": None, "level": None, "more": 1}),
        (PLAIN, {"id": "610000"}),
        (PLAIN, {"day": "2012"}),
        (PLAIN, {"id": None}),
        (PLAIN, {"id": ["610000"]}),
        (PLAIN, {"id": "610000", "day": "yesterday", "level": None}),
        (PLAIN, {"id": "610000", "day": "2012", "level": "VILLAGE"}),
        ("query Q($id: ID = 7) { region(id: $id) { id } }", {}),
        ("query Q($id: ID = 7) { region(id: $id) { id } }", {"id": None}),
        ("query Q($ids: [ID!]!) { policyGaps(parties: $ids) { counts { sharedGap } } }", {"ids": ["610000", 1]}),
        ("query Q($ids: [ID!]!) { policyGaps(parties: $ids) { counts { sharedGap } } }", {"ids": "610000"}),
        ("query Q($x: Region) { region(id: $x) { id } }", {"x": "1"}),
        ("query Q($x: Unknown!) { region(id: $x) { id } }", {"x": "1"}),
        ("{ graphInfo { version } }", {}),
    ],
)
def test_variables_are_those_of_the_library(text: str, given: dict[str, object]) -> None:
    operation = read_operation(text)
    found = coerce_variables(SCHEMA, operation, read_signatures(SCHEMA, operation), given)
    expected = get_variable_values(SCHEMA, operation.variable_definitions or (), given)
    if found is None or isinstance(expected, list):
        assert (found, isinstance(expected, list)) == (None, True)
        return
    assert found.coerced == expected.coerced
    assert found.sources.keys() == expected.sources.keys()
    assert all(found.sources[name].value == one.value for name, one in expected.sources.items())
