"""What surrounds every answer: its version, its errors and their codes, and what it costs the engine."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.errors import GraphUnavailable, QueryTimeout
from graph.model import Label
from graph.store import Graph
from graph.writing.apply import apply_batches
from graph.writing.batch import Batch
from tests.schema.asking import ADMIN, Asker, asker_of
from tests.schema.small_graph import build_batch, edge, node

pytestmark = pytest.mark.anyio

NAME = 'query ($id: ID = "610000") { party(id: $id) { name } tasks { number } }'


async def test_every_answer_says_the_version(asker: Asker) -> None:
    assert (await asker.ask(NAME))["extensions"] == {"version": 1}
    assert (await asker.ask("{ nothing }"))["extensions"] == {"version": 1}
    assert (await asker.ask(NAME, id="？？"))["extensions"] == {"version": 1}


async def test_question_runs_again_when_the_graph_moved_under_it(asker: Asker) -> None:
    asker.graph.versions[:] = [1, 2]
    answer = await asker.ask(NAME)
    assert answer["extensions"] == {"version": 1}
    assert asker.graph.asked.count("list of Task") == 2


async def test_question_runs_twice_at_most(asker: Asker) -> None:
    asker.graph.versions[:] = [2, 3, 4, 5]
    assert "errors" not in await asker.ask(NAME)
    assert asker.graph.asked.count("list of Task") == 2


async def test_unknown_name_is_refused_with_the_nearest(asker: Asker) -> None:
    answer = await asker.ask(NAME, id="陕西自治区")
    assert answer["data"] == {"party": None, "tasks": [{"number": 25}, {"number": 26}]}
    (error,) = answer["errors"]
    assert error["path"] == ["party"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["argument"] == "id"
    assert "陕西省 (610000)" in error["extensions"]["candidates"]


async def test_ambiguous_name_is_refused_with_all_that_have_it(asker: Asker) -> None:
    answer = await asker.ask('{ institution(id: "国家知识产权局") { id } }')
    assert answer["errors"][0]["extensions"]["candidates"] == ["国家知识产权局 (sipo)", "国家知识产权局 (cnipa)"]


@pytest.mark.parametrize(
    ("query", "variables", "argument"),
    [
        ('query ($day: Date) { party(id: "610000", asOf: $day) { name } }', {"day": "2012-13"}, "asOf"),
        ('{ party(id: "610000", asOf: "2012-02-30") { name } }', {}, "asOf"),
        ('{ documents(filter: { issued: { gte: "2012-13" } }) { totalCount } }', {}, "filter"),
        ("query ($f: DocumentFilter) { documents(filter: $f) { totalCount } }", {"f": {"issued": {"lt": 1}}}, "filter"),
        ('query ($d: Date = "2012-13") { party(id: "610000", asOf: $d) { name } }', {}, "asOf"),
        (
            "query ($d: Date) { party(id: 610000) { ...Docs } } "
            "fragment Docs on Party { documents(asOf: $d) { totalCount } }",
            {"d": ""},
            "asOf",
        ),
    ],
)
async def test_bad_date_is_refused_wherever_it_stands(
    asker: Asker, query: str, variables: dict[str, Any], argument: str
) -> None:
    given = await asker.ask(query, **variables)
    assert "data" not in given
    assert given["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": argument, "candidates": []}
    assert given["extensions"] == {"version": 1}


async def test_operation_that_is_not_there_is_refused(asker: Asker) -> None:
    answer = await asker.ask("query A { __typename } query B { __typename }")
    refused = {"code": "BAD_USER_INPUT", "argument": "operationName", "candidates": []}
    assert (answer["errors"][0]["extensions"], answer["extensions"]) == (refused, {"version": 1})


async def test_subscription_that_is_asked_once_is_refused(asker: Asker) -> None:
    answer = await asker.ask("subscription { graphChanged { version } }")
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert answer["extensions"] == {"version": 1}


async def test_document_that_does_not_fit_the_schema_is_refused(asker: Asker) -> None:
    answer = await asker.ask("{ nothing }")
    assert "data" not in answer
    assert answer["errors"][0]["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED"}


async def test_variable_that_does_not_fit_is_the_callers_input(asker: Asker) -> None:
    answer = await asker.ask("query ($size: Int) { documents(first: $size) { totalCount } }", size="many")
    assert "data" not in answer
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "first", "candidates": []}


@pytest.mark.parametrize(
    ("error", "code"), [(GraphUnavailable("down"), "UNAVAILABLE"), (QueryTimeout("slow"), "TIMEOUT")]
)
async def test_engine_that_fails_is_named_and_leaves_the_other_fields(
    asker: Asker, error: Exception, code: str
) -> None:
    def fail(name: str) -> None:
        if name == "list of Task":
            raise error

    asker.graph.before = fail
    answer = await asker.ask(NAME)
    assert answer["data"] == {"party": {"name": "陕西省"}, "tasks": None}
    assert [one["extensions"]["code"] for one in answer["errors"]] == [code]
    asker.graph.before = lambda _name: None
    assert "errors" not in await asker.ask(NAME)


async def test_engine_that_does_not_tell_its_version_is_unavailable(asker: Asker) -> None:
    async def fail() -> int:
        raise GraphUnavailable("down")

    asker.graph.version = fail  # type: ignore[method-assign]
    answer = await asker.ask("{ graphInfo { version } }")
    assert answer["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
    assert (await asker.ask("{ __typename }"))["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


async def test_failure_of_ours_is_masked(asker: Asker, caplog: pytest.LogCaptureFixture) -> None:
    def fail(name: str) -> None:
        raise RuntimeError(f"the secret of {name}")

    asker.graph.before = fail
    answer = await asker.ask("{ tasks { number } }")
    assert answer["errors"][0]["extensions"] == {"code": "INTERNAL", "requestId": "the-request"}
    assert "secret" not in str(answer)
    assert "the secret of list of Task" in caplog.text


async def test_token_allows_longer_pages(asker: Asker) -> None:
    query = "{ documents(first: 1000) { edges { node { id } } } }"
    assert (await asker.ask(query))["errors"][0]["extensions"]["argument"] == "first"
    assert "errors" not in await asker.ask(query, viewer=ADMIN)


NESTED = """{ regions(first: 200) { edges { node { name sources { title } documents(first: 200) { edges { node {
    title issuers { name } clauses(first: 200) { edges { node { text coverage { task { number theme { number } } } } } }
} } } zones { edges { sources { title } node { name } } } } } } }"""


async def test_work_does_not_grow_with_the_lists(small_graph: Graph) -> None:
    asker = asker_of(small_graph)
    await asker.read(NESTED)
    few = sorted(asker.graph.asked)
    batch = build_batch()
    for at in range(30):
        region, document, clause = f"61{at:02}99", f"more-{at}", f"more-{at}#1"
        law = replace(node(Label.POLICY_DOCUMENT, document, document, issued="2012"))
        batch.nodes += [node(Label.REGION, region, region), law, node(Label.CLAUSE, clause, clause, text="…")]
        batch.edges += [
            edge("APPLIES_TO", (Label.POLICY_DOCUMENT, document), (Label.REGION, region)),
            edge("ISSUED", (Label.INSTITUTION, "sipo"), (Label.POLICY_DOCUMENT, document)),
            edge("HAS_CLAUSE", (Label.POLICY_DOCUMENT, document), (Label.CLAUSE, clause)),
            edge("INCLUDES", (Label.ECONOMIC_ZONE, "west"), (Label.REGION, region)),
            edge(
                "COVERS", (Label.CLAUSE, clause), (Label.TASK, "ws2012-26"), score=0.6, method="m", verdict="SUGGESTED"
            ),
        ]
    await apply_batches(small_graph.writer, [Batch(batch.load, batch.nodes, batch.edges)], "tests")
    asker.graph.asked.clear()
    data = await asker.read(NESTED)
    assert len(data["regions"]["edges"]) == 34
    assert sorted(asker.graph.asked) == few
    assert len(few) == 9


async def test_documents_are_validated_once(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    validated: list[object] = []

    def note(_schema: object, document: object, **_more: object) -> list[object]:
        validated.append(document)
        return []

    monkeypatch.setattr("schema.execution.execute.validate", note)
    for _ in range(3):
        await asker.ask(NAME)
    assert len(validated) == 1
