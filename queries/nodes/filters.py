"""Filters of lists: `eq in contains gte lt` on properties, joined by `and or not`, as one Cypher condition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.dates import Period
from graph.model import Label, PropertyType
from graph.store import Value
from queries.errors import BadInput
from queries.nodes.columns import properties_of

# A filter nested deeper, or with more terms, is no question that a person asks.
DEEPEST, MOST_TERMS = 5, 100
# What the API calls a property.
PROPERTY_BY_FIELD = {"code": "id"}

Filter = Mapping[str, object]


@dataclass(slots=True)
class Condition:
    """A condition on `n` under construction, with the parameters that its values become."""

    label: Label
    parameters: dict[str, Value] = field(default_factory=dict)

    def parameter(self, value: Value) -> str:
        """The name under which a value travels; BadInput where there are too many."""
        if len(self.parameters) >= MOST_TERMS:
            raise BadInput(f"The filter has more than {MOST_TERMS} terms.", "filter")
        name = f"f{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"


def build_condition(label: Label, given: Filter) -> tuple[str, dict[str, Value]]:
    """The condition on `n`, empty where nothing is filtered, and its parameters."""
    condition = Condition(label)
    return _all_of(condition, given, 0), condition.parameters


def _all_of(condition: Condition, given: Filter, depth: int) -> str:
    if depth > DEEPEST:
        raise BadInput(f"The filter is nested deeper than {DEEPEST}.", "filter")
    terms = [_term(condition, name, value, depth) for name, value in given.items() if value is not None]
    return " AND ".join(term for term in terms if term)


def _term(condition: Condition, name: str, value: object, depth: int) -> str:
    if name in ("and", "or") and isinstance(value, Sequence):
        inner = [_all_of(condition, one, depth + 1) or "true" for one in value if isinstance(one, Mapping)]
        joined = f" {name.upper()} ".join(f"({one})" for one in inner)
        # Nothing to choose from is never so; nothing to hold always is.
        return f"({joined})" if joined else "" if name == "and" else "false"
    if name == "not" and isinstance(value, Mapping):
        # What is missing fails a test, so it passes the test's negation.
        inner_text = _all_of(condition, value, depth + 1)
        return f"NOT coalesce(({inner_text or 'true'}), false)"
    property_name = PROPERTY_BY_FIELD.get(name, name)
    kind = properties_of(condition.label)[property_name]
    if isinstance(value, bool):
        return f"n.{property_name} = {condition.parameter(value)}"
    if not isinstance(value, Mapping):
        raise TypeError(f"no filter: {value!r}")
    tests = [_test(condition, property_name, kind, one, against) for one, against in value.items()]
    return " AND ".join(test for test in tests if test)


def _test(condition: Condition, name: str, kind: PropertyType, operator: str, against: object) -> str:
    # Nothing is asked of what must contain no letters; the engines differ on it.
    if against is None or (operator == "contains" and against == ""):
        return ""
    if isinstance(against, Period):
        return _date_test(condition, name, operator, against)
    if kind is PropertyType.STRINGS:
        return f"{condition.parameter(str(against))} IN n.{name}"
    if operator == "in" and isinstance(against, Sequence):
        return f"n.{name} IN {condition.parameter([str(one) for one in against])}"
    sign = {"eq": "=", "contains": "CONTAINS", "gte": ">=", "lt": "<"}[operator]
    return f"n.{name} {sign} {condition.parameter(_plain(against))}"


def _date_test(condition: Condition, name: str, operator: str, against: Period) -> str:
    """`gte` and `lt` compare first days; `eq` means within."""
    first = condition.parameter(against.first)
    if operator == "eq":
        return f"n.{name}First >= {first} AND n.{name}Last <= {condition.parameter(against.last)}"
    return f"n.{name}First {'>=' if operator == 'gte' else '<'} {first}"


def _plain(value: object) -> Value:
    return value if isinstance(value, int | float) else str(value)
