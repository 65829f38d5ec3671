"""Compiled completion and graphql-core's executor give the same answers: data, nulls, and errors in their places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from graphql import parse

from graph.model import Label
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from schema.build import build_schema
from schema.execution.execute import Answers
from schema.execution.plan import plan_document
from schema.request.operation import Operation, PreparedDocument
from tests.schema.asking import ADMIN, Asker, asker_of
from tests.schema.drawn_queries import draw_apart
from tests.schema.execution.test_execute import NESTED
from tests.schema.small_graph import KnownNames, build_batch, edge, node
from tests.schema.test_contract import VARIABLES, read_operation

pytestmark = pytest.mark.anyio

OPERATIONS: dict[str, tuple[str, dict[str, Any]]] = {
    **{name: (read_operation(name), variables) for name, variables in VARIABLES.items()},
    "nested": (NESTED, {}),
    "aliases": ('{ a: region(id: "610000") { x: name y: name z: level } b: region(id: "310000") { name } }', {}),
    "typenames": (
        '{ __typename t: __typename party(id: "west") { a: __typename __typename ... on EconomicZone { kind } } }', {},
    ),
    "interfaces": (
        """{ document(id: "undated") { agreedBy { __typename id ... on Institution { kind } ... on Region { code } } }
        programme(id: "pilot-cities-1") { hosts { edges { node { ... on Party { aliases } ... on Entity { verified }
        ... on Region { level } ... on EconomicZone { k: kind } } } } } }""", {},
    ),
    "fragments": (
        """query ($id: ID!) { party(id: $id) { ...Both ...Both } }
        fragment Both on Party { name ... on Node { id } ...Place }
        fragment Place on Region { partOf { ...Both name } code }""", {"id": "610100"},
    ),
    "one object under two aliases": (
        """query ($p: [ID!]!) { policyGaps(parties: $p) { a: tasks { task { number } } b: tasks { task { title }
        c: task { id } } } }""", {"p": ["610000", "310000"]},
    ),
    "skipped": (
        """query ($yes: Boolean!, $no: Boolean = false) { region(id: "610000") {
        a: name @skip(if: $yes) b: name @include(if: $no) c: name @include(if: $yes) @skip(if: $no)
        ... on Region @include(if: $yes) { level } ... @skip(if: $yes) { code } } tasks @skip(if: $yes) { number } }""",
        {"yes": True},
    ),
    "not skipped": (
        'query ($yes: Boolean!) { region(id: "610000") { name @skip(if: $yes) code @include(if: $yes) } }',
        {"yes": False},
    ),
    "absent": ('{ region(id: "999999") { name } node(id: "Tm90aGluZzox") { id } }', {}),
    "refused": ('{ party(id: "什么") { name } regions(first: 999) { totalCount } tasks { number } }', {}),
    "refused below": ('{ party(id: "610000") { name documents(first: 999) { totalCount } } tasks { number } }', {}),
    "introspection": ('{ __schema { queryType { name } } __type(name: "Region") { name } tasks { number } }', {}),
    "variables that do not fit": ("query ($n: Int) { regions(first: $n) { totalCount } }", {"n": "many"}),
    "null for a default": (
        'query ($s: TerritoryScope, $m: Float) { task(id: "26") { coverage(scope: $s, minScore: $m) { totalCount } } }',
        {"s": None, "m": None},
    ),
    "two operations": ("query One { tasks { number } } query Two { themes { number } }", {}),
    "empty": ('{ regions(filter: { code: { in: [] } }) { totalCount edges { cursor } pageInfo { endCursor } } }', {}),
    "invalid": ("{ nothing }", {}),
}  # fmt: skip


async def ask_both(asker: Asker, text: str, variables: dict[str, Any]) -> tuple[Any, Any]:
    slow = replace(asker, answers=Answers(asker.graph, KnownNames(), build_schema(), compiled=False))
    return await asker.ask(text, **variables), await slow.ask(text, **variables)


@pytest.mark.parametrize("name", OPERATIONS)
async def test_both_answer_alike(asker: Asker, name: str) -> None:
    text, variables = OPERATIONS[name]
    compiled, executed = await ask_both(asker, text, variables)
    executed = without_times(executed)
    assert without_times(compiled) == executed
    assert list_keys(compiled.get("data")) == list_keys(executed.get("data"))


@pytest.mark.parametrize("bare", [False, True])
async def test_drawn_queries_are_answered_alike(asker: Asker, bare: bool) -> None:
    served = Answers(asker.graph.graph, KnownNames(), build_schema())  # On Neo4j, with several levels in one statement.
    slow = Answers(asker.graph, KnownNames(), build_schema(), compiled=False)
    answered = objects = 0
    for text in draw_apart(60, bare=bare):
        posted = Operation(PreparedDocument(text, parse(text)), {})
        answer = await served(posted)
        assert answer == (await slow(posted)), text
        objects += str(answer.get("data")).count("{}")
        answered += "errors" not in answer
    assert answered > 50, "too few of the queries have an answer"
    assert (objects > 20) is bare, "objects of which nothing is selected"


@pytest.fixture
async def broken(small_graph: Graph) -> Asker:
    """A graph that lacks what the API promises, in places that allow no null."""
    batch = build_batch()
    source = node(Label.SOURCE, "gazette", "公报")
    batch.nodes += [
        node(Label.PROGRAMME, "no-kind", "没有类型"),
        node(Label.PROGRAMME, "odd-kind", "怪类型", kind="ODD"),
        node(Label.CLAUSE, "loose#1", "没有文件的条款", path="1"),
        replace(source, id="no-title", properties={}),
    ]
    batch.edges += [
        edge("HOSTS", (Label.REGION, "610000"), (Label.PROGRAMME, "no-kind")),
        edge("HOSTS", (Label.REGION, "310000"), (Label.PROGRAMME, "odd-kind")),
        edge("HOSTS", (Label.REGION, "310000"), (Label.PROGRAMME, "pilot-cities-1")),
    ]
    await apply_batches(small_graph.writer, [Batch(batch.load, batch.nodes, batch.edges)], "tests")
    return asker_of(small_graph)


@pytest.mark.parametrize(
    "text",
    [
        '{ region(id: "610000") { name programmes { edges { node { name kind } } } } tasks { number } }',
        '{ regions { edges { node { code programmes { totalCount edges { node { kind } } } } } } }',
        '{ programme(id: "no-kind") { kind } other: programme(id: "odd-kind") { name kind } }',
        '{ programmes { edges { node { name k: kind } } } }',
        '{ clause(id: "loose#1") { path document { title } } }',
        '{ source(id: "no-title") { id title } graphInfo { sources { edges { node { title } } } } }',
    ],
)  # fmt: skip
async def test_null_that_may_not_be_is_reported_alike(broken: Asker, text: str) -> None:
    compiled, executed = await ask_both(broken, text, {})
    assert compiled == executed
    assert {error["extensions"]["code"] for error in compiled["errors"]} == {"INTERNAL"}
    assert None in compiled["data"].values()


async def test_what_was_read_is_not_read_again_for_the_executor(broken: Asker) -> None:
    answer = await broken.ask('{ programme(id: "no-kind") { kind } }')
    assert answer["data"] == {"programme": None}
    assert broken.graph.asked == ["Programme by id"]


async def test_what_was_read_beside_a_refusal_is_not_read_again(asker: Asker) -> None:
    answer = await asker.ask(OPERATIONS["refused below"][0])
    assert [one["number"] for one in answer["data"]["tasks"]]
    assert answer["data"]["party"] is None
    assert len(asker.graph.asked) == len(set(asker.graph.asked))


@pytest.mark.parametrize("name", ["nested", "aliases", "interfaces", "fragments", "empty"])
async def test_rows_are_written_without_the_executor(asker: Asker, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, variables = OPERATIONS[name]
    expected = await asker.ask(text, **variables)

    def refuse(*_more: object) -> None:
        raise AssertionError("a record was resolved")

    monkeypatch.setattr("schema.fetch.records.Record.get", refuse)
    asker.prepared.clear()
    assert await asker.ask(text, **variables) == expected


async def test_object_under_two_aliases_has_the_fields_of_each(asker: Asker) -> None:
    text, variables = OPERATIONS["one object under two aliases"]
    gaps = (await asker.read(text, **variables))["policyGaps"]
    assert {tuple(one["task"]) for one in gaps["a"]} == {("number",)}
    assert {tuple(one["task"]) for one in gaps["b"]} == {("title",)}


async def test_one_plan_serves_all_variables(asker: Asker) -> None:
    query = "query ($id: ID!, $first: Int) { region(id: $id) { name zones(first: $first) { totalCount } } }"
    for variables in ({"id": "610000", "first": 1}, {"id": "310000"}, {"id": "610100", "first": 5}):
        await asker.ask(query, **variables)
    assert len(plan_document(asker.prepared[query]).plans) == 1


async def test_plans_of_one_document_are_bounded(asker: Asker) -> None:
    names = [f"$v{at}: Boolean!" for at in range(8)]
    fields = " ".join(f"n{at}: number @include(if: $v{at})" for at in range(8))
    query = f"query ({', '.join(names)}) {{ tasks {{ id {fields} }} }}"
    for number in range(100):
        given: dict[str, Any] = {f"v{at}": bool(number >> at & 1) for at in range(8)}
        data = (await asker.ask(query, **given))["data"]
        assert [key for key in data["tasks"][0] if key != "id"] == [f"n{at}" for at in range(8) if given[f"v{at}"]]
    assert len(plan_document(asker.prepared[query]).plans) <= 64


async def test_callers_with_and_without_a_token_share_a_plan(asker: Asker) -> None:
    query = "{ documents(first: 500) { totalCount } }"
    assert "errors" not in await asker.ask(query, viewer=ADMIN)
    assert "errors" in await asker.ask(query)


def without_times(answer: Any) -> Any:  # noqa: ANN401 JSON
    """An answer but for what tells two runs apart."""
    errors = [{**error, "extensions": {**error["extensions"], "requestId": ""}} for error in answer.get("errors", [])]
    return {**answer, "errors": errors}


def list_keys(value: Any) -> Any:  # noqa: ANN401 JSON
    """The names in an answer in their order."""
    if isinstance(value, dict):
        return [(key, list_keys(one)) for key, one in value.items()]
    return [list_keys(one) for one in value] if isinstance(value, list) else None
