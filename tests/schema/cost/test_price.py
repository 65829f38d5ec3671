"""The price of an operation: never below what it returns, linear in its length, and a refusal says what would fit."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLObjectType,
    get_introspection_query,
    parse,
    validate,
)
from hypothesis import HealthCheck, given, settings

from graph.engines.location import GraphLocation
from graph.engines.open import open_graph
from hezuo.settings_table import default_number
from schema.build import build_schema
from schema.cost.document_limits import Limits, TooComplex, parse_within
from schema.cost.list_sizes import is_connection, is_list
from schema.cost.pricing import Pricing
from schema.fetch.sources import Reference, Related, registry_of
from schema.fields import PlainField, RootField
from schema.request.operation import Operation, PreparedDocument
from schema.request.roles import Viewer
from tests.fixtures.timing import find_ratio
from tests.schema.asking import Asker, asker_of
from tests.schema.cost.test_document_limits import build_flat_bomb, build_fragment_bomb
from tests.schema.drawn_queries import queries
from tests.schema.small_graph import load_small
from tests.schema.test_contract import CONTRACT, read_operation

SCHEMA = build_schema()
MOST_PRICE = default_number("HEZUO_MAX_PRICE")


def price(text: str, *, token: bool = False, **variables: object) -> int:
    viewer = Viewer("tests", authenticated=token)
    return Pricing(SCHEMA, MOST_PRICE)(Operation(PreparedDocument(text, parse(text)), variables, None, viewer)).price


def refuse(text: str, most: int = MOST_PRICE, **variables: object) -> TooComplex:
    with pytest.raises(TooComplex) as caught:
        Pricing(SCHEMA, most)(Operation(PreparedDocument(text, parse(text)), variables))
    return caught.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ graphInfo { version } }", 1),
        # Twenty edges with a node each, and the connection.
        ("{ regions { edges { node { id } } } }", 41),
        ("{ regions(first: 3) { edges { node { id } } pageInfo { hasNextPage } } }", 8),
        ("{ regions(last: 3) { edges { cursor } } }", 4),
        ("{ regions(first: 0) { totalCount } }", 11),
        # A page longer than allowed is refused later: it costs no more than the longest.
        ("{ regions(first: 2000000000) { edges { cursor } } }", 201),
        ("query($n: Int = 5) { regions(first: $n) { edges { cursor } } }", 6),
        ("{ ...Q } fragment Q on Query { a: regions(first: 3) { ...E } b: regions(first: 4) { ...E } } "
         "fragment E on RegionConnection { edges { cursor } }", 9),
        ("{ node(id: 1) { ... on Region { documents(first: 2) { edges { node { issuers { id } } } } } } }", 106),
        ("{ nothing { at { all } } }", 0),
    ],
)  # fmt: skip
def test_price_counts_objects(text: str, expected: int) -> None:
    assert price(text) == expected


def test_variables_and_tokens_change_the_price() -> None:
    text = "query($n: Int) { regions(first: $n) { edges { cursor } } }"
    assert [price(text, n=n) for n in (3, None, 500)] == [4, 21, 201]
    assert price(text, token=True, n=500) == 501


@pytest.mark.parametrize("name", sorted(path.stem for path in CONTRACT.glob("*.graphql")))
def test_contract_with_31_parties_passes(name: str) -> None:
    text, variables = read_operation(name), json.loads((CONTRACT / "variables.json").read_text("utf-8"))[name]
    if validate(SCHEMA, parse(text)):
        pytest.skip("this operation is not served yet")
    for many in variables.keys() & {"parties", "donors", "recipients"}:
        variables[many] = [str(number) for number in range(31)]
    parse_within(text, Limits())
    Pricing(SCHEMA, MOST_PRICE)(Operation(PreparedDocument(text, parse(text)), variables))


def test_a_hundred_parties_and_introspection_pass() -> None:
    assert price(read_operation("gaps"), parties=[str(number) for number in range(100)]) < MOST_PRICE
    assert price(get_introspection_query()) < MOST_PRICE


def test_refusal_says_which_field_to_shrink_to_what_and_that_fits() -> None:
    text = """query($n: Int) { regions(first: $n) { edges { node { ...R } } } }
        fragment R on Region { documents(first: 150) { edges { node { clauses(first: 50) { edges { cursor } } } } } }"""
    refused = refuse(text, n=200)
    assert (refused.measure, refused.limit, refused.at) == ("price", MOST_PRICE, "regions")
    assert refused.fits is not None
    assert f"With first: {refused.fits} at regions it fits." in str(refused)
    assert price(text, n=refused.fits) <= MOST_PRICE
    refuse(text, n=refused.fits + 1)


def test_refusal_of_too_many_parties_says_how_many_fit() -> None:
    text, parties = read_operation("gaps"), [str(number) for number in range(50)]
    refused = refuse(text, 50_000, parties=parties)
    assert (refused.at, refused.fits is not None) == ("policyGaps", True)
    assert f"at most {refused.fits} parties" in str(refused)
    kept = parties[: refused.fits]
    assert Pricing(SCHEMA, 50_000)(Operation(PreparedDocument(text, parse(text)), {"parties": kept})).price <= 50_000


def test_refusal_names_the_heaviest_place_where_no_size_fits() -> None:
    refused = refuse("{ tasks { theme { tasks { theme { tasks { theme { tasks { id } } } } } } } }")
    assert refused.fits is None
    assert "tasks.theme.tasks.theme.tasks" in str(refused)


@pytest.mark.parametrize("text", [build_fragment_bomb(60), build_flat_bomb(60), "{" + "a:b " * 10_000 + "}"])
def test_bombs_never_reach_the_price(text: str) -> None:
    def refuse_it() -> None:
        with pytest.raises(TooComplex):
            parse_within(text, Limits())

    assert find_ratio(refuse_it, lambda: parse_within(read_operation("gaps"), Limits())) < 100


def test_price_is_linear_where_fragments_spread_the_next_twice() -> None:
    spreads = [f"fragment f{i} on Region {{ partOf {{ ...f{i + 1} }} b: partOf {{ ...f{i + 1} }} }}" for i in range(60)]
    text = "{ region(id: 1) { ...f0 } } " + " ".join(spreads) + " fragment f60 on Region { id }"
    document = parse(text)
    prices = []

    def refuse_it() -> None:
        with pytest.raises(TooComplex) as caught:
            Pricing(SCHEMA, MOST_PRICE)(Operation(PreparedDocument(text, document), {}))
        prices.append(caught.value.price or 0)

    assert find_ratio(refuse_it, lambda: parse_within(read_operation("gaps"), Limits())) < 100
    assert min(prices) > 2**60


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as running:
        yield running


@pytest.fixture(scope="module")
def small(runner: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    file = tmp_path_factory.mktemp("price") / "graph.lbug"
    graph = runner.run(open_graph(GraphLocation(url="", file=file, query_timeout=60)))
    runner.run(load_small(graph))
    yield asker_of(graph)
    runner.run(graph.close())


def count_objects(value: Any) -> int:  # noqa: ANN401 JSON
    if isinstance(value, dict):
        return 1 + sum(count_objects(one) for one in value.values())
    return sum(count_objects(one) for one in value) if isinstance(value, list) else 0


def test_price_is_never_below_the_objects_returned(small: Asker, runner: asyncio.Runner) -> None:
    most = 0

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(queries())
    def ask(text: str) -> None:
        nonlocal most
        answer = runner.run(small.ask(text))
        codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
        assert codes <= {"BAD_USER_INPUT"}, answer["errors"]
        returned = count_objects(answer.get("data", {})) - 1
        most = max(most, returned)
        assert Pricing(SCHEMA, 2**60)(Operation(PreparedDocument(text, parse(text)), {})).price >= returned

    ask()
    assert most > 50, "the queries return too little to tell"


def test_contract_files_are_where_the_tests_look() -> None:
    assert len(list(Path(CONTRACT).glob("*.graphql"))) >= 16


def test_list_without_a_page_says_where_it_ends() -> None:
    """Else it would count as `UNSTATED`, and nobody would know."""
    silent = []
    for kind in SCHEMA.type_map.values():
        if not isinstance(kind, GraphQLObjectType) or kind.name.startswith("__") or is_connection(kind):
            continue
        for name, field in kind.fields.items():
            declared = field.extensions.get("strawberry-definition")
            if not is_list(field) or "first" in field.args or isinstance(declared, RootField):
                continue
            source = registry_of(SCHEMA).sources.get((kind.name, name))
            if not isinstance(declared, PlainField) or not (
                declared.at_most or declared.sized_by or isinstance(source, Related | Reference)
            ):
                silent.append(f"{kind.name}.{name}")
    assert not silent
