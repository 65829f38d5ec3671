"""The operations that front ends send are valid, and answer from a graph on each engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from graphql import parse, validate

from schema.build import build_schema
from tests.schema.asking import Asker

CONTRACT = Path(__file__).parents[1] / "contract"
# What the small graph is asked with.
VARIABLES: dict[str, dict[str, Any]] = {
    "profile": {"id": "610000", "asOf": "2012-12-31"},
    "details": {"programme": "pilot-cities-1", "institution": "sipo", "document": "shaanxi-law"},
    "task": {"id": "26", "territory": "陕西", "asOf": "2013"},
    "lists": {"first": 5},
    "info": {},
    "gaps": {"parties": ["陕西", "310000", "guanzhong-tianshui"], "asOf": "2016"},
    "next": {"parties": ["陕西", "310000"], "asOf": "2016", "first": 5},
    "trend": {"parties": ["陕西", "310000"], "from": 2008, "to": 2026},
    "matrix": {"parties": ["陕西", "310000", "guanzhong-tianshui"], "asOf": "2016"},
    "pairing": {"for": "610000", "first": 5, "asOf": "2012-12-31"},
    "plan": {"donors": ["310000"], "recipients": ["陕西"], "perDonor": 1, "asOf": "2012"},
    "changes": {"since": 0},
    "search": {"text": "陕西省", "first": 5},
    "paths": {"from": "610000", "to": "310000", "maxLength": 4, "first": 3},
}


def read_operation(name: str) -> str:
    return (CONTRACT / f"{name}.graphql").read_text("utf-8")


@pytest.mark.parametrize("name", VARIABLES)
def test_operation_of_the_contract_is_valid(name: str) -> None:
    assert not validate(build_schema(), parse(read_operation(name)))


@pytest.mark.anyio
@pytest.mark.parametrize("name", VARIABLES)
async def test_operation_of_the_contract_answers(asker: Asker, name: str) -> None:
    data = await asker.read(read_operation(name), **VARIABLES[name])
    assert data
    assert all(value is not None for value in data.values())
